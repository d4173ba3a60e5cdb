"""What brat lets stand in its files, as its server reads them: fragments, names, numbers behind roles.

A line of an `.ann` file ends wherever Python's ``str.splitlines`` ends one, so a fragment may hold no line
break of any sort. A mention over lines is written as fragments, one a line, and such fragments are one span
again when they are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from annotations.formats.characters import utf8_text
from annotations.text.span import Span

NOTE, LINK = "AnnotatorNotes", "Reference"
"""The types of # and N lines that are notes and ids of real-world things."""
NO_DATABASE = "Link:"
"""Stands before an id that names no database of its own, for brat wants one."""
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_BREAK = re.compile(f"[{BREAKS}]")
_BLANKS = re.compile(r"\s+")
_DATABASE = re.compile(r"\S+?:\S+")
_NUMBERED = re.compile(r"(.*[^0-9])([0-9]+)", re.DOTALL)
_NOT_IN_NAME = re.compile(r"\s+")
_NOT_IN_TYPED_NAME = re.compile(r"[\s:]+")


def pieces(text: str, span: Span) -> list[Span]:
    """The fragments that a span is written as: its text without blanks that hold a line break."""
    if _BREAK.search(text, span.start, span.end) is None:
        return [span]
    found, start = [], span.start
    for blanks in _BLANKS.finditer(text, span.start, span.end):
        if _BREAK.search(blanks[0]) is None:
            continue
        if blanks.start() > start:
            found.append(Span(start, blanks.start()))
        start = blanks.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return found


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order, those with nothing but blanks and a line break between them as one."""
    made: list[Span] = []
    for span in spans:
        if made and _is_break(text, made[-1].end, span.start):
            made[-1] = Span(made[-1].start, span.end)
        else:
            made.append(span)
    return tuple(made)


def comes_back(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """What is read again of a mention's spans; no span where only line breaks are left of it."""
    before: tuple[Span, ...] = ()
    spans = tuple(spans)
    if len(spans) > 1:
        spans = tuple(span for span in spans if not span.is_empty)
    while spans != before:  # blanks joined with a break may be an end, which goes too
        before = spans
        found = (pieces(text, span) for span in spans)
        spans = joined(text, [Span(one[0].start, one[-1].end) for one in found if one])
    return spans


def quoted(text: str, spans: Sequence[Span]) -> str:
    """The text of fragments as it stands at the end of their line."""
    if len(spans) == 1:
        return text[spans[0].start : spans[0].end]
    return " ".join(text[span.start : span.end] for span in spans)


def without_breaks(text: str) -> str:
    """The text with a blank for each line break, in UTF-8."""
    return utf8_text(_BREAK.sub(" ", text))


def in_one_line(text: str) -> str:
    """The text with a blank for each line break and tab, in UTF-8."""
    return without_breaks(text).replace("\t", " ")


def written_link(link: str) -> str:
    """The id of a real-world thing with the name of its database before it, or what stands for one."""
    has_database = _DATABASE.fullmatch(link) is not None and not link.startswith(NO_DATABASE)
    return link if has_database else NO_DATABASE + link


def name(text: str, *, typed: bool = False) -> str:
    """A name that can stand in a line: ``_`` for blanks, and for ``:`` too in names of events and roles."""
    return utf8_text((_NOT_IN_TYPED_NAME if typed else _NOT_IN_NAME).sub("_", text)) or "_"


# -- roles -------------------------------------------------------------------------------------------------


def role_of(written: str, roles: Collection[str]) -> str:
    """The role that an argument is written with: without its number where that only tells arguments apart.

    A second Theme is written Theme2, but Arg2 may be a name: a number from 2 is none of the name where the
    rest of it is among the ``roles`` of the document.
    """
    found = _NUMBERED.fullmatch(written)
    if found is None or found[2] in ("0", "1") or found[2].startswith("0"):
        return written
    return found[1] if found[1] in roles else written


def numbered(roles: Iterable[str]) -> list[str]:
    """The roles of one event as they are written: Theme, Theme2, Theme3.

    One that ends in a digit stays as it is, for a number behind it would be read as another role.
    """
    seen: dict[str, int] = {}
    made = []
    for role in roles:
        seen[role] = seen.get(role, 0) + 1
        made.append(role if seen[role] == 1 or role[-1].isdigit() else f"{role}{seen[role]}")
    return made


def _is_break(text: str, start: int, end: int) -> bool:
    blanks = _BLANKS.match(text, start, end)
    return blanks is not None and blanks.end() == end and _BREAK.search(blanks[0]) is not None
