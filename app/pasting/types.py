"""What a pasted text may tell of a matter: found by rules, offered, never entered by itself."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a finding is; its value has the normal form of that kind."""

    NAME = "name"
    ORG = "org"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    AMOUNT = "amount"
    """In yuan with two decimals, such as 23000.00."""
    DATE = "date"
    """ISO, the day in Shanghai."""
    PLACE = "place"
    TYPE = "type"
    """The identifier of a DisputeType."""
    EXTERNAL_NUMBER = "external_number"
    DEMAND = "demand"
    """The words in which they say what they want."""


class Part(StrEnum):
    """Whose it is: of who comes, of the other side, or of somebody spoken of."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters `start` to `end` of the text, and what they say. `part` for who and what is
    somebody's; an amount that is asked for has the applicant's."""

    kind: Kind
    start: int
    end: int
    value: str
    part: Part | None = None
