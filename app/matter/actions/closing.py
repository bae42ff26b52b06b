"""Actions at the end: close, revisit, reopen, archive, and files at any time."""

from mimetypes import guess_type
from pathlib import Path

from app.deadlines import commands as deadlines
from app.errors import Invalid, Problem
from app.identifiers.text import normal_line
from app.matter.work import Work
from app.office import office
from db.enums import MatterState, RevisitKind, Track
from db.models import Attachment, Revisit
from db.types import new_id

LARGEST = 100 * 1024 * 1024
"""Bytes of one attachment (【设】): a scan or a short film, not a disk image."""


def close(work: Work) -> None:
    """Result, ways and answer are there; from now the revisit and the archive have a date."""
    form, matter = work.form, work.matter
    matter.resolved = form.resolved
    matter.ways_told = " ".join(form.ways_told) or matter.ways_told
    matter.parties_answered_on = form.parties_answered_on or matter.parties_answered_on
    matter.closed_at, matter.closed_on = work.moment, work.day
    target = work.limit(Track.MATTER, matter)
    deadlines.start(work.session, target, "SATISFACTION_REVISIT", work.moment)
    deadlines.start(work.session, target, "ARCHIVE", work.moment)
    work.move(Track.MATTER, matter, MatterState.CLOSED, reason=form.result)


def reopen(work: Work) -> None:
    """Dissatisfied people or new facts: what has ended stays ended, the work is given out anew."""
    work.matter.closed_at = work.matter.closed_on = None
    deadlines.end(work.session, work.matter.id, work.moment, ("SATISFACTION_REVISIT", "ARCHIVE"))
    work.move(Track.MATTER, work.matter, MatterState.IN_HANDLING, reason=work.form.reason)


def revisit(work: Work) -> None:
    """The centre asks whether people are satisfied, the committee whether it was performed."""
    form = work.form
    of_agreement = work.track is Track.AGREEMENT
    if of_agreement != (form.kind is RevisitKind.PERFORMANCE_REVISIT):
        raise Invalid([Problem("kind", "REVISIT_OF_AGREEMENT")])
    work.session.add(
        Revisit(
            matter_id=work.matter.id,
            kind=form.kind,
            agreement_id=work.target.id if of_agreement else None,
            revisited_on=form.revisited_on,
            way=form.way,
            visited=form.visited,
            revisited_by_id=work.actor.staff_id,
            revisited_by=work.actor.name,
            satisfaction=form.satisfaction,
            fulfilled=form.fulfilled,
            new_dispute=form.new_dispute,
            findings=form.findings,
            measures=form.measures,
        )
    )
    deadlines.meet(work.session, work.target.id, (form.kind,), work.moment)
    work.note(kind=form.kind, satisfaction=form.satisfaction)


def archive(work: Work) -> None:
    """Read-only from now; what comes later is a note to the dossier."""
    work.matter.archived_on = work.day
    work.matter.retention, work.matter.dossier_no = work.form.retention, work.form.dossier_no
    deadlines.meet(work.session, work.matter.id, ("ARCHIVE",), work.moment)
    deadlines.end_matter(work.session, work.matter.id, work.moment)
    work.move(Track.MATTER, work.matter, MatterState.ARCHIVED, reason=work.form.note)


def attach(work: Work) -> None:
    """Take in a file; its own name is for people and says nothing about where it is kept."""
    form = work.form
    content = _content(Path(form.path))
    name = _plain_name(form.name or form.path)
    row = Attachment(
        id=new_id(),
        matter_id=work.matter.id,
        kind=form.kind,
        track=work.track,
        target_id=work.target.id,
        name=name,
        media_type=guess_type(name)[0] or "application/octet-stream",
        size=len(content),
        sha256=office(work.session).files.put(work.session, work.matter.id, content),
        added_at=work.moment,
        added_by_id=work.actor.staff_id,
        note=form.note,
    )
    work.session.add(row)
    work.note(name=name, sha256=row.sha256)
    work.follow_ups["attachment"] = str(row.id)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Invalid([Problem("path", "FILE_NOT_THERE", values={"path": str(path)})])
        if path.stat().st_size > LARGEST:
            most = LARGEST // 1024 // 1024
            raise Invalid([Problem("path", "FILE_LARGE", values={"most": most})])
        content = path.read_bytes()
    except OSError as error:
        values = {"path": str(path)}
        raise Invalid([Problem("path", "FILE_UNREADABLE", values=values)]) from error
    if not content:
        raise Invalid([Problem("path", "FILE_EMPTY", values={"path": str(path)})])
    return content


def _plain_name(name: str) -> str:
    """The last part of whatever was given, without separators or anything hidden."""
    last = normal_line(name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    if not last:
        raise Invalid([Problem("name", "FILE_NAME", values={"name": name})])
    return last[-120:]
