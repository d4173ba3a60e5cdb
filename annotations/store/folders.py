"""The user's folders in which the program keeps things of its own, as each system places them."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_state_path

_PROGRAM = "sorot"


def data_folder() -> Path:
    """For what the user would miss: label sets, what was read, what was counted."""
    return user_data_path(_PROGRAM, appauthor=False)


def state_folder() -> Path:
    """For what can be done without: undo histories."""
    return user_state_path(_PROGRAM, appauthor=False)


def config_folder() -> Path:
    """For settings."""
    return user_config_path(_PROGRAM, appauthor=False)
