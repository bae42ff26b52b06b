"""Who may be named to which posts (domain/01 section 3, domain/09 section 3)."""

from collections.abc import Iterator, Set

from app.admin.types import StaffDraft
from app.errors import Problem, Severity
from db.enums import Post

LONGEST_NAME = 60
_IN_A_UNIT = frozenset({Post.HANDLER, Post.UNIT_CHIEF, Post.TOWN_CENTER})


def staff_problems(
    draft: StaffDraft, *, is_first: bool, may_combine: bool = False
) -> tuple[Problem, ...]:
    """What is wrong with naming `draft`.

    `is_first`: only the passwordless local user is there, who can sign in no longer once
    somebody is named; so the first must be able to name others. `may_combine` lifts the
    separation of administrator and auditor (三权分立), which is a centre's own decision.
    """
    return tuple(_problems(draft, is_first=is_first, may_combine=may_combine))


def _problems(draft: StaffDraft, *, is_first: bool, may_combine: bool) -> Iterator[Problem]:
    posts = frozenset(draft.posts)
    for field, text in (("name", draft.name), ("login", draft.login or draft.name)):
        if not text:
            yield Problem(field, "FIELD_MISSING")
        elif len(text) > LONGEST_NAME:
            yield Problem(field, "TEXT_LONG", values={"most": LONGEST_NAME})
    if not posts:
        yield Problem("post", "STAFF_POST_MISSING")
    elif is_first and Post.SYS_ADMIN not in posts:
        yield Problem("post", "STAFF_FIRST_ADMIN")
    if not may_combine and excludes(posts):
        yield Problem("post", "STAFF_ADMIN_AUDITOR")
    if posts & _IN_A_UNIT and not draft.unit:
        yield Problem("unit", "STAFF_UNIT_WANTED", Severity.REMIND)


def excludes(posts: Set[Post]) -> bool:
    """Whether the posts hold both the administrator's and the auditor's."""
    return {Post.SYS_ADMIN, Post.AUDITOR} <= posts
