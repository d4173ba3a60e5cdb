"""In words what a format holds and what it does not, for the command line and for dialogs."""

from __future__ import annotations

from annotations.formats.carries import Carries, Events
from annotations.model.records import Kind
from annotations.words import mark, tr

HOLDS = (
    ("nested", mark("nested mentions")),
    ("overlapping", mark("crossing mentions")),
    ("same_span", mark("several labels of the same words")),
    ("discontinuous", mark("mentions of several spans")),
    ("empty", mark("mentions without text")),
    ("relations", mark("relations")),
    ("attributes", mark("attributes")),
    ("links", mark("ids of real-world things")),
    ("notes", mark("notes")),
    ("annotators", mark("several annotators")),
    ("text", mark("the text as it is")),
)
"""The members of ``Carries`` that are told, each with what it stands for."""

_KINDS = {Kind.ENTITY: mark("entity"), Kind.EVENT: mark("event"), Kind.BOILERPLATE: mark("boilerplate")}


def held(carries: Carries) -> tuple[list[str], list[str]]:
    """In the user's language what a format holds and what it does not."""
    yes = [tr(words) for name, words in HOLDS if getattr(carries, name)]
    no = [tr(words) for name, words in HOLDS if not getattr(carries, name)]
    match carries.events:
        case Events.ALL:
            yes.insert(0, tr("events"))
        case Events.MENTIONS:
            yes.insert(0, tr("events whose arguments are mentions"))
            no.append(tr("events as arguments"))
        case Events.NONE:
            no.append(tr("events (triggers are mentions)"))
    kinds = ", ".join(sorted(tr(_KINDS[kind]) for kind in carries.kinds))
    yes.insert(0, tr("mentions of {kinds}", kinds=kinds))
    return yes, no
