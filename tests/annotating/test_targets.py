"""What a label key is meant for, row by row."""

from __future__ import annotations

import pytest

from annotations.model.label_set import Label
from annotations.model.records import Kind, Mention, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.editor.targets import Nothing, Place, Relabel, TagSpan, Target, Widen, target_of

TEXT = SourceText("Utusan PBB untuk Libya.\n\n  Baca juga: al-Qaeda  \n\nIklan\n  Bagikan \nTweet\n")
BY_HAND = Provenance("annotator-1", "2026-11-22T09:14:03Z")
ORG, GPE = (Label(name, Kind.ENTITY, name, "blue", name[0].lower()) for name in ("ORG", "GPE"))
MEET = Label("Meet", Kind.EVENT, "Meet", "red", "Shift+M")
RELATED = Label("RelatedLink", Kind.BOILERPLATE, "Related link", "grey", "3")
PBB = Mention("m1", Kind.ENTITY, "ORG", (Span(7, 10),), BY_HAND)
LINK = Mention("m2", Kind.BOILERPLATE, "RelatedLink", (Span(27, 46),), BY_HAND)
BAR = Mention("m3", Kind.BOILERPLATE, "RelatedLink", (Span(58, 65),), BY_HAND)
BLOCK = Mention("m4", Kind.BOILERPLATE, "RelatedLink", (Span(50, 72),), BY_HAND)
PART = Mention("m5", Kind.BOILERPLATE, "RelatedLink", (Span(58, 61),), BY_HAND)
AD = Label("AdCode", Kind.BOILERPLATE, "Ad code", "grey", "1")


def at(caret: int, current: Mention | None = None, selection: Span | None = None) -> Place:
    return Place(caret, selection or Span(caret, caret), current)


@pytest.mark.parametrize(
    "label,place,expected",
    [
        pytest.param(ORG, at(10, None, Span(7, 10)), TagSpan(Span(7, 10)), id="selection"),
        pytest.param(ORG, at(10, PBB, Span(0, 10)), TagSpan(Span(0, 10)), id="selection before mention"),
        pytest.param(GPE, at(8, PBB), Relabel(PBB), id="mention"),
        pytest.param(MEET, at(8, PBB), Relabel(PBB), id="entity becomes event"),
        pytest.param(GPE, at(18), TagSpan(Span(17, 22)), id="word"),
        pytest.param(GPE, at(38, LINK), TagSpan(Span(38, 46)), id="word inside boilerplate"),
        pytest.param(RELATED, at(30), TagSpan(Span(27, 46)), id="line, without blanks"),
        pytest.param(RELATED, at(8, PBB), TagSpan(Span(0, 23)), id="line around a mention"),
        pytest.param(RELATED, at(60, BAR), Widen(BAR, Span(50, 72)), id="again: the lines around"),
        pytest.param(RELATED, at(60, BLOCK), Widen(BLOCK, Span(58, 65)), id="once more: the line"),
        pytest.param(RELATED, at(60, PART), Relabel(PART), id="a part stays"),
        pytest.param(RELATED, at(30, LINK), Relabel(LINK), id="a line between blank ones stays"),
        pytest.param(AD, at(60, BAR), Relabel(BAR), id="another boilerplate label"),
        pytest.param(GPE, at(24), Nothing(), id="no word"),
        pytest.param(RELATED, at(24), Nothing(), id="blank line"),
    ],
)
def test_target(label: Label, place: Place, expected: Target) -> None:
    assert target_of(label, place, TEXT) == expected
