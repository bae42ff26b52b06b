"""Column types that mean the same on SQLite and PostgreSQL."""

import enum
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from uuid6 import uuid7


def new_id() -> UUID:
    """A time-ordered UUIDv7, so that rows written together lie together."""
    return UUID(int=uuid7().int)


class Key(sa.TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, 16 bytes on SQLite."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.Uuid(as_uuid=True))
        return dialect.type_descriptor(sa.LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=value)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware instant in UTC; a naive datetime is refused with ValueError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _values(cls: type[enum.Enum]) -> list[str]:
    return [member.value for member in cls]


def by_value() -> sa.Enum:
    """Enumerations as their identifiers in plain text, so that SQL can be read."""
    return sa.Enum(
        enum.Enum, native_enum=False, length=40, create_constraint=False, values_callable=_values
    )
