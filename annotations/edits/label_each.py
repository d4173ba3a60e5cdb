"""A label given to many places at once: spans are tagged, mentions relabelled, all as one edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotations.edits.consequences import as_labelled, carry_out, relabelling
from annotations.edits.edit import Edit, RecordEdit, Step
from annotations.edits.integrity import Context
from annotations.edits.operations import begun, tag_each
from annotations.edits.placement import Placement, Refusal, place
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label
from annotations.model.records import Event, Kind, Mention, Provenance
from annotations.text.intervals import IntervalIndex
from annotations.text.span import Span
from annotations.words import tr


def label_each(
    annotations: AnnotationSet,
    context: Context,
    label: Label,
    spans: Iterable[Span],
    mentions: Iterable[Mention],
    provenance: Provenance,
) -> Edit | Refusal:
    """New mentions exactly on the spans, which are apart from one another, and the mentions relabelled.

    Places where the placement rules allow no such mention are left out; the refusal is theirs when none is
    left. What no longer fits the relabelled mentions goes along. The title counts the places.
    """
    tagged = tag_each(annotations, context, label, spans, provenance)
    kept, refusal = _that_may(annotations, context, label, mentions)
    if isinstance(tagged, Refusal) and not kept:
        return refusal or tagged
    steps = [] if isinstance(tagged, Refusal) else list(tagged.steps)
    count = 0 if isinstance(tagged, Refusal) else tagged.title.count
    new_events = sum(isinstance(getattr(step, "after", None), Event) for step in steps)
    changes = _relabel(annotations, context, label, kept, provenance, new_events)
    if isinstance(tagged, Refusal):
        changes.extend(begun(annotations, label.kind))
    title = title_of("label", annotations, context, _first(steps + changes))
    return Edit(replace(title, count=count + len(kept)), (*steps, *changes))


def relabel_refusal(
    annotations: AnnotationSet, context: Context, label: Label, mention: Mention
) -> Refusal | None:
    """Why the mention cannot have the label, None when it can. Boilerplate stays boilerplate."""
    if (mention.kind, mention.label) == (label.kind, label.id):
        return Refusal("same_label", tr("This mention is already labelled {label}.", label=label.name))
    if (mention.kind is Kind.BOILERPLATE) != (label.kind is Kind.BOILERPLATE):
        return Refusal("layer", tr("Boilerplate stays boilerplate, and what is not stays what it is not."))
    request = Placement(label.kind, label.id, mention.spans, mention.id, exact=True)
    placed = place(request, annotations, context)
    return placed if isinstance(placed, Refusal) else None


def _that_may(
    annotations: AnnotationSet, context: Context, label: Label, mentions: Iterable[Mention]
) -> tuple[list[Mention], Refusal | None]:
    """The mentions that the rules let have the label, side by side; and why the last of the others may not.

    The rules know the mentions as they are. Where they forbid to overlap or to nest, two that lie on each
    other cannot both come into the kind, and nowhere can two become one and the same.
    """
    kept: list[Mention] = []
    refusal: Refusal | None = None
    beside = _Beside(context, label)
    for mention in mentions:
        may = relabel_refusal(annotations, context, label, mention) or beside.refusal(mention)
        if may is None:
            kept.append(mention)
            beside.add(mention)
        else:
            refusal = may
    return kept, refusal


class _Beside:
    """The mentions that get the label by the same edit."""

    def __init__(self, context: Context, label: Label) -> None:
        rules = context.label_set.rules(label.kind)
        self._label = label
        self._free = rules is not None and rules.overlap and rules.nesting
        self._moved: IntervalIndex[str] = IntervalIndex()
        self._spans: set[tuple[Span, ...]] = set()

    def refusal(self, mention: Mention) -> Refusal | None:
        """Why the mention cannot get the label as well."""
        crowded = not self._free and mention.kind is not self._label.kind
        if mention.spans in self._spans or (
            crowded and any(self._moved.overlapping(span.start, span.end) for span in mention.spans)
        ):
            return Refusal(
                "overlap", tr("Another mention here becomes {label} already.", label=self._label.name)
            )
        return None

    def add(self, mention: Mention) -> None:
        self._spans.add(mention.spans)
        if mention.kind is not self._label.kind:
            for span in mention.spans:
                self._moved.add(mention.id, span.start, span.end)


def _relabel(
    annotations: AnnotationSet,
    context: Context,
    label: Label,
    mentions: list[Mention],
    provenance: Provenance,
    new_events: int,
) -> list[Step]:
    """The steps that relabel; ``new_events`` have been added before."""
    steps = carry_out(relabelling(annotations, context.label_set, mentions, label))
    for mention in mentions:
        after = replace(as_labelled(context.label_set, mention, label), provenance=provenance)
        steps.append(RecordEdit(mention, after))
        if label.kind is Kind.EVENT and not annotations.events_on(mention.id):
            event_id = annotations.new_id(Event, new_events)
            steps.append(RecordEdit(None, Event(event_id, mention.id, provenance)))
            new_events += 1
    return steps


def _first(steps: list[Step]) -> Mention:
    """The first mention that gets the label."""
    made = (getattr(step, "after", None) for step in steps)
    return next(one for one in made if isinstance(one, Mention))
