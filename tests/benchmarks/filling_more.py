"""What hangs on the matters of filling.py: people, cases, papers, revisits, words, the audit.

Three in ten matters that come that far are mediated, as in the demonstration's three years.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.names import name_key
from app.roster.types import AGREEMENT_PATTERN
from app.search.words import name_words, word_list
from db.enums import (
    AgreementForm,
    AgreementState,
    CaseState,
    CommitteeType,
    MatterState,
    MediationSource,
    MediatorEngagement,
    MediatorOrigin,
    PartyKind,
    PartyRole,
    PerformanceKind,
    PerformanceState,
    RevisitKind,
    RevisitWay,
    Satisfaction,
    SelectionMode,
    Track,
    UnitKind,
    VisitorRelation,
)
from db.models import (
    Agreement,
    AuditEntry,
    CaseMediator,
    Deadline,
    MediationCase,
    MediationCommittee,
    Mediator,
    Party,
    PerformanceItem,
    Revisit,
    SearchEntry,
    Staff,
    Unit,
    Visitor,
)
from db.types import new_id

Row = tuple[Any, dict[str, Any]]
COMMITTEES, MEDIATORS = 24, 8
"""A county's towns and trades, and how many serve in each."""
LOGINS = tuple(f"经办{number:02}" for number in range(30))
_ACTIONS = ("assess", "assign", "acknowledge", "report", "approve", "close", "revisit", "print")
_SURNAMES, _GIVEN = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨",
    "桂香铁柱正明小雨同和志远春梅建国秀英文军海燕",
)
_MEDIATED, _OWES = 0.3, 0.25
"""Of what has come so far; and of what is agreed and closed, but not yet archived."""
_CASES: dict[MatterState, tuple[tuple[int, CaseState, AgreementState | None], ...]] = {
    MatterState.IN_HANDLING: (
        (3, CaseState.PROPOSED, None),
        (2, CaseState.ACCEPTED, None),
        (8, CaseState.IN_MEDIATION, None),
        (1, CaseState.SUSPENDED, None),
        (2, CaseState.IN_MEDIATION, AgreementState.FINALISED),
        (1, CaseState.IN_MEDIATION, AgreementState.SIGNED),
    ),
    MatterState.CLOSED: (
        (8, CaseState.AGREED, AgreementState.EFFECTIVE),
        (2, CaseState.FAILED, None),
    ),
    MatterState.ARCHIVED: (
        (8, CaseState.AGREED, AgreementState.EFFECTIVE),
        (1, CaseState.FAILED, None),
        (1, CaseState.TERMINATED, None),
    ),
}
_OPEN = (CaseState.PROPOSED, CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there already: rules by code, mediators by committee, and the staff."""

    rules: dict[str, UUID]
    mediators: dict[UUID, tuple[UUID, ...]]
    staff: tuple[UUID, ...]
    now: datetime

    @property
    def today(self) -> date:
        return clock.local(self.now).date()


def add_committees(connection: sa.Connection) -> dict[UUID, tuple[UUID, ...]]:
    """Committees with their units and mediators; the mediators of each."""
    chance, found = random.Random(11), dict[UUID, tuple[UUID, ...]]()  # noqa: S311
    for number in range(COMMITTEES):
        unit, committee = new_id(), new_id()
        name = f"第{number + 1}人民调解委员会"
        connection.execute(sa.insert(Unit), [_unit(unit, number, name)])
        connection.execute(sa.insert(MediationCommittee), [_committee(committee, unit, name)])
        people = [_mediator(committee, chance) for _ in range(MEDIATORS)]
        connection.execute(sa.insert(Mediator), people)
        found[committee] = tuple(row["id"] for row in people)
    return found


def cast_of(connection: sa.Connection, rules: dict[str, UUID], now: datetime) -> Cast:
    staff = [_staff(login) for login in LOGINS]
    connection.execute(sa.insert(Staff), staff)
    return Cast(rules, add_committees(connection), tuple(row["id"] for row in staff), now)


def _staff(login: str) -> dict[str, Any]:
    row = {"id": new_id(), "version": 1, "login": login, "name": login}
    return row | {"password_hash": "x"}


def rows_of(matter: dict[str, Any], seq: int, cast: Cast, chance: random.Random) -> Iterator[Row]:
    """All further rows of one matter but its visit, slip and running limit."""
    names = [_name(chance), _name(chance)]
    people = list(_people(matter, names))
    yield from people
    yield SearchEntry, {"matter_id": matter["id"], "words": _words(matter, names)}
    yield from _audit(matter, seq, chance)
    if matter["state"] in (MatterState.CLOSED, MatterState.ARCHIVED):
        yield Deadline, _met(matter, cast, chance)
        if chance.random() < 0.8:
            yield Revisit, _revisit(matter, cast, chance)
    if chance.random() < _MEDIATED and matter["state"] in _CASES:
        yield from _case(matter, people[0][1]["id"], cast, chance)


def visitor(matter: dict[str, Any], visit: UUID) -> Row:
    name = "陈桂香"
    return Visitor, {
        "id": new_id(),
        "matter_id": matter["id"],
        "visit_id": visit,
        "relation": VisitorRelation.SELF,
        "name": name,
        "name_key": name_key(name),
        "phone": "0635-2000000",
    }


def _unit(key: UUID, number: int, name: str) -> dict[str, Any]:
    return {
        "id": key,
        "version": 1,
        "code": f"TJ-{number:02}",
        "name": name,
        "kind": UnitKind.COMMITTEE,
        "is_online": True,
        "valid_from": date(2020, 1, 1),
    }


def _committee(key: UUID, unit: UUID, name: str) -> dict[str, Any]:
    return {
        "id": key,
        "version": 1,
        "unit_id": unit,
        "full_name": name,
        "type": CommitteeType.TOWNSHIP,
        "is_professional": False,
        "number_prefix": "青石",
        "agreement_pattern": AGREEMENT_PATTERN,
        "valid_from": date(2020, 1, 1),
    }


def _mediator(committee: UUID, chance: random.Random) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "committee_id": committee,
        "name": _name(chance),
        "engagement": MediatorEngagement.FULL_TIME,
        "origin": MediatorOrigin.ENGAGED,
        "specialities": "NEIGHBOR",
        "valid_from": date(2020, 1, 1),
    }


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)


def _people(matter: dict[str, Any], names: list[str]) -> Iterator[Row]:
    for ordinal, role in enumerate((PartyRole.APPLICANT, PartyRole.RESPONDENT), start=1):
        name = names[ordinal - 1]
        yield (
            Party,
            {
                "id": new_id(),
                "version": 1,
                "matter_id": matter["id"],
                "ordinal": ordinal,
                "role": role,
                "kind": PartyKind.NATURAL_PERSON,
                "name": name,
                "name_key": name_key(name),
                "phone_masked": "0635-*****00",
            },
        )


def _words(matter: dict[str, Any], names: list[str]) -> str:
    people = [word for name in names for word in name_words(name)]
    return word_list([matter["no"], matter["case_code"], *people, matter["summary"]])


def _audit(matter: dict[str, Any], seq: int, chance: random.Random) -> Iterator[Row]:
    """Two entries a matter, as long as those of a small step."""
    for place, action in enumerate(("register", chance.choice(_ACTIONS))):
        yield (
            AuditEntry,
            {
                "seq": seq + place,
                "at": matter["registered_at"] + timedelta(minutes=5 * place),
                "login": chance.choice(LOGINS),
                "posts": "DISPATCHER",
                "host": "PC1",
                "action": action,
                "object_type": "matter",
                "object_id": matter["no"],
                "before": "{}",
                "after": f'{{"matter:{matter["id"]}":{{"summary":"{matter["summary"]}"}}}}',
                "result": "DONE",
                "reason": "",
                "prev_hash": "0" * 64,
                "hash": f"{seq + place:064x}",
            },
        )


def _met(matter: dict[str, Any], cast: Cast, chance: random.Random) -> dict[str, Any]:
    """The limit for handling: one in ten was met late."""
    due = matter["registered_on"] + timedelta(days=30)
    late = timedelta(days=3 if chance.random() < 0.1 else -5)
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "track": Track.ASSIGNMENT,
        "target_id": new_id(),
        "rule_id": cast.rules["HANDLE"],
        "started_at": matter["registered_at"],
        "started_on": matter["registered_on"],
        "due_on": due,
        "met_at": min(matter["registered_at"] + timedelta(days=30) + late, cast.now),
    }


def _revisit(matter: dict[str, Any], cast: Cast, chance: random.Random) -> dict[str, Any]:
    said = chance.choices(list(Satisfaction), (82, 11, 3, 4))[0]
    return {
        "id": new_id(),
        "matter_id": matter["id"],
        "kind": RevisitKind.SATISFACTION_REVISIT,
        "revisited_on": min(matter["registered_on"] + timedelta(days=50), cast.today),
        "way": RevisitWay.PHONE,
        "visited": "陈桂香",
        "revisited_by_id": matter["first_responder_id"],
        "revisited_by": "林小禾",
        "satisfaction": said,
        "new_dispute": False,
        "findings": "都好",
    }


def _case(matter: dict[str, Any], payer: UUID, cast: Cast, chance: random.Random) -> Iterator[Row]:
    shares = _CASES[matter["state"]]
    _, state, paper = chance.choices(shares, [share for share, *_ in shares])[0]
    committee = chance.choice(list(cast.mediators))
    ended = min(matter["registered_on"] + timedelta(days=chance.randint(5, 40)), cast.today)
    case = _case_row(matter, committee, state, ended)
    yield MediationCase, case
    if state is not CaseState.PROPOSED:
        yield CaseMediator, _serving(case, chance.choice(cast.mediators[committee]))
    if state in _OPEN and state is not CaseState.PROPOSED:
        yield Deadline, _limit(case, cast, chance)
    if paper is not None:
        written = _paper(case, paper, matter["summary"], cast)
        yield Agreement, written
        if paper is AgreementState.EFFECTIVE:
            owes = matter["state"] is MatterState.CLOSED and chance.random() < _OWES
            yield PerformanceItem, _item(written, payer, cast, chance, owes=owes)


def _case_row(
    matter: dict[str, Any], committee: UUID, state: CaseState, ended: date
) -> dict[str, Any]:
    day = matter["registered_on"]
    return {
        "id": new_id(),
        "version": 1,
        "matter_id": matter["id"],
        "ordinal": 1,
        "committee_id": committee,
        "state": state,
        "source": MediationSource.BY_APPLICATION,
        "is_public": False,
        "proposed_at": matter["registered_at"] + timedelta(hours=3),
        "accepted_on": None if state is CaseState.PROPOSED else day,
        "concluded_on": None if state in _OPEN else ended,
        "civil_to_criminal_averted": False,
    }


def _serving(case: dict[str, Any], mediator: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": case["matter_id"],
        "case_id": case["id"],
        "mediator_id": mediator,
        "selection_mode": SelectionMode.CHOSEN,
        "is_host": True,
        "since": date(2024, 1, 1),
    }


def _limit(case: dict[str, Any], cast: Cast, chance: random.Random) -> dict[str, Any]:
    return {
        "id": new_id(),
        "matter_id": case["matter_id"],
        "track": Track.CASE,
        "target_id": case["id"],
        "rule_id": cast.rules["MEDIATION"],
        "started_at": case["proposed_at"],
        "started_on": case["accepted_on"],
        "due_on": cast.today + timedelta(days=chance.randint(-10, 25)),
        "met_at": None,
    }


def _paper(case: dict[str, Any], state: AgreementState, facts: str, cast: Cast) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "matter_id": case["matter_id"],
        "case_id": case["id"],
        "committee_id": case["committee_id"],
        "ordinal": 1,
        "form": AgreementForm.WRITTEN,
        "state": state,
        "facts": facts,
        "copies": 3,
        "made_on": case["concluded_on"] or cast.today,
        "effective_on": case["concluded_on"],
    }


def _item(
    paper: dict[str, Any], payer: UUID, cast: Cast, chance: random.Random, *, owes: bool
) -> dict[str, Any]:
    due, state = paper["made_on"] + timedelta(days=15), PerformanceState.FULFILLED
    if owes:
        due = cast.today + timedelta(days=chance.randint(-40, 60))
        state = PerformanceState.OVERDUE if due < cast.today else PerformanceState.PENDING
    return {
        "id": new_id(),
        "version": 1,
        "matter_id": paper["matter_id"],
        "agreement_id": paper["id"],
        "clause": 1,
        "instalment": 1,
        "payer_id": payer,
        "kind": PerformanceKind.MONEY,
        "amount_fen": 420000,
        "due_on": due,
        "state": state,
    }
