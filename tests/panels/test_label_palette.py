"""The label palette: looks, counts, and what a click does."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from gui.core.theme import DARK
from gui.models.labels import COUNT_ROLE, CURRENT_ROLE, LABEL_ROLE, STICKY_ROLE, tool_tip
from gui.panels.label_palette import LabelPalette
from tests.panels.marks import Editor, MakeSet, mention


@pytest.fixture
def palette(qtbot: QtBot, news: LabelSet, annotations: AnnotationSet) -> LabelPalette:
    made = LabelPalette()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show_labels(news, annotations)
    made.show()
    return made


def label(news: LabelSet, kind: Kind, name: str) -> Label:
    found = news.label(kind, name)
    assert found is not None
    return found


def place(palette: LabelPalette, one: Label) -> QPoint:
    row = palette.model.row_of(one)
    assert row is not None
    index = palette.model.index(row)
    palette.list.scrollTo(index)
    return palette.list.visualRect(index).center()


def counts(model: QAbstractItemModel) -> dict[str, int]:
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return {index.data(): index.data(COUNT_ROLE) for index in rows if index.data(COUNT_ROLE)}


def test_the_label_under_the_mouse_or_the_arrows_is_hinted_at(palette: LabelPalette, news: LabelSet) -> None:
    hinted: list[Label] = []
    palette.labelHinted.connect(hinted.append)
    person, place_name = label(news, Kind.ENTITY, "PER"), label(news, Kind.ENTITY, "GPE")
    QTest.mouseMove(palette.list.viewport(), place(palette, person) - QPoint(2, 2))
    QTest.mouseMove(palette.list.viewport(), place(palette, person))
    assert hinted[-1:] == [person]
    row = palette.model.row_of(place_name)
    assert row is not None
    palette.list.setCurrentIndex(palette.model.index(row))
    assert hinted[-1] is place_name
    QTest.keyClick(palette.list, Qt.Key.Key_Up)
    assert hinted[-1].id == "ORG"


def test_it_lists_every_label_under_its_kind(palette: LabelPalette, news: LabelSet) -> None:
    QAbstractItemModelTester(palette.model)
    assert palette.model.rowCount() == len(news.labels) + len(news.kinds)
    headings = [
        palette.model.index(row).data()
        for row in range(palette.model.rowCount())
        if palette.model.index(row).data(LABEL_ROLE) is None
    ]
    assert headings == [rules.name for rules in news.kinds]
    assert counts(palette.model) == {
        "Entity": 3,
        "Person": 1,
        "Organization": 1,
        "Geo-political entity": 1,
        "Boilerplate": 1,
        "Ad code": 1,
    }


def test_a_click_chooses_and_leaves_the_focus_where_it_is(
    qtbot: QtBot, palette: LabelPalette, news: LabelSet
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row, view = QHBoxLayout(window), QPlainTextEdit()
    row.addWidget(view)
    row.addWidget(palette)
    window.resize(700, 500)
    window.show()
    view.setFocus()
    wanted = label(news, Kind.EVENT, "Attack")
    with qtbot.waitSignal(palette.labelChosen) as chosen:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place(palette, wanted))
    assert chosen.args == [wanted]
    assert window.focusWidget() is view
    palette.setParent(None)


def test_a_heading_chooses_nothing(qtbot: QtBot, palette: LabelPalette) -> None:
    with qtbot.assertNotEmitted(palette.labelChosen):
        heading = palette.list.visualRect(palette.model.index(0)).center()
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=heading)


def test_the_keyboard_chooses(qtbot: QtBot, palette: LabelPalette, news: LabelSet) -> None:
    chosen: list[Label] = []
    palette.labelChosen.connect(chosen.append)
    palette.setFocus()
    palette.list.setCurrentIndex(palette.model.index(1))
    qtbot.keyClick(palette.list, Qt.Key.Key_Space)
    qtbot.keyClick(palette.list, Qt.Key.Key_Down)
    qtbot.keyClick(palette.list, Qt.Key.Key_Return)
    assert chosen == [news.labels[0], news.labels[1]]


def test_counts_follow_a_change_and_only_there(palette: LabelPalette, editor: Editor, news: LabelSet) -> None:
    editor.listener = palette.apply_change
    touched: list[int] = []
    palette.model.dataChanged.connect(lambda top, *_: touched.append(top.row()))
    person, group = (label(news, Kind.ENTITY, name) for name in ("PER", "ORG"))
    editor.put(None, mention(9, person, (0, 6)))
    assert counts(palette.model)["Person"] == 2
    assert counts(palette.model)["Entity"] == 4
    assert sorted(touched) == [0, palette.model.row_of(person)]
    editor.put(mention(9, person, (0, 6)), mention(9, group, (0, 6)))
    assert (counts(palette.model)["Person"], counts(palette.model)["Organization"]) == (1, 2)
    editor.put(mention(9, group, (0, 6)), None)
    assert counts(palette.model)["Entity"] == 3


def test_a_count_that_nobody_was_told_of_is_not_painted(
    palette: LabelPalette, editor: Editor, news: LabelSet
) -> None:
    changes: list[Change] = []
    editor.listener = changes.append
    editor.put(None, mention(9, label(news, Kind.ENTITY, "PER"), (0, 6)))
    assert counts(palette.model)["Person"] == 1
    palette.apply_change(changes[0])
    assert counts(palette.model)["Person"] == 2


def test_current_and_sticky_label_are_marked(palette: LabelPalette, news: LabelSet) -> None:
    person, group = (label(news, Kind.ENTITY, name) for name in ("PER", "ORG"))
    palette.set_current(person)
    palette.set_sticky(group)
    palette.set_current(group)
    model = palette.model
    marks = {
        role: [row for row in range(model.rowCount()) if model.index(row).data(role)]
        for role in (CURRENT_ROLE, STICKY_ROLE)
    }
    assert marks == {CURRENT_ROLE: [model.row_of(group)], STICKY_ROLE: [model.row_of(group)]}
    spoken = model.index(model.row_of(group) or 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Organization, key O, 1 mention, label of the current mention, sticky"


def test_a_tool_tip_has_guideline_and_example_and_no_markup_of_theirs() -> None:
    odd = Label("X", Kind.ENTITY, "A & <b>", "red", "x", "Take <all> of it.", ("AT&T",))
    tip = tool_tip(odd)
    assert "A &amp; &lt;b&gt;" in tip
    assert "Take &lt;all&gt; of it." in tip
    assert "AT&amp;T" in tip


def test_no_document_says_so(palette: LabelPalette) -> None:
    palette.show_labels(None, None)
    assert palette._state.sentence == "Open a document to see its labels."
    assert palette.model.rowCount() == 0


def test_both_themes_paint(palette: LabelPalette) -> None:
    light = palette.grab().toImage()
    palette.set_theme(DARK)
    assert palette.grab().toImage() != light


class Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return super().eventFilter(watched, event)


def on_screen(palette: LabelPalette) -> QImage:
    return palette.screen().grabWindow(palette.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_another_document_with_the_same_labels_has_only_its_counts_painted(
    qtbot: QtBot, palette: LabelPalette, news: LabelSet, make: MakeSet, direction: Qt.LayoutDirection
) -> None:
    palette.setLayoutDirection(direction)
    qtbot.waitExposed(palette)
    QApplication.processEvents()
    painted, reset = Painted(palette.list.viewport()), []
    palette.model.modelReset.connect(lambda: reset.append(True))
    other = make([mention(number, one, (number, number + 1)) for number, one in enumerate(news.labels)])
    palette.show_labels(news, other)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert not reset
    assert counts(palette.model)["Person"] == 1
    rows = [palette.list.visualRect(palette.model.index(row)) for row in (1, 2, 3)]
    assert not any(painted.region.contains(row.center()) for row in rows)
    assert on_screen(palette) == palette.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_counts_that_are_the_same_are_not_told_again(
    palette: LabelPalette, news: LabelSet, annotations: AnnotationSet
) -> None:
    touched: list[int] = []
    palette.model.dataChanged.connect(lambda top, *_: touched.append(top.row()))
    palette.leave_out(InsideBoilerplate(annotations, news))
    assert not touched


def test_counts_are_painted_after_the_text_wherever_the_list_was_scrolled_to(
    qtbot: QtBot, palette: LabelPalette, news: LabelSet, make: MakeSet
) -> None:
    palette.resize(palette.width(), 200)
    QApplication.processEvents()
    painted = Painted(palette.list.viewport())
    palette.show_labels(news, make([mention(9, label(news, Kind.ENTITY, "PER"), (0, 6))]))
    bar = palette.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not painted.region.isEmpty() and not palette.list._soon.isActive())
    QApplication.processEvents()
    assert on_screen(palette) == palette.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_counts_are_painted_however_narrow_the_list_is(
    qtbot: QtBot, palette: LabelPalette, news: LabelSet, make: MakeSet, direction: Qt.LayoutDirection
) -> None:
    palette.setLayoutDirection(direction)
    palette.resize(130, palette.height())
    qtbot.waitExposed(palette)
    QApplication.processEvents()
    painted = Painted(palette.list.viewport())
    person = label(news, Kind.ENTITY, "PER")
    palette.show_labels(news, make([mention(number, person, (number, number + 1)) for number in range(20)]))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert on_screen(palette) == palette.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_row_that_is_painted_in_pieces_is_not_painted_over_itself(
    qtbot: QtBot, palette: LabelPalette, news: LabelSet
) -> None:
    qtbot.waitExposed(palette)
    middle = place(palette, label(news, Kind.ENTITY, "ORG")).y()
    QApplication.processEvents()
    at_once, viewport = on_screen(palette), palette.list.viewport()
    upper, lower = QRect(0, 0, 60, middle), QRect(0, middle, viewport.width(), 40)
    viewport.repaint(QRegion(upper) + lower)
    assert on_screen(palette) == at_once
