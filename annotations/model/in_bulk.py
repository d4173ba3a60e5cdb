"""Spans and mentions by the hundred thousand, as a label file gives them.

A frozen dataclass sets each of its attributes by a call, which is most of what reading a label file takes.
Here an object of a class with the same slots gets them by plain assignment, and then is what it is to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotations.model.records import AttributeValue, Kind, Mention, Provenance
from annotations.text.span import Span


class _BareSpan:
    __slots__ = Span.__slots__

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class _BareMention:
    __slots__ = Mention.__slots__

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of a mention
        self,
        id: str,  # noqa: A002 - as it is called there
        kind: Kind,
        label: str,
        spans: tuple[Span, ...],
        provenance: Provenance,
        attributes: Mapping[str, AttributeValue],
        link: str | None,
        extra: Mapping[str, Any],
    ) -> None:
        self.id = id
        self.kind = kind
        self.label = label
        self.spans = spans
        self.provenance = provenance
        self.attributes = attributes
        self.link = link
        self.extra = extra


def span(start: int, end: int) -> Span:
    """`Span` of these offsets. Raises ValueError as that does."""
    if not 0 <= start <= end:
        return Span(start, end)
    made: Any = _BareSpan(start, end)
    made.__class__ = Span
    span: Span = made
    return span


def mention(  # noqa: PLR0913, PLR0917 - the fields of a mention
    id: str,  # noqa: A002 - as it is called there
    kind: Kind,
    label: str,
    spans: tuple[Span, ...],
    provenance: Provenance,
    attributes: Mapping[str, AttributeValue],
    link: str | None,
    extra: Mapping[str, Any],
) -> Mention:
    """`Mention` with these fields."""
    made: Any = _BareMention(id, kind, label, spans, provenance, attributes, link, extra)
    made.__class__ = Mention
    mention: Mention = made
    return mention
