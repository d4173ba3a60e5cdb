"""What stands in infons, BioC's pairs of a name and a text: what a thing is, and what is said of it.

`type` and `identifier` are what taggers and corpora call the label and the id of a real-world thing;
`annotator` and `updated_at` are what annotation tools write. What has no custom begins with `sorot:`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.json_documents import Object, attribute_of, json_of
from annotations.model.records import AttributeValue, Kind
from annotations.words import tr

OURS = "sorot:"
TYPE, LINK, ANNOTATOR, TIME = "type", "identifier", "annotator", "updated_at"
KIND, VALUES, ANNOTATORS = OURS + "kind", OURS + "values", OURS + "annotators"
TRIGGER, SOURCE, TARGET = "trigger", "source", "target"
"""Roles of nodes: an event's trigger, the ends of a relation."""
NO_LINK = ("", "-")
"""Identifiers that are none; taggers write "-" where they have found nothing."""

_NOTE = re.compile(r"note[0-9]*(?:@(.*))?", re.DOTALL)
_OWN = frozenset({TYPE, LINK, ANNOTATOR, TIME})
_KINDS = {kind.value: kind for kind in Kind}


def is_own(name: str) -> bool:
    """Whether an infon of this name is no attribute."""
    return name in _OWN or name.startswith(OURS) or _NOTE.fullmatch(name) is not None


def is_ours(name: str) -> bool:
    """Whether an infon of this name in a document is a note or something of ours."""
    return name.startswith(OURS) or _NOTE.fullmatch(name) is not None


def kind_in(infons: Object) -> Kind | None:
    """The kind that a file of ours says."""
    return _KINDS.get(str(infons.get(KIND)))


def text_of(infons: Object, name: str) -> str | None:
    """The text of an infon, a number as it is written; None where there is none."""
    value = infons.get(name)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def notes_in(infons: Object) -> Iterable[tuple[str, str]]:
    """The annotator, if it is said, and the words of each note."""
    for name in infons:
        found = _NOTE.fullmatch(name)
        if found is not None and (words := text_of(infons, name)) is not None:
            yield found[1] or "", words


def attributes_in(infons: Object, place: str) -> dict[str, AttributeValue]:
    """The infons that are attributes; what is no text, number, truth or list of texts as JSON.

    Raises FormatError for what should be JSON of ours and is none.
    """
    made: dict[str, AttributeValue] = {}
    for name, value in infons.items():
        if value is not None and not is_own(name):
            found = attribute_of(value)
            made[name] = json.dumps(value) if found is None else found
    return made | _values(infons.get(VALUES), f"{place}/infons/{VALUES}")


def infons_of(attributes: Mapping[str, AttributeValue]) -> dict[str, str]:
    """The infons of attributes: all as texts, and as JSON what is read back by that alone."""
    made: dict[str, str] = {}
    typed: dict[str, Any] = {}
    for name, value in attributes.items():
        if is_own(name) or not isinstance(value, str):
            typed[name] = json_of(value)
        if not is_own(name):
            made[name] = _plain(value)
    if typed:
        made[VALUES] = json.dumps(typed)
    return made


def note_infons(notes: Iterable[str], annotator: str = "") -> dict[str, str]:
    """The infons of notes: note, note2, note3."""
    behind = f"@{annotator}" if annotator else ""
    return {f"note{number if number > 1 else ''}{behind}": words for number, words in enumerate(notes, 1)}


def _values(value: object, place: str) -> dict[str, AttributeValue]:
    if value is None:
        return {}
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FormatError(tr("It is no JSON object of attributes."), place=place)
    return {name: made for name, one in found.items() if (made := attribute_of(one)) is not None}


def _plain(value: AttributeValue) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value)
