"""Rows that stand beside each row of a page, fetched with it: one statement is one round trip."""

import json
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from db.types import Key, UtcDateTime

Selecting = sa.Select[*tuple[Any, ...]]


def beside(rows: Selecting, *of: sa.FromClause) -> sa.ColumnElement[list[Any]]:
    """What `rows`, which looks at the tables `of` of the statement it stands in, finds for each
    row there: a list, in no order, of rows with their columns as attributes."""
    columns = list(rows.selected_columns)
    packed = rows.with_only_columns(_Packed(*columns), maintain_column_froms=True)
    names = tuple(str(column.key) for column in columns)
    found = _Found(names, tuple(column.type for column in columns))
    return sa.type_coerce(packed.correlate(*of).scalar_subquery(), found)


class _Packed(sa.sql.functions.FunctionElement[Any]):
    inherit_cache = True
    type = sa.Text()


@compiles(_Packed, "postgresql")
def _on_a_server(element: _Packed, compiler: SQLCompiler, **named: Any) -> str:
    told = compiler.process(element.clauses, **named)
    return f"COALESCE(json_agg(json_build_array({told})), '[]')"


@compiles(_Packed, "sqlite")
def _in_a_file(element: _Packed, compiler: SQLCompiler, **named: Any) -> str:
    """Keys are bytes there, which JSON has none of."""
    shown = (
        f"hex({told})" if isinstance(column.type, Key) else told
        for column in element.clauses
        for told in (compiler.process(column, **named),)
    )
    return f"json_group_array(json_array({', '.join(shown)}))"


class _Found(sa.types.UserDefinedType[list[Any]]):
    """Reads what the database packed, column by column."""

    cache_ok = True

    def __init__(self, names: tuple[str, ...], types: tuple[sa.types.TypeEngine[Any], ...]) -> None:
        self.names, self.types = names, types

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], list[Any]]:
        readers = [_reader(each, dialect) for each in self.types]
        row: Any = namedtuple("Row", self.names)  # type: ignore[misc]

        def read(packed: Any) -> list[Any]:
            rows = json.loads(packed) if isinstance(packed, str) else packed
            return [row(*(r(v) for r, v in zip(readers, each, strict=True))) for each in rows]

        return read


def _reader(of: sa.types.TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    """From JSON to what a column of this type holds in Python."""
    own = _OWN.get(type(of))
    if own is None:
        own = of.dialect_impl(dialect).result_processor(dialect, None)
    return lambda value: value if value is None or own is None else own(value)


def _moment(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


_OWN: dict[type, Callable[[Any], Any]] = {
    Key: lambda text: UUID(text) if text else None,  # hex() of nothing is an empty text
    UtcDateTime: _moment,
    sa.Date: date.fromisoformat,
}
