"""What Ctrl+K finds, on both databases."""

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.desk import Desk
from app.errors import NotPermitted
from app.identifiers.text import HAN
from app.intake.commands import register_matter
from app.intake.queries import SENSITIVE_TITLE
from app.intake.types import ExternalNumberDraft, MatterDraft, PartyDraft
from app.search.commands import search
from app.search.find import find
from app.search.queries import matches
from app.search.types import Found
from app.search.words import LONGEST, names_number, phone_word, wanted, word_list
from db.enums import ExternalSystem, PartyRole, Post
from db.models import AuditEntry
from db.session import reading
from tests.builders import CHEN, MA, a_draft
from tests.conftest import OpenAs, Statements, unguarded


def _draft(name: str, **changes: object) -> MatterDraft:
    party = PartyDraft(role=PartyRole.APPLICANT, name=name, no_phone_reason="没有")
    return a_draft(**{"visitors": (), "parties": (party,), "summary": "占了楼道。", **changes})


@pytest.fixture
def water(desk: Desk) -> Desk:
    """A desk at which the water damage was registered, and something else after it."""
    outer = ExternalNumberDraft(ExternalSystem.HOTLINE_12345, "LC-20260917〔0042〕")
    desk.write(register_matter, a_draft(external_numbers=(outer,)))
    desk.write(register_matter, _draft("许小雨"))
    return desk


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("陈桂香", "name"),
        ("桂香", "name"),
        ("铁柱", "name"),
        ("陈", "name"),
        ("cgx", "initials"),
        ("CG", "initials"),
        ("chenguixiang", "pinyin"),
        ("chengui", "pinyin"),
        ("20260918-1-001", "no"),
        ("202609181001", "no"),
        ("LC-20260917〔0042〕", "external_number"),
        ("lc202609170042", "external_number"),
        ("13800138000", "phone"),
        ("138 0013 8000", "phone"),
        ("+86 13800138000", "phone"),
        ("１３８００１３８０００", "phone"),
        ("0635-2000000", "phone"),
        ("371502190102030046", "id_number"),
        ("371502 1901 0203 0046", "id_number"),
        ("漏水", "text"),
        ("水管 吊顶", "text"),
        ("槐树街", None),
    ],
)
def test_it_finds_the_matter_and_says_why(water: Desk, text: str, why: str | None) -> None:
    found = find(water, text)
    expected = [("20260918-1-001", why)] if why else []
    assert [(hit.no, hit.why[0]) for hit in found] == expected


def test_a_query_code_is_found_whole_and_never_by_its_first_letters(desk: Desk) -> None:
    code = desk.write(register_matter, _draft("许小雨")).case_code
    assert [hit.why[0] for hit in find(desk, code.lower())] == ["case_code"]
    assert not any(find(desk, code[:length]) for length in range(1, len(code)))


@pytest.mark.parametrize(
    "text",
    ["1380013", "37150219010203004", "3715021901", "0046", "guixiang", "桂铁", "", "。", "*"],
)
def test_a_part_of_a_number_and_what_is_no_word_find_nothing(water: Desk, text: str) -> None:
    assert find(water, text) == ()


@pytest.mark.parametrize(
    "name", ["欧阳小明", "𠮷田", "𬱖月", "买买提·艾力", "〇一", "𰻝面", "张三"]
)
def test_rare_names_are_found_by_two_characters(desk: Desk, name: str) -> None:
    desk.write(register_matter, _draft(name))
    for typed in (name, name[:2], name[0]):
        [hit] = find(desk, typed)
        assert hit.why == ("name",)


def test_the_latest_comes_first_and_the_limit_holds(desk: Desk) -> None:
    for _ in range(4):
        desk.write(register_matter, a_draft())
    assert [hit.no[-3:] for hit in find(desk, "漏水", 3)] == ["004", "003", "002"]


def test_what_is_found_is_masked(water: Desk) -> None:
    [hit] = find(water, "漏水")
    assert hit.who == "陈*香、马*柱"
    assert "漏水" in hit.title


def test_a_hidden_matter_shows_neither_names_nor_title(desk: Desk) -> None:
    desk.write(register_matter, a_draft(is_sensitive=True))
    [hit] = find(desk, "漏水")
    assert (hit.title, hit.who) == (SENSITIVE_TITLE, "")


def test_a_handler_finds_what_may_not_be_opened(water: Desk, open_as: OpenAs) -> None:
    assert len(find(open_as(Post.HANDLER, name="韩志"), "漏水")) == 1


@pytest.mark.parametrize("post", [Post.USHER, Post.STATISTICIAN, Post.SYS_ADMIN, Post.AUDITOR])
def test_posts_without_content_do_not_search(open_as: OpenAs, post: Post) -> None:
    outsider = open_as(post, name="外人")
    for text in ("漏水", "13800138000"):
        with pytest.raises(NotPermitted):
            find(outsider, text)


def test_looking_for_a_number_is_audited_with_the_number_masked(water: Desk) -> None:
    find(water, "371502190102030046")
    with reading(unguarded(water)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert entry is not None
        assert (entry.action, entry.object_type) == ("search", "id_number")
        assert entry.object_id == "371***********0046"
        assert "0102030046" not in entry.after


def test_looking_for_words_writes_nothing(water: Desk, statements: Statements) -> None:
    assert find(water, "漏水")
    assert len(statements) <= (7 if water.engine.dialect.name == "sqlite" else 11)
    assert all(sql.lstrip().startswith(("SELECT", "WITH found")) for sql in statements)


def test_a_number_cannot_slip_past_the_audit(water: Desk) -> None:
    with pytest.raises(ValueError, match="audited"):
        water.read(matches, "13800138000")


def test_a_visitor_is_found_like_a_party(desk: Desk) -> None:
    desk.write(register_matter, a_draft(parties=(), visitors=a_draft().visitors))
    assert find(desk, "陈桂")[0].why == ("name",)
    assert desk.write(search, "13800138000")[0].why == ("phone",)


def test_several_words_all_have_to_be_there(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    desk.write(register_matter, a_draft(parties=(replace(CHEN, phone=None, no_phone_reason="无"),)))
    assert len(find(desk, "陈桂香 漏水")) == 2
    assert [hit.no[-3:] for hit in find(desk, f"{MA.name} 漏水")] == ["001"]


def test_a_word_of_ten_thousand_letters_is_registered_and_found(desk: Desk) -> None:
    desk.write(register_matter, a_draft(summary="a" * 9_000 + "，漏水"))
    assert len(find(desk, "漏水")) == 1
    assert len(find(desk, "a" * 9_000)) == 1


def test_a_number_is_recognised_by_its_form() -> None:
    for text in ("371502190102030046", "371502010203004", "G12345678", "13800138000"):
        assert names_number(text), text
    for text in ("陈桂香", "20260918-1-001", "110", "12000元", "cgx"):
        assert not names_number(text), text


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_asked_of_both_databases(text: str) -> None:
    looked_for = wanted(text, phone_word)
    for word in (*looked_for.whole, *looked_for.begun):
        assert re.fullmatch(f"[{HAN}]+|[0-9a-z]+", word)
        assert len(word) <= LONGEST


@given(st.lists(st.text(alphabet="漏水吊顶ab12 -", max_size=8), max_size=4))
def test_every_word_kept_is_found_by_typing_its_text(texts: list[str]) -> None:
    kept = set(word_list(texts).split())
    for text in texts:
        for part in text.split():
            looked_for = wanted(part, phone_word)
            assert set(looked_for.whole) <= kept
            assert all(any(w.startswith(b) for w in kept) for b in looked_for.begun)


def test_a_hit_names_its_kind(water: Desk) -> None:
    [hit] = find(water, "漏水")
    assert isinstance(hit, Found)
    assert hit.kind == "matter"
