"""`fengqiao doctor`: can this PC do its work? Each finding says what to do. No Qt is loaded."""

import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app import clock, reference, settings
from app.admin.check import key_finding
from app.admin.last_backup import backed_up_at, is_old
from app.admin.own_centre import NOT_NAMED
from app.admin.printers import printers
from app.admin.types import Finding, Level
from app.errors import EnvironmentTrouble, InfrastructureError
from app.messages import error_text
from app.network_share import is_on_network
from app.server.reach import require_reached
from db.engine import database_url, is_server_url, open_engine, sqlite_path
from db.models import GovernanceCenter
from db.schema import HEAD, require_current
from db.session import reading
from db.tls import is_here, root_certificate, root_of

LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000
"""Bytes free below which we warn, and below which a day's work may not fit."""
_NOTICE_MONTH = 11
"""The State Council's notice for the next year comes out about November."""


def examine(url: str | None) -> tuple[Finding, ...]:
    """Everything worth looking at, on this PC and in the database at `url` (None: not known).

    Raises nothing for what is wrong: that is what it tells.
    """
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _versions,
        _paths,
        _fonts,
        _printer,
        *([lambda: _database(url)] if url is not None else []),
    )
    return tuple(finding for look in looks for finding in look())


def _versions() -> Iterator[Finding]:
    """PySide6 6.12 on Python 3.11 loses references until the program dies."""
    try:
        qt = version("PySide6")
    except PackageNotFoundError:
        yield Finding("versions", Level.WARNING, "QT_MISSING")
        return
    values = {"python": python_version(), "qt": qt}
    dies = _numbers(python_version()) == (3, 11) and _numbers(qt) >= (6, 12)
    level, code = (Level.ERROR, "QT_DIES") if dies else (Level.OK, "VERSIONS_FIT")
    yield Finding("versions", level, code, values)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdecimal())


def _paths() -> Iterator[Finding]:
    try:
        home = settings.home()
        (home / "logs").mkdir(exist_ok=True)
        probe = home / "logs" / ".probe"
        probe.write_bytes(b"x")
        probe.unlink()
    except (EnvironmentTrouble, OSError):
        yield Finding("paths", Level.ERROR, "PATH_UNWRITABLE", {"path": _home_text()})
        return
    yield Finding("paths", Level.OK, "PATH_WRITABLE", {"path": home})
    try:
        settings.require_window(settings.load().window)
    except EnvironmentTrouble as error:
        yield Finding("paths", Level.ERROR, "SETTINGS_BROKEN", {"told": error_text(error)})
    yield _free("disk", home)


def _home_text() -> str:
    try:
        return str(settings.home())
    except EnvironmentTrouble as error:
        return str(error.values["path"])


def _free(check: str, folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    values = {"free": f"{free / 1_000_000_000:.1f}", "path": folder}
    if free >= LITTLE:
        return Finding(check, Level.OK, "DISK_FREE", values)
    level = Level.ERROR if free < TOO_LITTLE else Level.WARNING
    return Finding(check, level, "DISK_LITTLE", values)


def _fonts() -> Iterator[Finding]:
    """Each style of the papers draws from its bundled font."""
    from app.documents.fonts import FontStyle, glyphs

    for style in FontStyle:
        try:
            font, _ = glyphs(style)["中"]
        except EnvironmentTrouble as error:
            yield Finding("fonts", Level.ERROR, "FONT_MISSING", {"name": error.values["name"]})
            continue
        level, code = (Level.OK, "FONT_DRAWS") if font else (Level.ERROR, "FONT_MISSING")
        yield Finding("fonts", level, code, {"name": font.removeprefix("paper-") or style})


def _printer() -> Iterator[Finding]:
    found = printers()
    if found is None:
        yield Finding("printer", Level.WARNING, "PRINTER_UNKNOWN")
    elif not found:
        yield Finding("printer", Level.WARNING, "PRINTER_NONE")
    else:
        yield Finding("printer", Level.OK, "PRINTER_FOUND", {"names": "、".join(found)})


def _database(url: str) -> Iterator[Finding]:
    """What can be told without anybody signed in."""
    try:
        target = database_url(url)
        if is_server_url(target) and not target.username:
            yield from _of_server(target)
            return
        engine = open_engine(target)
    except InfrastructureError as error:
        yield _unreachable(error)
        return
    try:
        require_current(engine)
        if path := sqlite_path(engine):
            yield from _place(path)
        with reading(engine) as session:
            findings = [*_centre(session), _backup_age(session), *_calendar(session)]
        yield Finding("database", Level.OK, "DATABASE_OPENS", {"revision": HEAD})
        yield from findings
    except InfrastructureError as error:
        yield _unreachable(error)
    finally:
        engine.dispose()


def _of_server(target: URL) -> Iterator[Finding]:
    require_reached(target)
    yield Finding("database", Level.OK, "DATABASE_SERVER_FOUND")
    if root := root_of(target):
        yield Finding("line", Level.OK, "LINE_VERIFIED_FITS", {"place": root})
    elif not is_here(target):
        yield Finding("line", Level.WARNING, "LINE_NOT_VERIFIED", {"place": root_certificate()})


def _unreachable(error: InfrastructureError) -> Finding:
    return Finding("database", Level.ERROR, "DATABASE_CLOSED", {"told": error_text(error)})


def _place(path: Path) -> Iterator[Finding]:
    if is_on_network(path):
        yield Finding("database", Level.ERROR, "DATABASE_ON_SHARE", {"path": path})
    if path.resolve().parent != settings.home().resolve():
        yield _free("disk", path.resolve().parent)


def _centre(session: Session) -> Iterator[Finding]:
    columns = sa.select(GovernanceCenter.id, GovernanceCenter.key_check, GovernanceCenter.name)
    if centre := session.execute(columns).one_or_none():
        yield key_finding(centre.id, centre.key_check)[0]
        if centre.name == NOT_NAMED:
            yield Finding("centre", Level.WARNING, "CENTRE_NOT_NAMED")
    else:
        yield Finding("database", Level.ERROR, "CENTRE_MISSING")


def _backup_age(session: Session) -> Finding:
    made_at = backed_up_at(session)
    if made_at is None:
        return Finding("backup", Level.WARNING, "BACKUP_NEVER")
    values = {"when": f"{clock.local(made_at):%Y-%m-%d %H:%M}"}
    if is_old(made_at):
        return Finding("backup", Level.WARNING, "BACKUP_OLD", values)
    return Finding("backup", Level.OK, "BACKUP_FRESH", values)


def _calendar(session: Session) -> Iterator[Finding]:
    """This year, and the next once its notice may be out."""
    if session.scalar(sa.select(sa.func.count()).select_from(GovernanceCenter)) == 0:
        return
    calendar, today = reference.load(session).calendar, clock.today()
    years = [today.year, *([today.year + 1] if today.month >= _NOTICE_MONTH else [])]
    for year in years:
        is_known = calendar.covers(year)
        level, code = (Level.OK, "YEAR_KNOWN") if is_known else (Level.WARNING, "YEAR_MISSING")
        yield Finding("calendar", level, code, {"year": year})
