"""Whether an annotation set and its document's text agree: digest, length, offsets and quotes.

Offsets count code points. Digests are of the text in UTF-8, a lone surrogate as three bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

from schemas.places import shown
from schemas.problems import Problem

LONGEST_QUOTE = 256  # code points; a longer span carries its two ends and a digest
QUOTE_END = 64

_WINDOW = 2000  # how far around a wrong place the quote is looked for
_HASHED_AT_MOST = 500_000_000  # code points of long quotes, so that a hostile file cannot keep a program busy

_CHANGES = (
    ("its line ends were changed from LF to CRLF", "\r\n", "\n"),
    ("its line ends were changed from CRLF to LF", "\n", "\r\n"),
    ("it was given a byte order mark", "\ufeff", ""),
)
_UNITS = {
    "units_utf16": "count UTF-16 units, as JavaScript and Java do",
    "units_utf8": "count bytes of UTF-8",
    "units_crlf": "count each CRLF as one character",
}


def digest(text: str) -> str:
    """The digest of a text as label files write it: "sha256:" and 64 hex digits."""
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def not_whole(pointer: str, name: str, value: float) -> Problem:
    """The problem of a number like 3.0: whole to JSON Schema, but not to the programs that count with it."""
    return Problem(
        pointer, f"{name} must be written {int(value)}, without a point or an exponent.", value, "not_whole"
    )


class TextChecks:
    """The checks of one annotation set against its text, or, without the text, against its own length."""

    def __init__(self, document: Mapping[str, Any], text: str | None) -> None:
        self._document = document
        self._given = text
        self._changed = text is not None and digest(text) != document["digest"]
        self._hashed = 0
        # The text, when it is there and is the one that was labelled.
        self.text = None if self._changed else text
        self.length: int = document["length"] if self.text is None else len(self.text)

    def document_problems(self) -> Iterator[Problem]:
        """What is wrong with the document's digest and length."""
        if self._changed and self._given is not None:
            hint = next((what for what, new, old in _CHANGES if self._was(new, old)), "")
            sentence = (
                "The text is not the one that was labelled: its digest differs"
                f"{', because ' + hint if hint else ''}. Bring the old text back or re-anchor the labels."
            )
            yield Problem("/document/digest", sentence, self._document["digest"], "text_changed")
        elif not isinstance(self._document["length"], int):
            yield not_whole("/document/length", '"length" of "document"', self._document["length"])
        elif self._document["length"] != self.length:
            sentence = f'"length" of "document" must be {self.length}, the code points of the text.'
            yield Problem("/document/length", sentence, self._document["length"], "length_differs")

    def span_problem(self, span: Mapping[str, Any], pointer: str, name: str) -> Problem | None:
        """What is wrong with one span, the gravest only; `name` is the span in words."""
        start, end = span["start"], span["end"]
        for key, value in (("start", start), ("end", end)):
            if not isinstance(value, int):
                return not_whole(f"{pointer}/{key}", f'"{key}" of {name}', value)
        if start > end:
            sentence = f"{_capital(name)} ends at {end}, before it starts at {start}."
            return Problem(f"{pointer}/end", sentence, end, "span_reversed")
        return self._quote_form(span, pointer, name) or self._place(span, pointer, name)

    def _was(self, new: str, old: str) -> bool:
        """Whether the labelled text is the given one with `new` put back to `old`."""
        given = self._given or ""
        before = given.removeprefix(new) if not old else given.replace("\r\n", "\n").replace("\n", old)
        labelled: str = self._document["digest"]
        return digest(before) == labelled

    def _quote_form(self, span: Mapping[str, Any], pointer: str, name: str) -> Problem | None:
        """Whether the quote is as long as the span, and in the form that its length asks for."""
        length = span["end"] - span["start"]
        quote = span.get("quote")
        if quote is None and length <= LONGEST_QUOTE:
            sentence = f'{_capital(name)} is {length} code points long: give it whole, in "quote".'
            return Problem(pointer, sentence, None, "quote_form")
        if quote is None or len(quote) == length or self._unit_of(span) is not None:
            return None
        sentence = f"{_capital(name)} is {length} code points long ({_range(span)}), its quote {len(quote)}."
        return Problem(f"{pointer}/quote", sentence, quote, "quote_length")

    def _place(self, span: Mapping[str, Any], pointer: str, name: str) -> Problem | None:
        start, end = span["start"], span["end"]
        if end <= self.length and (self.text is None or self._fits(span, self.text[start:end])):
            return None
        unit = self._unit_of(span)
        if unit is not None:
            sentence = (
                f"The offsets of {name} ({_range(span)}) {_UNITS[unit]}; label files count code points."
            )
            return Problem(pointer, sentence, None, unit)
        if end > self.length:
            sentence = f"{_capital(name)} ({_range(span)}) ends after the end of the text at {self.length}."
            return Problem(f"{pointer}/end", sentence, end, "outside_text")
        if self._hashed > _HASHED_AT_MOST:
            sentence = "The long quotes are too many to be checked, from this one on."
            return Problem(pointer, sentence, None, "too_much")
        return self._quote_differs(span, pointer, name)

    def _fits(self, span: Mapping[str, Any], standing: str) -> bool:
        """Whether the span's quote, or what is given of a long one, is the text that stands there."""
        quote = span.get("quote")
        if quote is not None:
            return bool(quote == standing)
        if standing[:QUOTE_END] != span["quote_start"] or standing[-QUOTE_END:] != span["quote_end"]:
            return False
        self._hashed += len(standing)
        return self._hashed <= _HASHED_AT_MOST and digest(standing) == span["quote_digest"]

    def _quote_differs(self, span: Mapping[str, Any], pointer: str, name: str) -> Problem:
        start, end = span["start"], span["end"]
        standing = (self.text or "")[start:end]
        quote = span.get("quote", span.get("quote_start"))
        sentence = f"{_capital(name)} quotes {shown(quote)}, but at {_range(span)} stands {shown(standing)}"
        if "quote" not in span and standing.startswith(quote):
            what = "quote_digest" if standing.endswith(span["quote_end"]) else "quote_end"
            sentence = f'{_capital(name)} ({_range(span)}) has a "{what}" that is not of the text there'
        elif "quote" in span and (elsewhere := self._near(quote, start)) >= 0:
            sentence += f"; the quote stands at {elsewhere}..{elsewhere + len(quote)}"
        return Problem(pointer, f"{sentence}.", quote, "quote_differs")

    def _near(self, quote: str, start: int) -> int:
        """The nearest offset around `start` at which the quote stands, or -1."""
        text = self.text or ""
        if not quote:
            return -1
        before = text.rfind(quote, max(0, start - _WINDOW), start + len(quote))
        after = text.find(quote, start, start + _WINDOW)
        return min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - start), default=-1)

    def _unit_of(self, span: Mapping[str, Any]) -> str | None:
        """The unit in which the offsets lead to the quote, when it is another than code points."""
        quote = span.get("quote")
        if not quote or self.text is None or self.text[span["start"] : span["end"]] == quote:
            return None
        start, end = span["start"], span["end"]
        if self._utf16[2 * start : 2 * end] == quote.encode("utf-16-le", "surrogatepass"):
            return "units_utf16"
        if self._utf8[start:end] == quote.encode("utf-8", "surrogatepass"):
            return "units_utf8"
        return "units_crlf" if self._without_cr[start:end] == quote.replace("\r\n", "\n") else None

    @cached_property
    def _utf16(self) -> bytes:
        return (self.text or "").encode("utf-16-le", "surrogatepass")

    @cached_property
    def _utf8(self) -> bytes:
        return (self.text or "").encode("utf-8", "surrogatepass")

    @cached_property
    def _without_cr(self) -> str:
        return (self.text or "").replace("\r\n", "\n")


def _range(span: Mapping[str, Any]) -> str:
    return f"{span['start']}..{span['end']}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
