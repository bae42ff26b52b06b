"""Every problem and every error has a sentence, and every field a Chinese name."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app import errors, messages
from app.clock import SHANGHAI
from app.errors import (
    DatabaseUnavailable,
    DomainError,
    InfrastructureError,
    Invalid,
    NotFound,
    NotPermitted,
    Problem,
    SignInRefused,
    StateForbids,
)
from app.form import Closed
from app.intake import types
from app.matter import forms
from app.messages import (
    TEXTS,
    common,
    deadlines,
    error_lines,
    error_text,
    field_text,
    identifiers,
)
from app.messages.admin import FINDINGS
from app.messages.fields import FIELDS
from app.permissions import GRANTS, Permission

ROOT = Path(messages.__file__).parents[2]
SUBJECTS = sorted(Path(messages.__file__).parent.glob("*.py"))


def _calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for folder in ("app", "db"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    name = node.func.id if isinstance(node.func, ast.Name) else ""
                    yield file, name, node


def _constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _problem_codes() -> set[str]:
    """The second argument of each `Problem(…)`, and each `code="…"` handed to one."""
    found = set()
    for _file, name, call in _calls():
        if name != "Problem":
            continue
        named = next((k.value for k in call.keywords if k.arg == "code"), None)
        found.add(_constant(call.args[1] if len(call.args) > 1 else named))
    return {code for code in found if code}


def test_every_problem_code_has_a_sentence() -> None:
    codes = _problem_codes()
    assert len(codes) > 40, "the scan finds the codes"
    assert sorted(codes - TEXTS.keys()) == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    """But for counts and checks of numbers, whose codes are put together from what came out."""
    put_together = {**deadlines.TEXTS, **identifiers.TEXTS}
    assert sorted(TEXTS.keys() - put_together.keys() - _texts_in_code()) == []


def _texts_in_code() -> set[str]:
    """Every text of the program outside its messages."""
    files = {file for of in ("app", "db", "ui") for file in (ROOT / of).rglob("*.py")}
    trees = (ast.parse(file.read_text("utf-8")) for file in files - set(SUBJECTS))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.expr))
    return {text for node in nodes if (text := _constant(node)) is not None}


def test_every_why_of_an_error_has_a_sentence() -> None:
    whys = set()
    for _file, name, call in _calls():
        if not isinstance(getattr(errors, name, None), type):
            continue
        for keyword in call.keywords:
            if keyword.arg == "why" and (why := _constant(keyword.value)):
                whys.add(f"{name}.{why}")
        if name == "SignInRefused":
            whys.add(f"{name}.{_constant(call.args[0])}")
    assert len(whys) > 15, "the scan finds the errors"
    general = {key for key in whys if key.partition(".")[2] in ("locked", "failing")}
    assert sorted(whys - general - common.ERRORS.keys()) == []


def test_every_driver_error_has_a_sentence() -> None:
    from db import session

    rows = (*session._SQLITE, *session._SQLSTATE)
    for _text, kind, why in rows:
        assert error_text(kind(why=why)) != error_text(DatabaseUnavailable(why="?"))


def test_no_code_has_two_sentences() -> None:
    seen: dict[str, str] = {}
    for file in SUBJECTS:
        subject = __import__(f"app.messages.{file.stem}", fromlist=["TEXTS"])
        for code in getattr(subject, "TEXTS", {}) if file.stem != "__init__" else ():
            assert code not in seen, f"{code} in {file.stem} and {seen.get(code)}"
            seen[code] = file.stem
    assert seen.keys() == TEXTS.keys()


def test_every_field_of_a_form_has_a_name() -> None:
    kinds = [kind for module in (types, forms) for kind in vars(module).values()]
    drafts = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Closed)]
    names = {name for kind in drafts for name in getattr(kind, "__dataclass_fields__", ())}
    assert len(names) > 80
    assert sorted(names - FIELDS.keys()) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("summary", "事情经过"),
        ("parties[1].phone", "第2位当事人的电话"),
        ("parties[0].role", "第1位当事人的身份"),
        ("[2].parties[0].name", "第3件事项的第1位当事人的姓名或名称"),
        ("mediation.agreement.clauses[0]", "当场调解的协议的第1条协议内容"),
        ("performance[1].schedule[2].due_on", "第2项履行内容的第3期的期限"),
        ("partys[0].nmae", "partys第1项的nmae"),
        ("", ""),
    ],
)
def test_a_path_reads_as_people_say_it(path: str, text: str) -> None:
    assert field_text(path) == text


def test_each_problem_has_its_line_with_its_field() -> None:
    found = Invalid([Problem("parties[0].phone", "PHONE_INVALID"), Problem("", "JSON_DEEP")])
    [first, second] = error_text(found).splitlines()
    assert first.startswith("第1位当事人的电话：电话号码不对")
    assert second == TEXTS["JSON_DEEP"]


def test_the_command_line_names_the_json_path_too() -> None:
    known = Invalid(
        [Problem("parties[0].phone", "PHONE_INVALID"), Problem("nmae", "FIELD_UNKNOWN")]
    )
    lines = error_lines(known, paths=True)
    assert lines[0].startswith("parties[0].phone（第1位当事人的电话）：")
    assert lines[1] == "nmae：没有这一项，请核对写法"


def test_every_permission_and_action_can_be_refused_in_words() -> None:
    for what in GRANTS:
        assert error_text(NotPermitted(what)).startswith("您的岗位不能")
    assert common.WHAT.keys() == {str(p) for p in Permission}


def test_a_forbidding_state_is_named() -> None:
    text = error_text(StateForbids("close", "MATTER", "ARCHIVED"))
    assert text == "现在是“已归档”，不能结案。"


def test_a_locked_name_says_until_when() -> None:
    until = datetime(2026, 9, 18, 10, 46, tzinfo=SHANGHAI)
    assert "10:46" in error_text(SignInRefused("locked", until=until))


def test_a_value_that_was_not_told_leaves_no_brace() -> None:
    kinds = [getattr(errors, key.partition(".")[0]) for key in common.ERRORS]
    for key, kind in zip(common.ERRORS, kinds, strict=True):
        why = key.partition(".")[2]
        error: DomainError | InfrastructureError
        error = SignInRefused(why) if kind is SignInRefused else kind(why=why)
        assert "{" not in error_text(error)
        assert error_text(error)


def test_what_is_not_found_is_named() -> None:
    assert error_text(NotFound("matter", "20260918-1-009")) == "找不到事项 20260918-1-009，请核对。"


def test_sentences_have_fields_python_can_fill() -> None:
    for code, text in TEXTS.items():
        for _, field, _, _ in string.Formatter().parse(text):
            assert field is None or field.isidentifier(), code


_FINDS = ("check", "check_audit", "check_numbers", "stored_files", "verify", "doctor")
_CODE = re.compile("[A-Z]+(_[A-Z]+)+")


def test_every_finding_has_a_sentence_and_a_hint_unless_all_is_well() -> None:
    found = set()
    for name in _FINDS:
        tree = ast.parse((ROOT / "app" / "admin" / f"{name}.py").read_text("utf-8"))
        found |= {text for node in ast.walk(tree) if (text := _constant_of(node))}
    codes = {text for text in found if _CODE.fullmatch(text)}
    assert len(codes) > 35, "the scan finds the codes"
    assert sorted(codes - FINDINGS.keys()) == []
    well = ("_WHOLE", "_FITS", "_FIT", "_SEALED", "_OPENS", "_WRITABLE", "_FREE", "_DRAWS",
            "_FOUND", "_FRESH", "_KNOWN")  # fmt: skip
    for code, (message, hint) in FINDINGS.items():
        assert message
        assert bool(hint) != code.endswith(well), code


def _constant_of(node: ast.AST) -> str | None:
    return _constant(node) if isinstance(node, ast.expr) else None
