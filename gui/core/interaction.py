"""The port through which flows ask the user something, so that they run without a dialog in tests."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from annotations.text.decoding import Decoded
from schemas.late import late_dataclass
from schemas.problems import Problem


class Gravity(StrEnum):
    """How serious a message is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@late_dataclass(frozen=True)
class Choice:
    """One answer the user may give; `key` is what the flow gets back."""

    key: str
    text: str
    destructive: bool = False


class Interaction(Protocol):
    """Questions and messages to the user. Every answer can be "no": closing a window is a no."""

    def confirm(self, title: str, text: str, verb: str) -> bool:
        """Whether to go on; `verb` words the button that does, the other one is Cancel and the default."""
        ...

    def choose(self, title: str, text: str, choices: Sequence[Choice], detail: str = "") -> str | None:
        """The key of the choice taken, None for Cancel; the default is the first that destroys nothing."""
        ...

    def tell(self, gravity: Gravity, title: str, text: str, detail: str = "") -> None:
        """A message that must be read before going on."""
        ...

    def show_problems(self, title: str, text: str, problems: Sequence[Problem]) -> None:
        """What is wrong with a file, one line a problem."""
        ...

    def open_paths(self, title: str, folder: Path | None = None) -> Sequence[Path]:
        """Files to open, none for Cancel."""
        ...

    def save_path(self, title: str, proposed: Path) -> Path | None:
        """Where to save; asks before an existing file is replaced."""
        ...

    def label_set_path(self, title: str, start: Path, *, saving: bool) -> Path | None:
        """A label set file to open or to write; saving asks before an existing file is replaced."""
        ...

    def choose_encoding(self, name: str, data: bytes, decoded: Decoded) -> str | None:
        """The encoding to read the file's bytes with, None to leave it as it is."""
        ...
