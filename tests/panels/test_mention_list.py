"""The list of mentions: order, changes, filter, and the way to and from the text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotations.model.annotation_set import AnnotationSet, DocumentRef
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.core.theme import DARK
from gui.models.mentions import LABEL, OFFSETS, QUOTE, Filter, MentionModel
from gui.panels.mention_list import MentionList
from gui.panels.mention_rows import CELL_PADDING
from tests.panels.marks import BY_HAND, Editor, MakeSet, mention


def ids(model: MentionModel) -> list[str]:
    mentions = (model.mention(row) for row in range(model.rowCount()))
    return [mention.id for mention in mentions if mention is not None]


@pytest.fixture
def panel(qtbot: QtBot, text: SourceText, annotations: AnnotationSet, news: LabelSet) -> MentionList:
    made = MentionList()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show_document(text, annotations, news)
    made.show()
    return made


def test_mentions_stand_in_text_order(panel: MentionList) -> None:
    QAbstractItemModelTester(panel.model)
    rows = [
        tuple(panel.model.index(row, column).data() for column in (QUOTE, LABEL, OFFSETS))
        for row in range(panel.model.rowCount())
    ]
    assert rows == [
        ("PBB", "ORG", "7–10"),
        ("Libya", "GPE", "17–22"),
        ("Bernardino Leon", "PER", "24–39"),
        ("Iklan", "AdCode", "73–78"),
    ]
    assert panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Organization: PBB (7–10)"


def test_a_quote_shows_all_spans_without_breaks(panel: MentionList, editor: Editor, news: LabelSet) -> None:
    editor.listener = panel.apply_change
    editor.put(None, mention(9, news.labels[0], (0, 6), (63, 78)))
    assert panel.model.index(0, QUOTE).data() == "Utusan … Tripoli. Iklan"


def test_changes_arrive_row_by_row(panel: MentionList, editor: Editor, news: LabelSet) -> None:
    editor.listener = panel.apply_change
    QAbstractItemModelTester(panel.model)
    person, group = news.labels[:2]
    editor.put(None, mention(9, person, (50, 51)))
    assert ids(panel.model) == ["m1", "m2", "m3", "m9", "m4"]
    editor.put(mention(9, person, (50, 51)), mention(9, person, (0, 6)))
    assert ids(panel.model) == ["m9", "m1", "m2", "m3", "m4"]
    editor.put(mention(9, person, (0, 6)), mention(9, group, (0, 6)))
    assert panel.model.index(0, LABEL).data() == "ORG"
    editor.put(mention(9, group, (0, 6)), None)
    assert ids(panel.model) == ["m1", "m2", "m3", "m4"]


mentions = st.builds(
    lambda number, kind, label, start, length: Mention(
        f"m{number}", kind, label, (Span(start, start + length),), BY_HAND
    ),
    st.integers(1, 12),
    st.sampled_from(Kind),
    st.sampled_from("AB"),
    st.integers(0, 12),
    st.integers(1, 5),
)
filters = st.builds(Filter, st.none() | st.sampled_from(Kind), st.sampled_from(["", "a", "LIB"]))


@given(wanted=filters, steps=st.lists(mentions | st.integers(1, 12), max_size=25))
def test_after_any_changes_the_list_is_what_it_would_be_made_anew(
    text: SourceText, news: LabelSet, make: MakeSet, wanted: Filter, steps: list[Mention | int]
) -> None:
    annotations = make([])
    model = MentionModel()
    model.show_document(text, annotations, news)
    model.set_filter(wanted)
    for step in steps:
        old = annotations.mention(f"m{step}" if isinstance(step, int) else step.id)
        new = None if isinstance(step, int) else step
        if old is None and new is None:
            continue
        annotations.replace(old, new)
        if old is None:
            model.apply_change(Change(added=(new,)))
        elif new is None:
            model.apply_change(Change(removed=(old,)))
        else:
            model.apply_change(Change(updated=((old, new),)))
    fresh = MentionModel()
    fresh.set_filter(wanted)
    fresh.show_document(text, annotations, news)
    assert ids(model) == ids(fresh)
    assert ids(model) == [
        one.id
        for one in sorted(annotations.of_type(Mention), key=lambda one: (one.start, one.end, one.id))
        if (wanted.kind is None or one.kind is wanted.kind)
        and (
            wanted.text.lower() in one.label.lower()
            or wanted.text.lower() in text.quote(one.spans[0]).lower()
        )
    ]


def test_many_mentions_are_gathered_without_holding_up_the_window(
    qtbot: QtBot, text: SourceText, news: LabelSet, make: MakeSet
) -> None:
    rng = random.Random(1)
    starts = [rng.randrange(text.length - 1) for _ in range(20_000)]
    annotations = make(
        Mention(f"m{number}", Kind.ENTITY, "PER", (Span(start, start + 1),), BY_HAND)
        for number, start in enumerate(starts)
    )
    panel = MentionList()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.model.gathered):
        panel.show_document(text, annotations, news)
        assert panel.model.is_gathering()
        assert panel._state.sentence == "Gathering the mentions…"
        # An edit in between is not lost.
        extra = Mention("m99999", Kind.ENTITY, "GPE", (Span(0, 2),), BY_HAND)
        annotations.replace(None, extra)
        panel.apply_change(Change(added=(extra,)))
    assert panel.model.rowCount() == 20_001
    row = panel.model.row_of("m99999")
    assert row is not None
    assert panel.model.mention(row) == extra
    places = panel.model._places
    assert places == sorted(places)
    # A change of many records at once makes the list anew.
    gone = tuple(record for record in annotations.records() if isinstance(record, Mention))[:500]
    for record in gone:
        annotations.replace(record, None)
    with qtbot.waitSignal(panel.model.gathered):
        panel.apply_change(Change(removed=gone))
    assert panel.model.rowCount() == 19_501


def test_the_row_of_the_current_mention_is_marked_silently(qtbot: QtBot, panel: MentionList) -> None:
    with qtbot.assertNotEmitted(panel.mentionSelected):
        panel.set_current("m3")
    assert panel.table.currentIndex().row() == 2
    with qtbot.assertNotEmitted(panel.mentionSelected):
        panel.set_current(None)
    assert not panel.table.selectionModel().hasSelection()


def test_the_mark_stays_on_its_mention_when_rows_move(
    panel: MentionList, editor: Editor, news: LabelSet
) -> None:
    editor.listener = panel.apply_change
    panel.set_current("m3")
    editor.put(None, mention(9, news.labels[0], (0, 6)))
    assert panel.table.currentIndex().row() == 3
    editor.put(mention(3, news.labels[0], (24, 39)), None)
    assert not panel.table.selectionModel().hasSelection()


def test_arrow_keys_enter_and_delete_speak_of_the_row(qtbot: QtBot, panel: MentionList) -> None:
    said: list[tuple[str, str]] = []
    for name in ("mentionSelected", "mentionActivated", "deleteRequested"):
        getattr(panel, name).connect(lambda mention_id, name=name: said.append((name, mention_id)))
    panel.set_current("m1")
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert said == [("mentionSelected", "m2"), ("mentionActivated", "m2"), ("deleteRequested", "m2")]
    said.clear()
    viewport = panel.table.viewport()
    spot = panel.table.visualRect(panel.model.index(3, QUOTE)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert said == [("mentionSelected", "m4"), ("mentionActivated", "m4")]


def test_search_and_kind_narrow_the_list(qtbot: QtBot, panel: MentionList) -> None:
    with qtbot.waitSignal(panel.model.gathered):
        qtbot.keyClicks(panel.search, "LEON")
    assert ids(panel.model) == ["m3"]
    with qtbot.waitSignal(panel.model.gathered):
        panel.search.clear()
        qtbot.keyClicks(panel.search, "org")
    assert ids(panel.model) == ["m1"]
    panel.kinds.setCurrentIndex(panel.kinds.findText("Boilerplate"))
    assert ids(panel.model) == []
    assert panel._state.sentence == "No mention matches."
    with qtbot.waitSignal(panel.model.gathered):
        panel.search.clear()
    assert ids(panel.model) == ["m4"]
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.table.hasFocus()
    assert panel.table.currentIndex().row() == 0


def test_a_mention_that_the_filter_hides_is_not_listed(
    panel: MentionList, editor: Editor, news: LabelSet
) -> None:
    editor.listener = panel.apply_change
    panel.kinds.setCurrentIndex(panel.kinds.findText("Boilerplate"))
    editor.put(None, mention(9, news.labels[0], (0, 6)))
    assert ids(panel.model) == ["m4"]
    advert = news.label(Kind.BOILERPLATE, "AdCode")
    editor.put(mention(9, news.labels[0], (0, 6)), mention(9, advert, (0, 6)))
    assert ids(panel.model) == ["m9", "m4"]


def test_empty_states(panel: MentionList, text: SourceText, news: LabelSet, make: MakeSet) -> None:
    panel.show_document(text, make([]), news)
    assert panel._state.sentence == "Nothing labelled yet. Select text and press a label’s key."
    assert panel.search.isEnabled()
    panel.show_document(SourceText(""), None, None)
    assert panel._state.sentence == "Open a document to see its mentions."
    assert not panel.search.isEnabled()


def test_it_follows_the_caret_where_nothing_is_current(
    qtbot: QtBot, text: SourceText, news: LabelSet, make: MakeSet
) -> None:
    panel = MentionList()
    qtbot.addWidget(panel)
    panel.resize(380, 200)
    panel.show()
    starts = range(text.length - 1)
    panel.show_document(
        text,
        make(
            Mention(f"m{start}", Kind.ENTITY, "PER", (Span(start, start + 1),), BY_HAND) for start in starts
        ),
        news,
    )
    panel.follow(60)
    shown = panel.table.viewport().rect()
    assert shown.contains(panel.table.visualRect(panel.model.index(60, QUOTE)).center())
    assert not panel.table.selectionModel().hasSelection()


def test_both_themes_paint(panel: MentionList) -> None:
    light = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != light


def test_a_label_that_the_label_set_does_not_have_is_still_shown(
    qtbot: QtBot, text: SourceText, news: LabelSet, make: MakeSet
) -> None:
    panel = MentionList()
    qtbot.addWidget(panel)
    panel.show_document(text, make([Mention("m1", Kind.ENTITY, "GONE", (Span(0, 3),), BY_HAND)]), news)
    panel.show()
    assert panel.model.index(0, LABEL).data() == "GONE"
    assert not panel.grab().isNull()


def test_offsets_are_never_cut(qtbot: QtBot, news: LabelSet) -> None:
    text = SourceText("x" * 4653)
    panel = MentionList()
    qtbot.addWidget(panel)
    none = AnnotationSet(DocumentRef.of("d", "d.txt", text), news.ref, "annotator-1")
    panel.show_document(text, none, news)
    room = panel.table.columnWidth(OFFSETS) - 2 * CELL_PADDING
    widest = f"{text.length:,}–{text.length:,}"
    assert panel.table.fontMetrics().elidedText(widest, Qt.TextElideMode.ElideRight, room) == widest
