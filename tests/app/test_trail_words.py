"""What the auditor reads is Chinese."""

import pytest

from app.messages.trail import HIDDEN, change_lines, column_text, table_text
from app.messages.upkeep import thing_text
from db.models import Base

_SILENT = {"audit_entry", "audit_head", "search_entry", "number_sequence", "file_content"}
"""Never in an audit entry (app/audit.py)."""
_TOLD = {name: table for name, table in Base.metadata.tables.items() if name not in _SILENT}


@pytest.mark.parametrize("name", _TOLD)
def test_every_table_and_column_has_a_word(name: str) -> None:
    assert table_text(name) != name
    names = [column.name for column in _TOLD[name].columns]
    shown = [each for each in names if each not in HIDDEN and not each.endswith("_id")]
    assert [each for each in shown if column_text(each) == each] == []


def test_moments_and_answers_are_told_as_people_do() -> None:
    changes = [
        ("staff.must_change_password", "True", "False"),
        ("old_password.replaced_at", "", "2026-12-16T10:33:17.433289+00:00"),
        ("staff.password_hash", "…", "…"),
        ("matter.channel", "", "WALK_IN"),
        ("matter.merged_into_id", "", "01a202d1-4110-7cec-8c02-3e35f2e1eec2"),
    ]
    assert list(change_lines(changes)) == [
        "用户 · 要不要先改密码：是 → 否",
        "用过的密码 · 换掉的时间：2026-12-16 18:33:17",
        "事项 · 来源：来访",
    ]


def test_what_it_was_done_to_is_told_in_words() -> None:
    kinds = ("performance", "chart", "mediation_record", "search", "phone", "work_list")
    assert [kind for kind in kinds if thing_text(kind, "") == kind] == []


def test_an_agreement_by_word_is_not_called_a_paper() -> None:
    """One name in the audit for both forms (app/matter/act.py: the track)."""
    assert thing_text("agreement", "20260918-1-001") == "协议 20260918-1-001"
    assert thing_text("oral_agreement_form", "") == "口头协议登记表"
