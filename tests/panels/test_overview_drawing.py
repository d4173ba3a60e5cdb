"""The picture of the overview strip: whatever was drawn before, it is that of the counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.histogram import Histogram
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import LabelSet
from annotations.model.records import Mention
from annotations.text.source import SourceText
from gui.core.theme import DARK, LIGHT
from gui.widgets.overview_drawing import WIDTH, Drawing, Shown
from tests.panels.marks import mention

Place = tuple[int, int, int]
PLACES = st.lists(st.tuples(st.integers(0, 28), st.integers(0, 590), st.integers(1, 200)), max_size=12)


def shown(news: LabelSet, places: list[Place], length: int) -> Shown:
    mentions = [
        mention(number, news.labels[label], (min(start, length), min(start + size, length)))
        for number, (label, start, size) in enumerate(places)
    ]
    text = SourceText("x" * length)
    annotations = AnnotationSet(DocumentRef.of("d", "d.txt", text), news.ref, "annotator-1", mentions)
    histogram, problems = Histogram(length), InsideBoilerplate(annotations, news)
    for one in annotations.of_type(Mention):
        histogram.add(one)
        problems.note(one)
    return Shown(histogram, problems, news)


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@given(places=st.lists(st.tuples(PLACES, st.sampled_from([100, 600])), min_size=2, max_size=4))
def test_drawn_over_another_document_it_is_the_same_as_drawn_alone(
    qapp: QApplication, news: LabelSet, scale: float, places: list[tuple[list[Place], int]]
) -> None:
    size = QSizeF(WIDTH, 340)
    over = Drawing(DARK, size, scale)
    for each, length in places:
        over.draw(shown(news, each, length))
    alone = Drawing(DARK, size, scale)
    alone.draw(shown(news, *places[-1]))
    assert over.picture.toImage() == alone.picture.toImage()


def test_what_is_there_is_seen(qapp: QApplication, news: LabelSet) -> None:
    empty, full = (Drawing(LIGHT, QSizeF(WIDTH, 340), 1.0) for _ in range(2))
    empty.draw(shown(news, [], 600))
    full.draw(shown(news, [(0, 10, 50)], 600))
    assert empty.picture.toImage() != full.picture.toImage()
