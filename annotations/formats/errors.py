"""Why a file cannot be read or written in a format: one family of errors, each a sentence with its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotations.words import rewritten, tr

# Characters of a sentence or a place.
_MOST = 500


def _short(text: str) -> str:
    half = _MOST // 2 - 2
    return text if len(text) <= _MOST else f"{text[:half]} … {text[-half:]}"


class FormatError(ValueError):
    """A file or a document is not what the format says. Nothing has been changed.

    ``message`` is a sentence a person can act on, in the user's language. ``path`` is the file, ``place``
    says where in it, in the words of the format: "line 12", "/annotations/3", "T4". What a file has made long
    is cut in the middle.
    """

    def __init__(self, message: str, path: Path | None = None, place: str = "") -> None:
        message, place = rewritten(message, _short), rewritten(place, _short)
        where = ": ".join(part for part in (str(path) if path else "", place) if part)
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.path = path
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, also when another process has raised it."""
        return type(self), (self.message, self.path, self.place)


class UnitUnknownError(FormatError):
    """The file does not say what its offsets count, its text shows a difference, and nothing proves which.

    The message names the option that says it. Readers refuse the document alone.
    """

    OPTION = "unit"


class SeveralAnnotatorsError(FormatError):
    """A document has labels of several annotators, and nobody has said whose are meant.

    ``annotators`` are their names; one that a file does not name is "".
    """

    def __init__(self, message: str, annotators: Sequence[str]) -> None:
        super().__init__(message)
        self.annotators = tuple(annotators)

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, also when another process has raised it."""
        return type(self), (self.message, self.annotators)


class MissingExtraError(FormatError):
    """The format needs a library that is not installed; the message names the extra that brings it."""


class UnknownFormatError(FormatError):
    """There is no such format, or a file shows none; the message names what there is."""


def at_line(number: int, column: int | None = None) -> str:
    """A line of a file, and a column in it, both from 1, as a place."""
    if column is None:
        return tr("line {number}", number=number)
    return tr("line {number}, column {column}", number=number, column=column)


def within(outer: str, inner: str) -> str:
    """The place ``inner`` of what stands at ``outer``; either may be a JSON pointer or empty."""
    if outer.startswith("/") or not (outer and inner):
        return outer + inner
    return tr("{place} {inside}", place=outer, inside=inner.strip())
