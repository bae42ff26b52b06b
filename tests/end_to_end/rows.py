"""Everything a database holds, for showing that a refusal changed nothing."""

import sqlalchemy as sa

from db.engine import STAFF_OF, database_url

_OF_SIGNING_IN = {"audit_entry", "audit_head", "staff"}
Rows = dict[str, list[str]]


def everything(url: str) -> Rows:
    """Every row of every table, as text; without what signing in writes down."""
    engine = sa.create_engine(database_url(url).difference_update_query([STAFF_OF]))
    try:
        tables = set(sa.inspect(engine).get_table_names()) - _OF_SIGNING_IN
        with engine.connect() as connection:
            return {name: sorted(map(repr, connection.execute(_all_of(name)))) for name in tables}
    finally:
        engine.dispose()


def _all_of(name: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(sa.text("*")).select_from(sa.table(name))


def audited(url: str) -> list[str]:
    """What the audit says was done, in order."""
    engine = sa.create_engine(database_url(url).difference_update_query([STAFF_OF]))
    try:
        with engine.connect() as connection:
            return list(connection.scalars(sa.text("SELECT action FROM audit_entry ORDER BY seq")))
    finally:
        engine.dispose()
