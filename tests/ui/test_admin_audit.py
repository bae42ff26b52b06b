"""审计, driven as a person does."""

from pytestqt.qtbot import QtBot

from app.admin.commands import add_staff
from app.admin.types import StaffDraft
from app.desk import Desk
from app.enums import Post
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.ui.administering import PASSWORD, open_section, shown
from tests.ui.administering import admin as admin
from tests.ui.conftest import write
from ui import background, privacy
from ui.admin.audit import AuditSection


def test_the_auditor_narrows_reads_and_checks(
    qtbot: QtBot, sqlite_url: str, local_desk: Desk, at: Clock
) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    local_desk.write(add_staff, StaffDraft("韩志", (Post.SYS_ADMIN,)), PASSWORD)
    desk = desk_as(sqlite_url, Post.AUDITOR, name="审计员")
    section = open_section(qtbot, shown(qtbot, desk), "审计", AuditSection)
    write(section.thing, no)
    section.since.setFocus()
    qtbot.waitUntil(lambda: [row.object_id for row in section.model.rows()] == [no])
    qtbot.waitUntil(lambda: section.panel.title.text() == "登记事项")
    assert f"事项 · 编号：{no}" in section.changes.text()
    write(section.since, "明年")
    section.until.setFocus()
    qtbot.waitUntil(background.is_idle)
    assert section.since.property("problem") == "block"
    section.check.click()
    qtbot.waitUntil(lambda: "审计记录完整" in section.chain.text())
    desk.close()


def test_f8_covers_what_an_entry_changed(qtbot: QtBot, sqlite_url: str, at: Clock) -> None:
    desk = desk_as(sqlite_url, Post.AUDITOR, name="审计员")
    section = open_section(qtbot, shown(qtbot, desk), "审计", AuditSection)
    privacy.set_hidden(is_hidden=True)
    try:
        effect = section.changes.graphicsEffect()
        assert effect is not None
        assert effect.isEnabled()
    finally:
        privacy.set_hidden(is_hidden=False)
        desk.close()
