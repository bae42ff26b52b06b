"""The read-only parts of a matter that other tabs show too; each takes `show_matter(detail)`."""

from ui.matter.deadlines import Deadlines
from ui.matter.people import People
from ui.matter.slips import Slips

__all__ = ["Deadlines", "People", "Slips"]
