"""The doctor tells what is wrong with this PC and what to do about it."""

from collections import namedtuple
from pathlib import Path

import pytest

from app import network_share
from app.admin import doctor, printers
from app.admin.backup import backup
from app.admin.doctor import examine
from app.admin.types import Finding, Level
from app.desk import Desk
from app.messages.admin import finding_text
from db.models import CalendarYear
from db.session import writing
from tests.conftest import Clock, unguarded

Usage = namedtuple("Usage", "total used free")


def _url(desk: Desk) -> str:
    return desk.engine.url.render_as_string(hide_password=False)


def _of(findings: tuple[Finding, ...], check: str) -> list[tuple[str, str]]:
    return [(str(f.level), finding_text(f)[0]) for f in findings if f.check == check]


def test_a_pc_in_order_has_no_errors(with_key: Desk) -> None:
    found = examine(_url(with_key))
    assert [f for f in found if f.level is Level.ERROR] == []
    checks = {f.check for f in found}
    assert checks >= {"versions", "paths", "disk", "fonts", "printer", "database", "key",
                      "backup", "calendar"}  # fmt: skip


def test_a_window_no_number_can_carry_is_told(with_key: Desk, own_home: Path) -> None:
    file = own_home / "settings.toml"
    file.write_text('window = "一号"', encoding="utf-8")
    [told] = [t for level, t in _of(examine(_url(with_key)), "paths") if level == "error"]
    assert told.startswith(f"设置文件 {file} 里的 window 写的是“一号”")


def test_a_missing_database_is_one_error_with_its_sentence(tmp_path: Path) -> None:
    [(level, told)] = _of(examine(str(tmp_path / "nix.sqlite")), "database")
    assert level == "error"
    assert "找不到数据库" in told


def test_a_key_that_is_not_here_is_told(desk: Desk) -> None:
    [(level, told)] = _of(examine(_url(desk)), "key")
    assert (level, told[:7]) == ("warning", "这台电脑上没有")


def test_a_database_never_backed_up_is_told(with_key: Desk) -> None:
    assert _of(examine(_url(with_key)), "backup") == [("warning", "还没有备份过")]


def test_a_backup_gets_old_after_three_days(busy: Desk, path: Path, at: Clock) -> None:
    backup(busy, path)
    at.set("2026-09-21 10:00")
    assert _of(examine(_url(busy)), "backup")[0][0] == "ok"
    at.set("2026-09-21 10:32")
    [(level, told)] = _of(examine(_url(busy)), "backup")
    assert level == "warning"
    assert told.startswith("最近一次备份是 2026-09-18 10:31")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_next_years_holidays_are_asked_for_from_november(with_key: Desk, at: Clock) -> None:
    at.set("2026-10-31 10:00")
    assert _of(examine(_url(with_key)), "calendar") == [("ok", "2026年的放假安排已经有了")]
    at.set("2026-11-01 10:00")
    assert _of(examine(_url(with_key)), "calendar")[1:] == [
        ("warning", "2027年的放假安排还没有录入")
    ]
    with writing(unguarded(with_key)) as session:
        session.add(CalendarYear(year=2027, source="国办发明电〔2026〕1号"))
    assert _of(examine(_url(with_key)), "calendar")[1:] == [("ok", "2027年的放假安排已经有了")]


@pytest.mark.parametrize(
    ("free", "level"), [(2_000_000_000, "ok"), (999_000_000, "warning"), (99_000_000, "error")]
)
def test_little_room_is_told(monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr("app.admin.doctor.shutil.disk_usage", lambda _: Usage(10**12, 0, free))
    assert _of(examine(None), "disk")[0][0] == level


@pytest.mark.parametrize(
    ("qt", "level"), [("6.12.0", "error"), ("6.13.1", "error"), ("6.11.3", "ok"), ("6.9.3", "ok")]
)
def test_the_qt_that_dies_on_this_python_is_named(
    monkeypatch: pytest.MonkeyPatch, qt: str, level: str
) -> None:
    monkeypatch.setattr(doctor, "version", lambda _: qt)
    monkeypatch.setattr(doctor, "python_version", lambda: "3.11.7")
    [(told, sentence)] = _of(examine(None), "versions")
    assert (told, qt in sentence) == (level, True)


def test_a_broken_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.documents import fonts
    from app.errors import EnvironmentTrouble

    def broken(_style: object) -> object:
        raise EnvironmentTrouble(why="font", name="NotoSerifSC-Regular.ttf")

    monkeypatch.setattr(fonts, "glyphs", broken)
    found = _of(examine(None), "fonts")
    assert found[0] == ("error", "打印用的字体 NotoSerifSC-Regular.ttf 不在或者坏了，不能打印")


@pytest.mark.parametrize(
    ("names", "level"), [(("前台打印机",), "ok"), ((), "warning"), (None, "warning")]
)
def test_printers_are_told(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...] | None, level: str
) -> None:
    monkeypatch.setattr(doctor, "printers", lambda: names)
    assert _of(examine(None), "printer")[0][0] == level


def test_cups_is_asked_for_its_printers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "lpstat"
    program.write_text("#!/bin/sh\necho Laser\necho\necho 'Tinte 2'\n")
    program.chmod(0o700)
    monkeypatch.setattr("app.admin.printers.shutil.which", lambda _: str(program))
    assert printers.printers() == ("Laser", "Tinte 2")


def test_a_system_that_cannot_be_asked_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.admin.printers.shutil.which", lambda _: None)
    assert printers.printers() is None
    monkeypatch.setattr("app.admin.printers.shutil.which", lambda _: "/nirgends/lpstat")
    assert printers.printers() is None


def test_a_home_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_HOME", "/proc/nirgends")
    [(level, told)] = _of(examine(None), "paths")
    assert (level, "/proc/nirgends" in told) == ("error", True)


def test_broken_settings_are_told(own_home: Path) -> None:
    own_home.mkdir(exist_ok=True)
    (own_home / "settings.toml").write_text("database = ")
    assert "设置文件" in _of(examine(None), "paths")[1][1]


MOUNTS = """\
/dev/vda / ext4 rw 0 0
//server/share /mnt/amt cifs rw 0 0
server:/home /mnt/amt/home\\040dir nfs4 rw 0 0
tmpfs /mnt/amt/ram tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/x.sqlite", "ext4"),
        ("/mnt/amt/x.sqlite", "cifs"),
        ("/mnt/amt/home dir/x.sqlite", "nfs4"),
        ("/mnt/amt/ram/x.sqlite", "tmpfs"),
        ("/mnt/amtlich/x.sqlite", "ext4"),
    ],
)
def test_the_file_system_of_a_file_is_the_nearest_above(path: str, kind: str) -> None:
    assert network_share.filesystem(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_on_a_share_is_an_error(with_key: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "is_on_network", lambda _: True)
    assert any("网络共享" in told for _, told in _of(examine(_url(with_key)), "database"))
