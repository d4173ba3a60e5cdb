"""Titles of edits: the label and a little of the text, so that undo can name what it takes back."""

from __future__ import annotations

from annotations.edits.edit import Title
from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Comment, Event, Mention, Record, Relation
from annotations.text.span import Span

_QUOTE = 40  # code points of the text that a title repeats


def title_of(action: str, annotations: AnnotationSet, context: Context, record: Record) -> Title:
    """The title of an edit about ``record``; an event quotes its trigger, a relation its source."""
    match record:
        case Mention():
            return Title(action, record.label, _quote(context, record))
        case Event():
            trigger = annotations.mention(record.trigger)
            return Title(action) if trigger is None else title_of(action, annotations, context, trigger)
        case Relation():
            source = annotations.mention(record.source)
            return Title(action, record.label, "" if source is None else _quote(context, source))
        case Comment():
            return Title(action, quote=excerpt(record.text))


def excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    shown = " ".join(text[: 2 * _QUOTE].split())
    if len(shown) > _QUOTE or len(text) > 2 * _QUOTE:
        return shown[: _QUOTE - 1] + "…"
    return shown


def _quote(context: Context, mention: Mention) -> str:
    """An excerpt of a mention, of which a chapter need not be copied to show its first words."""
    pieces = []
    room = 2 * _QUOTE + 1
    for span in mention.spans:
        pieces.append(context.text.quote(Span(span.start, min(span.end, span.start + room))))
        room -= len(pieces[-1]) + 1
        if room <= 0:
            break
    return excerpt(" ".join(pieces))
