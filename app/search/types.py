"""What a search brings up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.enums import MatterState


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, masked: whoever searches need not be allowed to open it.

    `kind` is `matter` so far. `why` are codes in the order of weight: `no`, `case_code`,
    `external_number`, `id_number`, `phone`, `name`, `pinyin`, `initials`, `text`.
    """

    kind: str
    id: UUID
    no: str
    title: str
    why: tuple[str, ...]
    who: str
    state: MatterState
    registered_on: date
