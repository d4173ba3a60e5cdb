"""Labels by name, their guidelines, and a label set that is changed while a document is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from annotations.edits.placement import Refusal
from annotations.edits.revision import Revision
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.store.label_sets import export_label_set, own_path, read_label_set
from gui.demo import press
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.models.labels import STICKY_ROLE
from gui.window.label_sets import UNUSABLE
from tests.e2e.hands import Hands, Sorot
from tests.e2e.label_sets import NEWS, choose, edit, find_label, merge, names, rename, use

# -- a label by name ------------------------------------------------------------------------------------


def test_a_label_is_found_by_a_little_of_its_name(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        assert find_label(hands, "geo", "Return") == ["Geo-political entity"]
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        assert hands.view.hasFocus()
        hands.press("Ctrl+Right", "Shift+End")
        assert find_label(hands, "org", "Return")[0] == "Organization"
        assert hands.mentions()[1][0] == "ORG"
        assert find_label(hands, "", "Escape")[:2] == ["Organization", "Geo-political entity"]
        assert hands.view.hasFocus()
        assert len(hands.mentions()) == 2
        assert find_label(hands, "no such label", "Return", "Escape") == []

    use(sorot, article, hand)


def test_the_list_goes_when_the_hand_goes_elsewhere(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        find_label(hands, "per")
        finder = hands.window.label_finding.finder
        assert finder.isVisible()
        hands.view.setFocus()
        assert not finder.isVisible()
        hands.press("Ctrl+End")
        find_label(hands, "per")
        inside = finder.parentWidget().rect()
        assert inside.contains(finder.geometry())
        press(finder.found.field, "Escape")

    use(sorot, article, hand)


# -- guidelines -----------------------------------------------------------------------------------------


def test_guidelines_follow_the_current_label_and_can_be_searched(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        panel = hands.window.guidelines.panel
        hands.press("g")
        assert panel.page.toPlainText() == ""
        hands.press("Shift+F1")
        hands.wait_until(panel.search.hasFocus)
        assert "A country, province, city or village" in panel.page.toPlainText()
        QTest.keyClicks(panel.search, "sit-in")
        assert panel.page.toPlainText().split()[:2] == ["Demonstrate", "Demonstrate"]
        press(panel.search, "Down")
        assert panel.page.hasFocus()
        hands.view.setFocus()
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "o")
        assert panel.search.text() == ""
        assert "A company, party, ministry" in panel.page.toPlainText()
        hands.press("Shift+F1")
        press(panel.search, "Shift+F1")
        assert not panel.isVisible()
        hands.wait_until(hands.view.hasFocus)

    use(sorot, article, hand)


# -- the editor -----------------------------------------------------------------------------------------


def test_renaming_rewrites_no_label_file(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.wait_until_saved()
        path = hands.session.label_path
        before, written = path.read_bytes(), path.stat().st_mtime_ns
        edit(hands, rename, preview=False)
        assert "Country" in names(hands)
        assert find_label(hands, "coun", "Escape") == ["Country"]
        hands.press("Shift+F1")
        assert "Country" in hands.window.guidelines.panel.page.toPlainText()
        hands.press("Ctrl+Z", on=hands.window)
        assert "Geo-political entity" in names(hands)
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        hands.press("Ctrl+Shift+Z", on=hands.window)
        assert "Country" in names(hands)
        hands.wait_until_saved()
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)

    use(sorot, article, hand)
    assert read_label_set(own_path("news")).label_set.ref.version == 1

    def next_day(hands: Hands) -> None:
        assert "Country" in names(hands)

    use(sorot, article, next_day)


def test_a_new_label_can_be_used_at_once(sorot: Sorot, article: Path) -> None:
    def add(editor: LabelSetEditor) -> None:
        choose(editor, "PER")
        editor.add_button.click()
        QTest.keyClicks(editor.label_form.name, "Animal")
        QTest.keyClicks(editor.label_form.key, "z")

    def hand(hands: Hands) -> None:
        edit(hands, add)
        hands.press("z")
        assert hands.mentions() == [("Animal", "TRIPOLI")]
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert "Animal" not in names(hands)
        hands.press("z")
        assert hands.mentions() == []

    use(sorot, article, hand)


def test_a_sticky_label_stays_so_under_its_new_name(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        palette = hands.window.labelling.palette.model
        hands.press("g", "F4")
        edit(hands, rename, preview=False)
        assert hands.window.frame.actions["label.sticky"].isChecked()
        pinned = [row for row in range(palette.rowCount()) if palette.index(row).data(STICKY_ROLE)]
        assert [palette.index(row).data() for row in pinned] == ["Country"]
        hands.drag("Libya")
        assert hands.mentions() == [("GPE", "TRIPOLI"), ("GPE", "Libya")]
        edit(hands, merge("GPE", "LOC"))
        assert not hands.window.frame.actions["label.sticky"].isChecked()

    use(sorot, article, hand)


def test_without_a_document_the_label_set_changes_too(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+W")
        edit(hands, rename, preview=False)
        assert "Country" in names(hands)

    use(sorot, article, hand)


def test_a_label_that_the_label_set_lost_stays_in_the_file(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")

    use(sorot, article, hand)
    labels = article.with_name("darna.labels.json")
    before = labels.read_bytes()
    own_path("news").parent.mkdir(parents=True)
    export_label_set(own_path("news"), without(NEWS, "GPE"))

    def look(hands: Hands) -> None:
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        assert hands.window.grab().width()

    use(sorot, article, look)
    assert labels.read_bytes() == before

    def give_another(hands: Hands) -> None:
        hands.press("o")
        assert hands.mentions() == [("ORG", "TRIPOLI")]

    use(sorot, article, give_another)


def path_of(path: Path) -> Callable[..., Path]:
    """A user who names this file, whatever for."""
    return lambda *_, **__: path


def without(label_set: LabelSet, label_id: str) -> LabelSet:
    label = label_set.label(Kind.ENTITY, label_id)
    assert label is not None
    outcome = Revision.of(label_set).delete(label)
    assert not isinstance(outcome, Refusal)
    return outcome.after


# -- files ----------------------------------------------------------------------------------------------


def test_a_team_shares_a_label_set_by_its_file(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    shared = tmp_path / "team.labelset.json"
    export_label_set(shared, replace(NEWS, name="Team"))

    def hand(hands: Hands) -> None:
        assert hands.session.label_set.name == "Team"
        edit(hands, rename, preview=False)

    use(sorot, article, hand, "--label-set", str(shared))
    changed = read_label_set(shared).label_set.label(Kind.ENTITY, "GPE")
    assert changed is not None
    assert changed.name == "Country"
    assert not own_path("news").exists()


def test_a_broken_label_set_is_told_and_left_alone(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "team.labelset.json"
    broken.write_text('{"format": "sorot.label-set", "version": 1}', "utf-8")

    def hand(hands: Hands) -> None:
        assert "team.labelset.json is not a sound label set" in hands.banner(UNUSABLE)
        hands.press("g")
        assert hands.mentions() == [("GPE", "TRIPOLI")]

    use(sorot, article, hand, "--label-set", str(broken))
    assert broken.read_text("utf-8") == '{"format": "sorot.label-set", "version": 1}'


@pytest.mark.parametrize("other", [False, True], ids=["the same", "another"])
def test_opening_a_label_set(
    sorot: Sorot, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, other: bool
) -> None:
    path = tmp_path / "team.labelset.json"
    ref = replace(NEWS.ref, id="other") if other else NEWS.ref
    export_label_set(path, replace(NEWS, name="Team", ref=ref))

    def hand(hands: Hands) -> None:
        frame = hands.window.frame
        monkeypatch.setattr(frame.ask, "label_set_path", path_of(path))
        if other:
            hands.answer("OK")
        frame.actions["label_set.open"].trigger()
        assert frame.services.label_set.name == ("News" if other else "Team")
        if other:
            assert "labelled with another label set" in hands.questions[0]
            return
        edit(hands, rename, preview=False)
        exported = tmp_path / "copy.json"
        monkeypatch.setattr(frame.ask, "label_set_path", path_of(exported))
        frame.actions["label_set.export"].trigger()
        assert read_label_set(tmp_path / "copy.labelset.json").label_set == frame.services.label_set
        frame.actions["label_set.standard"].trigger()
        assert frame.services.label_set == NEWS
        hands.press("Ctrl+Z")
        assert frame.services.label_set == NEWS, "a step of another label set takes nothing back"

    use(sorot, article, hand)


def test_a_label_set_that_somebody_else_changed_is_not_overwritten(
    sorot: Sorot, article: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "team.labelset.json"
    export_label_set(shared, NEWS)

    def hand(hands: Hands) -> None:
        theirs = replace(NEWS, name="Theirs")
        export_label_set(shared, theirs)
        hands.answer("OK")
        edit(hands, rename, preview=False)
        assert "Country" not in names(hands)
        assert "was changed by another program" in hands.questions[0]
        assert read_label_set(shared).label_set == theirs

    use(sorot, article, hand, "--label-set", str(shared))
