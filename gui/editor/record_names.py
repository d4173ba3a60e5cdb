"""What a record is called on screen: its label, and the beginning of its words."""

from __future__ import annotations

from annotations.model.records import Comment, Event, Kind, Mention, Record, Relation
from annotations.session.document import DocumentSession
from annotations.text.span import Span
from annotations.words import tr

_QUOTE = 60  # code points of a text that a name repeats


def label_name(session: DocumentSession, mention: Mention) -> str:
    """The name of a mention's label."""
    label = session.label_set.label(mention.kind, mention.label)
    return mention.label if label is None else label.name


def quote_of(session: DocumentSession, mention: Mention) -> str:
    """The beginning of a mention's words, on one line."""
    shown = session.text.quote(Span(mention.start, min(mention.end, mention.start + _QUOTE)))
    return " ".join(shown.split())


def name_of(session: DocumentSession, record: Record) -> str:
    """The label of a record and its words; a relation is called by its type."""
    match record:
        case Relation():
            known = session.label_set.relation(record.label)
            return record.label if known is None else known.name
        case Comment():
            return tr("a note")
        case Mention() if record.kind is Kind.EVENT:
            return tr("the trigger of {event}", event=_called(session, record))
        case Mention():
            return _called(session, record)
        case Event():
            trigger = session.annotations.mention(record.trigger)
            return record.id if trigger is None else _called(session, trigger)


def _called(session: DocumentSession, mention: Mention) -> str:
    label, quote = label_name(session, mention), quote_of(session, mention)
    return tr("{label} “{quote}”", label=label, quote=quote)
