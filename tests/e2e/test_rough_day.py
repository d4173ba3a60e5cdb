"""A rough day: broken files, a second window, a crash, a folder that goes away. Nothing is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotations.commands.parser import run as run_verb
from gui.app import run_window
from gui.main_window import MainWindow
from tests.e2e.hands import Hands, Sorot
from tests.e2e.killed import LABEL, killed

BROKEN = {
    "truncated": b'{\n "format": "sorot.annotation-set", "version": 1,\n "docu',
    "not json": b"<html>404</html>",
    "not utf-8": b'{"format": "sorot.annotation-set", "annotator": "\xe9t\xe9"}',
    "deep": b"[" * 100_000,
    "other": b'{"format": "something.else"}',
    "empty": b"",
}


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in BROKEN.items()])
def test_a_broken_label_file_is_not_touched(sorot: Sorot, article: Path, content: bytes) -> None:
    labels = article.with_suffix(".labels.json")
    labels.write_bytes(content)

    def hand(hands: Hands) -> None:
        assert hands.window.frame.desk.document is None
        hands.answer("Cancel")
        assert not hands.window.open_document(article)
        (question,) = hands.questions
        assert labels.name in question
        assert "has not been touched" in question

    sorot([], hand)
    assert labels.read_bytes() == content


def test_a_broken_label_file_is_moved_aside_when_asked(sorot: Sorot, article: Path) -> None:
    labels = article.with_suffix(".labels.json")
    labels.write_bytes(BROKEN["truncated"])

    def hand(hands: Hands) -> None:
        hands.answer("Move It Aside and Start Afresh", "OK")
        assert hands.window.open_document(article)
        hands.press("g")
        assert len(hands.label_file()["mentions"]) == 1

    sorot([], hand)
    (aside,) = article.parent.glob("*broken*")
    assert aside.read_bytes() == BROKEN["truncated"]
    assert run_verb(["validate", str(labels)]) == 0


def test_labels_of_another_text_are_not_guessed_at(sorot: Sorot, article: Path) -> None:
    def label(hands: Hands) -> None:
        hands.press("g")

    sorot([str(article)], label)
    labels = article.with_suffix(".labels.json")
    before = labels.read_bytes()
    article.write_text("A wholly other text.")

    def hand(hands: Hands) -> None:
        hands.answer("Cancel")
        assert not hands.window.open_document(article)

    sorot([], hand)
    assert labels.read_bytes() == before


def test_the_text_changes_while_it_is_open(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        before = hands.label_file()
        article.write_text("Somebody has scraped it again.")
        hands.wait_until(lambda: bool(hands.banner("text")))
        assert "changed by another program" in hands.banner("text")
        hands.press("Ctrl+Right", "Ctrl+Right", "o")
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        assert hands.label_file() == before

    sorot([str(article)], hand)


def test_a_second_window_only_looks(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        other = MainWindow(hands.window.frame.services)
        other.open_document(article)
        assert other.frame.desk.document is not None
        reason = other.frame.desk.document.session.read_only
        assert reason is not None
        assert f"process {os.getpid()}" in reason
        banner = other.frame.banners.banner("read-only")
        assert banner is not None
        assert banner.label.text() == reason
        other.close()
        other.deleteLater()
        hands.press("g")
        assert len(hands.label_file()["mentions"]) == 1

    sorot([str(article)], hand)


def test_a_folder_that_goes_away_and_comes_back(sorot: Sorot, article: Path) -> None:
    folder, away = article.parent, article.parent.with_name("away")

    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.wait_until_saved()
        folder.rename(away)
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "g")
        hands.wait_until(lambda: bool(hands.banner("failed")))
        assert "Your labels are kept here" in hands.banner("failed")
        assert hands.mentions() == [("GPE", "TRIPOLI"), ("GPE", "Libya")]
        away.rename(folder)
        hands.press_banner("failed", "Try Again")
        hands.wait_until(lambda: not hands.banner("failed"))
        assert len(hands.label_file()["mentions"]) == 2

    sorot([str(article)], hand)


def test_somebody_else_writes_the_label_file(sorot: Sorot, article: Path) -> None:
    labels = article.with_suffix(".labels.json")

    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.wait_until_saved()
        theirs = labels.read_bytes()[:-1] + b" \n"
        labels.write_bytes(theirs)
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "g")
        hands.wait_until(lambda: bool(hands.banner("failed")))
        assert labels.read_bytes() == theirs
        hands.answer("Overwrite")
        hands.press_banner("failed", "Overwrite…")
        assert len(hands.label_file()["mentions"]) == 2

    sorot([str(article)], hand)


@pytest.mark.usefixtures("nothing_comes_back")
def test_killed_in_the_middle_of_the_work(sorot: Sorot, article: Path) -> None:
    pid, said = killed(LABEL, article)
    assert said == "acknowledged"

    def hand(hands: Hands) -> None:
        hands.answer("Take Over")
        assert hands.window.open_document(article)
        (question,) = hands.questions
        assert f"process {pid}" in question
        assert hands.mentions() == [("GPE", "TRIPOLI"), ("GPE", "Libya")]
        hands.wait_until_saved()

    sorot([], hand)
    assert run_verb(["validate", str(article.parent)]) == 0
    assert sorted(path.name for path in article.parent.iterdir()) == ["darna.labels.json", "darna.txt"]


def test_a_legacy_encoding_is_guessed_and_said(sorot: Sorot, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    data = "Le général a déclaré à l’aube que la forêt brûlait déjà.\r\nÀ Nîmes, l’été.\r".encode("cp1252")
    old.write_bytes(data)

    def hand(hands: Hands) -> None:
        assert hands.text == data.decode("cp1252")
        assert "not UTF-8" in hands.banner("encoding")
        assert "guessed" in hands.window.frame.status.encoding.text()

    sorot([str(old)], hand)


def test_no_display_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], article: Path
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert run_window([str(article)]) == 2
    assert "no display" in capsys.readouterr().err
