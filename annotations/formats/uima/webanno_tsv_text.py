"""The text of WebAnno's TSV: sentences put where their tokens say that they begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from annotations.formats.errors import FormatError, at_line
from annotations.formats.proof import Quoted, Ruler, Unit
from annotations.formats.told import Told
from annotations.words import tr

# What is blank between sentences is not in the file; one that has more of it is broken.
_MOST_BETWEEN = 1_000_000
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}


@dataclass(slots=True)
class Sentence:
    """The lines of a sentence, and its tokens: begin, end, what stands there, and the place in the file."""

    line: int
    lines: list[str] = field(default_factory=list)
    tokens: list[Quoted] = field(default_factory=list)

    def add(self, begin: int, end: int, token: str, place: str) -> None:
        """Take up a token, or a part of one. What has escapes in it is not held against the text."""
        quote = None if "\\" in token else token
        self.tokens.append(Quoted(begin, end, quote, place))

    @property
    def text(self) -> str:
        """The text, with its line breaks."""
        return "\n".join(_unescaped(line) for line in self.lines)


def text_of(sentences: Sequence[Sentence]) -> tuple[str, Unit, list[Told]]:
    """The text of all sentences, in which the tokens stand at their offsets; their unit; what was decided.

    Offsets count UTF-16 units; where they do not fit, code points are tried. Raises FormatError, with the
    line, where neither fits.
    """
    if not sentences:
        raise FormatError(tr("There is no sentence in the file."))
    first = FormatError("")
    for unit, length in ((Unit.UTF16, _utf16), (Unit.CODE_POINT, len)):
        try:
            text, told = _put_together(sentences, length)
            _check(text, sentences, unit)
        except FormatError as error:
            first = error if unit is Unit.UTF16 else first
            continue
        if unit is Unit.CODE_POINT:
            told.append(Told(tr("the offsets count code points, not UTF-16 units: the tokens show it")))
        return text, unit, told
    raise first


def _put_together(sentences: Sequence[Sentence], length: Callable[[str], int]) -> tuple[str, list[Told]]:
    pieces: list[str] = []
    at = unknown = 0
    for sentence in sentences:
        place = at_line(sentence.line)
        text = sentence.text
        begin = sentence.tokens[0].start if sentence.tokens else at + bool(pieces)
        if begin < at:
            message = tr(
                "The sentence begins at {begin}, before the last one ends, at {at}.", begin=begin, at=at
            )
            raise FormatError(message, place=place)
        gap = begin - at
        if unknown + gap > _MOST_BETWEEN:
            raise FormatError(
                tr("The sentence begins at {begin}, far behind the last one.", begin=begin), place=place
            )
        line_break = "\n" if gap and pieces else ""
        unknown += gap - len(line_break)
        pieces.append(line_break + " " * (gap - len(line_break)))
        pieces.append(text)
        at = begin + length(text)
    told = [Told(tr("characters between sentences that are not in the file: blanks stand there"), unknown)]
    return "".join(pieces), told if unknown else []


def _check(text: str, sentences: Sequence[Sentence], unit: Unit) -> None:
    ruler = Ruler(text, unit)
    for sentence in sentences:
        for one in sentence.tokens:
            if not ruler.fits(one):
                raise FormatError(
                    tr(
                        "At {start} to {end} does not stand {quote!r}.",
                        start=one.start,
                        end=one.end,
                        quote=one.quote,
                    ),
                    place=one.place,
                )


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unescaped(line: str) -> str:
    return _ESCAPED.sub(lambda found: _CONTROLS.get(found[1], found[1]), line) if "\\" in line else line
