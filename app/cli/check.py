"""`fengqiao check`: is this number right, and what follows from it. Imports nothing heavy."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.clock import today
from app.errors import Problem
from app.identifiers import id_number, money, phone, problems, uscc
from app.identifiers.phone import PhoneKind
from app.messages import problem_text
from app.messages.identifiers import SEX_WORDS, TEXTS


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out as JSON, what is said about it, and the same in one sentence."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]
    summary: str = ""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=list(_ANSWERS),
        metavar="{id,uscc,phone,amount}",
        help="身份证号、统一社会信用代码、电话、金额",
    )
    parser.add_argument("text", metavar="TEXT", help="要核对的号码或者金额")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")


def run(args: argparse.Namespace) -> int:
    """0 valid, 1 not; either way the answer is printed. Sentences go to standard error."""
    answer = _ANSWERS[args.kind](args.text)
    for problem in answer.problems:
        print(problem_text(problem), file=sys.stderr)
    if args.json:
        print(json.dumps(answer.document, ensure_ascii=False))
    elif answer.summary:
        print(answer.summary)
    return 0 if answer.document["valid"] else 1


def _id(text: str) -> Answer:
    found = id_number.check(text, today())
    document = {
        "valid": found.valid,
        "reason": found.reason,
        "sex": found.sex,
        "birth_date": found.birth_date.isoformat() if found.birth_date else None,
        "normal": found.normal,
        "warnings": list(found.warnings),
    }
    told = problems.id_number_problems("text", text, today())
    if found.birth_date is None or found.sex is None:
        return Answer(document, told)
    values = {
        "normal": found.normal,
        "sex": SEX_WORDS[found.sex],
        "born": f"{found.birth_date:%Y-%m-%d}",
        "age": id_number.age_on(found.birth_date, today()),
    }
    return Answer(document, told, _summary("CHECK_ID", values))


def _uscc(text: str) -> Answer:
    found = uscc.check(text)
    document = {
        "valid": found.valid,
        "reason": found.reason,
        "normal": found.normal,
        "warnings": list(found.warnings),
    }
    summary = _summary("CHECK_USCC", document) if found.valid else ""
    return Answer(document, problems.uscc_problems("text", text), summary)


def _phone(text: str) -> Answer:
    """A short number is right for a unit; that it is none for a person is a warning here."""
    found = phone.check(text, for_unit=True)
    told = problems.phone_problems("text", text)
    document = {
        "valid": found.valid,
        "reason": found.reason,
        "normal": found.normal,
        "kind": found.kind,
        "warnings": ["UNITS_ONLY"] if found.kind is PhoneKind.SHORT else [],
    }
    summary = _summary(f"CHECK_PHONE_{found.kind}", document) if found.valid else ""
    return Answer(document, told, summary)


def _amount(text: str) -> Answer:
    found = money.check(text)
    amount = None if found.fen is None else money.yuan(found.fen)
    document = {
        "valid": found.valid,
        "reason": found.reason,
        "amount": amount,
        "words": found.words,
    }
    told = problems.amount_problems("text", text)
    if found.fen is None:
        return Answer(document, told)
    values = {"figures": money.figures(found.fen), "words": found.words}
    return Answer(document, told, _summary("CHECK_AMOUNT", values))


def _summary(code: str, values: dict[str, Any]) -> str:
    return TEXTS[code].format(**values)


_ANSWERS: dict[str, Callable[[str], Answer]] = {
    "id": _id,
    "uscc": _uscc,
    "phone": _phone,
    "amount": _amount,
}
