"""Completing and correcting what is known of a party."""

from app.identifiers.mask import mask_id_number, mask_phone
from app.identity import keep
from app.matter.needs.party import CORRECTABLE, correction
from app.matter.work import Work
from app.names import name_key
from app.search.commands import reindex
from db.enums import CertificateKind, NumberKind
from db.models import Party

_COLUMNS = {*CORRECTABLE, "no_name_reason", "no_id_reason"} - {
    *("id_number", "certificate_kind", "phone"),
}


def correct_party(work: Work) -> None:
    """Write down what is known now; the event names the fields and never what they say.

    Papers made before stay as they were: what was printed and signed is kept as bytes.
    """
    seen = work.situation.detail.party(work.form.party)
    if seen is None:
        raise LookupError(work.form.party)
    found = correction(seen, work.form, work.situation.now)
    party = work.session.get_one(Party, seen.id)
    for name in _COLUMNS:
        setattr(party, name, getattr(found.after, name))
    party.name_key = name_key(party.name or "")
    if found.after.id_number:
        party.certificate_kind = found.after.certificate_kind or CertificateKind.ID_CARD
        party.id_masked = mask_id_number(found.after.id_number)
        keep(work.session, NumberKind.ID, work.matter.id, party.id, found.after.id_number)
    if "phone" in found.changed:
        number = found.after.phone
        party.phone_masked = mask_phone(number) if number else None
        keep(work.session, NumberKind.PHONE, work.matter.id, party.id, number)
    papers = [paper.number for paper in work.situation.detail.agreements if paper.number]
    reindex(work.session, work.matter.id, papers)
    work.note(reason=work.form.reason, party=seen.ordinal, fields=found.changed)
