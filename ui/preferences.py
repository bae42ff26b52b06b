"""How this PC likes its windows: text size and light or dark, kept in settings.toml."""

from app import settings
from app.settings import Look, Settings
from ui import theme
from ui.redress import redress

LOOKS = ((Look.LIGHT, "浅色"), (Look.DARK, "深色"), (Look.SYSTEM, "跟随系统"))


def theme_of(chosen: Settings) -> theme.Theme:
    """The theme these settings ask for on this desktop."""
    schemes = {Look.LIGHT: theme.LIGHT, Look.DARK: theme.DARK}
    scheme = schemes.get(chosen.look) or theme.scheme_of_system()
    return theme.Theme(scheme, chosen.text_size / 100)


def dress(chosen: Settings) -> None:
    """Dress the program as `chosen`; what is open is dressed anew, what is typed stays."""
    redress(theme_of(chosen))


def choose_text_size(per_cent: int) -> None:
    """Use and keep a text size of settings.TEXT_SIZES. Raises EnvironmentTrouble."""
    dress(settings.keep(text_size=per_cent))


def choose_look(look: Look) -> None:
    """Use and keep light, dark, or as the desktop is. Raises EnvironmentTrouble."""
    dress(settings.keep(look=str(look)))


def follow_system() -> None:
    """The desktop turned light or dark."""
    dress(settings.load())
