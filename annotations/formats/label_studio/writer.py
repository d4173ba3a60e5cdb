"""Label Studio's tasks, written: what of a document they hold, and the results that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotations.formats.event_links import fit_links, links
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.formats.fitting import Cut, fit_lists
from annotations.formats.json_documents import json_of
from annotations.formats.label_studio.config import LINK, NO_LABEL, TEXT, Controls, control_of
from annotations.formats.label_studio.reader import OURS
from annotations.formats.losses import Reason
from annotations.model.records import AttributeValue, Comment, Event, Kind, Mention, Origin, Relation
from annotations.words import tr


def models_last(document: LabelledDocument) -> LabelledDocument:
    """The document with what models suggest behind what people say, as a task has it."""
    return replace(document, sets=tuple(sorted(document.sets, key=_is_suggested)))


def fit_task(cut: Cut) -> None:
    """Leave what regions, relations and what is said of regions can hold."""
    fit_links(cut)
    for record in cut.records():
        match record:
            case Mention() if not record.label:
                cut.lose(record, Reason.NAME, tr("Label Studio has no label without a name"))
            case Mention() | Event():
                fit_lists(cut, record)
                if isinstance(record, Event):
                    _fit_roles(cut, record)
            case Relation() if not record.label:
                cut.change(replace(record, label=NO_LABEL), Reason.NAME, NO_LABEL)


def task_of(document: LabelledDocument, controls: Controls) -> dict[str, Any]:
    """A task: the text, the fields of the document, and a list of results for each annotator."""
    data = {name: one for name, one in document.meta.items() if name not in (TEXT, "task")}
    task: dict[str, Any] = {
        "data": {TEXT: document.text.text} | data,
        "meta": {OURS: {"name": document.name, "annotators": [one.annotator for one in document.sets]}},
        "annotations": [],
    }
    for number, labels in enumerate(document.sets):
        result = list(_results(labels, document.text.text, f"{number}-", controls))
        if _is_suggested(labels):
            model = {"model_version": labels.annotator, "result": result}
            task.setdefault("predictions", []).append(model)
        else:
            # Label Studio exports this id as "import_id", however many annotations come and go.
            task["annotations"].append({"id": number + 1, "result": result})
    return task


def _is_suggested(labels: Labels) -> bool:
    """Whether a model has proposed all of it, and nobody has accepted any: the model itself has signed."""
    return bool(labels.records) and all(
        one.provenance.how is Origin.SUGGESTION
        and one.provenance.by == one.provenance.source == labels.annotator
        for one in labels.records
    )


# -- what is lost ------------------------------------------------------------------------------------------


def _fit_roles(cut: Cut, event: Event) -> None:
    now = cut.get(event.id)
    if isinstance(now, Event) and any(not one.role for one in now.arguments):
        named = tuple(replace(one, role=one.role or NO_LABEL) for one in now.arguments)
        cut.change(replace(now, arguments=named), Reason.NAME, NO_LABEL)


# -- results -----------------------------------------------------------------------------------------------


def _results(labels: Labels, text: str, prefix: str, controls: Controls) -> Iterator[dict[str, Any]]:
    """The results of one annotator; ``prefix`` makes the ids of regions unique in the task."""
    events = {one.trigger: one for one in labels.records if isinstance(one, Event)}
    notes: dict[str | None, list[str]] = {}
    for record in labels.records:
        if isinstance(record, Comment):
            notes.setdefault(record.target, []).append(record.text)
    triggers = set()
    for record in labels.records:
        if isinstance(record, Mention):
            if record.kind is Kind.EVENT:
                triggers.add(record.id)
            yield from _region(record, events.get(record.id), text, prefix, controls, notes.get(record.id))
    for link in links(labels.records):
        source, target = prefix + link.source, prefix + link.target
        # From a trigger, an arrow forwards is a role; so a relation is drawn from its target, backwards.
        backwards = not link.is_role and link.source in triggers
        yield {
            "type": "relation",
            "from_id": target if backwards else source,
            "to_id": source if backwards else target,
            "direction": "left" if backwards else "right",
            "labels": [link.label],
        }


def _region(
    mention: Mention, event: Event | None, text: str, prefix: str, controls: Controls, notes: list[str] | None
) -> Iterator[dict[str, Any]]:
    place = {"start": mention.start, "end": mention.end}
    common = {"id": prefix + mention.id, "to_name": TEXT}
    score = mention.provenance.score
    region = common | {
        "from_name": mention.kind.value,
        "type": "labels",
        "value": place | {"text": text[mention.start : mention.end], "labels": [mention.label]},
    }
    yield region | ({"meta": {"text": notes}} if notes else {}) | ({} if score is None else {"score": score})
    own = mention.kind is Kind.EVENT
    for name, value in mention.attributes.items():
        yield common | _said(controls.name(name, control_of(value), own=own), value, place)
    for name, value in event.attributes.items() if event is not None else ():
        yield common | _said(controls.name(name, control_of(value)), value, place)
    if mention.link is not None:
        yield common | _said(LINK, mention.link, place)


def _said(name: str, value: AttributeValue, place: Mapping[str, int]) -> dict[str, Any]:
    control = control_of(value)
    content: dict[str, Any]
    match value:
        case bool():
            content = {"choices": ["true" if value else "false"]}
        case int() | float():
            content = {"number": value}
        case str():
            content = {"text": [value]}
        case _:
            content = {"text": json_of(value)}
    return {"from_name": name, "type": control, "value": {**place, **content}}
