"""Making the demonstration centre: places, matters told by real commands, and years of history."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.centre import CentreDraft, create_database
from app.clock import SHANGHAI
from app.demo.history import write_history
from app.demo.places import COUNTY, furnish
from app.demo.stories import COURSES, PLOTS, Plot
from app.demo.telling import tell
from app.desk import Desk, open_desk
from app.errors import Invalid, Problem
from app.permissions import Actor
from app.sign_in import local_login
from db.models import Matter, SearchEntry, Staff, Unit
from db.session import writing

MATTERS, SEED = 1500, 1963
"""So many are written in two or three seconds."""
_EVENING = time(18)


def open_demo(folder: Path, matters: int = MATTERS) -> Desk:
    """A fresh demonstration database in `folder`, its user holding all but the auditor's post.

    `matters`: how many older ones lie behind those told. The data end with today; everything in
    it is invented.
    """
    url = str(folder / "demo.sqlite")
    now = clock.now()
    draft = CentreDraft(
        name="青石县综治中心（演示）",
        area=COUNTY,
        phone="0635-2000000",
        inquiry_phone="0635-2000000",
        address="青石县建设路1号",
    )
    with clock.fixed(now - timedelta(days=365 * 4)):
        create_database(url, centre=draft)
    desk = open_desk(url, local_login(), None)
    with writing(desk.engine) as session:
        session.execute(sa.update(Staff).values(name="方静"))
    desk.close()
    desk = open_desk(url, local_login(), None)
    desk.write(furnish)
    _tell_all(desk, now, matters, SEED)
    return desk


def fill(desk: Desk, matters: int, seed: int, until: date) -> None:
    """Fill an empty database with `matters` matters of the three years up to `until`.

    The same seed and day give the same matters, their keys and codes aside. Raises Invalid
    (DEMO_NOT_EMPTY, DEMO_FEW, DEMO_LATER), since nothing here may come among real matters.
    """
    older = matters - len(PLOTS) - len(COURSES)
    problems = {
        "DEMO_NOT_EMPTY": desk.read(_is_in_use),
        "DEMO_FEW": older < 0,
        "DEMO_LATER": until > clock.today(),
    }
    if found := [code for code, applies in problems.items() if applies]:
        raise Invalid([Problem("", code, values={"least": matters - older}) for code in found])
    desk.write(furnish)
    evening = datetime.combine(until, _EVENING, SHANGHAI)
    _tell_all(desk, min(evening, clock.now()), older, seed)


def _is_in_use(session: Session, _actor: Actor) -> bool:
    return session.scalar(sa.select(Matter.id).limit(1)) is not None or (
        session.scalar(sa.select(Unit.id).limit(1)) is not None
    )


def _tell_all(desk: Desk, now: datetime, matters: int, seed: int) -> None:
    """Tell every story, then write the older matters copied from them."""
    plots = sorted((*PLOTS, *COURSES), key=lambda plot: _started(plot, now))
    numbers = [(tell(desk, plot, _started(plot, now), now), plot) for plot in plots]
    told = {plot.reach: (no, plot) for no, plot in numbers}
    until = clock.local(now).date() - timedelta(days=1)
    desk.write(write_history, told, matters=matters, seed=seed, until=until)
    desk.write(_find_first, [no for no, _ in numbers])


def _find_first(session: Session, _actor: Actor, numbers: Iterable[str]) -> None:
    """A search shows what was indexed last first: the stories go behind the older matters."""
    of_stories = sa.select(SearchEntry).join(Matter, Matter.id == SearchEntry.matter_id)
    for no in numbers:
        entry = session.scalars(of_stories.where(Matter.no == no)).one()
        session.delete(entry)
        session.flush()
        session.add(SearchEntry(matter_id=entry.matter_id, words=entry.words))
    audit.record(session, "demo", "search", "stories")


def _started(plot: Plot, now: datetime) -> datetime:
    """A working hour of the day the matter was registered; today's end before now."""
    day = clock.local(now).date() - timedelta(days=plot.days_ago)
    place = (*PLOTS, *COURSES).index(plot)
    minutes = 8 * 60 + 40 + place * 37 % 400
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), SHANGHAI)
    if plot.days_ago == 0 and moment > now:
        moment = now - timedelta(minutes=3 * (len(PLOTS) - place))
    return moment
