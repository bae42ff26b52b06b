"""What every workbook that leaves the program has in common."""

from collections.abc import Mapping

ONLY_TEXT: Mapping[str, bool] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Options of a workbook in which nothing people wrote is ever taken for a formula, a link, or a
number."""
