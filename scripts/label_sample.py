"""Label samples/darna.txt with the program's own operations, as scripts/darna_labels.toml says.

python -m scripts.label_sample            write samples/darna.labels.json
python -m scripts.label_sample --check    say whether it is what the table gives; change nothing

The same table gives the same bytes. How the table is written stands at its top, why the labels are what they
are in samples/README.md.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from annotations.edits import event_operations, note_operations, operations, relation_operations
from annotations.edits.edit import Edit
from annotations.edits.integrity import Context
from annotations.edits.placement import Refusal
from annotations.formats.native import label_set_from_dict, render
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.records import Event, Kind, Mention, Provenance, Record, Status
from annotations.session.document import DocumentSession
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.reading import parse_json
from schemas.shipped import shipped_label_set
from schemas.validation import annotation_set_problems

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_name("darna_labels.toml")
DOCUMENT = ROOT / "samples" / "darna.txt"
LABELS = DOCUMENT.with_suffix(".labels.json")

Table = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R", bound=Record)


class TableError(Exception):
    """The table says something that cannot be done; the sentence says what."""


def whole_words(quote: str) -> re.Pattern[str]:
    """Where the quote stands as words of its own, not as a part of longer ones."""
    return re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")


def find(quote: str, text: str, within: Span) -> Span:
    """The place of a quote; ``quote#2`` is the second one. Raises TableError when it is not there."""
    words, _, number = quote.partition("#")
    wanted = int(number or 1)
    for count, found in enumerate(whole_words(words).finditer(text, within.start, within.end), 1):
        if count == wanted:
            return Span(*found.span())
    raise TableError(f"“{quote}” does not stand in “{text[within.start : within.end]}”.")


class Annotator:
    """Does one edit after another to a document that nobody has labelled yet, as the window does."""

    def __init__(self, text: SourceText, table: Table) -> None:
        """Start on the text; the table says who labels and when."""
        label_set = label_set_from_dict(shipped_label_set("news"))
        document = DocumentRef.of(table["document"], DOCUMENT.name, text)
        annotations = AnnotationSet(document, label_set.ref, table["annotator"])
        self.session = DocumentSession(DOCUMENT, LABELS, text, annotations, label_set)
        self._provenance = Provenance(table["annotator"], table["at"])

    def tag(self, kind: Kind, label_id: str, span: Span) -> Mention:
        """A new mention there. Raises TableError where the label would snap to more than that."""
        label = self.session.label_set.label(kind, label_id)
        if label is None:
            raise TableError(f"There is no {kind} label {label_id}.")
        mention_id = self.session.annotations.new_id(Mention)
        self._do(operations.tag, label, (span,), self._provenance)
        mention = self.now(Mention, mention_id)
        if mention.spans != (span,):
            raise TableError(
                f"{label_id} snaps to {mention.start}..{mention.end}, not {span.start}..{span.end}."
            )
        return mention

    def describe(self, record: Mention | Event, attributes: Mapping[str, Any]) -> None:
        """Set the attributes."""
        for name, value in attributes.items():
            self._do(note_operations.set_attribute, self.now(type(record), record.id), name, value)

    def argue(self, event: Event, role: str, target: Mention | Event) -> None:
        """Give the event an argument."""
        self._do(event_operations.add_argument, self.now(Event, event.id), role, target)

    def relate(self, relation: str, source: Mention, target: Mention) -> None:
        """Link two mentions."""
        known = self.session.label_set.relation(relation)
        if known is None:
            raise TableError(f"There is no relation {relation}.")
        self._do(relation_operations.add_relation, known, source, target, self._provenance)

    def finish(self) -> None:
        """Say that every kind is done."""
        for kind in Kind:
            status = operations.set_status(self.session.annotations, kind, Status.DONE)
            self._apply(status)

    def now(self, record_type: type[R], record_id: str) -> R:
        """The record as it is after the edits so far."""
        record = self.session.annotations.get(record_id)
        if not isinstance(record, record_type):
            raise TypeError(f"{record_id} is no {record_type.__name__}")
        return record

    def _do(
        self,
        operation: Callable[Concatenate[AnnotationSet, Context, P], Edit | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self._apply(operation(self.session.annotations, self.session.context, *args, **kwargs))

    def _apply(self, edit: Edit | Refusal) -> None:
        if isinstance(edit, Refusal):
            raise TableError(edit.message)
        self.session.apply(edit)


class Labelling:
    """Carries the table out, passage by passage, and remembers which quote became which mention."""

    def __init__(self, text: SourceText, table: Table) -> None:
        """Prepare to label the text as the table says."""
        self._text = text
        self._table = table
        self._annotator = Annotator(text, table)
        self._mentions: dict[str, Mention] = {}

    def run(self) -> AnnotationSet:
        """Label the whole text.

        Raises:
            TableError: a quote, a label or a role in the table does not fit; the message says where.
        """
        for one in self._table["boilerplate"]:
            self._annotator.tag(Kind.BOILERPLATE, one["label"], self._stretch(one))
        for passage, place in zip(self._table["passage"], self._places(), strict=True):
            try:
                self._entities(passage, place)
                self._events(passage, place)
                self._relations(passage)
            except TableError as error:
                raise TableError(f"Passage {passage['id']}: {error}") from error
        self._annotator.finish()
        return self._annotator.session.annotations

    def _stretch(self, one: Table) -> Span:
        starts = [found.start() for found in re.finditer(re.escape(one["begins"]), self._text.text)]
        start = starts[one.get("occurrence", 1) - 1]
        return Span(start, self._text.text.index(one["ends"], start) + len(one["ends"]))

    def _places(self) -> Iterator[Span]:
        """Where the passages stand, one after the other."""
        end = 0
        for passage in self._table["passage"]:
            start = self._text.text.find(passage["text"], end)
            if start < 0:
                raise TableError(f"Passage {passage['id']} does not stand in the text after {end}.")
            end = start + len(passage["text"])
            yield Span(start, end)

    def _entities(self, passage: Table, place: Span) -> None:
        for label, quote, *named in passage["entities"]:
            mention = self._tag(Kind.ENTITY, label, passage, quote, place)
            self._annotator.describe(mention, {"mention_type": named[0]} if named else {})

    def _events(self, passage: Table, place: Span) -> None:
        """All triggers first, so that an event can be said of one that comes later in the sentence."""
        triggers = [
            self._tag(Kind.EVENT, label, passage, trigger, place) for label, trigger, *_ in passage["events"]
        ]
        for mention, (_, _, attributes, roles) in zip(triggers, passage["events"], strict=True):
            event = self._event(mention)
            self._annotator.describe(event, attributes)
            for role, quotes in roles.items():
                for quote in _listed(quotes):
                    self._annotator.argue(event, role, self._target(passage, quote))

    def _relations(self, passage: Table) -> None:
        for relation, source, target in passage["relations"]:
            ends = self._mention(passage, source), self._mention(passage, target)
            self._annotator.relate(relation, *ends)

    def _tag(self, kind: Kind, label: str, passage: Table, quote: str, place: Span) -> Mention:
        key = f"{passage['id']}/{quote}"
        if key in self._mentions:
            raise TableError(f"“{quote}” is labelled twice.")
        mention = self._annotator.tag(kind, label, find(quote, self._text.text, place))
        self._mentions[key] = mention
        return mention

    def _mention(self, passage: Table, quote: str) -> Mention:
        """The mention of a quote in this passage, or in the one named before the slash."""
        key = quote if "/" in quote else f"{passage['id']}/{quote}"
        if key not in self._mentions:
            raise TableError(f"“{quote}” is not labelled yet.")
        return self._mentions[key]

    def _target(self, passage: Table, quote: str) -> Mention | Event:
        mention = self._mention(passage, quote)
        return self._event(mention) if mention.kind is Kind.EVENT else mention

    def _event(self, trigger: Mention) -> Event:
        referrers = self._annotator.session.annotations.referrers(trigger.id)
        return next(one for one in referrers if isinstance(one, Event) and one.trigger == trigger.id)


def _listed(quotes: str | list[str]) -> Iterable[str]:
    return [quotes] if isinstance(quotes, str) else quotes


def label_file(document: Path = DOCUMENT, table: Path = TABLE) -> bytes:
    """The label file that the table gives; TableError when it would not be valid."""
    text = SourceText(document.read_bytes().decode("utf-8"))
    annotations = Labelling(text, tomllib.loads(table.read_text(encoding="utf-8"))).run()
    data = render(annotations, text)
    problems = annotation_set_problems(parse_json(data), text.text, shipped_label_set("news"))
    if problems:
        raise TableError("\n".join(f"{problem.pointer}: {problem.message}" for problem in problems))
    return data


def main(arguments: list[str] | None = None) -> int:
    """Write the label file, or check it: 0 when it is as it should be, 1 when not."""
    parser = argparse.ArgumentParser(description="Label the sample article.")
    parser.add_argument("--check", action="store_true", help="change nothing, only compare")
    check = parser.parse_args(arguments).check
    try:
        data = label_file()
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    if not check:
        LABELS.write_bytes(data)
        print(f"{LABELS.relative_to(ROOT)}: {len(data)} bytes")
    elif not LABELS.exists() or LABELS.read_bytes() != data:
        print(f"{LABELS.relative_to(ROOT)} is not what the table gives.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
