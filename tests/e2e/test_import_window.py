"""Importing into the window: told, mapped, looked at, done, cancelled."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from annotations.formats.name_draft import Fate
from annotations.formats.native import label_set_from_dict
from annotations.model.records import Event, Kind
from annotations.store.label_maps import remembered
from gui.demo import press
from gui.dialogs.exchange.import_dialog import ASKING, IMPORTED, NAMING, PLANNING, ImportDialog
from tests.e2e.hands import Hands, Sorot
from tests.e2e.label_sets import find_label, use

STORY = "Libya dan Darna, kata Basit."


def lines(*documents: tuple[str, list[tuple[int, int, str]]]) -> bytes:
    rows = ({"text": text, "label": [list(one) for one in spans]} for text, spans in documents)
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """What doccano has written: a usual name, and two that nobody knows."""
    path = tmp_path / "export.jsonl"
    path.write_bytes(lines((STORY, [(0, 5, "COUNTRY"), (10, 15, "Town"), (22, 27, "Hero")])))
    return path


def opened(hands: Hands, source: Path, out: Path) -> ImportDialog:
    hands.press("Ctrl+Shift+I")
    dialog = hands.window.importing.dialog
    assert dialog is not None
    name_source(hands, dialog, source)
    typed(dialog.form.out.field, str(out))
    return dialog


def name_source(hands: Hands, dialog: ImportDialog, source: Path) -> None:
    dialog.activateWindow()
    dialog.form.source.field.setFocus()
    hands.wait_until(dialog.form.source.field.hasFocus)
    typed(dialog.form.source.field, str(source))
    press(dialog.form.source.field, "Tab")
    hands.wait_until(lambda: dialog._guess is None)


def typed(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def go_on(hands: Hands, dialog: ImportDialog) -> None:
    dialog.activateWindow()
    dialog.on_button.setFocus()
    hands.wait_until(dialog.on_button.hasFocus)
    press(dialog.on_button, "Space")
    hands.wait_until(lambda: dialog.job is None)


def shown(dialog: ImportDialog) -> dict[str, str]:
    model = dialog.names.model
    rows = range(model.rowCount())
    return {str(model.index(row, 0).data()): str(model.index(row, 3).data()) for row in rows}


def become(dialog: ImportDialog, name: str, *keys: str) -> None:
    """Choose the row of a name, and by keys what it becomes."""
    dialog.names.table.selectRow(list(shown(dialog)).index(name))
    for key in keys:
        press(dialog.names.becomes, key)


def test_from_a_file_to_the_first_document(sorot: Sorot, article: Path, export: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"

    def hand(hands: Hands) -> None:
        dialog = opened(hands, export, out)
        assert dialog.form.formats.format.id == "doccano"
        assert "doccano JSONL, because" in dialog.form.why.text()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == NAMING, dialog.remark.text()
        assert "1 document with 3 mentions" in dialog.names.found.text()
        assert shown(dialog) == {
            "COUNTRY": "Geo-political entity (Entity)",
            "Hero": "new: Hero",
            "Town": "new: Town",
        }
        become(dialog, "Town", "Home", "Down", "Down")
        become(dialog, "Hero", "End")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == PLANNING
        assert "New: 1" in dialog.plan.told.text()
        assert dialog.plan.state.sentence == "Nothing is refused."
        assert not out.exists()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == IMPORTED
        press(dialog.outcome.open_button, "Space")
        hands.wait_until(hands.view.hasFocus)
        assert hands.text == STORY
        assert hands.mentions() == [("GPE", "Libya"), ("GPE", "Darna")]
        assert hands.window.importing.dialog is None

    use(sorot, article, hand)
    assert (out / "sources" / "export.jsonl").read_bytes() == export.read_bytes()
    said = remembered("doccano", "news")
    assert said.labels == {"Town": (Kind.ENTITY, "GPE"), "Hero": None}


def test_what_names_become_is_remembered_and_the_same_again_changes_nothing(
    sorot: Sorot, article: Path, export: Path, tmp_path: Path
) -> None:
    out = tmp_path / "corpus"

    def hand(hands: Hands) -> None:
        for told in ("New: 1", "and the same: 1"):
            dialog = opened(hands, export, out)
            go_on(hands, dialog)
            if told == "New: 1":
                become(dialog, "Town", "Home", "Down", "Down")
                become(dialog, "Hero", "Home")
            assert shown(dialog)["Town"].startswith("Geo-political")
            assert shown(dialog)["Hero"].startswith("Person")
            go_on(hands, dialog)
            assert told in dialog.plan.told.text()
            go_on(hands, dialog)
            press(dialog, "Escape")

    use(sorot, article, hand)


@pytest.mark.parametrize("taken", [True, False], ids=["labelled with", "left beside"])
def test_new_names_come_into_a_label_set_beside(
    sorot: Sorot, article: Path, export: Path, tmp_path: Path, *, taken: bool
) -> None:
    out = tmp_path / "corpus"

    def hand(hands: Hands) -> None:
        dialog = opened(hands, export, out)
        go_on(hands, dialog)
        draft = dialog._draft
        assert draft is not None
        assert [draft.becomes(name) for name, _ in draft.rows()][1:] == [Fate.NEW, Fate.NEW]
        go_on(hands, dialog)
        box = dialog.plan.new_names
        assert box.isVisible()
        if not taken:
            box.setFocus()
            press(box, "Space")
        go_on(hands, dialog)
        assert "news.labelset.json" in dialog.outcome.told.text()
        assert ("Label Set > Open" in dialog.outcome.told.text()) is not taken
        assert ("you label with now" in dialog.outcome.told.text()) is taken
        press(dialog.outcome.open_button, "Space")
        hands.wait_until(lambda: ("Hero", "Basit") in hands.mentions())
        label_set = hands.window.frame.services.label_set
        assert (label_set.label(Kind.ENTITY, "Hero") is not None) is taken
        assert label_set == hands.session.label_set
        if taken:
            assert find_label(hands, "hero", "Escape") == ["Hero"]

    use(sorot, article, hand)
    grown = label_set_from_dict(json.loads((out / "news.labelset.json").read_bytes()))
    assert grown.label(Kind.ENTITY, "Hero") is not None
    assert remembered("doccano", "news").labels == {}


def test_labels_that_a_tab_has_open_are_refused(
    sorot: Sorot, article: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = tmp_path_factory.mktemp("brat")
    (source / "darna.txt").write_bytes(article.read_bytes())
    (source / "darna.ann").write_text("T1\tGPE 0 7\tTRIPOLI\n", "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")
        hands.wait_until_saved()
        dialog = opened(hands, source, article.parent)
        assert dialog.form.formats.format.id == "brat"
        press(dialog.form.existing, "Down")
        go_on(hands, dialog)
        go_on(hands, dialog)
        assert "Refused: 1" in dialog.plan.told.text()
        assert "darna.labels.json" in dialog.plan.problems.item(0).text()
        before = hands.mentions()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == IMPORTED
        assert dialog.outcome.open_button.isHidden()
        press(dialog, "Escape")
        assert hands.mentions() == before

    use(sorot, article, hand)


def test_the_unit_of_offsets_is_asked_for(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "emoji.jsonl"
    path.write_bytes(lines(("😀 Libya dan Darna", [(3, 8, "GPE")])))

    def hand(hands: Hands) -> None:
        dialog = opened(hands, path, tmp_path / "corpus")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == ASKING
        assert "1 document does not say what its offsets count" in dialog.remark.text()
        unit = dialog.form.formats.fields["unit"]
        assert unit.hasFocus()
        QTest.keyClicks(unit, "UTF")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == NAMING, dialog.remark.text()
        go_on(hands, dialog)
        go_on(hands, dialog)
        press(dialog.outcome.open_button, "Space")
        hands.wait_until(lambda: hands.mentions() == [("GPE", "Libya")])

    use(sorot, article, hand)


def test_the_unit_is_asked_for_those_that_need_it(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    plain, unclear = ("Libya dan Darna", [(0, 5, "GPE")]), ("😀 Libya dan Darna", [(3, 8, "GPE")])
    only_utf16 = ("😀😀 Libya", [(5, 10, "GPE")])
    path.write_bytes(lines(plain, unclear, only_utf16))

    def hand(hands: Hands) -> None:
        dialog = opened(hands, path, tmp_path / "corpus")
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == ASKING
        assert "1 document does not say" in dialog.remark.text()
        assert "choose it at “Offsets count”" in dialog.remark.text()
        assert "2 other documents are read without it" in dialog.remark.text()
        unit = dialog.form.formats.fields["unit"]
        assert unit.hasFocus()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == NAMING
        assert "2 documents with 2 mentions" in dialog.names.found.text()
        assert "It does not say what its offsets count" in dialog.names.found.text()
        press(dialog.back_button, "Space")
        unit.setFocus()
        QTest.keyClicks(unit, "code")
        go_on(hands, dialog)
        assert "3 documents with 3 mentions" in dialog.names.found.text()
        go_on(hands, dialog)
        go_on(hands, dialog)
        press(dialog, "Escape")

    use(sorot, article, hand)
    found = [json.loads(one.read_bytes()) for one in sorted((tmp_path / "corpus").rglob("*.labels.json"))]
    quotes = [one["mentions"][0]["spans"][0]["quote"] for one in found]
    assert quotes == ["Libya", "ibya ", "Libya"]


def test_what_was_decided_in_reading_is_shown(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    span = {"id": "T1", "span": {"begin": 2, "end": 7}, "obj": "GPE"}
    path.write_text(json.dumps({"text": "😀 Libya dan Darna", "denotations": [span]}), encoding="utf-8")

    def hand(hands: Hands) -> None:
        dialog = opened(hands, path, tmp_path / "corpus")
        go_on(hands, dialog)
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == PLANNING, dialog.remark.text()
        assert dialog.plan.pages.currentWidget() is dialog.plan.decided_state
        assert "taken for code points, in 1 document" in dialog.plan.decided.item(0).text()
        press(dialog, "Escape")

    use(sorot, article, hand)


def test_cancelled_before_it_begins_leaves_nothing(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "many.jsonl", tmp_path / "corpus"
    path.write_bytes(lines(*[(f"Libya {number}", [(0, 5, "GPE")]) for number in range(120)]))

    def hand(hands: Hands) -> None:
        dialog = opened(hands, path, out)
        dialog.on_button.click()
        press(dialog.cancel_button, "Space")
        hands.wait_until(lambda: dialog.job is None)
        assert dialog.pages.currentIndex() == ASKING
        assert "Nothing was imported" in dialog.remark.text()
        go_on(hands, dialog)
        go_on(hands, dialog)
        assert "New: 120" in dialog.plan.told.text()
        assert not out.exists()
        dialog.on_button.click()
        press(dialog.cancel_button, "Space")
        hands.wait_until(lambda: dialog.job is None)
        assert "by then is whole" in dialog.remark.text()
        labelled = {one.name.removesuffix(".labels.json") for one in out.rglob("*.labels.json")}
        texts = {one.stem for one in out.rglob("*.txt")}
        assert texts <= labelled
        assert len(texts) < 120
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == IMPORTED
        press(dialog, "Escape")

    use(sorot, article, hand)
    assert len(list(out.rglob("*.labels.json"))) == 120


def test_what_is_no_file_of_the_format_is_said_in_place(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        dialog = opened(hands, tmp_path / "none.jsonl", tmp_path / "corpus")
        go_on(hands, dialog)
        assert "There is no such file" in dialog.remark.text()
        (tmp_path / "notes.bin").write_bytes(b"\x00\x01\x02" * 100)
        (tmp_path / "empty").mkdir()
        with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
            pass
        name_source(hands, dialog, tmp_path / "empty.zip")
        assert "empty.zip: There are no files in it. Read are" in dialog.form.why.text()
        name_source(hands, dialog, tmp_path / "empty")
        assert "empty: There are no files in it. Read are" in dialog.form.why.text()
        name_source(hands, dialog, tmp_path / "notes.bin")
        assert "does not look like any format" in dialog.form.why.text()
        go_on(hands, dialog)
        assert dialog.pages.currentIndex() == ASKING
        assert "nothing to import" in dialog.remark.text()
        dialog.form.source.field.clear()
        go_on(hands, dialog)
        assert "Name what is imported" in dialog.remark.text()
        press(dialog, "Escape")

    use(sorot, article, hand)


def test_an_archive_with_events_and_roles(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    archive, out = tmp_path / "brat.zip", tmp_path / "corpus"
    ann = "T1\tGPE 10 15\tDarna\nT2\tBombing 0 5\tLibya\nE1\tBombing:T2 Where:T1\nR1\tNear Arg1:T1 Arg2:T1\n"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("berita/satu.txt", STORY)
        made.writestr("berita/satu.ann", ann)

    def hand(hands: Hands) -> None:
        dialog = opened(hands, archive, out)
        assert dialog.form.formats.format.id == "brat"
        go_on(hands, dialog)
        assert shown(dialog) == {
            "GPE": "Geo-political entity (Entity)",
            "Bombing": "new: Bombing",
            "Near": "new: Near",
        }
        become(dialog, "Bombing", "Home", *["Down"] * position(dialog, "Attack (Event)"))
        assert shown(dialog)["Bombing"] == "Attack (Event)"
        assert shown(dialog)["Where"] == "new: Where"
        become(dialog, "Where", "Home", *["Down"] * position(dialog, "Place", of="Where"))
        become(dialog, "Near", "End")
        go_on(hands, dialog)
        lost = dialog.plan.losses.tree.topLevelItem(0)
        assert lost is not None
        assert lost.text(0) == "mentions and relations of names that are left out: 1"
        go_on(hands, dialog)
        press(dialog.outcome.open_button, "Space")
        hands.wait_until(lambda: hands.mentions() == [("Attack", "Libya"), ("GPE", "Darna")])
        (event,) = hands.session.annotations.of_type(Event)
        assert [one.role for one in event.arguments] == ["Place"]

    use(sorot, article, hand)
    assert (out / "sources" / "berita" / "satu.ann").exists()


def test_the_archives_of_a_project_are_documents_of_several_annotators(
    sorot: Sorot, article: Path, tmp_path: Path
) -> None:
    source, out = tmp_path / "project.zip", tmp_path / "corpus"
    with zipfile.ZipFile(source, "w") as archive:
        for name in ("annotation/wire.txt/ayu.zip", "curation/wire.txt/CURATION_USER.zip"):
            with archive.open(name, "w") as file, zipfile.ZipFile(file, "w") as inner:
                for part in ("darna.xmi", "TypeSystem.xml"):
                    inner.write(Path("samples/exports/xmi") / part, part)

    def hand(hands: Hands) -> None:
        dialog = opened(hands, source, out)
        assert dialog.form.formats.format.id == "xmi", dialog.form.why.text()
        go_on(hands, dialog)
        assert "1 document with " in dialog.names.found.text()
        go_on(hands, dialog)
        go_on(hands, dialog)
        assert "1 document has several annotators" in dialog.outcome.told.text()
        press(dialog, "Escape")

    use(sorot, article, hand)
    made = sorted(one.name for one in out.glob("wire.*"))
    assert made == ["wire.CURATION_USER.labels.json", "wire.ayu.labels.json", "wire.txt"]


def position(dialog: ImportDialog, words: str, of: str = "Bombing") -> int:
    """Where words stand among what a name can become."""
    dialog.names.table.selectRow(list(shown(dialog)).index(of))
    choice = dialog.names.becomes
    return [choice.itemText(row) for row in range(choice.count())].index(words)
