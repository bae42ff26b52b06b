"""Readers of cells: what goes in comes out, or is told; nothing else comes out."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.exchange.cells import cell, letters, place
from app.exchange.types import Value
from app.exchange.values import (
    EXACT_BELOW,
    Unreadable,
    count_of,
    digits_of,
    moment_of,
    name_and_phone,
    text_of,
)

_DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
_TIMES = st.times().map(lambda t: t.replace(microsecond=0))
_VALUES: st.SearchStrategy[Value] = st.one_of(
    *(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()),
    *(st.times(), st.timedeltas()),
)
_FORMS = ("{0.year}-{0.month}-{0.day}", "{0.year}/{0.month:02}/{0.day:02}",
          "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}",
          "{0.year:04}{0.month:02}{0.day:02}")  # fmt: skip


@given(_VALUES)
@example(float("nan"))
@example(float("inf"))
def test_every_value_is_read_or_told(value: Value) -> None:
    for read in (
        text_of,
        moment_of,
        count_of,
        name_and_phone,
        lambda v: digits_of(v, "CELL_ID_CUT"),
    ):
        try:
            read(value)
        except Unreadable as why:
            assert why.code.startswith("CELL_")


@given(_DAYS, st.sampled_from(_FORMS))
def test_a_day_written_out_is_that_day(day: date, form: str) -> None:
    assert moment_of(form.format(day)).day == day


@given(
    _DAYS, _TIMES, st.sampled_from([" {0:%H:%M:%S}", "T{0:%H:%M:%S}", " {0:%H}时{0:%M}分{0:%S}秒"])
)
def test_a_time_behind_a_day_is_kept(day: date, at: time, form: str) -> None:
    assert moment_of(f"{day.isoformat()}{form.format(at)}").at == at


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)), _TIMES)
def test_a_day_count_is_the_day_a_spreadsheet_shows(day: date, at: time) -> None:
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    count = (day - date(1899, 12, 30)).days + seconds / 86_400
    assert moment_of(count).day == day
    assert moment_of(float(count)).instant().strftime("%H:%M:%S") == f"{at:%H:%M:%S}"


@given(st.integers(0, EXACT_BELOW - 1))
def test_a_number_kept_whole_keeps_its_digits(number: int) -> None:
    assert digits_of(float(number), "CELL_ID_CUT") == str(number)


@given(st.integers(EXACT_BELOW, 10**20))
def test_a_number_too_long_for_a_spreadsheet_is_never_taken(number: int) -> None:
    for value in (float(number), f"{number:.5E}", f"{number:.2e}"):
        with pytest.raises(Unreadable):
            digits_of(value, "CELL_ID_CUT")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张三 13800138000", ("张三", "13800138000")),
        ("张三，138 0013 8000", ("张三", "138 0013 8000")),
        ("张三（13800138000）", ("张三", "13800138000")),
        ("13800138000张三", ("张三", "13800138000")),
        ("0635-2000000 张三", ("张三", "0635-2000000")),
        ("买买提·艾力", ("买买提·艾力", "")),
        (13800138000.0, ("", "13800138000")),
    ],
)
def test_a_name_and_a_telephone_are_told_apart(text: Value, found: tuple[str, str]) -> None:
    assert name_and_phone(text) == found


@pytest.mark.parametrize(
    "text", ["张三13800138000李四13900139000", "张三、李四 13800138000", "张三 1380"]
)
def test_two_people_in_one_cell_are_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        name_and_phone(text)


@given(st.integers(1, 1_048_576), st.integers(0, 16_383))
def test_a_cells_name_leads_back_to_it(row: int, column: int) -> None:
    assert place(cell(row, column)) == (row, column)


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(each) for each in (0, 25, 26, 701, 702, 16_383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD"),
    ]


@given(st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)))  # noqa: DTZ001
def test_a_date_cell_is_its_day(moment: datetime) -> None:
    assert moment_of(moment).day == moment.date()
    assert moment_of(moment.date()).at is None


def test_a_span_of_time_is_no_day() -> None:
    with pytest.raises(Unreadable):
        moment_of(timedelta(days=46_281))
