"""Which paragraphs can be folded: found at once, and kept up to date edit by edit."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Mention
from annotations.text.segments import trim_blanks
from annotations.text.span import Span
from gui.editor.folds import Folds, Stretch
from gui.editor.paragraphs import PIECE, Paragraphs
from tests.support.shown import mention, place
from tests.support.small import annotation_set

TEXT = "Kop\n\nIklan satu\nIklan dua\n \nIklan tiga\nBerita dan iklan\nAkhir"
TEXTS = st.text(st.sampled_from("ab \n\r"), max_size=30)
LABELS = st.sampled_from(["AdCode", "ShareBar", "PER"])


def folds_of(text: str, *mentions: Mention) -> tuple[AnnotationSet, Folds]:
    annotations = annotation_set(text, mentions)
    return annotations, Folds(Paragraphs(text), annotations)


def ends(stretches: list[Stretch]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in stretches]


def brute(paragraphs: Paragraphs, annotations: AnnotationSet) -> list[tuple[int, int]]:
    """Paragraph by paragraph, character by character."""
    text = paragraphs.text
    covered = {
        offset
        for one in annotations.of_type(Mention)
        if one.kind == "boilerplate"
        for span in one.spans
        for offset in range(span.start, span.end)
    }
    found: list[tuple[int, int]] = []
    blank_since = None
    for index in range(len(paragraphs)):
        ink = [
            offset
            for offset in range(paragraphs.start(index), paragraphs.end(index))
            if not trim_blanks(text, Span(offset, offset + 1)).is_empty
        ]
        if not ink:
            continue
        whole = all(offset in covered for offset in ink)
        if whole and blank_since is not None:
            found[-1] = (found[-1][0], index)
        elif whole:
            found.append((index, index))
        blank_since = index if whole else None
    return found


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    a, b = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    return Span(a, b)


@given(TEXTS, st.data())
def test_edits_are_followed(text: str, data: st.DataObject) -> None:
    annotations, folds = folds_of(text)
    paragraphs = Paragraphs(text)
    assert folds.fold_all() == []
    for number in range(data.draw(st.integers(1, 8))):
        there = list(annotations.of_type(Mention))
        caret = data.draw(st.integers(0, len(text)))
        states = {(one.first, one.last): one for one in folds.stretches()}
        if there and data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(there))
            annotations.replace(gone, None)
            touched = gone.spans[0]
        else:
            made = mention(f"m{number}", data.draw(LABELS), data.draw(spans(len(text))))
            annotations.replace(None, made)
            touched = made.spans[0]
        before, now = folds.follow(touched, caret)
        found = folds.stretches()
        assert ends(found) == brute(paragraphs, annotations)
        assert {*states.values()} - {*before} | {*now} == {*found}
        for one in found:
            if (old := states.get((one.first, one.last))) is not None:
                assert one == old
            elif paragraphs.start(one.first) <= caret < paragraphs.next_start(one.last):
                assert not one.closed
        if found and data.draw(st.booleans()):
            folds.open(data.draw(st.sampled_from(found)))
    again = Folds(paragraphs, annotations)
    assert ends(again.fold_all()) == ends(folds.stretches())


def test_what_is_hidden_is_stepped_over() -> None:
    ads = [mention(f"m{n}", "AdCode", place(TEXT, f"Iklan {name}")) for n, name in enumerate(("satu", "dua"))]
    bar = mention("m3", "ShareBar", place(TEXT, "Iklan tiga"))
    part = mention("m4", "AdCode", place(TEXT, "iklan\n"))
    _, folds = folds_of(TEXT, *ads, bar, part)
    assert folds.fold_all() == [Stretch(2, 5)]
    assert [folds.shown(index) for index in range(8)] == [0, 1, 2, 2, 2, 2, 6, 7]
    assert (folds.after(1), folds.after(2), folds.after(7)) == (2, 6, 8)
    assert (folds.before(6), folds.before(2), folds.before(0)) == (2, 1, -1)
    assert folds.closed_around(TEXT.index("dua")) == Stretch(2, 5)
    assert folds.closed_around(TEXT.index("Berita")) is None
    assert folds.span(Stretch(2, 5)) == Span(5, TEXT.index("\nBerita"))
    folds.open(Stretch(2, 5))
    assert [folds.shown(index) for index in range(8)] == list(range(8))
    folds.unfold_all()
    assert folds.stretches() == []


def test_a_long_paragraph_is_folded_with_all_its_pieces() -> None:
    text = "A\n" + "kata " * PIECE + "\nB"
    _, folds = folds_of(text, mention("m1", "AdCode", Span(2, len(text) - 2)))
    (stretch,) = folds.fold_all()
    pieces = Paragraphs(text)
    assert (stretch.first, stretch.last) == (1, len(pieces) - 2)
    assert stretch.last > stretch.first
