"""Which days are off: the published holidays, the centre's own table over them, weekends.

chinesecalendar knows the yearly notices up to the last one it was released with; a year it and
the table do not know is counted by weekends, which `covers` lets every result say.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from app.deadlines.types import DayInfo

__all__ = ["Calendar", "DayInfo", "is_weekend"]

SATURDAY = 5
_NONE: Mapping[date, DayInfo] = MappingProxyType({})


class Calendar:
    """The calendar of one area.

    `overrides`: days that differ, local and ethnic holidays included (Holiday Regulation art. 4);
    they win over the published ones. `complete_years`: years whose notice is entered in full.
    """

    def __init__(
        self,
        overrides: Mapping[date, DayInfo] = _NONE,
        complete_years: Collection[int] = (),
        area: str | None = None,
    ) -> None:
        self.area = area
        self._overrides = dict(overrides)
        self._complete_years = frozenset(complete_years)

    def is_off(self, day: date) -> bool:
        """A holiday, or a Saturday or Sunday that is not a make-up workday."""
        info = self._info(day)
        return info.off if info else is_weekend(day)

    def is_makeup_workday(self, day: date) -> bool:
        """A Saturday or Sunday on which people work (调休上班)."""
        return is_weekend(day) and not self.is_off(day)

    def name(self, day: date) -> str:
        """The holiday the day belongs to, or makes up for; empty for an ordinary day."""
        info = self._info(day)
        return info.name if info else ""

    def covers(self, year: int) -> bool:
        """Whether the holidays of the year are known rather than guessed from weekends."""
        return year in self._complete_years or year in _published_years()

    def _info(self, day: date) -> DayInfo | None:
        return self._overrides.get(day) or _published().get(day)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


@cache
def _published() -> dict[date, DayInfo]:
    from chinese_calendar.constants import Holiday, holidays, workdays

    days = {day: DayInfo(off=True, name=Holiday(key).chinese) for day, key in holidays.items()}
    return days | {
        day: DayInfo(off=False, name=Holiday(key).chinese) for day, key in workdays.items()
    }


@cache
def _published_years() -> range:
    years = {day.year for day in _published()}
    return range(min(years), max(years) + 1)
