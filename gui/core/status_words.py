"""Words for the kinds and for how far each is labelled."""

from __future__ import annotations

from annotations.model.records import Kind, Status
from annotations.words import mark, tr

KINDS = {
    Kind.ENTITY: mark("Entity"),
    Kind.EVENT: mark("Event"),
    Kind.BOILERPLATE: mark("Boilerplate"),
}
STATUSES = {
    Status.UNTOUCHED: mark("Untouched"),
    Status.IN_PROGRESS: mark("In progress"),
    Status.DONE: mark("Done"),
    Status.NOTHING_HERE: mark("Nothing here"),
}
_STEPS = {
    Status.UNTOUCHED: mark("untouched"),
    Status.IN_PROGRESS: mark("in progress"),
    Status.DONE: mark("done"),
    Status.NOTHING_HERE: mark("nothing here"),
}


def status_word(status: Status) -> str:
    """The status as it stands on a badge or in a menu."""
    return tr(STATUSES[status])


def kind_and_status(kind: Kind, status: Status) -> str:
    """Both in one phrase: "Entity: done"."""
    return tr("{kind}: {status}", kind=tr(KINDS[kind]), status=tr(_STEPS[status]))


def status_step(what: str) -> str:
    """The same from the title of an edit, "entity:done"; what is not of that form stays as it is."""
    kind, _, status = what.partition(":")
    try:
        return kind_and_status(Kind(kind), Status(status))
    except ValueError:
        return what
