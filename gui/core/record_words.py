"""Words for what records carry beside label and place: attributes, link, notes, who made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import AttributeType, LabelSet
from annotations.model.records import AttributeValue, Event, Mention, Origin, Provenance
from annotations.words import mark, tr

_HOW = {
    Origin.HAND: mark("by hand"),
    Origin.SUGGESTION: mark("from a suggestion"),
    Origin.IMPORT: mark("from an import"),
    Origin.PROPAGATION: mark("carried over"),
}
_LONGEST = 200  # characters of a note that a tool tip repeats


def value_words(value: AttributeValue | None) -> str:
    """An attribute's value, empty when it has none."""
    match value:
        case None:
            return ""
        case bool():
            return tr("yes") if value else tr("no")
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


def attribute_words(label_set: LabelSet, attributes: Mapping[str, AttributeValue]) -> list[str]:
    """Each attribute in the label set's order, unknown ones last; a plain yes needs no value."""
    order = {one.id: place for place, one in enumerate(label_set.attributes)}
    names = sorted(attributes, key=lambda name: (order.get(name, len(order)), name))
    return [_attribute(label_set.attribute(name), name, attributes[name]) for name in names]


def carried_words(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> list[str]:
    """What a mention and the events on it carry, a line each: attributes, link, notes."""
    records: list[Mention | Event] = [mention, *annotations.events_on(mention.id)]
    lines = [
        ", ".join(attribute_words(label_set, record.attributes)) for record in records if record.attributes
    ]
    if mention.link is not None:
        lines.append(tr("Linked to {link}", link=mention.link))
    lines += [tr("Note: {words}", words=words) for words in note_texts(annotations, records)]
    return lines


def note_texts(annotations: AnnotationSet, records: Iterable[Mention | Event]) -> list[str]:
    """The notes on the records, each on one line and no longer than a tool tip should be."""
    texts = [note.text for record in records for note in annotations.comments(record.id)]
    lines = (" ".join(text[: _LONGEST + 1].split()) for text in texts)
    return [line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in lines]


def provenance_words(provenance: Provenance) -> str:
    """Who, when, how: "annotator-1, 2026-11-22 09:14, by hand"."""
    at = provenance.at[:16].replace("T", " ")
    words = tr("{who}, {at}, {how}", who=provenance.by, at=at, how=tr(_HOW[provenance.how]))
    if provenance.source is not None:
        words += tr(" ({source})", source=provenance.source)
    return words


def _attribute(known: AttributeType | None, name: str, value: AttributeValue) -> str:
    shown = name if known is None else known.name
    return shown if value is True else tr("{name}: {value}", name=shown, value=value_words(value))
