"""What a roster must keep to (domain/01 sections 5 and 7, domain/02 section 2, table I)."""

import re
import string
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.errors import Problem, Severity
from app.identifiers.id_number import age_on
from app.identifiers.problems import phone_problems
from app.permissions import Actor, Permission
from app.roster.types import CommitteeDraft, EndDraft, MediatorDraft
from db.enums import Post

ADULT = 18
"""Mediation Law art. 14: an adult citizen."""
FEWEST, MOST = 3, 9
"""Members of a committee (art. 8)."""
CASES_AT_ONCE = 12
"""How many open cases fill the bar, unless the parameter MEDIATOR_CASES says otherwise (【设】)."""

POLITICAL_STATUS: dict[str, str] = {
    "01": "中共党员",
    "02": "预备党员",
    "03": "共青团员",
    "04": "民革会员",
    "05": "民盟盟员",
    "06": "民建会员",
    "07": "民进会员",
    "08": "农工党党员",
    "09": "致公党党员",
    "10": "九三学社社员",
    "11": "台盟盟员",
    "12": "无党派人士",
    "13": "群众",
}
"""GB/T 4762."""
EDUCATION: dict[str, str] = {
    "10": "研究生",
    "20": "本科",
    "30": "专科",
    "40": "中专",
    "60": "高中",
    "70": "初中",
    "80": "小学",
}
"""GB/T 4658, its levels."""
GRADES: dict[str, str] = {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}

_EVERY_ROSTER = frozenset({Post.JUSTICE_OFFICE, Post.SYS_ADMIN})
_PADDING = re.compile(r"0[1-9]d?")
_LONGEST = 60


def may_manage(actor: Actor, committee: UUID | None) -> bool:
    """Whether the actor may change this committee's roster; None: found or end a committee.

    A chief keeps the own committee's only, and one who belongs to none keeps none: otherwise
    forgetting somebody's unit would open every roster.
    """
    if not actor.may(Permission.MANAGE_ROSTER):
        return False
    if actor.posts & _EVERY_ROSTER:
        return True
    return committee is not None and committee == actor.committee_id


def mediator_problems(draft: MediatorDraft, today: date) -> Iterator[Problem]:
    """What is wrong with a mediator's particulars, already in normal form."""
    yield from _text("name", draft.name)
    yield from _not_future("since", draft.since, today)
    yield from _not_future("notified_court_on", draft.notified_court_on, today)
    if draft.phone:
        yield from phone_problems("phone", draft.phone)
    if draft.birth_date and age_on(draft.birth_date, draft.since) < ADULT:
        yield Problem("birth_date", "MEDIATOR_UNDER_AGE", values={"least": ADULT})
    starts, ends = draft.term_starts_on, draft.term_ends_on
    if starts and ends and ends < starts:
        yield Problem("term_ends_on", "TERM_BACKWARDS")
    for field, table in (("political_status", POLITICAL_STATUS), ("education", EDUCATION)):
        if (value := getattr(draft, field)) is not None and value not in table:
            yield Problem(field, "FIELD_CHOICE", values={"expected": "、".join(table)})
    if draft.grade is not None and str(draft.grade) not in GRADES:
        yield Problem("grade", "FIELD_CHOICE", values={"expected": "、".join(GRADES)})


def committee_problems(draft: CommitteeDraft, today: date) -> Iterator[Problem]:
    """What is wrong with a committee's particulars; M25 only reminds."""
    for field in ("code", "full_name", "number_prefix"):
        yield from _text(field, getattr(draft, field))
    yield from _not_future("since", draft.since, today)
    yield from pattern_problems(draft.agreement_pattern)
    if draft.phone:
        yield from phone_problems("phone", draft.phone, for_unit=True)
    if draft.is_professional and not draft.industry:
        yield Problem("industry", "FIELD_MISSING")
    yield from _counts(draft.member_count, draft.woman_count)


def _counts(members: int | None, women: int | None) -> Iterator[Problem]:
    for field, count in (("member_count", members), ("woman_count", women)):
        if count is not None and count < 0:
            yield Problem(field, "COUNT_NEGATIVE")
    if members is not None and women is not None and women > members:
        yield Problem("woman_count", "WOMEN_MORE_THAN_MEMBERS")
    if members is not None and not FEWEST <= members <= MOST:
        yield Problem(
            "member_count", "M25.members", Severity.REMIND, {"fewest": FEWEST, "most": MOST}
        )
    if women == 0:
        yield Problem("woman_count", "M25.women", Severity.REMIND)


def pattern_problems(pattern: str) -> Iterator[Problem]:
    """Whether agreement numbers can be written by `pattern`: {yyyy} and {n} must be in it, {org}
    may, and {n:03} fills up with zeros. Without the year two years would give one number."""
    try:
        parts = [part for part in string.Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        yield Problem("agreement_pattern", "PATTERN_BROKEN")
        return
    if not all(_is_known(name, spec, turned) for _, name, spec, turned in parts):
        yield Problem("agreement_pattern", "PATTERN_BROKEN")
    elif not {"yyyy", "n"} <= {name for _, name, _, _ in parts}:
        yield Problem("agreement_pattern", "PATTERN_SHORT")


def _is_known(name: str | None, spec: str | None, turned: str | None) -> bool:
    if turned:
        return False
    if name == "n":
        return not spec or bool(_PADDING.fullmatch(spec))
    return name in ("org", "yyyy") and not spec


def agreement_no(pattern: str, prefix: str, year: int | None, n: int) -> str:
    """The number of the agreement `n` of `year`, by its committee's own pattern."""
    return pattern.format(org=prefix, yyyy=year, n=n)


def number_example(prefix: str, pattern: str, year: int, n: int) -> str | None:
    """How the agreement `n` of `year` will be numbered; None while the pattern is wrong."""
    if any(True for _ in pattern_problems(pattern)):
        return None
    return agreement_no(pattern, prefix, year, n)


def end_problems(draft: EndDraft, since: date, today: date) -> Iterator[Problem]:
    """What is wrong with ending a service that began on `since`."""
    yield from _text("reason", draft.reason, most=500)
    yield from _not_future("last_day", draft.last_day, today)
    if draft.last_day < since:
        yield Problem("last_day", "END_BEFORE_START", values={"since": since.isoformat()})


def _text(field: str, text: str, most: int = _LONGEST) -> Iterator[Problem]:
    if not text:
        yield Problem(field, "FIELD_MISSING")
    elif len(text) > most:
        yield Problem(field, "TEXT_LONG", values={"most": most})


def _not_future(field: str, day: date | None, today: date) -> Iterator[Problem]:
    if day is not None and day > today:
        yield Problem(field, "DATE_FUTURE")


def twelve_months(today: date) -> tuple[date, ...]:
    """The first days of this month and the eleven before, in order."""
    last = today.year * 12 + today.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - 11, last + 1))
