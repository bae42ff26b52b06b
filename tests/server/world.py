"""Two matters with everything that hangs on one: the first is that of whoever attacks, the second
belongs to other people in another place."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from app.desk import Desk
from app.matter.act import act
from app.matter.forms import AttachForm
from db.enums import Action, AttachmentKind, Post
from tests.app.matter.test_main_journey import in_effect
from tests.conftest import Clock, unguarded
from tests.postgres import as_staff

EXPECTED = Path(__file__).parents[1] / "expected" / "rights.csv"
ATTACKER = "甲"
_CAST = """
UPDATE matter SET first_responder_id = (SELECT id FROM staff WHERE login = '甲') WHERE no = %(own)s;
UPDATE matter SET area_code = '371502000000' WHERE no = %(foreign)s;
UPDATE assignment SET unit_id = (SELECT id FROM unit WHERE code = 'LD-ZC')
WHERE matter_id = (SELECT id FROM matter WHERE no = %(foreign)s);
UPDATE mediation_case SET committee_id =
  (SELECT id FROM mediation_committee WHERE number_prefix = '河湾')
WHERE matter_id = (SELECT id FROM matter WHERE no = %(foreign)s);
INSERT INTO matter_relation (id, matter_id, other_id)
SELECT gen_random_uuid(), own.id, other.id FROM matter own, matter other
WHERE own.no <> other.no;
INSERT INTO supervision (id, matter_id, reason, demand, due_on, issued_at, signed_by)
SELECT gen_random_uuid(), id, 'OVERDUE', '请抓紧', '2026-10-01', now(), '方静' FROM matter;
"""


@dataclass(frozen=True)
class World:
    """The database as its superuser has it, and the numbers of the two matters."""

    url: str
    own: str
    foreign: str

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.url) as connection:
            yield connection

    @contextmanager
    def attack(self, post: Post) -> Iterator[psycopg.Connection[Any]]:
        """A bare connection of somebody who holds this post alone and the first matter."""
        url = make_url(as_staff(self.url, ATTACKER, [post])).set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
            yield connection
            connection.rollback()


def expected() -> dict[str, dict[Post, str]]:
    """tests/expected/rights.csv, written from the domain: table, post, and a letter."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row.pop("table"): {Post(post): cell for post, cell in row.items()} for row in rows}


def built(desk: Desk, at: Clock, folder: Path) -> World:
    """Both matters from the desk of somebody with every post."""
    stories = [in_effect(desk, at), in_effect(desk, at)]
    proof = folder / "回单.txt"
    proof.write_text("回单", encoding="utf-8")
    for story in stories:
        form = AttachForm(path=str(proof), kind=AttachmentKind.PERFORMANCE_PROOF)
        desk.write(act, story.no, Action.ATTACH, form, None)
    url = unguarded(desk).url.set(drivername="postgresql").render_as_string(hide_password=False)
    world = World(url, stories[0].no, stories[1].no)
    with world.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_STAFF)
        for statement in _CAST.strip().split(";\n"):
            connection.execute(statement.rstrip(";"), {"own": world.own, "foreign": world.foreign})
    return world


_STAFF = """
WITH place AS (
  INSERT INTO unit (id, version, code, name, kind, area_code, is_online, valid_from)
  SELECT gen_random_uuid(), 1, 'HW-TJ', '河湾镇调委会', kind, '371502000000', true, valid_from
  FROM unit WHERE code = 'QS-TJ' RETURNING id
), other AS (
  INSERT INTO mediation_committee (id, version, unit_id, full_name, type, is_professional,
    number_prefix, agreement_pattern, member_count, woman_count, valid_from)
  SELECT gen_random_uuid(), 1, place.id, '河湾镇人民调解委员会', type, is_professional, '河湾',
    agreement_pattern, member_count, woman_count, valid_from FROM mediation_committee, place
)
INSERT INTO staff (id, version, login, name, unit_id, password_hash, must_change_password,
  failed_sign_ins)
SELECT gen_random_uuid(), 1, '甲', '甲', id, 'SCRAM', false, 0 FROM unit WHERE code = 'QS-TJ'
"""
