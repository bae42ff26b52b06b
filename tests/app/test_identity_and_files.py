"""Identity numbers are locked away and shown one at a time; files are found whole or not at all."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from app.desk import Desk
from app.errors import EnvironmentTrouble, NotFound, NotPermitted
from app.files import FolderStore, TableStore
from app.identity import digest, locked, unlocked
from app.intake.commands import register_matter
from app.keys import new_keys
from app.office import office
from app.reveal import reveal
from db.enums import NumberKind, Post
from db.models import AuditEntry, Party, PrivateNumber, Unit
from db.session import reading
from tests.builders import a_draft
from tests.conftest import KEYS, OpenAs, unguarded

NUMBER = "371502190102030046"


def test_the_number_is_stored_locked_and_found_by_the_whole_number_only(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    with reading(unguarded(desk)) as session:
        rows = session.scalars(sa.select(PrivateNumber)).all()
    assert digest(KEYS, NumberKind.ID, NUMBER) in {row.digest for row in rows}
    assert all(NUMBER.encode() not in row.ciphertext for row in rows)
    assert digest(KEYS, NumberKind.ID, NUMBER[:17]) not in {row.digest for row in rows}


def test_locking_the_same_number_twice_gives_different_bytes() -> None:
    assert locked(KEYS, NumberKind.ID, NUMBER) != locked(KEYS, NumberKind.ID, NUMBER)
    assert unlocked(KEYS, NumberKind.ID, locked(KEYS, NumberKind.ID, NUMBER)) == NUMBER


def test_another_centres_key_finds_and_opens_nothing() -> None:
    other = new_keys()
    assert digest(other, NumberKind.ID, NUMBER) != digest(KEYS, NumberKind.ID, NUMBER)
    with pytest.raises(InvalidTag):
        unlocked(other, NumberKind.ID, locked(KEYS, NumberKind.ID, NUMBER))


def test_showing_a_number_is_audited_with_its_reason(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    with reading(unguarded(desk)) as session:
        party = session.scalars(sa.select(Party.id).where(Party.ordinal == 1)).one()
    assert desk.write(reveal, NumberKind.ID, party, "司法确认要用") == NUMBER
    with reading(unguarded(desk)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.reason) == ("reveal", "司法确认要用")
    assert NUMBER not in entry.after


def test_a_clerk_does_not_see_a_number_in_full(desk: Desk, open_as: OpenAs) -> None:
    desk.write(register_matter, a_draft())
    with reading(unguarded(desk)) as session:
        party = session.scalars(sa.select(Party.id).where(Party.ordinal == 1)).one()
    with pytest.raises(NotPermitted):
        open_as(Post.INTAKE_CLERK).write(reveal, NumberKind.ID, party, "看看")


def test_a_handler_reveals_no_number_of_anothers_matter(desk: Desk, open_as: OpenAs) -> None:
    desk.write(register_matter, a_draft())
    with reading(unguarded(desk)) as session:
        party = session.scalars(sa.select(Party.id).where(Party.ordinal == 1)).one()
        unit = session.scalars(sa.select(Unit.id)).first()
    with pytest.raises(NotFound):
        open_as(Post.HANDLER, unit_id=unit, name="韩志").write(reveal, NumberKind.ID, party, "看看")


def test_a_file_comes_back_as_it_was_put(desk: Desk) -> None:
    registered = desk.write(register_matter, a_draft())

    def keep(session: sa.orm.Session, actor: object) -> bytes:
        files = office(session).files
        key = files.put(session, registered.id, b"scan")
        session.flush()
        return files.get(session, registered.id, key)

    assert desk.write(keep) == b"scan"


def test_a_server_keeps_files_in_its_table_a_pc_in_a_folder(desk: Desk) -> None:
    local = desk.engine.dialect.name == "sqlite"
    assert isinstance(desk.office.files, FolderStore if local else TableStore)


def test_a_file_that_was_changed_or_is_gone_is_noticed(local_desk: Desk, tmp_path: Path) -> None:
    registered = local_desk.write(register_matter, a_draft())
    store = FolderStore(tmp_path / "files")
    with reading(unguarded(local_desk)) as session:
        key = store.put(session, registered.id, b"scan")
        (tmp_path / "files" / str(registered.id) / key).write_bytes(b"other")
        with pytest.raises(EnvironmentTrouble) as changed:
            store.get(session, registered.id, key)
        (tmp_path / "files" / str(registered.id) / key).unlink()
        with pytest.raises(EnvironmentTrouble) as gone:
            store.get(session, registered.id, key)
    assert changed.value.values["why"] == "file_damaged"
    assert gone.value.values["why"] == "file_missing"
