"""Words for what was done and for the kinds it was done to, in figures of effort."""

from __future__ import annotations

from annotations.effort.deeds import NO_KIND, RELATION, Deed
from annotations.model.records import Kind
from annotations.words import mark, tr

_KINDS: dict[str, str] = {
    Kind.ENTITY: mark("Entities"),
    Kind.EVENT: mark("Events"),
    Kind.BOILERPLATE: mark("Boilerplate"),
    RELATION: mark("Relations"),
    NO_KIND: mark("Everything else"),
}
_DEEDS = {
    Deed.TAG: mark("Tag"),
    Deed.SAME_WORDS: mark("Label the same words"),
    Deed.HITS: mark("Label hits of a search"),
    Deed.RELABEL: mark("Change the label"),
    Deed.MOVE_END: mark("Move an end"),
    Deed.DELETE: mark("Delete"),
    Deed.EVENT: mark("Another event on a trigger"),
    Deed.ARGUMENT: mark("Fill a role"),
    Deed.RELATION: mark("Link two mentions"),
    Deed.ATTRIBUTE: mark("Set an attribute"),
    Deed.NOTE: mark("Write a note"),
    Deed.STATUS: mark("Set the status"),
    Deed.REFUSE: mark("Refuse the same words"),
    Deed.UNDO: mark("Undo and redo"),
    Deed.READ: mark("Read, go about, look up"),
    Deed.OTHER: mark("Other edits"),
}


def kind_word(kind: str) -> str:
    """The kind as a heading; one that is not known stays as it is written."""
    known = _KINDS.get(kind)
    return kind if known is None else tr(known)


def deed_word(deed: Deed) -> str:
    """What was done, in words."""
    return tr(_DEEDS[deed])
