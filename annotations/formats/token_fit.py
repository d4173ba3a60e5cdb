"""Documents made to fit formats of tokens: ends on tokens, names without blanks, no lone surrogates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotations.formats.characters import utf8_text
from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted
from annotations.formats.losses import Reason
from annotations.model.records import Mention
from annotations.text.patterns import pattern
from annotations.text.segments import trim_blanks
from annotations.text.span import Span
from annotations.words import tr

Rename = Callable[[str], str]


def on_tokens(document: LabelledDocument, rename: Rename) -> Fitted:
    """The document with mentions that begin and end in tokens, and labels as ``rename`` makes them.

    A mention without blanks at its ends is another one: a loss. So is one of nothing but blanks, and the gap
    between two spans of a mention that has only blanks in it.
    """
    sets, losses = [], []
    for labels in document.sets:
        cut = Cut(document.name, labels)
        for mention in cut.mentions():
            _on_tokens(cut, mention, document.text.text)
        for mention in cut.mentions():
            if (label := rename(mention.label)) != mention.label:
                cut.change(
                    replace(mention, label=label),
                    Reason.NAME,
                    tr("{name} became {label}", name=mention.label, label=label),
                )
        cut.settle()
        sets.append(cut.labels())
        losses += cut.losses
    return Fitted(replace(document, sets=tuple(sets)), tuple(losses))


def then(first: Fitted, second: Fitted) -> Fitted:
    """The second, made from what the first has left, with the losses of both; what is gone is lost once."""
    gone = {(labels.annotator, one.id) for labels in first.document.sets for one in labels.records}
    gone -= {(labels.annotator, one.id) for labels in second.document.sets for one in labels.records}
    before = [loss for loss in first.losses if (loss.annotator, loss.record) not in gone]
    return Fitted(second.document, (*before, *second.losses))


def renamed(unfit: str) -> Rename:
    """Labels with ``_`` for each character that the pattern finds, and for no label at all."""

    def rename(label: str) -> str:
        return utf8_text(pattern(unfit).sub("_", label)) or "_"

    return rename


def _on_tokens(cut: Cut, mention: Mention, text: str) -> None:
    if all(span.is_empty for span in mention.spans):
        return
    spans: list[Span] = []
    for span in mention.spans:
        trimmed = trim_blanks(text, span)
        if trimmed.is_empty:
            continue
        if spans and trim_blanks(text, Span(spans[-1].end, trimmed.start)).is_empty:
            spans[-1] = Span(spans[-1].start, trimmed.end)
        else:
            spans.append(trimmed)
    if not spans:
        cut.lose(mention, Reason.MISALIGNED, tr("nothing but blanks"))
    elif tuple(spans) != mention.spans:
        cut.change(replace(mention, spans=tuple(spans)), Reason.MISALIGNED, tr("blanks at its ends"))
