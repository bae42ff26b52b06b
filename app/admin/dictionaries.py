"""The built-in dictionaries of domain/03: tables A and B with the mapping between them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.glossary import term
from db.enums import DisputeType, GovernanceCategory
from db.types import new_id

DISPUTE_CODES: dict[DisputeType, str] = {
    DisputeType.MARRIAGE_FAMILY: "01",
    DisputeType.NEIGHBOR: "02",
    DisputeType.HOUSE_HOMESTEAD: "03",
    DisputeType.CONTRACT: "04",
    DisputeType.PRODUCTION_BUSINESS: "05",
    DisputeType.DAMAGE_COMPENSATION: "06",
    DisputeType.FOREST_LAND: "07",
    DisputeType.LAND_ACQUISITION_DEMOLITION: "08",
    DisputeType.ENVIRONMENT: "09",
    DisputeType.LABOR: "10",
    DisputeType.LABOR_MIGRANT_WAGE: "1001",
    DisputeType.LABOR_OTHER: "1002",
    DisputeType.CONSUMER: "11",
    DisputeType.CONSUMER_TOURISM: "1101",
    DisputeType.CONSUMER_ECOMMERCE: "1102",
    DisputeType.CONSUMER_OTHER: "1103",
    DisputeType.MEDICAL: "12",
    DisputeType.TRAFFIC_ACCIDENT: "13",
    DisputeType.PROPERTY_MANAGEMENT: "14",
    DisputeType.VILLAGE_AFFAIRS: "15",
    DisputeType.FAMILY_PLANNING: "16",
    DisputeType.OTHER: "99",
}
"""Stable internal codes of table A (【设】); four digits are kinds of the two-digit one."""

_B = GovernanceCategory
CATEGORY_OF: dict[str, GovernanceCategory] = {
    "01": _B.MARRIAGE_FAMILY,
    "02": _B.NEIGHBOR,
    "03": _B.PROPERTY_RIGHTS,
    "04": _B.CONTRACT,
    "05": _B.OTHER_CIVIL,
    "06": _B.TORT,
    "07": _B.LAND_RESOURCES,
    "08": _B.URBAN_DEVELOPMENT,
    "09": _B.TORT,
    "10": _B.LABOR,
    "11": _B.CONTRACT,
    "12": _B.TORT,
    "13": _B.TORT,
    "14": _B.CONTRACT,
    "99": _B.OTHER,
}
"""Default category of a dispute type, table B; a person may choose another."""

RETIRED = {
    DisputeType.VILLAGE_AFFAIRS: date(2015, 12, 31),
    DisputeType.FAMILY_PLANNING: date(2015, 12, 31),
}
"""Types of the old table only; an area may take them up again."""


def category_of(kind: DisputeType | None) -> GovernanceCategory | None:
    """The default governance category of a dispute type."""
    return CATEGORY_OF.get(DISPUTE_CODES[kind][:2], _B.OTHER) if kind else None


def built_in_entries(since: date) -> Iterator[dict[str, Any]]:
    """Rows of dictionary_entry for tables A and B."""
    for sort, (kind, code) in enumerate(DISPUTE_CODES.items()):
        category = category_of(kind)
        yield _row("DisputeType", code, kind.value, term(kind), sort, since) | {
            "parent_code": code[:2] if len(code) > 2 else None,
            "maps_to": category.value if category else None,
            "valid_to": RETIRED.get(kind),
        }
    for sort, member in enumerate(GovernanceCategory):
        code = f"{sort + 1:02}"
        yield _row("GovernanceCategory", code, member.value, term(member), sort, since)


def _row(
    dictionary: str, code: str, identifier: str, name: str, sort: int, since: date
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "dictionary": dictionary,
        "code": code,
        "identifier": identifier,
        "name": name,
        "parent_code": None,
        "maps_to": None,
        "sort": sort,
        "valid_from": since,
        "valid_to": None,
    }
