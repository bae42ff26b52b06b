"""`fengqiao check`: design/cli.md."""

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from app import clock
from app.cli import check

HEAVY = ("sqlalchemy", "stdnum", "chinese_calendar", "pydantic", "reportlab", "PySide6", "uuid")
NOON = datetime(2026, 10, 3, 4, tzinfo=UTC)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    check.configure(parser)
    with clock.fixed(NOON):
        return check.run(parser.parse_args(words))


def document(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = run(*words, "--json")
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, printed


def test_it_says_what_follows_from_an_identity_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "id", "11010519491231002x") == (
        0,
        {
            "valid": True,
            "reason": None,
            "sex": "FEMALE",
            "birth_date": "1949-12-31",
            "normal": "11010519491231002X",
            "warnings": [],
        },
    )


def test_a_wrong_number_is_still_answered(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "id", "371502190002290019")
    assert (status, answer["valid"], answer["reason"]) == (1, False, "INVALID_DATE")
    assert (answer["sex"], answer["birth_date"]) == (None, None)


def test_sentences_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("id", "371502190001010012") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "身份证号和它的最后一位对不上，多半有一位抄错了，请再核对\n"


def test_an_amount_comes_as_decimal_text_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "amount", "10,005.05")
    assert status == 0
    assert (answer["amount"], answer["words"]) == ("10005.05", "人民币壹万零伍元零伍分")


def test_a_negative_amount_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "amount", "-1")
    expected = {"valid": False, "reason": "ERROR_NEGATIVE", "amount": None, "words": None}
    assert (status, answer) == (1, expected)


def test_a_telephone_comes_in_normal_form(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "phone", "+86 138-0013-8000")
    assert (status, answer["normal"], answer["kind"]) == (0, "13800138000", "MOBILE")


def test_a_short_number_carries_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "phone", "12345")
    assert (status, answer["warnings"]) == (0, ["UNITS_ONLY"])


def test_a_credit_code_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "uscc", "91350100M000100Y4Z")
    assert (status, answer["reason"]) == (1, "INVALID_CHARSET")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("id", "371502190102030046"),
            "371502190102030046 是有效的身份证号：女，1901-02-03 出生，125岁",
        ),
        (("uscc", "91350100M000100Y43"), "91350100M000100Y43 是有效的统一社会信用代码"),
        (("phone", "06352000000"), "0635-2000000 是固定电话"),
        (("phone", "4001234567"), "400-123-4567 是服务电话"),
        (("phone", "110"), "110 是单位的短号码"),
        (("amount", "325.04"), "¥325.04 人民币叁佰贰拾伍元零肆分"),
    ],
)
def test_without_json_it_says_it_in_a_sentence(
    words: tuple[str, str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 0
    assert capsys.readouterr().out == f"{sentence}\n"


def test_broken_characters_are_answered_too(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = document(capsys, "id", "\udcff" * 18)
    assert (status, answer["reason"]) == (1, "INVALID_FORM")


def test_an_unknown_kind_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("plate", "1")
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_it_imports_nothing_heavy() -> None:
    code = (
        "import argparse, sys; from app.cli import check; p = argparse.ArgumentParser();"
        "check.configure(p); check.run(p.parse_args(['id', '11010519491231002X', '--json']));"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
