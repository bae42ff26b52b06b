"""What a form or a command says about a number: the checks as problems of a field."""

from datetime import date

from app.errors import Problem, Severity
from app.identifiers import id_number, money, phone, uscc
from app.identifiers.id_number import IdReason


def id_number_problems(field: str, text: str, today: date) -> tuple[Problem, ...]:
    """A reason blocks, a warning only reminds. Codes: ID_NUMBER_<reason or warning>."""
    found = id_number.check(text, today)
    values: dict[str, str | int] = {"length": len(found.normal)}
    if found.reason is IdReason.OLD_NUMBER:
        values["converted"] = id_number.from_old(found.normal)
    if found.reason in (IdReason.INVALID_DATE, IdReason.FUTURE_DATE):
        values["birth"] = found.normal[6:14]
    return _problems(field, "ID_NUMBER", found.reason, found.warnings, values)


def uscc_problems(field: str, text: str) -> tuple[Problem, ...]:
    """A reason blocks, a warning only reminds. Codes: USCC_<reason or warning>."""
    found = uscc.check(text)
    values = {"length": len(found.normal)}
    return _problems(field, "USCC", found.reason, found.warnings, values)


def phone_problems(field: str, text: str, *, for_unit: bool = False) -> tuple[Problem, ...]:
    """Codes: PHONE_INVALID, PHONE_UNITS_ONLY."""
    return _problems(field, "PHONE", phone.check(text, for_unit=for_unit).reason)


def amount_problems(field: str, text: str) -> tuple[Problem, ...]:
    """Codes: AMOUNT_<reason>."""
    return _problems(field, "AMOUNT", money.check(text).reason)


def _problems(
    field: str,
    subject: str,
    reason: str | None,
    warnings: tuple[str, ...] = (),
    values: dict[str, str | int] | dict[str, int] | None = None,
) -> tuple[Problem, ...]:
    if reason:
        return (Problem(field, f"{subject}_{reason}", values=values or {}),)
    return tuple(Problem(field, f"{subject}_{code}", Severity.REMIND) for code in warnings)
