"""What a label key is meant for: the selection, the mention under the caret, the word or the line.

Pure decisions, without a widget, so that they can be tested row by row.
"""

from __future__ import annotations

from annotations.model.label_set import Label
from annotations.model.records import Kind, Mention
from annotations.text import segments
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Place:
    """Where the hand is: caret and selection in offsets, and the mention the view calls current."""

    caret: int
    selection: Span
    current: Mention | None


@late_dataclass(frozen=True)
class TagSpan:
    """Make a new mention here; the placement rules may widen it."""

    span: Span


@late_dataclass(frozen=True)
class Relabel:
    """Give this mention the label."""

    mention: Mention


@late_dataclass(frozen=True)
class Widen:
    """Put this mention on another span, from the line to the lines around it or back; the caret stays."""

    mention: Mention
    span: Span


@late_dataclass(frozen=True)
class Nothing:
    """There is nothing to label here."""


Target = TagSpan | Relabel | Widen | Nothing


def target_of(label: Label, place: Place, text: SourceText) -> Target:
    """What a press of the label's key is meant for.

    A selection is tagged. Without one, the current mention is relabelled (boilerplate stays
    boilerplate, and what is not stays what it is not), a boilerplate label takes the line and any
    other the word at the caret. Pressed again, a boilerplate label goes on from the line to all lines up
    to the blank ones around it, and back.
    """
    if not place.selection.is_empty:
        return TagSpan(place.selection)
    current = place.current
    if current is not None and _same_layer(current.kind, label.kind):
        again = label.kind is Kind.BOILERPLATE and current.label == label.id
        return _widened(current, text.text, place.caret) if again else Relabel(current)
    if label.kind is Kind.BOILERPLATE:
        line = segments.trim_blanks(text.text, segments.line_at(text.text, place.caret))
        return Nothing() if line.is_empty else TagSpan(line)
    word = segments.word_at(text.text, place.caret)
    return Nothing() if word is None else TagSpan(word)


def _widened(mention: Mention, text: str, caret: int) -> Target:
    """From the line to the lines around it, or back; what is neither was chosen with care and stays."""
    line = segments.trim_blanks(text, segments.line_at(text, caret))
    block = segments.trim_blanks(text, segments.block_at(text, caret))
    if line == block or mention.spans not in ((line,), (block,)):
        return Relabel(mention)
    return Widen(mention, block if mention.spans == (line,) else line)


def _same_layer(one: Kind, other: Kind) -> bool:
    return (one is Kind.BOILERPLATE) == (other is Kind.BOILERPLATE)
