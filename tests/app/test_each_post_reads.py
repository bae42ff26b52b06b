"""Whoever may look at lists gets them, whatever one post is held."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.desk import Desk
from app.dispatch import queries as dispatch
from app.dispatch.page import work_page
from app.dispatch.types import View
from app.intake.queries import matters_page
from app.mediation import queries as mediation
from app.mediation.types import CaseGroup
from app.permissions import GRANTS, Permission
from app.roster.queries import roster_page
from app.roster.types import RosterFilter
from db.enums import Post
from tests.app.test_permissions import committee_id, unit_id
from tests.conftest import OpenAs

LISTS: dict[Permission, tuple[Callable[..., Any], ...]] = {
    Permission.LIST_MATTERS: (
        *(matters_page, dispatch.counts, dispatch.waiting),
        partial(work_page, view=View()),
    ),
    Permission.VIEW_MATTERS: (
        *(mediation.waiting, mediation.case_counts),
        partial(mediation.cases_page, group=CaseGroup.DUE),
    ),
    Permission.MANAGE_ROSTER: (partial(roster_page, find=RosterFilter()),),
}


@pytest.mark.parametrize("post", list(Post))
def test_every_list_is_answered(desk: Desk, open_as: OpenAs, post: Post) -> None:
    place = {"unit_id": unit_id(desk, "QS-CJ"), "committee_id": committee_id(desk)}
    own = open_as(post, name="一岗", **place)
    for permission, lists in LISTS.items():
        for each in lists if post in GRANTS[permission] else ():
            own.read(each)
