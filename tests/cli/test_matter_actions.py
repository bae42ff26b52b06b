"""`fengqiao matter actions`: what is offered to whom, and schemas that say what is taken."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app import clock
from app.errors import Invalid
from app.form import Closed
from app.intake.types import MatterDraft
from app.matter.act import form_of
from app.passwords import hashed
from app.schema import json_schema, read
from db.engine import open_engine, sqlite_path
from db.enums import Action, Post
from db.models import Staff, StaffPost
from db.session import writing
from tests.cli.conftest import Cli
from tests.conftest import Clock, desk_as
from tests.end_to_end.facts import MATTER, assessed, slip
from tests.end_to_end.script import Script
from tests.postgres import PASSWORD

FORMS: dict[str, type[Closed]] = {str(a): form_of(a) for a in Action} | {"register": MatterDraft}
Schema = dict[str, Any]


@pytest.fixture(params=sorted(FORMS))
def form(request: pytest.FixtureRequest) -> type[Closed]:
    return FORMS[request.param]


def sample(part: Schema, whole: Schema) -> Any:
    """A least value that a part of a schema allows."""
    if "$ref" in part:
        return sample(whole["$defs"][part["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in part:
        return sample(part["anyOf"][0], whole)
    if "enum" in part:
        return part["enum"][0]
    if part["type"] == "object":
        return {key: sample(part["properties"][key], whole) for key in part.get("required", ())}
    if part["type"] == "array":
        return [sample(part["items"], whole)]
    texts = {"date": "2026-09-18", "date-time": "2026-09-18T10:31:00+08:00"}
    text = "12.50" if "pattern" in part else texts.get(part.get("format", ""), "x")
    return {"string": text, "integer": 1, "boolean": True}[part["type"]]


def objects(schema: Schema) -> Iterator[Schema]:
    yield schema
    yield from (part for part in schema.get("$defs", {}).values() if part["type"] == "object")


def codes(form: type[Closed], data: object) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        read(form, data)
    return {(problem.field, problem.code) for problem in refused.value.problems}


def test_every_action_takes_a_closed_object(form: type[Closed]) -> None:
    for part in objects(json_schema(form)):
        assert part["type"] == "object"
        assert part["additionalProperties"] is False


def test_what_it_calls_required_is_what_is_missed(form: type[Closed]) -> None:
    schema = json_schema(form)
    required = set(schema.get("required", ()))
    if not required:
        assert read(form, {}) == form()
        return
    assert codes(form, {}) == {(key, "FIELD_MISSING") for key in required}


def test_what_it_allows_is_taken(form: type[Closed]) -> None:
    schema = json_schema(form)
    assert isinstance(read(form, sample(schema, schema)), form)
    every = {key: sample(part, schema) for key, part in schema["properties"].items()}
    assert isinstance(read(form, every), form)


def test_what_it_does_not_allow_is_named(form: type[Closed]) -> None:
    schema = json_schema(form)
    least = sample(schema, schema)
    assert codes(form, least | {"nobody": 1}) == {("nobody", "FIELD_UNKNOWN")}
    for key in schema["properties"]:
        [(path, code)] = codes(form, least | {key: 1.5})
        assert path == key
        assert code.startswith("FIELD_")


def test_the_schemas_are_those_of_the_command(local_cli: Cli, at: Clock, tmp_path: Path) -> None:
    script = Script(local_cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    offered = {option["action"]: option for option in script.actions()}
    for name, option in offered.items():
        assert option["schema"] == json.loads(json.dumps(json_schema(FORMS[name])))
    allowed = {name for name, option in offered.items() if option["allowed"]}
    assert allowed == {
        "assess", "settle_at_window", "merge", "withdraw", "void", "remind", "supervise", "attach",
        "correct", "correct_party",
    }  # fmt: skip
    assert offered["close"]["reason"] == "现在是“已登记”，不能结案。"
    assert offered["assess"]["reason"] == ""
    assert offered["assess"]["target"] == script.shown["id"]


def test_for_people_it_is_a_line_each(local_cli: Cli, at: Clock, tmp_path: Path) -> None:
    script = Script(local_cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    said = local_cli("matter", "actions", script.no)
    assert f"可以  assess  研判  {script.shown['id']}" in said.out
    assert "不行  close  结案" in said.out


def test_two_slips_are_offered_apart(local_cli: Cli, at: Clock, tmp_path: Path) -> None:
    script = Script(local_cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    for unit, role in (("QS-CJ", "LEAD"), ("QS-GS", "ASSIST")):
        script.do("2026-09-20 09:05", "assign", **slip(unit, role, "2026-10-16", "归口"))
    targets = [o["target"] for o in script.actions() if o["action"] == "acknowledge"]
    assert targets == [a["id"] for a in script.shown["assignments"]]


@pytest.fixture
def sign_in(database_url: str, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command line of somebody with one post, named in the database."""

    def as_post(post: Post) -> Cli:
        desk_as(database_url, post, name="王某").close()
        engine = open_engine(database_url)
        with writing(engine) as session:
            staff = session.scalars(sa.select(Staff).where(Staff.login == "王某")).one()
            staff.password_hash, staff.password_changed_at = hashed(PASSWORD), clock.now()
            if sqlite_path(engine):
                day = clock.today()
                session.add(StaffPost(staff_id=staff.id, post=post, valid_from=day))
        engine.dispose()
        monkeypatch.setenv("FENGQIAO_PASSWORD", PASSWORD)
        return lambda *words, **more: cli(*words, "--user", "王某", **more)

    return as_post


def test_a_supervisor_may_only_hurry_things_along(
    sign_in: Any, cli: Cli, at: Clock, tmp_path: Path
) -> None:
    script = Script(cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    outsider: Cli = sign_in(Post.SUPERVISOR)
    offered = json.loads(outsider("matter", "actions", script.no, "--json").out)
    assert {option["action"] for option in offered} == {"remind", "supervise"}
    said = outsider("matter", "act", script.no, "void", script.file({"reason": "登记错了"}))
    assert (said.status, said.err) == (1, "您的岗位不能作废，需要的话请找管理员。\n")


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (Post.STATISTICIAN, "您的岗位不能查看事项"),
        (Post.AUDITOR, "您的岗位不能查看事项"),
        (Post.USHER, "您的岗位不能查看事项"),
        (Post.HANDLER, "找不到事项 20260918-1-001"),
        (Post.INTAKE_CLERK, "找不到事项 20260918-1-001"),
        (Post.MEDIATOR, "找不到事项 20260918-1-001"),
    ],
)
def test_an_outsider_learns_nothing(
    sign_in: Any, cli: Cli, at: Clock, tmp_path: Path, post: Post, told: str
) -> None:
    script = Script(cli, at, tmp_path)
    script.register("2026-09-18 10:31", MATTER)
    outsider: Cli = sign_in(post)
    for words in (("actions", script.no, "--json"), ("show", script.no, "--json")):
        said = outsider("matter", *words)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(told)


def test_a_post_that_may_not_register_is_refused_and_audited(
    sign_in: Any, database_url: str, tmp_path: Path
) -> None:
    outsider: Cli = sign_in(Post.HANDLER)
    file = tmp_path / "m.json"
    file.write_text(json.dumps(MATTER), encoding="utf-8")
    said = outsider("matter", "register", file)
    assert (said.status, said.err) == (1, "您的岗位不能登记事项，需要的话请找管理员。\n")
    engine = open_engine(database_url)
    with engine.connect() as connection:
        last = connection.execute(
            sa.text("SELECT action, result FROM audit_entry ORDER BY seq DESC LIMIT 1")
        ).one()
    engine.dispose()
    assert tuple(last) == ("register", "DENIED")
