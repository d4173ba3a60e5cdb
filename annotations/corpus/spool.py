"""Texts put aside on disk while a corpus is looked at, and taken out again in any order."""

from __future__ import annotations

import tempfile
from array import array
from types import TracebackType
from typing import Self


class Spool:
    """Texts by number, from 0, in a file that nobody else sees; 8 bytes of memory a text."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="sorot-")  # noqa: SIM115 - closed by close
        self._ends = array("q", [0])

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._ends) - 1

    def add(self, text: str) -> None:
        """Put the next text aside."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def text(self, number: int) -> str:
        """The text with this number."""
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Forget the texts."""
        self._file.close()

    def __enter__(self) -> Self:
        """The spool, closed at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
