"""Guidelines as text: nothing in them is markup, what is looked for is marked, only what is seen is made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.edits.label_set_operations import change_label
from annotations.formats.native import label_set_from_dict
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from gui.core.theme import DARK, LIGHT
from gui.panels.guideline_panel import GuidelinePanel
from gui.panels.guideline_text import MOST_FOUND, found, page_of
from schemas.shipped import shipped_label_set

NEWS = label_set_from_dict(shipped_label_set("news"))


def label(label_id: str, kind: Kind = Kind.ENTITY) -> Label:
    known = NEWS.label(kind, label_id)
    assert known is not None
    return known


@pytest.fixture
def panel(qtbot: QtBot) -> GuidelinePanel:
    made = GuidelinePanel()
    qtbot.addWidget(made)
    made.show_label_set(NEWS)
    made.show()
    return made


def test_a_label_set_cannot_smuggle_markup_in(panel: GuidelinePanel) -> None:
    evil = '<b>x</b> <img src="file:///etc/passwd"> & <a href="http://x">y</a>'
    hostile = replace(label("PER"), name=evil, guideline=evil, examples=(evil,))
    for typed in ("", "img", "&", "<b>"):
        page = page_of([hostile], NEWS, LIGHT, typed)
        assert "<img" not in page
        assert "<a " not in page
    panel.set_label(hostile)
    assert panel.page.toPlainText().count(evil) == 3


def test_what_is_called_so_comes_before_what_only_says_so() -> None:
    ids = [one.id for one in found(NEWS, "time")]
    assert ids[0] == "TIME"
    assert "Attack" in ids, "it has a role of this name"
    assert found(NEWS, "time no-such-word") == []
    assert [one.id for one in found(NEWS, "kata EVENT")] == ["Statement"]


def test_every_typed_word_is_marked() -> None:
    page = page_of([label("PER")], NEWS, LIGHT, "PERson pronoun")
    assert page.count(LIGHT.selection.name()) >= 3


def test_a_search_shows_no_more_than_can_be_read() -> None:
    many: list[Label] = [replace(label("PER"), id=f"L{number}") for number in range(3 * MOST_FOUND)]
    assert page_of(many, NEWS, LIGHT).count("Examples") == MOST_FOUND


def test_a_hidden_panel_makes_nothing_until_it_is_shown(panel: GuidelinePanel) -> None:
    panel.set_label(label("PER"))
    panel.hide()
    panel.set_label(label("ORG"))
    panel.set_theme(DARK)
    assert "A person" in panel.page.toPlainText()
    panel.show()
    assert "A company" in panel.page.toPlainText()


def test_another_label_ends_a_search_that_was_left(panel: GuidelinePanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.focus_search()
    qtbot.waitUntil(panel.has_hand)
    QTest.keyClicks(panel.search, "mountain")
    assert "LOC" in panel.page.toPlainText()
    panel.set_label(label("PER"))
    assert panel.search.text() == "mountain"
    panel.search.clearFocus()
    panel.set_label(label("ORG"))
    assert panel.search.text() == ""
    assert "A company" in panel.page.toPlainText()


def test_the_label_that_is_shown_is_shown_as_it_is_called_now(panel: GuidelinePanel) -> None:
    panel.set_label(label("PER"))
    panel.show_label_set(renamed(NEWS))
    assert "Human" in panel.page.toPlainText()


def renamed(label_set: LabelSet) -> LabelSet:
    person = label("PER")
    outcome = change_label(label_set, person, replace(person, name="Human"))
    assert isinstance(outcome, LabelSet)
    return outcome


def test_nothing_to_show_is_said(panel: GuidelinePanel) -> None:
    assert "Put the caret in a mention" in panel._state.sentence
    QTest.keyClicks(panel.search, "no such words anywhere")
    assert panel._state.sentence == "No guideline holds these words."
