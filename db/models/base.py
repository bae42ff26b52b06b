"""The declarative base: naming convention, type map, and what every table shares."""

import enum
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from db.types import Key, UtcDateTime, by_value, new_id


class Base(DeclarativeBase):
    """Tables are named in the singular, after the glossary."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Key(),
        datetime: UtcDateTime(),
        date: sa.Date(),
        str: sa.Text(),
        int: sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        bytes: sa.LargeBinary(),
        enum.Enum: by_value(),
    }

    def __init__(self, **values: Any) -> None:
        """A new row with `values`, by the names of its columns. Raises TypeError for others.

        No attribute is set one by one: no model has a relationship or a listener that would want
        to be told, and an INSERT reads what is here. Registering sets 150 (app/rows.py).
        """
        if not values.keys() <= _column_names(type(self)):
            raise TypeError(
                f"{type(self).__name__} has no {values.keys() - _column_names(type(self))}"
            )
        self.__dict__.update(values)


@cache
def _column_names(kind: type[Base]) -> frozenset[str]:
    return frozenset(sa.inspect(kind).column_attrs.keys())


class Keyed:
    """A UUIDv7 primary key made by the program."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


class Versioned(Keyed):
    """A row that people edit: two who edit it at once are told apart by `version`."""

    version: Mapped[int] = mapped_column(sort_order=-9)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class OfMatter(Keyed):
    """A row that belongs to one matter and is never seen without it."""

    @declared_attr
    @classmethod
    def matter_id(cls) -> Mapped[UUID]:
        return mapped_column(sa.ForeignKey("matter.id"), index=True, sort_order=-8)


class EditedOfMatter(OfMatter, Versioned):
    """A row of a matter that people edit."""
