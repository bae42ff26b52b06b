"""Where this PC keeps the program's own things."""

import os
from pathlib import Path


def home_path() -> Path:
    """The program's own folder, whether it is there or not. `FENGQIAO_HOME` moves it."""
    if named := os.environ.get("FENGQIAO_HOME"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("fengqiao", appauthor=False)
