"""Giving out a file of a matter; who took which is audited."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import NotFound
from app.matter.queries import find_matter
from app.office import office
from app.permissions import Actor, Permission
from db.models import Attachment


def take_out(session: Session, actor: Actor, no: str, attachment_id: UUID) -> bytes:
    """The bytes of one file of the matter `no`, as they were put in.

    Raises NotPermitted, NotFound, EnvironmentTrouble (file_missing, file_damaged).
    """
    actor.require(Permission.VIEW_MATTERS)
    matter = find_matter(session, actor, no)
    row = session.scalars(
        sa.select(Attachment).where(
            Attachment.id == attachment_id, Attachment.matter_id == matter.id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("attachment", str(attachment_id))
    audit.record(session, "take_out", "attachment", matter.no, target=row.id)
    return office(session).files.get(session, matter.id, row.sha256)
