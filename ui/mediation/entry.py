"""What stands in the agreement's editor, as typed; no Qt. From it come the draft and the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app import clock
from app.enums import PerformanceKind, PerformanceMethod
from app.errors import Problem
from app.identifiers import money
from app.matter.forms import AgreeForm, PerformanceDraft, PerformanceTerm
from app.matter.types import AgreementView, ItemView, MatterDetail
from ui.reading import read_count, read_day, read_due


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One instalment."""

    amount: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """Who gives whom what; `payer` and `payee` are places on the list of parties."""

    payer: int = 2
    payee: int | None = 1
    kind: PerformanceKind = PerformanceKind.MONEY
    what: str = ""
    amount: str = ""
    method: PerformanceMethod | None = None
    place: str = ""
    due_on: str = ""
    schedule: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    text: str = ""
    duties: tuple[DutyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    facts: str = ""
    liabilities: str = ""
    clauses: tuple[ClauseEntry, ...] = (ClauseEntry(),)
    performance_note: str = ""
    made_on: str = ""
    copies: str = ""
    place: str = ""
    recorder: str = ""
    supplement_to: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The form an entry makes, and what could not be brought into it."""

    form: AgreeForm
    unreadable: tuple[Problem, ...]


def read_entry(entry: AgreementEntry, today: date) -> Read:
    """Empty texts are nothing; what cannot be read is left out and named by its field."""
    found: list[Problem] = []
    duties = [(n, duty) for n, clause in enumerate(entry.clauses, 1) for duty in clause.duties]
    form = AgreeForm(
        facts=entry.facts.strip(),
        liabilities=_text(entry.liabilities),
        clauses=tuple(clause.text.strip() for clause in entry.clauses),
        performance=tuple(
            _performance(n, duty, f"performance[{place}].", today, found)
            for place, (n, duty) in enumerate(duties)
        ),
        performance_note=_text(entry.performance_note),
        copies=_copies(entry.copies, found),
        made_on=_day("made_on", entry.made_on, read_day, today, found),
        place=_text(entry.place),
        recorder=entry.recorder.strip(),
        supplement_to=_text(entry.supplement_to),
    )
    if not form.recorder:
        found.append(Problem("recorder", "TEXT_EMPTY"))
    return Read(form, (*found, *_empty_clauses(form.clauses)))


def total_fen(entry: AgreementEntry) -> int:
    """The sum of all money that is readable, in fen."""
    amounts = [money.check(duty.amount).fen for duty in duties_of(entry) if _is_money(duty)]
    return sum(fen for fen in amounts if fen is not None)


def duties_of(entry: AgreementEntry) -> Iterator[DutyEntry]:
    """All duties in the order of their clauses, which is that of `performance` in the form."""
    return (duty for clause in entry.clauses for duty in clause.duties)


def to_json(entry: AgreementEntry) -> dict[str, Any]:
    return asdict(entry)


def from_json(data: Mapping[str, Any]) -> AgreementEntry:
    """The entry of a draft file. Raises KeyError, TypeError or ValueError if it is none."""
    plain = {key: value for key, value in data.items() if key in AgreementEntry.__slots__}
    clauses = tuple(
        ClauseEntry(clause["text"], tuple(_duty(duty) for duty in clause["duties"]))
        for clause in plain.pop("clauses")
    )
    return AgreementEntry(clauses=clauses, **plain)


def new_entry(detail: MatterDetail, recorder: str) -> AgreementEntry:
    """Where nothing is drafted yet: the facts as they were told at the window."""
    return AgreementEntry(facts=detail.summary, recorder=recorder)


def entry_of(detail: MatterDetail, view: AgreementView) -> AgreementEntry:
    """The draft in the database, to go on with."""
    places = {party.id: party.ordinal for party in detail.parties}
    by_clause: dict[int, dict[tuple[Any, ...], list[ItemView]]] = {}
    for item in view.items:
        key = (item.payer_id, item.payee_id, item.kind, item.total_fen, item.what, item.method)
        by_clause.setdefault(item.clause, {}).setdefault(key, []).append(item)
    clauses = tuple(
        ClauseEntry(text, tuple(_duty_of(items, places) for items in by_clause.get(n, {}).values()))
        for n, text in enumerate(view.clauses, 1)
    )
    others = {a.id: a.number or "" for a in detail.agreements}
    return AgreementEntry(
        facts=view.facts,
        liabilities=view.liabilities or "",
        clauses=clauses or (ClauseEntry(),),
        performance_note=view.performance_note or "",
        made_on=_said_day(detail, view),
        copies=str(view.copies),
        place=view.place or "",
        recorder=view.recorder or "",
        supplement_to=others.get(view.supplement_to_id, "") if view.supplement_to_id else "",
    )


def _said_day(detail: MatterDetail, view: AgreementView) -> str:
    """Empty where the draft only carries the day it was drafted on (app.matter.needs.made_on)."""
    events = [e for e in detail.events if e.target_id == view.id and e.action == "agree"]
    drafted = events and clock.local(events[-1].occurred_at).date() == view.made_on
    return "" if drafted else view.made_on.isoformat()


def _duty_of(items: Sequence[ItemView], places: Mapping[Any, int]) -> DutyEntry:
    first, several = items[0], len(items) > 1
    return DutyEntry(
        payer=places.get(first.payer_id, 1),
        payee=places.get(first.payee_id) if first.payee_id else None,
        kind=first.kind,
        what=first.what or "",
        amount=amount_text(first.total_fen),
        method=first.method,
        place=first.place or "",
        due_on="" if several else _iso(first.due_on),
        schedule=tuple(
            TermEntry(amount_text(item.amount_fen), _iso(item.due_on)) for item in items if several
        ),
    )


def amount_text(fen: int | None) -> str:
    """6,000.00, as a field shows it."""
    return "" if fen is None else money.figures(fen).removeprefix("¥")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _duty(data: Mapping[str, Any]) -> DutyEntry:
    method = data["method"]
    return DutyEntry(
        **{
            **data,
            "kind": PerformanceKind(data["kind"]),
            "method": PerformanceMethod(method) if method else None,
            "schedule": tuple(TermEntry(**term) for term in data["schedule"]),
        }
    )


def _performance(
    clause: int, duty: DutyEntry, path: str, today: date, found: list[Problem]
) -> PerformanceDraft:
    is_money = _is_money(duty)
    terms = _terms(duty, path, today, found) if is_money else ()
    due = "" if is_money and duty.schedule else duty.due_on
    return PerformanceDraft(
        clause=clause,
        payer=duty.payer,
        payee=duty.payee,
        kind=duty.kind,
        what=_text(duty.what),
        amount=_amount(f"{path}amount", duty.amount, found) if is_money else None,
        method=duty.method if is_money else None,
        place=_text(duty.place),
        due_on=_day(f"{path}due_on", due, read_due, today, found),
        schedule=terms,
    )


def _terms(
    duty: DutyEntry, path: str, today: date, found: list[Problem]
) -> tuple[PerformanceTerm, ...]:
    """All instalments, or none while one of them is half written."""
    terms = []
    for place, term in enumerate(duty.schedule):
        at = f"{path}schedule[{place}]."
        before = len(found)
        amount = _amount(f"{at}amount", term.amount, found)
        due_on = _day(f"{at}due_on", term.due_on, read_due, today, found)
        if len(found) == before and amount is None:
            found.append(Problem(f"{at}amount", "TERM_LACKS_AMOUNT"))
        if len(found) == before and due_on is None:
            found.append(Problem(f"{at}due_on", "TERM_LACKS_DUE"))
        if amount is not None and due_on is not None:
            terms.append(PerformanceTerm(amount=amount, due_on=due_on))
    return tuple(terms) if len(terms) == len(duty.schedule) else ()


def _is_money(duty: DutyEntry) -> bool:
    return duty.kind is PerformanceKind.MONEY


def _text(text: str) -> str | None:
    return text.strip() or None


def _amount(at: str, text: str, found: list[Problem]) -> int | None:
    if not text.strip():
        return None
    checked = money.check(text)
    if checked.fen is None:
        found.append(Problem(at, f"AMOUNT_{checked.reason}"))
    return checked.fen


def _day(at: str, text: str, read: Any, today: date, found: list[Problem]) -> date | None:
    if not text.strip():
        return None
    day: date | None = read(text, today)
    if day is None:
        found.append(Problem(at, "DUE_UNREADABLE"))
    return day


def _copies(text: str, found: list[Problem]) -> int | None:
    if not text.strip():
        return None
    count = read_count(text.strip().removesuffix("份"))
    if count is None:
        found.append(Problem("copies", "COPIES_RANGE"))
    return count


def _empty_clauses(clauses: Sequence[str]) -> list[Problem]:
    """An agreement without a clause has a sentence of its own (M13)."""
    if not any(clauses):
        return []
    return [Problem(f"clauses[{n}]", "CLAUSE_EMPTY") for n, text in enumerate(clauses) if not text]
