"""What stands in the intake form, as typed; no Qt. From it come the draft file and the matter."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from app.enums import (
    AppealKind,
    DisputeType,
    IntakeChannel,
    MediationWillingness,
    PartyKind,
    PartyRole,
    RecourseKind,
    RecourseResult,
    VisitorRelation,
)
from app.errors import Invalid, Problem
from app.glossary import term
from app.identifiers.mask import mask_name, mask_text
from app.intake.normal import normal
from app.intake.rules import problems
from app.intake.types import MatterDraft, PartyDraft, RecourseDraft, VisitorDraft
from ui.reading import read_count, read_day

NAME_REASONS = ("不愿说", "不知道")
PHONE_REASONS = ("不知道", "不愿说", "没有电话")
_TITLE = 14


@dataclass(frozen=True, slots=True)
class Person:
    """One card of the form."""

    kind: PartyKind = PartyKind.NATURAL_PERSON
    name: str = ""
    id_number: str = ""
    uscc: str = ""
    legal_representative: str = ""
    phone: str = ""
    address: str = ""

    def is_empty(self) -> bool:
        return replace(self, kind=PartyKind.NATURAL_PERSON) == Person()


@dataclass(frozen=True, slots=True)
class Recourse:
    kind: RecourseKind
    number: str = ""
    result: RecourseResult | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`concerned` is whom the visitor came for, unless he came for himself (SELF)."""

    appeal_kind: AppealKind = AppealKind.DISPUTE
    channel: IntakeChannel = IntakeChannel.WALK_IN
    relation: VisitorRelation = VisitorRelation.SELF
    visitor: Person = Person()
    concerned: Person = Person()
    others: tuple[Person, ...] = (Person(),)
    summary: str = ""
    demand: str = ""
    dispute_type: DisputeType | None = None
    place: str = ""
    occurred_on: str = ""
    involved_count: str = ""
    willingness: MediationWillingness | None = None
    recourse: tuple[Recourse, ...] = ()
    arrived_at: datetime | None = field(default=None, compare=False)

    def is_empty(self) -> bool:
        """Whether nobody typed or chose anything worth keeping."""
        bare = replace(self, appeal_kind=AppealKind.DISPUTE, channel=IntakeChannel.WALK_IN)
        others = tuple(person for person in self.others if not person.is_empty())
        return replace(bare, others=others or (Person(),)) == Entry()

    def title(self) -> str:
        """How the list of unfinished forms calls it; visitors see that list."""
        words = " ".join(self.summary.split())
        story = words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"
        who = "" if self.visitor.name.strip() in NAME_REASONS else mask_name(self.visitor.name)
        parts = (term(self.channel), who, mask_text(story))
        return " · ".join(part for part in parts if part)


def to_json(entry: Entry) -> dict[str, Any]:
    data = asdict(entry)
    data["arrived_at"] = entry.arrived_at.isoformat() if entry.arrived_at else None
    return data


def from_json(data: Mapping[str, Any]) -> Entry:
    """The entry of a draft file. Raises KeyError, TypeError or ValueError if it is none."""
    plain = dict(data)
    arrived_at = plain.pop("arrived_at")
    return Entry(
        appeal_kind=AppealKind(plain.pop("appeal_kind")),
        channel=IntakeChannel(plain.pop("channel")),
        relation=VisitorRelation(plain.pop("relation")),
        visitor=_person(plain.pop("visitor")),
        concerned=_person(plain.pop("concerned")),
        others=tuple(_person(person) for person in plain.pop("others")),
        dispute_type=_maybe(DisputeType, plain.pop("dispute_type")),
        willingness=_maybe(MediationWillingness, plain.pop("willingness")),
        recourse=tuple(_recourse(item) for item in plain.pop("recourse")),
        arrived_at=datetime.fromisoformat(arrived_at) if arrived_at else None,
        **plain,
    )


def _person(data: Mapping[str, Any]) -> Person:
    return Person(**{**data, "kind": PartyKind(data["kind"])})


def _recourse(data: Mapping[str, Any]) -> Recourse:
    kind = RecourseKind(data["kind"])
    return Recourse(kind, data["number"], _maybe(RecourseResult, data["result"]))


def _maybe(kind: type[Any], value: str | None) -> Any:
    return None if value is None else kind(value)


def matter_draft(entry: Entry, areas: Mapping[str, str], today: date) -> MatterDraft:
    """The matter that `entry` tells of. `areas` gives codes by name; `today` as in rules.

    What cannot be read (a half-typed day) is left out; `all_problems` names it.
    """
    code, place = split_place(entry.place, areas)
    is_dispute = entry.appeal_kind is AppealKind.DISPUTE
    return MatterDraft(
        appeal_kind=entry.appeal_kind,
        channel=entry.channel,
        summary=entry.summary,
        demand=entry.demand or None,
        dispute_type=entry.dispute_type if is_dispute else None,
        occurred_on=read_day(entry.occurred_on, today),
        area=code,
        place=place,
        involved_count=read_count(entry.involved_count),
        arrived_at=entry.arrived_at,
        mediation_willingness=entry.willingness,
        visitors=(_visitor(entry),),
        parties=tuple(_party(person, role) for _, person, role in _sides(entry)),
        prior_recourse=tuple(
            RecourseDraft(item.kind, item.result, item.number or None) for item in entry.recourse
        ),
    )


def all_problems(entry: Entry, areas: Mapping[str, str], today: date) -> tuple[Problem, ...]:
    """What keeps `entry` from being registered or is worth a look, by place in the form.

    The fields are the form's: `visitor.phone`, `others[1].name`, `summary`.
    """
    found = list(_unreadable(entry, today))
    try:
        found += problems(normal(matter_draft(entry, areas, today)), today)
    except Invalid as error:
        found += error.problems
    placed = (in_form(problem, entry) for problem in found)
    return tuple({(p.field, p.code): p for p in placed}.values())


def in_form(problem: Problem, entry: Entry) -> Problem:
    """The same problem at the field of the form where it can be put right."""
    return replace(problem, field=_field(problem.field, entry))


def split_place(text: str, areas: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The area's code and what was written about the place.

    An area's name alone is its code; with more behind it, both; other words stay as written.
    """
    tight = text.strip()
    if not tight:
        return None, None
    name = max((name for name in areas if tight.startswith(name)), key=len, default="")
    return areas.get(name), None if tight == name else tight


def _visitor(entry: Entry) -> VisitorDraft:
    """Who came for himself stands among the sides with number and address; once is enough."""
    person, own = entry.visitor, entry.relation is VisitorRelation.SELF
    name, no_name = _or_reason(person.name, NAME_REASONS)
    phone, no_phone = _or_reason(person.phone, PHONE_REASONS)
    return VisitorDraft(
        name=name,
        relation=entry.relation,
        no_name_reason=no_name,
        id_number=None if own else person.id_number or None,
        phone=phone,
        no_phone_reason=no_phone,
        address=None if own else person.address or None,
    )


def _sides(entry: Entry) -> Sequence[tuple[str, Person, PartyRole]]:
    """Place in the form, card and role of each side, as they are numbered in the matter."""
    own = entry.relation is VisitorRelation.SELF
    first = ("visitor", entry.visitor) if own else ("concerned", entry.concerned)
    others = [
        (f"others[{i}]", person, PartyRole.RESPONDENT)
        for i, person in enumerate(entry.others)
        if not person.is_empty()
    ]
    return [(*first, PartyRole.APPLICANT), *others]


def _party(person: Person, role: PartyRole) -> PartyDraft:
    name, no_name = _or_reason(person.name, NAME_REASONS)
    phone, no_phone = _or_reason(person.phone, PHONE_REASONS)
    natural = person.kind is PartyKind.NATURAL_PERSON
    return PartyDraft(
        role=role,
        kind=person.kind,
        name=name,
        no_name_reason=no_name,
        id_number=(person.id_number or None) if natural else None,
        phone=phone,
        no_phone_reason=no_phone,
        address=person.address or None,
        uscc=None if natural else person.uscc or None,
        legal_representative=None if natural else person.legal_representative or None,
    )


def _or_reason(text: str, reasons: Sequence[str]) -> tuple[str | None, str | None]:
    tight = text.strip()
    return (None, tight) if tight in reasons else (tight or None, None)


def _unreadable(entry: Entry, today: date) -> Sequence[Problem]:
    found = []
    if entry.occurred_on.strip() and read_day(entry.occurred_on, today) is None:
        found.append(Problem("occurred_on", "DAY_UNREADABLE"))
    if entry.involved_count.strip() and read_count(entry.involved_count) is None:
        found.append(Problem("involved_count", "COUNT_UNREADABLE"))
    return found


def _field(path: str, entry: Entry) -> str:
    head, _, rest = path.partition(".")
    rest = {"no_name_reason": "name", "no_phone_reason": "phone"}.get(rest, rest)
    if head == "visitors":
        return "visitor.name"
    if head.startswith("visitors["):
        return f"visitor.{rest}"
    if head.startswith("parties["):
        place = int(head[len("parties[") : -1])
        return f"{_sides(entry)[place][0]}.{rest}"
    if head.startswith("prior_recourse"):
        return "recourse"
    return {"area": "place", "mediation_willingness": "willingness"}.get(head, head)
