"""Making a new database: schema, centre, areas, rules, dictionaries, first user."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.areas import built_in_areas
from app.admin.dictionaries import built_in_entries
from app.admin.own_centre import NOT_NAMED
from app.deadlines.defaults import RULES
from app.desk import host_name, open_office
from app.errors import DatabaseUnavailable, Invalid
from app.keys import Keys, new_keys, recovery_code, save
from app.network_share import require_own_disk
from app.office import attach
from app.permissions import LOCAL_POSTS
from app.sign_in import local_login
from db.engine import open_engine, sqlite_path
from db.enums import Post
from db.models import Area, DeadlineRule, DictionaryEntry, GovernanceCenter, Staff, StaffPost
from db.schema import current, upgrade
from db.session import writing
from db.types import new_id

EVER = date(2000, 1, 1)
"""Built-in rules and terms are in force from here on."""


@dataclass(frozen=True, slots=True)
class CentreDraft:
    """The centre's own particulars; all are defaults the centre changes (【设】)."""

    name: str = NOT_NAMED
    area: str = "371502000000"
    phone: str = "12345"
    inquiry_phone: str = "12345"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Created:
    """`recovery_code` is shown once and printed; it brings the key to another PC."""

    login: str
    recovery_code: str


def create_database(
    url: str,
    *,
    admin: str | None = None,
    password: str | None = None,
    centre: CentreDraft | None = None,
    person: str | None = None,
    keys: Keys | None = None,
) -> Created:
    """Create or complete the local database at `url` and its first user.

    `person` is the first user's name, the login if none is given. Without `admin` the
    operating-system user holds every post but the auditor's and needs no password until staff
    are named. Raises DatabaseUnavailable (exists: in use already; server_init: a server is
    prepared otherwise), Invalid for a password against the rules.
    """
    login, hashed = admin or local_login(), _hashed(admin, password)
    engine = open_engine(url, must_exist=False)
    try:
        if sqlite_path(engine) is None:
            raise DatabaseUnavailable(why="server_init")
        _require_new(engine)
        require_own_disk(Path(engine.url.database or ""))
        _make_folder(engine)
        upgrade(engine)
        keys = keys or new_keys()
        with writing(engine) as session:
            row = found_centre(session, centre or CentreDraft(), keys)
            _first_user(session, login, person or login, hashed, all_posts=admin is None)
        save(row.id, keys)
        _audit_creation(engine, login)
    finally:
        engine.dispose()
    return Created(login, recovery_code(keys))


def found_centre(session: Session, draft: CentreDraft, keys: Keys) -> GovernanceCenter:
    """The first rows of a new database, all but its first user."""
    row = _centre(draft, keys)
    session.add_all([row, audit.first_head(keys.derived("audit"))])
    session.execute(sa.insert(Area), _areas(row.area_code))
    session.execute(sa.insert(DeadlineRule), list(_rules()))
    session.execute(sa.insert(DictionaryEntry), list(built_in_entries(EVER)))
    return row


def _hashed(admin: str | None, password: str | None) -> str | None:
    if admin is None:
        return None
    from app.passwords import hashed, password_problems

    if found := password_problems(password or "", admin, []):
        raise Invalid(found)
    return hashed(password or "")


def _require_new(engine: sa.Engine) -> None:
    path = engine.url.database or "?"
    if not Path(path).parent.is_dir():
        raise DatabaseUnavailable(why="folder", path=str(Path(path).parent))
    if not Path(path).exists() or current(engine) is None:
        return
    with engine.connect() as connection:
        if connection.scalar(sa.select(sa.func.count()).select_from(GovernanceCenter)):
            raise DatabaseUnavailable(why="exists", path=path)


def _make_folder(engine: sa.Engine) -> None:
    """The file belongs to one user of the PC (architecture section 12)."""
    Path(engine.url.database or "").touch(mode=0o600)


def _centre(draft: CentreDraft, keys: Keys) -> GovernanceCenter:
    return GovernanceCenter(
        id=new_id(),
        name=draft.name,
        area_code=draft.area,
        phone=draft.phone,
        inquiry_phone=draft.inquiry_phone,
        address=draft.address,
        key_check=keys.check(),
        reference_version=1,
    )


def _areas(own: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"code": a.code, "parent_code": a.parent, "name": a.name, "valid_from": EVER}
        for a in built_in_areas()
    ]
    if own not in {row["code"] for row in rows}:
        rows.append({"code": own, "parent_code": None, "name": "本辖区", "valid_from": EVER})
    return rows


def _rules() -> Iterator[dict[str, object]]:
    for rule in RULES:
        yield {
            "id": new_id(),
            "version": 1,
            "code": rule.code,
            "name": rule.name,
            "amount": rule.amount,
            "unit": rule.unit,
            "start_event": rule.start_event,
            "roll_if_holiday": rule.roll_if_holiday,
            "warn_at": " ".join(str(day) for day in rule.warn_at),
            "extendable": rule.extendable,
            "source": rule.source,
            "is_default": rule.is_default,
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
        }


def _first_user(
    session: Session, login: str, name: str, hashed: str | None, *, all_posts: bool
) -> None:
    staff = Staff(
        id=new_id(),
        login=login,
        name=name,
        password_hash=hashed,
        password_changed_at=clock.now() if hashed else None,
        failed_sign_ins=0,
        must_change_password=False,
    )
    posts = LOCAL_POSTS if all_posts else {Post.SYS_ADMIN}
    session.add(staff)
    session.add_all(
        StaffPost(staff_id=staff.id, post=post, valid_from=clock.today()) for post in sorted(posts)
    )


def _audit_creation(engine: sa.Engine, login: str) -> None:
    with writing(engine) as session:
        attach(session, open_office(engine))
        audit.watch(session)
        audit.record(session, "db_init", "database", engine.url.database or "")
        audit.seal(session, None, login=login, host=host_name())
