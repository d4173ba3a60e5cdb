"""A changed label set is one undo step: at once, in every tab, after a restart, and after a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.store.label_sets import export_label_set, own_path, read_label_set
from gui.demo import press
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.dialogs.label_set_editor.fate import FateDialog
from gui.dialogs.label_set_editor.preview import PreviewDialog
from tests.e2e.hands import Hands, Sorot
from tests.e2e.killed import killed
from tests.e2e.label_sets import NEWS, edit, merge, names, rename, use

Dialog = TypeVar("Dialog", bound=QDialog)


def when_shown(
    sort: type[Dialog], work: Callable[[Dialog], None], ready: Callable[[Dialog], bool] = lambda _: True
) -> None:
    """Work in the next dialog of this sort, once it is ready."""

    def look() -> None:
        one = QApplication.activeModalWidget()
        if not isinstance(one, sort) or not one.isVisible() or not ready(one):
            QTimer.singleShot(5, look)
            return
        try:
            work(one)
        except BaseException:
            one.done(0)  # else the test would wait for it for ever
            raise

    QTimer.singleShot(0, look)


def merge_by_keys(hands: Hands) -> None:
    """Location into geo-political entity: from the text to the text, without a mouse."""

    def editor(one: LabelSetEditor) -> None:
        while (label := one.label()) is not None and label.id != "LOC":
            press(one.outline, "Down")
        when_shown(FateDialog, fate)
        when_shown(LabelSetEditor, apply, lambda one: one.apply_button.isEnabled())
        press(one.outline, "Alt+M")

    def apply(one: LabelSetEditor) -> None:
        when_shown(PreviewDialog, preview, lambda one: one.apply_button.isEnabled())
        press(one.apply_button, "Space")

    def fate(one: FateDialog) -> None:
        QTest.keyClicks(one.labels, "Geo")
        press(one.labels, "Return")

    def preview(one: PreviewDialog) -> None:
        press(one.apply_button, "Space")

    when_shown(LabelSetEditor, editor)
    hands.press("Ctrl+Shift+L")
    hands.wait_until(hands.view.hasFocus)


def labels(hands: Hands) -> list[str]:
    return [label for label, _ in hands.mentions()]


def said(hands: Hands) -> str:
    return hands.window.statusBar().currentMessage()


def wait_for_steps(hands: Hands) -> None:
    hands.wait_until(hands.window.frame.actions["edit.undo"].isEnabled)


def own_label_set() -> LabelSet:
    return read_label_set(own_path("news")).label_set


def tag_two(hands: Hands) -> None:
    hands.press("g", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "l")
    assert labels(hands) == ["GPE", "LOC"]


def test_merging_is_one_step_back_and_leaves_every_byte_as_it_was(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "l")
        assert [label for label, _ in hands.mentions()] == ["GPE", "LOC"]
        hands.wait_until_saved()
        before = hands.session.label_path.read_bytes()
        edit(hands, merge("LOC", "GPE"))
        assert [label for label, _ in hands.mentions()] == ["GPE", "GPE"]
        assert "Location" not in names(hands)
        hands.press("l")
        assert [label for label, _ in hands.mentions()] == ["GPE", "GPE"], "the key is nobody's now"
        assert hands.session.label_set.ref.version == 2
        hands.wait_until_saved()
        assert hands.session.label_path.read_bytes() != before
        hands.press("Ctrl+Z")
        assert [label for label, _ in hands.mentions()] == ["GPE", "LOC"]
        assert hands.session.label_set == NEWS
        hands.wait_until_saved()
        assert hands.session.label_path.read_bytes() == before
        hands.press("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
        assert [label for label, _ in hands.mentions()] == ["GPE", "GPE"]
        assert read_label_set(own_path("news")).label_set.label(Kind.ENTITY, "LOC") is None

    use(sorot, article, hand)


def test_documents_in_other_tabs_follow(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Libya and Darna", "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("l", "Ctrl+Tab", "l")
        assert hands.mentions() == [("LOC", "Libya")]
        edit(hands, merge("LOC", "GPE"))
        assert hands.mentions() == [("GPE", "Libya")]
        hands.press("Ctrl+Tab")
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("LOC", "TRIPOLI")]
        assert "Location" in names(hands)
        hands.press("Ctrl+Tab")
        assert hands.mentions() == [("GPE", "Libya")], "a step of its own"
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("LOC", "Libya")]
        hands.press("Ctrl+Shift+Z")
        assert hands.mentions() == [("GPE", "Libya")]
        assert "Location" not in names(hands)
        hands.press("Ctrl+Tab", "Ctrl+Shift+Z")
        assert hands.mentions() == [("GPE", "TRIPOLI")]

    use(sorot, article, hand, str(other))


def test_of_two_changes_the_later_is_taken_back_first(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Libya and Darna", "utf-8")

    def hand(hands: Hands) -> None:
        edit(hands, rename, preview=False)
        hands.press("Ctrl+Tab")
        edit(hands, merge("FAC", "LOC"))
        hands.press("Ctrl+Tab", "Ctrl+Z")
        assert "Country" in names(hands)
        assert "changed again since" in hands.window.statusBar().currentMessage()
        hands.press("Ctrl+Tab", "Ctrl+Z", "Ctrl+Tab", "Ctrl+Z")
        assert hands.session.label_set == NEWS

    use(sorot, article, hand, str(other))


# -- another day ----------------------------------------------------------------------------------------


def test_after_a_restart_a_merge_is_taken_back_and_what_was_before_it(sorot: Sorot, article: Path) -> None:
    path = article.with_name("darna.labels.json")
    before: list[bytes] = []

    def hand(hands: Hands) -> None:
        tag_two(hands)
        hands.wait_until_saved()
        before.append(path.read_bytes())
        merge_by_keys(hands)
        assert labels(hands) == ["GPE", "GPE"]
        assert "Location" not in names(hands)
        hands.press("Ctrl+Right", "Ctrl+Right", "o")

    def next_day(hands: Hands) -> None:
        assert "Location" not in names(hands)
        wait_for_steps(hands)
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert labels(hands) == ["GPE", "LOC"]
        assert "Location" in names(hands)
        assert hands.session.label_set == own_label_set() == NEWS
        hands.wait_until_saved()
        assert path.read_bytes() == before[0]

    def the_day_after(hands: Hands) -> None:
        hands.wait_until(hands.window.frame.actions["edit.redo"].isEnabled)
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert labels(hands) == []
        hands.press(*["Ctrl+Shift+Z"] * 4)
        assert labels(hands) == ["GPE", "GPE", "ORG"]
        assert own_label_set().label(Kind.ENTITY, "LOC") is None
        assert own_label_set().ref.version == 2

    for one in (hand, next_day, the_day_after):
        use(sorot, article, one)


def test_a_new_name_is_taken_back_after_a_restart(sorot: Sorot, article: Path) -> None:
    path = article.with_name("darna.labels.json")
    stood: list[object] = []

    def look() -> object:
        return path.read_bytes(), path.stat().st_mtime_ns

    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.wait_until_saved()
        stood.append(look())
        edit(hands, rename, preview=False)

    def next_day(hands: Hands) -> None:
        assert "Country" in names(hands)
        wait_for_steps(hands)
        hands.press("Ctrl+Z")
        assert "Geo-political entity" in names(hands)
        assert labels(hands) == ["GPE"]
        hands.wait_until_saved()

    def the_day_after(hands: Hands) -> None:
        hands.wait_until(hands.window.frame.actions["edit.redo"].isEnabled)
        hands.press("Ctrl+Shift+Z")
        assert "Country" in names(hands)

    for one in (hand, next_day, the_day_after):
        use(sorot, article, one)
        assert [look()] == stood, "a label file is not written anew for a name"


def test_a_text_without_labels_remembers_a_new_name_too(sorot: Sorot, article: Path) -> None:
    def next_day(hands: Hands) -> None:
        wait_for_steps(hands)
        hands.press("Ctrl+Z")
        assert "Geo-political entity" in names(hands)

    use(sorot, article, lambda hands: edit(hands, rename, preview=False))
    use(sorot, article, next_day)


def test_what_was_changed_with_no_document_open_is_no_step_of_one(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+W")
        edit(hands, rename, preview=False)
        assert hands.window.open_document(article)
        wait_for_steps(hands)
        hands.press("Ctrl+Z")
        assert labels(hands) == []
        assert "Country" in names(hands)

    use(sorot, article, hand)


def test_any_document_of_a_merge_takes_it_back_after_a_restart(
    sorot: Sorot, article: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Libya and Darna", "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("l", "Ctrl+Tab", "l")
        edit(hands, merge("LOC", "GPE"))

    def next_day(hands: Hands) -> None:
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        wait_for_steps(hands)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("LOC", "TRIPOLI")]
        assert own_label_set() == NEWS
        assert hands.window.open_document(other)
        wait_for_steps(hands)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("LOC", "Libya")]

    use(sorot, article, hand, str(other))
    use(sorot, article, next_day)


# -- killed, changed by others, full ----------------------------------------------------------------------

_PRESS = """
from annotations.edits.revision import Revision
from annotations.model.records import Kind
import gui.window.label_sets as module
from annotations.edits.refitting import refit

for key in ("g", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "l"):
    press(view, key)

def never(*_):
    until(lambda: desk.document.keeper.state.acknowledged == 3)
    print("killed before the label set was written", flush=True)
    until(lambda: False)

session = desk.document.session
label = lambda name: session.label_set.label(Kind.ENTITY, name)
revision = Revision.of(session.label_set).merge(label("LOC"), label("GPE")).finished()
edit = refit(session.annotations, session.text, revision).edit
"""
_AFTER = """
assert window.label_sets.apply(revision, [edit])
until(lambda: desk.document.keeper.state.acknowledged == 3)
print("killed after", flush=True)
"""
_BETWEEN = """
module.write_label_set = never
window.label_sets.apply(revision, [edit])
"""


@pytest.mark.usefixtures("nothing_comes_back")
@pytest.mark.parametrize("when", [_AFTER, _BETWEEN], ids=["after", "between"])
def test_killed_with_a_merge_just_made_it_can_be_taken_back(sorot: Sorot, article: Path, when: str) -> None:
    assert killed(_PRESS + when, article).said.startswith("killed")
    assert own_path("news").exists() == (when == _AFTER)

    def hand(hands: Hands) -> None:
        hands.answer("Take Over")
        assert hands.window.open_document(article)
        wait_for_steps(hands)
        assert labels(hands) == ["GPE", "GPE"]
        hands.press("Ctrl+Z")
        assert labels(hands) == ["GPE", "LOC"]
        assert hands.session.label_set == NEWS
        hands.press("Ctrl+Shift+Z")
        assert labels(hands) == ["GPE", "GPE"]
        assert own_label_set().label(Kind.ENTITY, "LOC") is None
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert labels(hands) == []

    assert sorot([], hand) == 0


def test_a_label_set_changed_by_others_meanwhile_keeps_the_step(
    sorot: Sorot, article: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "team.labelset.json"
    export_label_set(shared, NEWS)
    made: list[LabelSet] = []

    def hand(hands: Hands) -> None:
        tag_two(hands)
        merge_by_keys(hands)
        made.append(hands.session.label_set)

    def after_a_colleague(hands: Hands) -> None:
        wait_for_steps(hands)
        hands.press("Ctrl+Right", "Ctrl+Right", "o", "Ctrl+Z", "Ctrl+Z")
        assert "has been changed again since, here or in its file" in said(hands)
        assert labels(hands) == ["GPE", "GPE"]
        assert hands.session.label_set.name == "Theirs"
        hands.press("Ctrl+Shift+Z")
        assert labels(hands) == ["GPE", "GPE", "ORG"]

    def with_the_file_as_it_was(hands: Hands) -> None:
        wait_for_steps(hands)
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert labels(hands) == ["GPE", "LOC"]
        export_label_set(shared, replace(NEWS, name="Theirs"))
        hands.press("Ctrl+Shift+Z")
        assert "was changed by another program" in said(hands)
        assert labels(hands) == ["GPE", "LOC"]
        assert read_label_set(shared).label_set.name == "Theirs"

    options = ("--label-set", str(shared))
    use(sorot, article, hand, *options)
    export_label_set(shared, replace(made[0], name="Theirs"))
    use(sorot, article, after_a_colleague, *options)
    assert read_label_set(shared).label_set.name == "Theirs"
    export_label_set(shared, made[0])
    use(sorot, article, with_the_file_as_it_was, *options)


def test_a_label_set_that_cannot_be_written_is_changed_nowhere(sorot: Sorot, article: Path) -> None:
    own_path("news").parent.parent.mkdir(parents=True, exist_ok=True)
    own_path("news").parent.write_text("a file where a folder should be", "utf-8")

    def hand(hands: Hands) -> None:
        tag_two(hands)
        hands.answer("OK")
        edit(hands, merge("LOC", "GPE"))
        assert "label set is not written" in hands.questions[0]
        assert labels(hands) == ["GPE", "LOC"]
        assert hands.session.label_set == NEWS
        assert "Location" in names(hands)

    use(sorot, article, hand)


def test_a_text_to_be_looked_at_only_stays_as_it_is(sorot: Sorot, article: Path) -> None:
    use(sorot, article, tag_two)

    def hand(hands: Hands) -> None:
        edit(hands, merge("LOC", "GPE"))
        assert labels(hands) == ["GPE", "LOC"]
        assert "Location" not in names(hands)
        hands.press("Ctrl+Z")
        assert "Location" in names(hands)

    use(sorot, article, hand, "--read-only")
