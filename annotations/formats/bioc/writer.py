"""A document as a BioC document, in the form that its JSON has."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from annotations.formats.bioc.infons import (
    ANNOTATOR,
    ANNOTATORS,
    KIND,
    LINK,
    SOURCE,
    TARGET,
    TRIGGER,
    TYPE,
    infons_of,
    is_ours,
    note_infons,
)
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.model.records import AttributeValue, Comment, Event, Mention, Relation

# Readers of XML refuse texts of 10 MB in one element; a character has up to four bytes.
LONGEST_PASSAGE = 2_000_000


def written(document: LabelledDocument) -> dict[str, Any]:
    """The document: its text as one passage, or several in a row where it is very long."""
    text = document.text.text
    passages = [
        _holder(text[start : start + LONGEST_PASSAGE], start)
        for start in range(0, max(1, len(text)), LONGEST_PASSAGE)
    ]
    relations: list[dict[str, Any]] = []
    numbers = _Numbers()
    for labels in document.sets:
        _add(labels, text, passages, relations, numbers)
    infons = {
        name: value for name, value in document.meta.items() if isinstance(value, str) and not is_ours(name)
    }
    return {
        "bioctype": "BioCDocument",
        "id": document.name,
        "infons": infons | _infons_of_sets(document.sets),
        "passages": passages,
        "annotations": [],
        "relations": relations,
    }


def _holder(text: str, offset: int) -> dict[str, Any]:
    return {
        "bioctype": "BioCPassage",
        "offset": offset,
        "infons": {},
        "text": text,
        "sentences": [],
        "annotations": [],
        "relations": [],
    }


class _Numbers:
    """Ids as T1 and R1, unique over the document."""

    def __init__(self) -> None:
        self._last: dict[str, int] = defaultdict(int)

    def next(self, letter: str) -> str:
        self._last[letter] += 1
        return f"{letter}{self._last[letter]}"


def _infons_of_sets(sets: Iterable[Labels]) -> dict[str, str]:
    sets = tuple(sets)
    several = len(sets) > 1
    infons: dict[str, str] = {}
    if several:
        infons[ANNOTATORS] = json.dumps([labels.annotator for labels in sets])
    for labels in sets:
        notes = (one.text for one in labels.records if isinstance(one, Comment) and one.target is None)
        infons |= note_infons(notes, labels.annotator if several else "")
    return infons


def _add(
    labels: Labels,
    text: str,
    passages: list[dict[str, Any]],
    relations: list[dict[str, Any]],
    numbers: _Numbers,
) -> None:
    """Put what one annotator says into the passages and relations."""
    notes: dict[str, list[str]] = defaultdict(list)
    ids: dict[str, str] = {}
    labels_of: dict[str, str] = {}
    for record in labels.records:
        match record:
            case Comment() if record.target is not None:
                notes[record.target].append(record.text)
            case Mention():
                ids[record.id] = numbers.next("T")
                labels_of[record.id] = record.label
            case Event() | Relation():
                ids[record.id] = numbers.next("R")
    by = {ANNOTATOR: labels.annotator} if labels.annotator else {}
    for record in labels.records:
        said = by | note_infons(notes.get(record.id, ()))
        match record:
            case Mention():
                made = _annotation(ids[record.id], record, text, said)
                passages[min(record.start // LONGEST_PASSAGE, len(passages) - 1)]["annotations"].append(made)
            case Event():
                nodes = [(TRIGGER, record.trigger), *((one.role, one.target) for one in record.arguments)]
                infons = _infons(labels_of[record.trigger], record.attributes) | said
                relations.append(_relation(ids, record.id, infons, nodes))
            case Relation():
                ends = [(SOURCE, record.source), (TARGET, record.target)]
                infons = _infons(record.label, record.attributes) | said
                relations.append(_relation(ids, record.id, infons, ends))


def _annotation(number: str, mention: Mention, text: str, said: dict[str, str]) -> dict[str, Any]:
    infons = _infons(mention.label, mention.attributes) | {KIND: mention.kind.value}
    if mention.link is not None:
        infons[LINK] = mention.link
    return {
        "id": number,
        "infons": infons | said,
        "text": text[mention.start : mention.end],
        "locations": [{"offset": span.start, "length": span.length} for span in mention.spans],
    }


def _relation(
    ids: Mapping[str, str], record_id: str, infons: dict[str, str], nodes: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    named = [{"refid": ids[target], "role": role} for role, target in nodes]
    return {"id": ids[record_id], "infons": infons, "nodes": named}


def _infons(label: str, attributes: Mapping[str, AttributeValue]) -> dict[str, str]:
    return {TYPE: label} | infons_of(attributes)
