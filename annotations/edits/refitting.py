"""What a changed label set means for a document: its mentions follow, and what no longer fits goes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotations.edits.consequences import deletion
from annotations.edits.draft import Draft
from annotations.edits.edit import Edit, RecordEdit, Step, Title
from annotations.edits.integrity import Context, fitting_arguments, record_problems, relation_problems
from annotations.edits.revision import Revision
from annotations.edits.values import attribute_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from schemas.problems import Problem


@dataclass(frozen=True, slots=True)
class Toll:
    """What the edit does, in numbers; ``doubles`` are mentions whose new label stands on their text already.

    ``arguments`` and ``attributes`` are those that go because they no longer fit, ``events`` and ``comments``
    those that go with what they are about.
    """

    relabelled: int = 0
    deleted: int = 0
    doubles: int = 0
    events: int = 0
    arguments: int = 0
    relations: int = 0
    comments: int = 0
    attributes: int = 0


@dataclass(frozen=True, slots=True)
class Refitting:
    """The edit and what it does.

    ``edit`` is None when nothing in the document changes, and when it cannot: ``problems`` say why, and what
    is there then stays as it is, under labels that the label set does not have.
    """

    edit: Edit | None = None
    toll: Toll = Toll()
    problems: tuple[Problem, ...] = ()


def refit(annotations: AnnotationSet, text: SourceText, revision: Revision) -> Refitting:
    """What the revision does to the annotation set, as one edit to be judged against ``revision.after``.

    A record that the label set had something against before is left as it is unless it changes anyway.
    """
    made = _Refit(annotations, Context(text, revision.before), revision).made()
    if made.edit is None:
        return made
    problems = made.edit.check(annotations, Context(text, revision.after))
    return Refitting(problems=tuple(problems)) if problems else made


class _Refit:
    """One document on its way from one label set to the other."""

    def __init__(self, annotations: AnnotationSet, before: Context, revision: Revision) -> None:
        self._annotations, self._before, self._revision = annotations, before, revision
        self._draft = Draft(annotations)
        self._after: dict[str, Record] = {}
        self._counts: Counter[str] = Counter()

    def made(self) -> Refitting:
        """The edit and its numbers."""
        roots = self._relabel()
        gone = self._with_all_along(roots)
        misfits = [one for one in self._annotations.of_type(Relation) if self._no_longer_fits(one)]
        gone = self._with_all_along([*roots, *misfits]) if misfits else gone
        for event in self._annotations.of_type(Event):
            if event.id not in gone:
                self._fit(event, gone)
        steps = self._steps(gone)
        if not steps:
            return Refitting()
        title = Title("label_set", self._revision.after.ref.id, count=len(steps))
        return Refitting(Edit(title, tuple(steps)), self._toll(gone))

    def _relabel(self) -> list[Record]:
        """Give mentions their new labels; return those that go."""
        moves, gone = self._revision.moves, list[Record]()
        for mention in self._annotations.of_type(Mention):
            goal = moves.get((mention.kind, mention.label), (mention.kind, mention.label))
            if goal is None:
                gone.append(mention)
            elif goal[1] != mention.label and self._stands_twice(mention, goal[1]):
                gone.append(mention)
                self._counts["doubles"] += 1
            elif goal[1] != mention.label or mention.attributes:
                self._put(mention, self._labelled(mention, goal[1]))
        return gone

    def _labelled(self, mention: Mention, label: str) -> Mention:
        right = _right(self._revision.after, mention.kind, mention.attributes)
        if label != mention.label:
            self._counts["relabelled"] += 1
        elif right != mention.attributes and self._was_wrong(mention):
            return mention
        self._counts["attributes"] += len(mention.attributes) - len(right)
        return replace(mention, label=label, attributes=right or EMPTY)

    def _stands_twice(self, mention: Mention, label: str) -> bool:
        """Whether nothing would be lost with the mention: its twin is there, and nobody points to it."""
        bare = all(
            isinstance(one, Event) and not one.arguments and not self._annotations.referrers(one.id)
            for one in self._annotations.referrers(mention.id)
        )
        if not bare or mention.attributes or mention.link is not None:
            return False
        there = self._annotations.overlapping(mention.start, mention.end)
        twins = (self._after.get(one.id, one) for one in there if one.id != mention.id)
        wanted = (mention.kind, label, mention.spans)
        return any(isinstance(one, Mention) and (one.kind, one.label, one.spans) == wanted for one in twins)

    def _with_all_along(self, roots: list[Record]) -> dict[str, Record]:
        return {one.id: one for one in (*roots, *deletion(self._annotations, roots).removed)}

    def _no_longer_fits(self, relation: Relation) -> bool:
        """Whether the relation was right, and is not by the label set that is to be."""
        wrong = any(relation_problems(self._draft, self._revision.after, relation))
        return wrong and not self._was_wrong(relation)

    def _fit(self, event: Event, gone: Mapping[str, Record]) -> None:
        """Take off an event what is gone, and what no longer fits if everything did."""
        left = tuple(one for one in event.arguments if one.target not in gone)
        fitting = self._fitting(replace(event, arguments=left))
        right = _right(self._revision.after, Kind.EVENT, event.attributes)
        if (fitting, right) == (event.arguments, event.attributes):
            return
        if left != event.arguments or not self._was_wrong(event):
            self._counts["arguments"] += len(left) - len(fitting)
            self._counts["attributes"] += len(event.attributes) - len(right)
            self._put(event, replace(event, arguments=fitting, attributes=right or EMPTY))

    def _fitting(self, event: Event) -> tuple[Argument, ...]:
        return fitting_arguments(self._draft, self._revision.after, event)

    def _was_wrong(self, record: Record) -> bool:
        return bool(record_problems(self._annotations, self._before, record))

    def _put(self, before: Record, after: Record) -> None:
        if after != before:
            self._after[before.id] = after
            self._draft.replace(before, after)

    def _steps(self, gone: Mapping[str, Record]) -> list[Step]:
        steps: list[Step] = [
            RecordEdit(self._annotations.get(record_id), after)
            for record_id, after in self._after.items()
            if record_id not in gone
        ]
        return steps + [RecordEdit(record, None) for record in gone.values()]

    def _toll(self, gone: Mapping[str, Record]) -> Toll:
        types = Counter(type(one) for one in gone.values())
        return Toll(
            deleted=types[Mention] - self._counts["doubles"],
            events=types[Event],
            relations=types[Relation],
            comments=types[Comment],
            **self._counts,
        )


def _right(
    label_set: LabelSet, kind: Kind, attributes: Mapping[str, AttributeValue]
) -> Mapping[str, AttributeValue]:
    """The attributes that the label set has nothing against."""
    return {
        name: value
        for name, value in attributes.items()
        if not any(attribute_problems(label_set, kind, {name: value}))
    }
