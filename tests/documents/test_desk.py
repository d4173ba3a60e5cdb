"""The desk: documents opened, saved elsewhere and closed, without a window around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.model.records import Kind
from annotations.text.span import Span
from gui.documents.desk import Desk, Owner
from gui.widgets.banner import BannerStack
from tests.dialogs.scripted import ScriptedInteraction
from tests.support.small import HAND, SMALL

TEXT = b"Darna is a town in Libya."


@dataclass
class Opened:
    """A desk with a document on it, and the user it asks."""

    desk: Desk
    ask: ScriptedInteraction
    text: Path
    banners: BannerStack

    def tag(self) -> None:
        document = self.desk.document
        assert document is not None
        label = SMALL.label(Kind.ENTITY, "GPE")
        assert label is not None
        session = document.session
        edit = tag(session.annotations, session.context, label, (Span(0, 5),), HAND)
        assert not isinstance(edit, Refusal)
        session.apply(edit)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    text = tmp_path / "darna.txt"
    text.write_bytes(TEXT)
    banners, owner = BannerStack(), QObject()
    qtbot.addWidget(banners)
    ask = ScriptedInteraction()
    desk = Desk(Owner("annotator-1", SMALL), ask, banners, owner)
    assert desk.open(text)
    yield Opened(desk, ask, text, banners)
    assert desk.agrees_to_close_all()
    desk.clear()


@pytest.mark.parametrize("name", ["darna.txt", "darna.labels.json.journal", "notes.docx"])
def test_labels_are_not_written_over_other_files(opened: Opened, name: str) -> None:
    opened.tag()
    other = opened.text.with_name(name)
    before = other.read_bytes() if other.exists() else None
    opened.ask.answers = [other]
    opened.desk.saving.elsewhere()
    assert opened.ask.asked == [("save", "Save the Labels Elsewhere"), ("warning", f"Not saved in {name}")]
    assert (other.read_bytes() if other.exists() else None) == before
    assert opened.text.read_bytes() == TEXT


def test_labels_saved_elsewhere_go_on_there(opened: Opened) -> None:
    opened.tag()
    other = opened.text.with_name("other.labels.json")
    opened.ask.answers = [other]
    opened.desk.saving.elsewhere()
    assert b'"GPE"' in other.read_bytes()
    assert opened.desk.is_saved()


def test_saving_elsewhere_can_be_left(opened: Opened) -> None:
    opened.ask.answers = [None]
    opened.desk.saving.elsewhere()
    assert [one.name for one in opened.text.parent.iterdir() if one.suffix == ".json"] == []


def test_links_that_go_round_in_a_circle_are_said(opened: Opened) -> None:
    circle = opened.text.with_name("circle.txt")
    circle.symlink_to("circle.txt")
    assert not opened.desk.open(circle)
    assert opened.ask.asked == [("error", "Cannot open circle.txt")]
    assert opened.desk.document is not None
    assert opened.desk.document.session.path.name == "darna.txt"
