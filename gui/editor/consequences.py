"""Words for what would go along with a deletion or a relabelling."""

from __future__ import annotations

from annotations.edits.consequences import Consequences
from annotations.model.records import Comment, Event, Mention, Record, Relation
from annotations.session.document import DocumentSession
from annotations.words import tr, trn

_SHOWN = 12


def sentence(session: DocumentSession, along: Consequences) -> str:
    """What goes, one line each, at most a dozen lines."""
    lines = [_removed(session, record) for record in along.removed]
    for before, after in along.loosened:
        gone = [one for one in before.arguments if one not in after.arguments]
        lines.extend(
            tr("{role} of the event {event}", role=one.role, event=_event(session, before)) for one in gone
        )
    more = len(lines) - _SHOWN
    if more > 0:
        lines = [*lines[:_SHOWN], tr("and {number} more", number=more)]
    return tr("This would go too, as one step that undo brings back:") + "\n" + "\n".join(lines)


def _removed(session: DocumentSession, record: Record) -> str:
    match record:
        case Event():
            one, many = "the event {event} with {count} argument", "the event {event} with {count} arguments"
            return trn(one, many, len(record.arguments), event=_event(session, record))
        case Relation():
            return tr("the relation {label}", label=record.label)
        case Comment():
            return tr("the note “{words}”", words=record.text[:60])
        case Mention():
            return _quote(session, record)


def _event(session: DocumentSession, event: Event) -> str:
    trigger = session.annotations.mention(event.trigger)
    return event.id if trigger is None else f"{trigger.label} {_quote(session, trigger)}"


def _quote(session: DocumentSession, mention: Mention) -> str:
    return "“" + " … ".join(session.text.quote(span)[:60] for span in mention.spans) + "”"
