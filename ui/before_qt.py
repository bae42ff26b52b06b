"""What is imported before Qt, because PySide reads the source of every module that comes later.

It looks there for a switch of its own: 0.15 s for SQLAlchemy, the models and the commands of the
first tab (tests/benchmarks/start.py).
"""

import gc


def load() -> None:
    """Import what the first tab needs of the program below the screen, before anything of Qt.

    Nothing of it is garbage, so Python need not look; `ui.garbage` takes that over.
    """
    gc.disable()
    import app.admin.last_backup
    import app.admin.places
    import app.changes
    import app.drafts
    import app.first_user
    import app.identifiers.text
    import app.intake.commands
    import app.intake.likeness
    import app.intake.normal
    import app.intake.queries
    import app.intake.rules
    import app.log
    import app.matter.due
    import app.messages
    import app.passwords
    import app.search.find
    import app.sign_in  # noqa: F401
