"""What forms are made of: closed classes, and money as fen that JSON carries in yuan."""

from typing import Annotated, Any


class _Yuan:
    """Tells pydantic, where that is used, to read and describe yuan; imports nothing itself."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_fen)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d{1,12}(\.\d{1,2})?$",
            "description": "yuan, at most two decimals",
        }


def _fen(value: Any) -> int:
    from pydantic_core import PydanticCustomError

    from app.identifiers.money import check

    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "amount is not a string")
    found = check(value)
    if found.fen is None or found.reason is not None:
        raise PydanticCustomError("problem", "amount", {"code": f"AMOUNT_{found.reason}"})
    return found.fen


Fen = Annotated[int, _Yuan()]


class Closed:
    """Base of every form: an unknown key is an error, not a slip that goes unseen."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads this name
