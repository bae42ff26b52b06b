"""The particulars of each party, with agents and guardians (domain/02 section 4.1, rows 3 to 5)."""

from collections.abc import Sequence

from app.documents.particulars import Blank, particulars
from app.documents.rows import Row, glue, space, stacked
from app.documents.style import FIELD, LABEL, TYPE_WIDTH
from app.documents.text import marks
from app.documents.types import AgentBlock, PartyBlock, PersonBlock
from app.documents.wording import party_title

_BETWEEN = 8.0
_STRIP = 5 * FIELD.size
"""Left of the particulars: 当事人甲 and a little space."""


def party_blocks(parties: Sequence[PartyBlock], *, id_numbers: bool) -> list[Row]:
    """All parties; none is split over two pages (domain/07 section 2.1, rule 3)."""
    rows: list[Row] = []
    for n, party in enumerate(parties):
        rows += party_block(party_title(n), party, id_numbers=id_numbers)
        rows.append(space(_BETWEEN))
    return rows


def party_block(title: str, party: PartyBlock, *, id_numbers: bool) -> list[Row]:
    """One party and who acts for it, as one block."""
    strip = max(_STRIP, LABEL.width(title) + FIELD.size / 2)
    rows = _titled(title, particulars(_lines(party, id_numbers), TYPE_WIDTH - strip, strip))
    for agent in party.agents:
        rows += _titled("", particulars(_agent_lines(agent, id_numbers), TYPE_WIDTH - strip, strip))
    return glue(rows, to_next=False)


def _titled(title: str, rows: list[Row]) -> list[Row]:
    """The rows with the party's title in the strip left of the first."""
    drawn = marks(title, LABEL, 0.0, FIELD.baseline())
    height, found = stacked(rows[:1])
    return [Row(height, (*drawn, *found)), *rows[1:]]


def _lines(party: PartyBlock, id_numbers: bool) -> list[list[Blank]]:  # noqa: FBT001
    if isinstance(party, PersonBlock):
        return _person_lines(party, id_numbers)
    return [
        [Blank("名称", party.name)],
        [Blank("地址", party.address)],
        [
            Blank("法定代表人（负责人）", party.representative, 5),
            Blank("职务", party.representative_title, 4),
        ],
        [Blank("统一社会信用代码", party.uscc, 10), Blank("联系方式", party.phone, 6, 0)],
    ]


def _person_lines(party: PersonBlock, id_numbers: bool) -> list[list[Blank]]:  # noqa: FBT001
    age = "" if party.age is None else f"{party.age}岁"
    number = [[Blank("证件号码", _certificate(party), 12)]] if id_numbers else []
    return [
        [
            Blank("姓名", party.name, 6, 2),
            Blank("性别", party.gender, 1.8, 0),
            Blank("民族", party.ethnicity, 3, 0.5),
            Blank("年龄", age, 2.6, 0),
        ],
        [Blank("职业或职务", party.occupation, 5), Blank("联系方式", party.phone, 7)],
        [Blank("单位或住址", party.address, 12)],
        *number,
    ]


def _certificate(party: PersonBlock) -> str:
    return f"{party.id_number}（{party.certificate}）" if party.certificate else party.id_number


def _agent_lines(agent: AgentBlock, id_numbers: bool) -> list[list[Blank]]:  # noqa: FBT001
    extra = [Blank("联系方式", agent.phone, 7)] if agent.phone else []
    if id_numbers and agent.id_number:
        extra.append(Blank("证件号码", agent.id_number, 9))
    powers = [[Blank("代理权限", "；".join(agent.powers))]] if agent.powers else []
    return [
        [Blank(agent.title, agent.name, 5), Blank("与当事人关系", agent.relation, 4)],
        *([extra] if extra else []),
        *powers,
    ]
