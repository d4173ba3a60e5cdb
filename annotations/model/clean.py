"""What a model reads of a document: the text without boilerplate, and the mentions that are left in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention
from annotations.text.clean import CleanText
from annotations.text.span import Span
from schemas.late import late_dataclass

_OFTEN = 1000


@late_dataclass(frozen=True)
class CleanDocument:
    """The clean text and what became of the mentions; boilerplate that was left out is in none of them."""

    text: CleanText
    mentions: tuple[Mention, ...]
    """With spans of the clean text."""
    lost: tuple[Mention, ...]
    """Of which nothing is left, as they are in the source."""
    cut: tuple[Mention, ...]
    """Of which a part is gone, as they are in the source; what is left is in ``mentions``."""


def is_left_out(label_set: LabelSet, mention: Mention) -> bool:
    """Whether a mention is boilerplate that no model reads.

    What holds labels that are wanted, such as a dateline, is read; what repeats another stretch is not.
    """
    if mention.kind is not Kind.BOILERPLATE:
        return False
    label = label_set.label(mention.kind, mention.label)
    return label is None or label.repeats or not label.holds_labels


def cleaned(
    source: str,
    mentions: Iterable[Mention],
    label_set: LabelSet,
    go_on: Callable[[int], bool] = lambda _: True,
) -> CleanDocument | None:
    """The clean text of ``source``, in which these are all mentions.

    ``go_on`` is told every now and then how many mentions are done; None when it says no.
    """
    kept: list[Mention] = []
    stretches: list[Span] = []
    for one in mentions:
        if is_left_out(label_set, one):
            stretches.extend(one.spans)
        else:
            kept.append(one)
    clean = CleanText(source, stretches)
    left, lost, cut = [], [], []
    for number, one in enumerate(kept):
        if number % _OFTEN == 0 and not go_on(number):
            return None
        if len(one.spans) == 1 and (moved := clean.moved(one.spans[0])) is not None:
            left.append(one if moved == one.spans[0] else replace(one, spans=(moved,)))
            continue
        spans = tuple(_left(clean, one.spans))
        if not spans:
            lost.append(one)
            continue
        left.append(one if spans == one.spans else replace(one, spans=spans))
        if sum(span.length for span in spans) < sum(span.length for span in one.spans):
            cut.append(one)
    return CleanDocument(clean, tuple(left), tuple(lost), tuple(cut))


def _left(clean: CleanText, spans: Iterable[Span]) -> Iterator[Span]:
    """What is left of each span that was not all left out; those that have come to touch become one."""
    pending: Span | None = None
    for span in spans:
        found = clean.span(span)
        if found.is_empty and (not span.is_empty or clean.source(found.start) != span.start):
            continue
        if pending is not None and found.start <= pending.end:
            pending = Span(pending.start, found.end)
            continue
        if pending is not None:
            yield pending
        pending = found
    if pending is not None:
        yield pending
