"""What an edit was for the one who counts hands: of which kind and label, what was done, labels given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.edits.edit import Edit, ExtraEdit
from annotations.model.change import Change
from annotations.model.records import Event, Kind, Mention, Origin, Record, Relation
from annotations.session.sink import Via

RELATION = "relation"
"""Stands where the name of a kind stands, for links between mentions."""
NO_KIND = ""


class Deed(StrEnum):
    """What was done."""

    TAG = "tag"
    SAME_WORDS = "same_words"
    """The label of a mention given to the other places where its words stand."""
    HITS = "hits"
    """Hits of a search given a label."""
    RELABEL = "relabel"
    MOVE_END = "move_end"
    DELETE = "delete"
    EVENT = "event"
    """One more event on a trigger."""
    ARGUMENT = "argument"
    RELATION = "relation"
    ATTRIBUTE = "attribute"
    NOTE = "note"
    STATUS = "status"
    REFUSE = "refuse"
    UNDO = "undo"
    """A step taken back, or done again."""
    READ = "read"
    """Nothing was edited: pages turned, things looked up, hands that were followed by a pause."""
    OTHER = "other"


_DEEDS = {
    "tag": Deed.TAG,
    "label": Deed.HITS,
    "relabel": Deed.RELABEL,
    "respan": Deed.MOVE_END,
    "add_span": Deed.MOVE_END,
    "remove_span": Deed.MOVE_END,
    "delete": Deed.DELETE,
    "delete_event": Deed.DELETE,
    "delete_relation": Deed.DELETE,
    "delete_comment": Deed.NOTE,
    "add_event": Deed.EVENT,
    "add_argument": Deed.ARGUMENT,
    "remove_argument": Deed.ARGUMENT,
    "change_role": Deed.ARGUMENT,
    "add_relation": Deed.RELATION,
    "attribute": Deed.ATTRIBUTE,
    "link": Deed.ATTRIBUTE,
    "comment": Deed.NOTE,
    "change_comment": Deed.NOTE,
    "status": Deed.STATUS,
    "refuse": Deed.REFUSE,
}
_GIVES_LABELS = frozenset({Deed.TAG, Deed.SAME_WORDS, Deed.HITS, Deed.ARGUMENT, Deed.RELATION})
_OF_EVENTS = frozenset({Deed.EVENT, Deed.ARGUMENT})


@dataclass(frozen=True, slots=True)
class Done:
    """An edit as far as it is counted: nothing of the text is in it.

    ``kind`` is a kind's name, ``RELATION`` or ``NO_KIND``; ``label`` a label's id, or empty. ``labels`` is
    how many were given: mentions, arguments and relations; less than none when undo takes them back.
    """

    kind: str
    label: str
    deed: Deed
    labels: int = 0


READING = Done(NO_KIND, "", Deed.READ)


def done_by(edit: Edit, change: Change, via: Via) -> Done:
    """What the edit was; ``change`` is its account, ``via`` whether it took something back."""
    deed = _DEEDS.get(edit.title.action, Deed.OTHER)
    if deed is Deed.TAG and _propagated(change.added or change.removed):
        deed = Deed.SAME_WORDS
    kind, label = _subject(edit, change, deed)
    labels = _records(change) + _arguments(change) if deed in _GIVES_LABELS else 0
    return Done(kind, label, deed if via is Via.DO else Deed.UNDO, labels)


def _subject(edit: Edit, change: Change, deed: Deed) -> tuple[str, str]:
    label = edit.title.label
    if deed is Deed.STATUS:
        return label.partition(":")[0], ""
    if deed is Deed.REFUSE:
        return _refused_kind(edit), label
    if deed in _OF_EVENTS:
        return Kind.EVENT, label
    records = (*change.after(), *change.before())
    # What goes along with a deletion is in the account too: the record with the title's label is meant.
    meant = (one for one in records if isinstance(one, Mention | Relation) and one.label == label)
    kind = _kind_of(next(meant, next(iter(records), None)))
    return kind, "" if deed is Deed.OTHER else label  # a changed label set has its own name for a title


def _kind_of(record: Record | None) -> str:
    match record:
        case Mention():
            return record.kind
        case Event():
            return Kind.EVENT
        case Relation():
            return RELATION
        case _:
            return NO_KIND


def _refused_kind(edit: Edit) -> str:
    """The kind under which a refusal is kept, be it in the step's path or in what the step puts there."""
    for step in edit.steps:
        if isinstance(step, ExtraEdit):
            names, value = list(step.path), step.after or step.before
            while isinstance(value, dict) and value:
                names.append(next(iter(value)))
                value = value[names[-1]]
            return next((name for name in names if name in set(Kind)), NO_KIND)
    return NO_KIND


def _propagated(records: Iterable[Record]) -> bool:
    return any(isinstance(one, Mention) and one.provenance.how is Origin.PROPAGATION for one in records)


def _records(change: Change) -> int:
    """Mentions and relations more than there were."""
    given = (Mention, Relation)
    return sum(isinstance(one, given) for one in change.added) - sum(
        isinstance(one, given) for one in change.removed
    )


def _arguments(change: Change) -> int:
    """Arguments more than there were, in events that stay."""
    return sum(
        len(new.arguments) - len(old.arguments)
        for old, new in change.updated
        if isinstance(old, Event) and isinstance(new, Event)
    )
