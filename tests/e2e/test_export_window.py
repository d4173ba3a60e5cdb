"""Exporting from the window: chosen, looked at, gone to, written, cancelled."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeWidgetItem

from annotations.commands.parser import run as run_command
from annotations.corpus.output import MANIFEST
from annotations.formats.format import Format
from annotations.formats.losses import Reason
from gui.demo import press
from gui.dialogs.exchange.export_dialog import ASKING, REVIEWING, WRITTEN, ExportDialog
from tests.corpus.corpora import labels, mention, put
from tests.e2e.conftest import ARTICLE
from tests.e2e.hands import Hands, Sorot
from tests.e2e.label_sets import use


@pytest.fixture
def labelled(article: Path) -> Path:
    """The article with its labels."""
    shutil.copyfile(ARTICLE.with_name("darna.labels.json"), article.with_name("darna.labels.json"))
    return article


def opened(hands: Hands) -> ExportDialog:
    hands.press("Ctrl+Shift+X")
    dialog = hands.window.exporting.dialog
    assert dialog is not None
    hands.wait_until(lambda: dialog._scan is None)
    return dialog


def typed(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def choose_format(dialog: ExportDialog, name: str) -> None:
    choice = dialog.form.formats.choice
    press(choice, "Home")
    QTest.keyClicks(choice, name)
    assert dialog.form.formats.format.name == name


def go_on(hands: Hands, dialog: ExportDialog) -> None:
    dialog.activateWindow()
    dialog.on_button.setFocus()
    hands.wait_until(dialog.on_button.hasFocus)
    press(dialog.on_button, "Space")
    hands.wait_until(lambda: dialog.job is None)


def rows(dialog: ExportDialog) -> list[QTreeWidgetItem]:
    tree = dialog.review.losses.tree
    return [item for at in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(at)) is not None]


def test_from_the_choice_to_the_command(sorot: Sorot, labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "training"

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        choose_format(dialog, "CoNLL-2003")
        assert "a tag such as B-PER" in dialog.form.formats.about.text()
        assert "nested mentions" in dialog.form.formats.holds_not.text()
        press(dialog.form.formats.fields["nested"], "Down")
        typed(dialog.form.out.field, str(out))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING, dialog.remark.text()
        assert "1 document with " in dialog.review.found.text()
        assert "B-ORG" in dialog.review.preview.toPlainText()
        table = dialog.review.counts
        shown = {table.index(row, 0).data(): table.index(row, 1).data() for row in range(table.rowCount())}
        assert shown["documents"] == "1"
        assert int(shown["GPE"]) > 5
        assert not out.exists()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == WRITTEN
        assert "Read back and compared" in dialog.outcome.told.text()
        press(dialog.outcome.copy_button, "Space")
        assert json.loads((out / MANIFEST).read_bytes())["command"] == hands.clipboard()
        press(dialog, "Escape")
        hands.wait_until(hands.view.hasFocus)
        assert hands.window.exporting.dialog is None

    use(sorot, labelled, hand)
    made = (out / "documents.conll").read_bytes()
    program, *words = shlex.split(QApplication.clipboard().text())
    assert program == "sorot"
    assert run_command([*words, "--jobs", "1"]) == 0
    assert (out / "documents.conll").read_bytes() == made


def test_whose_labels_are_taken_can_be_chosen(
    sorot: Sorot, labelled: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, out = labelled.parent, tmp_path_factory.mktemp("out") / "theirs"
    whose = {"ayu": mention("m1", "GPE", 0, 5), "budi": mention("m1", "PER", 10, 15)}
    put(folder, "wire", "Libya dan Basit", [labels(one, annotator=name) for name, one in whose.items()])
    put(folder, "sources/wire", "Libya dan Basit", [labels(mention("m1", "Old", 0, 5), annotator="lama")])

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        choose_format(dialog, "doccano JSONL")
        press(dialog.form.source, "Down")
        hands.wait_until(lambda: dialog._scan is None)
        choice = dialog.form.taking.annotator
        theirs = [choice.itemData(row) for row in range(choice.count())][4:]
        assert {"ayu", "budi"} <= {*theirs}
        assert "lama" not in theirs
        dialog.form.setCurrentIndex(1)
        for key in ("Home", *["Down"] * choice.findData("budi")):
            press(choice, key)
        assert choice.currentData() == "budi"
        dialog.form.taking.only_done.setChecked(False)
        typed(dialog.form.out.field, str(out))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING, dialog.remark.text()
        assert "1 document with 1 mention will be written" in dialog.review.found.text()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == WRITTEN, dialog.remark.text()
        press(dialog, "Escape")

    use(sorot, labelled, hand)
    (line,) = (out / "documents.jsonl").read_bytes().splitlines()
    assert json.loads(line)["label"] == [[10, 15, "PER"]]


def test_a_row_of_the_losses_leads_to_its_place(sorot: Sorot, labelled: Path, tmp_path: Path) -> None:
    put(tmp_path / "more", "other", "Libya", [labels(mention("m1", "GPE", 0, 5))])

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        choose_format(dialog, "CoNLL-2003")
        go_on(hands, dialog)
        hands.window.open_document(tmp_path / "more" / "other.txt")
        nested = next(one for one in rows(dialog) if "inside another one" in one.text(0))
        loss_row = nested.child(1)
        dialog.activateWindow()
        dialog.review.losses.tree.setCurrentItem(loss_row)
        press(dialog.review.losses.tree, "Return")
        hands.wait_until(hands.view.hasFocus)
        assert hands.session.path == labelled
        current = hands.session.annotations.mention(hands.view.current() or "")
        assert current is not None
        assert f"{current.start:,}" == loss_row.text(1)
        quote = " ".join(hands.text[current.start : current.end].split())
        assert quote == loss_row.text(2)
        assert "darna" in loss_row.text(0)
        press(dialog, "Escape")

    use(sorot, labelled, hand)


def test_unsaved_labels_are_written_first_and_later_ones_ask_to_look_again(
    sorot: Sorot, article: Path, tmp_path: Path
) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        dialog = opened(hands)
        choose_format(dialog, "doccano JSONL")
        typed(dialog.form.out.field, str(tmp_path / "all.jsonl"))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == ASKING
        assert "no kind is done" in dialog.remark.text()
        press(dialog.form.taking.only_done, "Space")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING
        assert "1 mention" in dialog.review.found.text()
        assert "Nothing is lost" in dialog.review.losses.sentence
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "g")
        assert dialog.pages.currentIndex() == ASKING
        assert "look again" in dialog.remark.text()
        go_on(hands, dialog)
        assert "2 mentions" in dialog.review.found.text()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == WRITTEN
        press(dialog, "Escape")

    use(sorot, article, hand)
    (line,) = (tmp_path / "all.jsonl").read_bytes().splitlines()
    assert [one[2] for one in json.loads(line)["label"]] == ["GPE", "GPE"]


def many(folder: Path) -> Path:
    for number in range(150):
        text = f"Cerita {number * number} tentang Darna, nomor {number}, ditulis {number}"
        at = text.index("Darna")
        put(folder, f"{number:03}", text, [labels(mention("m1", "GPE", at, at + 5))])
    return folder


def test_cancelled_in_the_middle_leaves_nothing(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    folder, out = many(tmp_path / "many"), tmp_path / "out"

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        press(dialog.form.source, "End")
        typed(dialog.form.other.field, str(folder))
        press(dialog.form.other.field, "Tab")
        hands.wait_until(lambda: dialog._scan is None)
        choose_format(dialog, "brat stand-off")
        typed(dialog.form.splits.shares, "train=0.8,test=0.2")
        typed(dialog.form.out.field, str(out))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING, dialog.remark.text()
        assert dialog.review.counts.titles() == ("Label", "train", "test", "all")
        dialog.on_button.click()
        press(dialog.cancel_button, "Space")
        hands.wait_until(lambda: dialog.job is None)
        assert dialog.pages.currentIndex() == REVIEWING
        assert "Stopped" in dialog.remark.text()
        assert not out.exists()
        assert not list(tmp_path.glob("out.*"))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == WRITTEN
        press(dialog, "Escape")

    use(sorot, article, hand)
    assert len(list((out / "train").glob("*.ann"))) == 120


def test_labels_changed_meanwhile_stop_it(sorot: Sorot, tmp_path: Path) -> None:
    folder, out = many(tmp_path / "many"), tmp_path / "out"
    (folder / "000.labels.json").unlink()

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        dialog.activateWindow()
        press(dialog.form.source, "Down")
        choose_format(dialog, "brat stand-off")
        typed(dialog.form.out.field, str(out))
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING, dialog.remark.text()
        dialog.on_button.click()
        press(hands.view, "Ctrl+Right")
        hands.window.activateWindow()
        hands.window.frame.annotator.apply_label(hands.window.frame.services.label_set.labels[0])
        hands.wait_until(lambda: dialog.job is None)
        assert dialog.pages.currentIndex() == ASKING
        assert "look again" in dialog.remark.text()
        assert not out.exists()
        press(dialog, "Escape")

    use(sorot, folder / "000.txt", hand)


def test_the_window_can_be_closed_while_it_works(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    folder = many(tmp_path / "many")

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        press(dialog.form.source, "End")
        typed(dialog.form.other.field, str(folder))
        press(dialog.form.other.field, "Tab")
        hands.wait_until(lambda: dialog._scan is None)
        typed(dialog.form.out.field, str(tmp_path / "out"))
        dialog.on_button.click()
        assert dialog.job is not None

    use(sorot, article, hand)
    assert not (tmp_path / "out").exists()


def test_what_is_wrong_is_said_in_place(
    sorot: Sorot, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(QUrl(url).toLocalFile()))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.md").write_text("mine", "utf-8")

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        typed(dialog.form.out.field, str(tmp_path / "own"))
        go_on(hands, dialog)
        assert "is no export" in dialog.remark.text()
        typed(dialog.form.splits.shares, "train=much")
        go_on(hands, dialog)
        assert "train=0.8" in dialog.remark.text()
        dialog.form.splits.shares.clear()
        choose_format(dialog, "doccano JSONL")
        typed(dialog.form.out.field, str(tmp_path / "strict"))
        press(dialog.form.strict, "Space")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == REVIEWING
        go_on(hands, dialog)
        assert "would be lost" in dialog.remark.text()
        assert not (tmp_path / "strict").exists()
        press(dialog.back_button, "Space")
        press(dialog.form.strict, "Space")
        go_on(hands, dialog)
        go_on(hands, dialog)
        press(dialog.outcome.folder_button, "Space")
        assert folders == [str(tmp_path / "strict")]
        press(dialog, "Escape")

    use(sorot, labelled, hand)


def test_a_format_whose_library_is_missing_says_what_to_install(
    sorot: Sorot, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Format, "is_installed", property(lambda one: one.id != "brat"))

    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        choice = dialog.form.formats.choice
        press(choice, "Home")
        QTest.keyClicks(choice, "brat")
        assert choice.currentText() == "brat stand-off (not installed)"
        assert "pip install 'sorot[" in dialog.form.formats.holds_not.text()
        go_on(hands, dialog)
        assert "pip install" in dialog.remark.text()
        press(dialog, "Escape")

    use(sorot, labelled, hand)


def test_losses_of_a_corpus_count_every_reason(sorot: Sorot, labelled: Path) -> None:
    def hand(hands: Hands) -> None:
        dialog = opened(hands)
        choose_format(dialog, "doccano JSONL")
        go_on(hands, dialog)
        report = hands.window.exporting.dialog
        assert report is not None
        looked = dialog._looked
        assert looked is not None
        counts = looked.examined.losses.counts
        assert counts[Reason.EVENT] > 20
        assert len(rows(dialog)) == len(counts)
        assert rows(dialog)[0].childCount() == next(iter(looked.examined.losses.rows()))[1]
        press(dialog, "Escape")

    use(sorot, labelled, hand)
