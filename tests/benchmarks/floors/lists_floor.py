"""The floor of a list: its bare driver reads the same columns of a page from the same index."""

from typing import Any

import sqlalchemy as sa

_PAGE = """SELECT id, no, state, stage, risk_level, appeal_kind, dispute_type, title, is_sensitive,
 registered_at, next_due_at FROM matter WHERE stage = {mark}
 AND (next_due_at, id) > ({mark}, {mark}) ORDER BY next_due_at, id LIMIT 50"""


class Floor:
    """One open connection of the bare driver, outside the pool."""

    def __init__(self, engine: sa.Engine) -> None:
        self._connection: Any = engine.raw_connection()
        mark = "?" if engine.dialect.name == "sqlite" else "%s"
        self._sql = _PAGE.format(mark=mark)

    def page(self, stage: str, due: Any, after: Any) -> int:
        """How many lines stand in the page after (`due`, `after`)."""
        cursor = self._connection.cursor()
        cursor.execute(self._sql, (stage, due, after))
        rows = cursor.fetchall()
        cursor.close()
        return len(rows)

    def close(self) -> None:
        self._connection.close()
