"""A list of matters is registered whole or not at all."""

from dataclasses import replace

import pytest

from app.desk import Desk
from app.errors import Invalid
from app.intake.commands import register_matters
from app.intake.queries import matters_page
from app.intake.types import ExternalNumberDraft
from app.messages import error_text
from db.enums import ExternalSystem
from tests.builders import a_draft

HOTLINE = ExternalNumberDraft(system=ExternalSystem.HOTLINE_12345, number="DH20260918001")


def test_a_number_repeated_in_the_list_is_told_by_its_place(desk: Desk) -> None:
    numbered = a_draft(external_numbers=(HOTLINE,))
    drafts = [a_draft(summary=""), numbered, a_draft(), replace(numbered)]
    with pytest.raises(Invalid) as refused:
        desk.write(register_matters, drafts, "[{}]")
    told = "第4件事项的外部编号：这个外部编号和第2件的一样，是同一件事就只登一件"
    assert error_text(refused.value).splitlines()[-1] == told
    assert desk.read(matters_page) == ()


def test_a_number_of_a_matter_stored_before_is_told_by_that_matter(desk: Desk) -> None:
    numbered = a_draft(external_numbers=(HOTLINE,))
    [stored] = desk.write(register_matters, [numbered], "[{}]")
    with pytest.raises(Invalid) as refused:
        desk.write(register_matters, [a_draft(), numbered], "[{}]")
    assert stored.no in error_text(refused.value)
