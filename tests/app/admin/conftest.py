"""A database with something in it to back up and to look into."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.admin.backup import Archived, backup
from app.admin.check import check_database
from app.admin.restore import Who
from app.admin.types import Finding, Level
from app.desk import Desk
from app.intake.commands import register_matter
from app.keys import save
from app.matter.act import act
from app.matter.forms import AttachForm
from app.sign_in import local_login
from db.enums import Action, AttachmentKind
from db.models import GovernanceCenter, Staff
from db.session import reading, writing
from tests.builders import a_draft
from tests.conftest import KEYS, unguarded

GUARDS = ("audit_entry_no_update", "audit_entry_no_delete", "event_no_update", "event_no_delete")
PROOF = "马铁柱2026年10月16日转账6000元的回单".encode()


@pytest.fixture
def with_key(desk: Desk, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on a PC that holds the centre's key."""
    with reading(unguarded(desk)) as session:
        save(session.scalars(sa.select(GovernanceCenter.id)).one(), KEYS)
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE", raising=False)
    return desk


@pytest.fixture
def busy(with_key: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Three matters, the first with a file."""
    no = with_key.write(register_matter, a_draft()).no
    for _ in range(2):
        with_key.write(register_matter, a_draft())
    proof = tmp_path / "回单.txt"
    proof.write_bytes(PROOF)
    form = AttachForm(path=str(proof), kind=AttachmentKind.PERFORMANCE_PROOF)
    with_key.write(act, no, Action.ATTACH, form, None)
    yield with_key
    with_key.close()


Tamper = Callable[..., None]


@pytest.fixture
def tamper(busy: Desk) -> Tamper:
    """Run statements past the program, its guards taken away first."""

    def run(*statements: str, **values: Any) -> None:
        with unguarded(busy).begin() as connection:
            if connection.dialect.name == "sqlite":
                for guard in GUARDS:
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard}")
            else:
                for table in ("audit_entry", "event"):
                    connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in statements:
                connection.execute(sa.text(statement), values)

    return run


def told(desk: Desk, check: str = "") -> list[Finding]:
    """What `db check` finds wrong, of one check or of all."""
    url = unguarded(desk).url.render_as_string(hide_password=False)
    found = check_database(url)
    return [f for f in found if f.level is not Level.OK and check in ("", f.check)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "备份"
    folder.mkdir()
    return folder / "0918.zip"


@pytest.fixture
def local_user(with_key: Desk) -> Who:
    """The passwordless user of this PC, nobody else having been named."""
    with writing(unguarded(with_key)) as session:
        session.execute(
            sa.update(Staff).where(Staff.login == "林小禾").values(disabled_at=sa.func.now())
        )
    return Who(local_login(), None)


@pytest.fixture
def archived(busy: Desk, path: Path, local_user: Who) -> Iterator[Archived]:
    """A backup of three matters, after which two more were registered."""
    made = backup(busy, path)
    for _ in range(2):
        busy.write(register_matter, a_draft())
    yield made
    busy.close()


def rewrite(path: Path, change: dict[str, bytes]) -> None:
    """The same archive with the members of `change` in place of the old, or new."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in (members | change).items():
            packed.writestr(name, content)
