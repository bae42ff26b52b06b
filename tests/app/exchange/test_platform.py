"""What is not in the provincial platform yet, copied in its order, numbered, and exported."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.enums import NumberKind
from app.errors import Invalid, NotFound, NotPermitted
from app.exchange.export import PlatformExport
from app.exchange.fields import Ask
from app.exchange.platform import add_number, fields_of, keep_order, order_of, unentered_page
from app.exchange.reading import open_sheet
from app.exchange.wording import ASKS
from app.intake.commands import register_matter
from app.intake.types import ExternalNumberDraft
from app.messages import error_text
from app.search.find import find
from db.enums import ExternalSystem, Post
from db.models import AuditEntry
from db.session import reading
from tests.builders import a_draft
from tests.conftest import OpenAs, Statements, unguarded

PLATFORM = ExternalSystem.PROVINCIAL_PLATFORM


def _registered(desk: Desk, **changes: object) -> str:
    return desk.write(register_matter, a_draft(**changes)).no


def _nos(desk: Desk) -> list[str]:
    return [row.no for row in desk.read(unentered_page)]


def test_what_has_no_number_there_is_listed(desk: Desk) -> None:
    first, second = _registered(desk), _registered(desk)
    there = (ExternalNumberDraft(PLATFORM, "ZZ1"),)
    elsewhere = (ExternalNumberDraft(ExternalSystem.POLICE, "J1"),)
    _registered(desk, external_numbers=there)
    third = _registered(desk, external_numbers=elsewhere)
    assert _nos(desk) == [third, second, first]


def test_it_is_paged_by_key(desk: Desk) -> None:
    nos = [_registered(desk) for _ in range(5)][::-1]
    first = desk.read(unentered_page, limit=3)
    second = desk.read(unentered_page, after=first[-1], limit=3)
    assert [row.no for row in (*first, *second)] == nos


def test_a_page_is_one_statement(desk: Desk, statements: Statements) -> None:
    _registered(desk)
    statements.clear()
    desk.read(unentered_page)
    assert len(statements) == 1


def test_the_list_is_read_along_an_index_of_what_is_missing(local_desk: Desk) -> None:
    """However many there are in the platform already."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, sql: str, values: object, *_rest: object) -> None:
        asked.append((sql, values))

    sa.event.listen(local_desk.engine, "before_cursor_execute", note)
    local_desk.read(unentered_page)
    sql, values = asked[-1]
    with local_desk.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()  # type: ignore[arg-type]
    assert any("ix_matter_not_on_platform" in row[-1] for row in plan)


def test_a_number_takes_it_off_the_list_and_is_found(desk: Desk) -> None:
    no = _registered(desk)
    desk.write(add_number, no, PLATFORM, " ＺＺ2026000001 ")
    assert _nos(desk) == []
    [hit] = find(desk, "ZZ2026000001", 10)
    assert (hit.no, hit.why) == (no, ("external_number",))


def test_a_matter_may_have_several(desk: Desk) -> None:
    from app.matter.queries import matter_detail

    no = _registered(desk)
    for system in (PLATFORM, ExternalSystem.PETITION, ExternalSystem.COURT):
        desk.write(add_number, no, system, "2026-1")
        desk.write(add_number, no, system, "2026-1")
    numbers = desk.read(matter_detail, no).external_numbers
    assert sorted((each.system, each.number) for each in numbers) == sorted(
        [
            (PLATFORM, "2026-1"),
            (ExternalSystem.PETITION, "2026-1"),
            (ExternalSystem.COURT, "2026-1"),
        ]
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [("  ", "这一项"), ("9" * 81, "80"), ("ZZ1", "已经登记在事项20260918-1-001上")],
)
def test_what_is_no_number_or_anothers_is_refused(desk: Desk, number: str, said: str) -> None:
    _registered(desk, external_numbers=(ExternalNumberDraft(PLATFORM, "ZZ1"),))
    with pytest.raises(Invalid) as refused:
        desk.write(add_number, _registered(desk), PLATFORM, number)
    assert said in error_text(refused.value)


def test_only_who_registers_and_sees_it_may(open_as: OpenAs) -> None:
    one, other = (open_as(Post.INTAKE_CLERK, name=name) for name in ("登记员甲", "登记员乙"))
    no = _registered(one)
    with pytest.raises(NotFound):
        other.write(add_number, no, PLATFORM, "ZZ1")
    with pytest.raises(NotPermitted):
        open_as(Post.ARCHIVIST).write(add_number, no, PLATFORM, "ZZ1")
    one.write(add_number, no, PLATFORM, "ZZ1")


def test_fields_come_in_the_order_the_centre_keeps(open_as: OpenAs) -> None:
    one, other = (open_as(Post.INTAKE_CLERK, name=name) for name in ("登记员甲", "登记员乙"))
    no = _registered(one)
    order = {each.ask: each for each in one.read(order_of)}
    wanted = [
        replace(order[Ask.PLACE], is_used=False),
        replace(order[Ask.APPLICANT_PHONE], title="联系电话"),
        order[Ask.SUMMARY],
    ]
    other.write(keep_order, wanted)
    fields = one.read(fields_of, no)
    assert [(each.title, each.text[:8]) for each in fields] == [
        ("联系电话", "138****8"), (ASKS[Ask.SUMMARY], "楼上水管漏水，泡"),
    ]  # fmt: skip
    assert fields[0].private is not None and fields[0].private.kind is NumberKind.PHONE
    assert {each.ask for each in one.read(order_of)} == set(Ask)


def test_every_field_has_a_title_and_reads(local_desk: Desk) -> None:
    fields = local_desk.read(fields_of, _registered(local_desk))
    assert [each.ask for each in fields] == list(Ask) and set(ASKS) == set(Ask)
    texts = {each.ask: each.text for each in fields}
    assert texts[Ask.TYPE] == "邻里纠纷" and texts[Ask.RESPONDENT_NAME] == "马铁柱"


def _exported(desk: Desk) -> list[tuple[str, str, str]]:
    with reading(unguarded(desk)) as session:
        rows = session.execute(
            sa.select(AuditEntry.action, AuditEntry.object_type, AuditEntry.object_id).where(
                AuditEntry.action.in_(("export", "reveal"))
            )
        )
        return [tuple(row) for row in rows]  # type: ignore[misc]


def _export(desk: Desk, nos: list[str], file: Path, *, in_full: bool) -> int:
    export = PlatformExport(desk, nos, file, in_full=in_full)
    while not export.step():
        assert not file.exists()
    return len(export.rows)


def _cells(file: Path, title: str) -> list[object]:
    [titles, *rows] = [cells for _, cells in open_sheet(file).rows()]
    return [row[titles.index(title)] for row in rows]


def test_an_export_is_audited_and_without_numbers(desk: Desk, tmp_path: Path) -> None:
    nos, file = [_registered(desk), _registered(desk)], tmp_path / "省平台.xlsx"
    assert _export(desk, nos, file, in_full=False) == 2
    assert _exported(desk) == [("export", "platform_list", " ".join(nos))]
    assert _cells(file, ASKS[Ask.APPLICANT_NAME]) == ["陈桂香"] * 2
    assert _cells(file, ASKS[Ask.APPLICANT_ID]) == [""] * 2


def test_with_numbers_each_matter_is_written_down_as_looked_at(desk: Desk, tmp_path: Path) -> None:
    no, file = _registered(desk), tmp_path / "省平台.xlsx"
    _export(desk, [no], file, in_full=True)
    assert ("reveal", "matter", no) in _exported(desk)
    assert _cells(file, ASKS[Ask.APPLICANT_ID]) == ["371502190102030046"]
    assert _cells(file, ASKS[Ask.APPLICANT_PHONE]) == ["13800138000"]


def test_a_clerk_takes_telephones_along_and_no_identity_numbers(
    open_as: OpenAs, tmp_path: Path
) -> None:
    desk, file = open_as(Post.INTAKE_CLERK), tmp_path / "省平台.xlsx"
    _export(desk, [_registered(desk)], file, in_full=True)
    assert _cells(file, ASKS[Ask.APPLICANT_ID]) == [""]
    assert _cells(file, ASKS[Ask.APPLICANT_PHONE]) == ["13800138000"]


def test_a_stopped_export_leaves_no_file(local_desk: Desk, tmp_path: Path) -> None:
    nos = [_registered(local_desk), _registered(local_desk)]
    export = PlatformExport(local_desk, nos, tmp_path / "省平台.xlsx", in_full=False)
    assert not export.step()
    assert not list(tmp_path.glob("*省平台*"))
    assert not _exported(local_desk)
