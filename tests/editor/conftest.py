"""Fixtures of the text view."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.text.source import SourceText
from gui.editor.text_view import TextView
from schemas.shipped import shipped_label_set
from tests.support.shown import Marks, Shown, mentions_of


@pytest.fixture(scope="session")
def labels() -> LabelSet:
    return label_set_from_dict(shipped_label_set("news"))


@pytest.fixture
def quick_clicks(qapp: QApplication) -> Iterator[None]:
    """A third click belongs to a double click, however long after it comes."""
    usual = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(usual)


@pytest.fixture
def show(qtbot: QtBot, labels: LabelSet) -> Callable[..., Shown]:
    """``show(text, marks, width, height)``: a view that shows the text."""

    def make(text: str, marks: Marks | None = None, width: int = 700, height: int = 500) -> Shown:
        view = TextView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.setFocus()
        source = SourceText(text)
        records = mentions_of(text, marks or {})
        annotations = AnnotationSet(DocumentRef.of("d", "d.txt", source), labels.ref, "test", records)
        view.show_document(source, annotations, labels)
        return Shown(view, text, annotations)

    return make
