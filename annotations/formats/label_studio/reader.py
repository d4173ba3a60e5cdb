"""Label Studio's tasks, read: the text, and what every annotator and every model says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count, zip_longest
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.event_links import Link, linked
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.formats.json_documents import (
    Object,
    list_in,
    object_in,
    objects_in,
    text_in,
)
from annotations.formats.label_studio.results import Region, Result, read_result
from annotations.formats.proof import Quoted, Ruler, Unit, proved
from annotations.formats.told import Told, told_of
from annotations.model.records import (
    EMPTY,
    AttributeValue,
    Comment,
    Kind,
    Mention,
    Origin,
    Provenance,
    Record,
)
from annotations.text.source import SourceText
from annotations.words import mark, tr

OURS = "sorot"
"""Where in a task's ``meta`` stands what Label Studio has no place for."""

_ADDRESS = re.compile(r"(?:[A-Za-z][\w+.-]*://|/data/)\S+\Z")


def is_short(keys: Collection[str]) -> bool:
    """Whether a task with these keys is JSON-MIN, Label Studio's short export."""
    return "annotation_id" in keys and "annotator" in keys and "data" not in keys


class TaskReader:
    """Reads one task. ``key`` is the field of the data that holds the text, "" to find it."""

    def __init__(self, task: Object, key: str) -> None:
        self._left_out: Counter[str] = Counter()
        self._task = self._without_numbers(task)
        self._key = key
        self._proofs: list[str] = []
        self._split: Counter[str] = Counter()
        self._numbers: dict[str, Iterator[int]] = {}

    def document(self) -> LabelledDocument:
        """The task's text and labels. Raises FormatError where it has none or they are not of the text."""
        if is_short(self._task.keys()):
            raise FormatError(
                tr("This is JSON-MIN, which has no relations. Choose JSON in Label Studio's export.")
            )
        data = object_in(self._task, "data")
        people = [*self._results("completions"), *self._results("annotations")]
        models = list(self._results("predictions"))
        key = self._text_key(data)
        text = text_in(data, key, "/data")
        _refuse_address(text, key)
        ruler, told = _proved(text, [one.quoted for result in people for one in result.regions.values()])
        sets = [self._labels(result, ruler) for result in people]
        for model in models:
            sets += self._suggested(text, model)
        meta = object_in(self._task, "meta").get(OURS)
        ours = meta if isinstance(meta, dict) else {}
        ids = [one.imported_as for one in people]
        return LabelledDocument(
            _name(ours, self._task),
            SourceText(text),
            tuple(_named(sets, ids, ours.get("annotators"))),
            {name: one for name, one in data.items() if name != key} | _rest(self._task),
            self._told(told),
        )

    def _told(self, proof: str) -> tuple[Told, ...]:
        proofs = [one for one in (proof, *self._proofs) if one]
        left_out = told_of(self._left_out, mark("left out: {things}"))
        return (*map(Told, proofs), *told_of(self._split), *left_out)

    # -- the results ---------------------------------------------------------------------------------------

    def _without_numbers(self, task: Object) -> Object:
        """The task without the predictions of which Label Studio's export has nothing but the number."""
        found = [one for _, one in list_in(task, "predictions")]
        kept = [one for one in found if not isinstance(one, int)]
        if len(kept) == len(found):
            return task
        self._left_out[tr("predictions of which the file has only the number")] += len(found) - len(kept)
        return {**task, "predictions": kept}

    def _results(self, name: str) -> Iterator[Result]:
        for place, one in objects_in(self._task, name):
            if one.get("was_cancelled"):
                self._left_out[tr("annotations that were skipped")] += 1
                continue
            yield read_result(one, place, self._left_out, suggested=name == "predictions")
        if name == "annotations" and self._task.get("drafts"):
            self._left_out[tr("drafts")] += len(list_in(self._task, "drafts"))

    # -- the text ------------------------------------------------------------------------------------------

    def _text_key(self, data: Object) -> str:
        if self._key:
            return self._key
        texts = [name for name, one in data.items() if isinstance(one, str)]
        named = {
            str(one.get("to_name"))
            for name in ("annotations", "completions", "predictions")
            for place, result in objects_in(self._task, name)
            for _, one in objects_in(result, "result", place)
        }
        for found in ([one for one in texts if one in named], [one for one in texts if one == "text"], texts):
            if len(found) == 1:
                return found[0]
        if texts:
            names = ", ".join(texts)
            raise FormatError(
                tr("Which of {names} is the text? Say it with --option text=...", names=names), place="/data"
            )
        raise FormatError(
            tr("The task has no text: a dialogue (Paragraphs), a table or nothing stands in its data."),
            place="/data",
        )

    # -- labels --------------------------------------------------------------------------------------------

    def _suggested(self, text: str, model: Result) -> list[Labels]:
        try:
            ruler, told = _proved(text, [one.quoted for one in model.regions.values()])
        except FormatError:
            name = tr("predictions of {model} whose offsets do not fit the text", model=model.annotator)
            self._left_out[name] += 1
            return []
        if told:
            self._proofs.append(told)
        return [self._labels(model, ruler)]

    def _labels(self, result: Result, ruler: Ruler) -> Labels:
        mentions: list[Mention] = []
        notes: list[Record] = []
        first: dict[str, str] = {}
        said_of: dict[str, dict[str, AttributeValue]] = {}
        for region_id, region in result.regions.items():
            if not region.labels:
                self._left_out[tr("regions without a label")] += 1
            if len(region.labels) > 1:
                self._split[tr("regions with several labels (a mention for each)")] += 1
            provenance = self._provenance(result, region)
            for kind, label in region.labels:
                mention = _mention(self._new_id("m"), kind, label, region, ruler, provenance)
                mentions.append(mention)
                said_of[mention.id] = region.attributes
                if first.setdefault(region_id, mention.id) == mention.id:
                    notes += [Comment(self._new_id("c"), mention.id, one, provenance) for one in region.notes]
        links = [
            Link(one.label, first[one.source], first[one.target], one.forward)
            for one in result.arrows
            if one.source in first and one.target in first
        ]
        self._left_out[tr("relations of regions without a label")] += len(result.arrows) - len(links)
        others = linked(mentions, links, self._new_id, result.provenance, lambda one: said_of[one])
        extra = {"label_studio": result.extra} if result.extra else EMPTY
        return Labels(result.annotator, (*mentions, *others, *notes), extra=extra)

    def _new_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers.setdefault(letter, count(1)))}"

    def _provenance(self, result: Result, region: Region) -> Provenance:
        made = result.provenance
        if made.how is Origin.SUGGESTION:
            score = region.score if region.score is not None else made.score
            return replace(made, score=self._score(score))
        if region.accepted:
            return replace(made, how=Origin.SUGGESTION, source="prediction")
        return made

    def _score(self, score: object) -> float | None:
        if isinstance(score, (int, float)) and not isinstance(score, bool) and 0 <= score <= 1:
            return float(score)
        if score is not None:
            self._left_out[tr("scores that are not from 0 to 1")] += 1
        return None


def _proved(text: str, ranges: Sequence[Quoted]) -> tuple[Ruler, str]:
    """The ruler of the ranges: code points, before October 2021 UTF-16 units; CRLF has counted once, too.

    Label Studio has written line breaks into quotes as a backslash and an n.
    """
    others = (Unit.UTF16, Unit.GRAPHEME)
    try:
        return proved(text, ranges, Unit.CODE_POINT, others)
    except FormatError:
        plain = [
            replace(one, quote=one.quote.replace("\\n", "\n")) if one.quote is not None else one
            for one in ranges
        ]
        if plain == list(ranges):
            raise
        return proved(text, plain, Unit.CODE_POINT, others)


def _mention(
    mention_id: str, kind: Kind, label: str, region: Region, ruler: Ruler, provenance: Provenance
) -> Mention:
    attributes = region.own if kind is Kind.EVENT else region.attributes | region.own
    span = ruler.span(region.quoted.start, region.quoted.end)
    return Mention(mention_id, kind, label, (span,), provenance, attributes or EMPTY, region.link)


def _refuse_address(text: str, key: str) -> None:
    if _ADDRESS.match(text):
        raise FormatError(
            tr(
                '"{key}" is the address of what was labelled (valueType="url"), not a text. Put the text '
                "itself into the tasks.",
                key=key,
            ),
            place=f"/data/{key}",
        )


def _name(ours: Object, task: Object) -> str:
    name = ours.get("name", task.get("id"))
    return str(name) if isinstance(name, (str, int)) else ""


def _named(sets: Sequence[Labels], ids: Sequence[object], names: object) -> Iterator[Labels]:
    """The sets, each with an annotator of its own name.

    ``names`` are those that were written: theirs is the set that was imported with the number of their place,
    from 1. Where no set has been imported, each is that of its place, if they are as many.
    """
    taken: Counter[str] = Counter()
    written = [one for one in names if isinstance(one, str)] if isinstance(names, list) else []
    places = dict(enumerate(written, 1))
    if all(one is None for one in ids):
        ids = range(1, len(sets) + 1) if len(sets) == len(written) else ()
    for labels, number in zip_longest(sets, ids):
        name = places.get(number, labels.annotator) if isinstance(number, int) else labels.annotator
        taken[name] += 1
        yield replace(labels, annotator=name if taken[name] == 1 else f"{name} ({taken[name]})")


def _rest(task: Object) -> dict[str, Any]:
    """What a task says of itself beside its data and results."""
    said = ("data", "annotations", "completions", "predictions", "drafts")
    rest = {name: one for name, one in task.items() if name not in said}
    meta = rest.get("meta")
    if isinstance(meta, dict) and meta.keys() <= {OURS}:
        del rest["meta"]
    return {"task": rest} if rest else {}
