"""The normal form of typed text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.documents.fonts import missing_glyphs
from app.errors import Invalid
from app.identifiers import text

typed_texts = st.text(st.characters(exclude_categories=["Cs"]))


def test_marks_that_turn_text_around_are_taken_out() -> None:
    assert text.normal_line("张\u202e三\u202c\u200f\u2066四\u2069") == "张三四"


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert text.normal_line("张\u200b三\ufeff\u00ad\x00\x1b\U000e0041\u3164") == "张三"


def test_line_ends_become_newlines_and_tabs_spaces() -> None:
    assert text.normal_text(" 一\r\n二\r三\u2028四\x0c五\t六\n") == "一\n二\n三\n四\n五 六"


def test_it_composes_characters() -> None:
    assert text.normal_text("e\u0301") == "\u00e9"


def test_a_description_keeps_emoji() -> None:
    assert text.normal_text("他说\U0001f600") == "他说\U0001f600"


@pytest.mark.parametrize("name", ["张\U0001f600", "李\u2764", "王\u2605", "赵1\u20e3"])
def test_a_name_with_a_pictograph_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        text.normal_name(name, "parties[0].name")
    assert [(p.field, p.code) for p in caught.value.problems] == [("parties[0].name", "NAME_EMOJI")]


@pytest.mark.parametrize("dot", ["·", "•", "‧", "∙", "⋅", "・", "･", "\u0387", ".", "．", " · "])
def test_every_middle_dot_in_a_name_is_the_same(dot: str) -> None:
    assert text.normal_name(f"买买提{dot}艾力") == "买买提·艾力"


def test_a_full_stop_in_a_foreign_name_stays() -> None:
    assert text.normal_name("J. Smith") == "J. Smith"


@pytest.mark.parametrize("typed", [" 张 三 ", "张\u3000三", "张\n三"])
def test_a_name_has_no_spaces_between_chinese_characters(typed: str) -> None:
    assert text.normal_name(typed) == "张三"


@pytest.mark.parametrize("name", ["张〇", "㛃䶮", "𣲗𬱖", "葛\U000e0100"])
def test_rare_characters_stay_as_written(name: str) -> None:
    assert text.normal_name(name) == name


@pytest.mark.parametrize("clean", [text.normal_text, text.normal_line, text.normal_name])
def test_half_a_surrogate_pair_is_refused(clean: object) -> None:
    assert callable(clean)
    with pytest.raises(Invalid, match="TEXT_BROKEN"):
        clean("张\ud83d", "name")


def test_a_number_is_half_width_without_spaces() -> None:
    assert text.number_text(" １２\u30003－ａ\u200bＸ\ud83d ") == "123-aX\ufffd"


def test_a_sentence_keeps_its_full_width_signs() -> None:
    assert text.normal_text("（一）你好，１２３。") == "（一）你好，１２３。"


@given(typed_texts)
@example("\u0339 \u0334")
@example("\uff21\u0300")
def test_the_normal_form_is_stable(typed: str) -> None:
    for clean in (text.normal_text, text.normal_line, text.number_text):
        assert clean(clean(typed)) == clean(typed)


@given(typed_texts)
def test_no_control_character_is_left_but_the_newline(typed: str) -> None:
    controls = {c for c in text.normal_text(typed) if unicodedata.category(c) == "Cc"}
    assert controls <= {"\n"}


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\uf0b7 吊顶", "• 吊顶"),
        ("\uf0a7 墙面", "▪ 墙面"),
        ("\uf0d8 地板", "▶ 地板"),
        ("\uf06c 门", "● 门"),
        ("\uf0fc 窗", "✓ 窗"),
    ],
)
def test_the_bullets_of_a_word_processor_become_real_ones(pasted: str, kept: str) -> None:
    assert text.normal_text(pasted) == kept
    assert missing_glyphs(kept) == ()


def test_a_bullet_between_the_parts_of_a_name_is_its_dot() -> None:
    assert text.normal_name("买买提\uf0b7艾力") == "买买提·艾力"


@pytest.mark.parametrize("typed", ["\ue000", "\uf8ff", "\U000f0001"])
def test_a_name_with_a_made_up_character_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        text.normal_name(f"王{typed}")
    [problem] = refused.value.problems
    assert (problem.code, problem.values["character"]) == ("NAME_PRIVATE", typed)


def test_a_description_keeps_a_made_up_character() -> None:
    assert text.normal_text("王\ue000漏水") == "王\ue000漏水"
