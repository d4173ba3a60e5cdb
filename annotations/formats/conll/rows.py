r"""Text as rows of tokens, and back: what stands between tokens, written as Universal Dependencies do.

``SpaceAfter=No`` is nothing behind a token; ``SpacesAfter=`` are other blanks than the one that goes without
saying, ``SpacesBefore=`` blanks before the first token, ``SpacesInToken=`` a token as it stands in the text.
Blanks in these are escaped as UDPipe does (``\s``, ``\t``, ``\r``, ``\n``, ``\p`` for ``|``, ``\\``), and
those for which it has no escape, as ``\uXXXX``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.formats.token_tags import Chunk
from annotations.formats.told import Told
from annotations.model.records import Mention
from annotations.text.patterns import pattern
from annotations.text.segments import BLANK
from annotations.text.tokens import Token
from annotations.words import tr

NO_SPACE = "SpaceAfter=No"
AFTER, BEFORE, INSIDE = "SpacesAfter", "SpacesBefore", "SpacesInToken"

_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": "\\\\"}
_MEANT = {escape[1]: one for one, escape in _ESCAPES.items()}
_NUMBER = re.compile("[0-9]{1,9}\\Z")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([strnp\\]))")
_TO_ESCAPE = rf"[|\\{BLANK}]"


def escaped(text: str) -> str:
    """The text without blanks and ``|``."""
    return pattern(_TO_ESCAPE).sub(lambda found: _escape(found[0]), text)


def unescaped(text: str) -> str:
    """What ``escaped`` was given; a backslash that begins no escape stands for itself."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else _MEANT[one[2]], text)


def _escape(one: str) -> str:
    return _ESCAPES.get(one) or f"\\u{ord(one):04x}"


def after(gap: str, usual: str) -> str:
    """The field for what stands behind a token, "" where it is what goes without saying there."""
    if gap == usual:
        return ""
    return f"{AFTER}={escaped(gap)}" if gap else NO_SPACE


def fields_of(misc: str) -> dict[str, str]:
    r"""The fields of a cell like ``SpaceAfter=No|SpacesBefore=\s``, values as they stand."""
    parts = (part.partition("=") for part in misc.split("|"))
    return {name: value for name, mark, value in parts if mark}


def cells_of(line: str) -> list[str]:
    """The cells of a row."""
    if "\t" in line:
        return [cell.strip(" ") for cell in line.split("\t")]
    cells = line.split(" ")
    return [cell for cell in cells if cell] if "" in cells else cells


def are_numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cells count the tokens of each sentence, or of the whole file: no tokens then."""
    if len(rows) < 2 or any(len(row) < 3 or not _NUMBER.match(row[0]) for row in rows):  # noqa: PLR2004
        return False  # one row counts nothing, and beside a number are a token and its tag
    found = [int(row[0]) for row in rows]
    first, steps = found[0], list(pairwise(found))
    return first <= 1 and (first, first + 1) in steps and all(b in {a + 1, first} for a, b in steps)


def gaps(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """What stands behind each token, up to the next one or the end of the text."""
    end = len(text)
    starts = [token.start for token in tokens[1:]]
    for token, start in zip(tokens, [*starts, end], strict=True):
        yield text[token.end : start]


def chunks_of(mentions: Iterable[Mention], tokens: Sequence[Token]) -> list[Chunk]:
    """The mentions, each of one span from the start of a token to the end of one, as chunks in text order."""
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(tokens)}
    return sorted(Chunk(starts[one.start], ends[one.end], one.label) for one in mentions)


def gap_of(fields: Mapping[str, str]) -> str | None:
    """What the fields say that stands behind their token; None where they say nothing."""
    if fields.get("SpaceAfter") == "No":
        return ""
    return unescaped(fields[AFTER]) if AFTER in fields else None


def aligned(text: str, forms: Sequence[str]) -> list[str] | None:
    """What stands behind each of the tokens in the text; None where the text is not those with blanks."""
    found, place = list[str](), 0
    for form in forms:
        start = text.find(form, place)
        if start < 0 or text[place:start].strip():
            return None
        found.append(text[place:start])
        place = start + len(form)
    return None if text[place:].strip() else [*found[1:], text[place:]]


@dataclass
class Rebuilt:
    """A text while it is put together from tokens; ``starts`` and ``ends`` are offsets of the tokens."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    told: bool = False
    """Whether anything was said of what stands between tokens."""
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _gap: str = ""
    _explicit: bool = True

    @property
    def text(self) -> str:
        """The text so far; blanks at its end only where the file says that they are there."""
        return "".join([*self._pieces, self._gap if self._explicit else ""])

    def begin(self, gap: str) -> None:
        """Say what stands before the first token."""
        self._gap, self.told = gap, True

    def add(self, form: str, gap: str | None, usual: str = " ") -> None:
        """Put a token behind the last one, and a gap behind it: ``usual`` where the file says nothing."""
        self._put(self._gap)
        self.starts.append(self._length)
        self._put(form)
        self.ends.append(self._length)
        self._explicit = gap is not None
        self._gap = usual if gap is None else gap
        self.told = self.told or self._explicit

    def end(self, usual: str) -> None:
        """End a sentence, or a paragraph, behind which ``usual`` stands where the file says nothing."""
        if not self._explicit:
            self._gap = usual

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def comments_lost(count: int) -> Told:
    """What is told of so many comments."""
    return Told(tr("not kept: {things}", things=tr("comments of the file")), count)
