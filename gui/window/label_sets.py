"""The label set in the window: changed in its editor, opened from a file, written to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.edits.edit import Edit, LabelSetChange, Title
from annotations.edits.revision import Revision
from annotations.formats.file_names import LABEL_SETS
from annotations.model.label_set import LabelSet
from annotations.store.label_sets import (
    LabelSetFile,
    export_label_set,
    label_set_to_start_with,
    own_path,
    read_label_set,
    refuse_changed,
    write_label_set,
)
from annotations.store.trouble import StoreError
from annotations.words import tr
from gui.core import settings as stored
from gui.core.interaction import Gravity
from gui.core.slots import only
from gui.core.undo import push, undo
from gui.dialogs.shown import edit_label_set
from gui.documents.open_document import OpenDocument
from gui.widgets.banner import BannerAction
from gui.window.feature import Feature
from gui.window.frame import Frame
from schemas.problems import Problem

UNUSABLE = "label_set"
"""The banner that says why a label set file is not used."""


class LabelSetInUse(QObject):
    """The label set that counts, and its file."""

    changed = Signal()
    """Labels, or how they are called and look, are others now; all sessions know."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        given = frame.services.label_set_file
        label_set = frame.services.label_set
        self.file = given or LabelSetFile(label_set, own_path(label_set.ref.id))

    @property
    def is_written(self) -> bool:
        """Whether the file holds the label set that counts."""
        return self.file.label_set == self._frame.services.label_set

    def refusal(self, label_set: LabelSet) -> Problem | None:
        """Why the label set cannot be used: somebody else has changed the file it would go to."""
        if label_set != self.file.label_set:
            try:
                refuse_changed(self.file)
            except StoreError as error:
                return Problem("", error.message, code=error.trouble)
        return None

    def use(self, label_set: LabelSet) -> None:
        """Label with this label set from now on; its file follows, and if that cannot be it is said."""
        if label_set != self.file.label_set:
            try:
                self.file = write_label_set(self.file, label_set)
            except StoreError as error:
                self._frame.ask.tell(Gravity.ERROR, tr("The label set is not written"), error.message)
            else:
                self._frame.banners.dismiss(UNUSABLE)
        if label_set != self._frame.services.label_set:
            self._frame.use_label_set(label_set)
            self.changed.emit()

    def take(self, file: LabelSetFile) -> None:
        """Go over to another file."""
        self.file = file
        self._frame.services = replace(self._frame.services, label_set_file=file)
        self.use(file.label_set)


class LabelSets(Feature):
    """Everything that is done with a label set as a whole."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.in_use = LabelSetInUse(frame)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The editor, and files."""
        return {
            "label_set.edit": self._edit,
            "label_set.open": self._open,
            "label_set.export": self._export,
            "label_set.standard": self._use_standard,
        }

    def attach(self, document: OpenDocument | None) -> None:
        """Hear of the label sets that this document's steps bring with them."""
        if document is not None:
            document.session.label_set_user = self.in_use

    def restore(self) -> None:
        """Say when the file that was wanted cannot be used."""
        if (error := self.in_use.file.broken) is not None:
            details = (
                [BannerAction(tr("&Details…"), only(lambda: self._show(error)))] if error.problems else []
            )
            sentence = tr(
                "{why} Another label set is used instead; the file is as it was.", why=error.message
            )
            self.frame.banners.show_banner(UNUSABLE, Gravity.WARNING, sentence, details)

    def apply(self, revision: Revision, edits: Sequence[Edit | None]) -> bool:
        """Change the label set and the open documents with it, or nothing, and then it is said why.

        ``edits`` are those of the documents on the desk, the one in front first. Each that changes can take
        the label set back with its own labels; the one in front always can.
        """
        refusal = self.in_use.refusal(revision.after)
        if refusal is not None:
            self.frame.ask.tell(Gravity.ERROR, tr("The label set is not changed"), refusal.message)
            return False
        changed = self._change_documents(revision, edits)
        if not changed:
            self.in_use.use(revision.after)
        if self.in_use.is_written:
            return True
        for document in changed:
            undo(document.stack, document.session)
        self.in_use.use(revision.before)
        return False

    def _change_documents(self, revision: Revision, edits: Sequence[Edit | None]) -> list[OpenDocument]:
        """Do the edits of the open documents, and with the first of them the change of the label set."""
        title = Title("label_set", revision.after.name)
        change = LabelSetChange(revision.before, revision.after)
        changed = list[OpenDocument]()
        for document, edit in zip(self.frame.desk.documents(), edits, strict=True):
            made = Edit(title, () if edit is None else edit.steps, change)
            if (made.steps or not changed) and not push(document.stack, document.session, made):
                changed.append(document)
        return changed

    def open(self, path: Path) -> bool:
        """Label with the label set of a file from now on; False when it cannot be used, which is said."""
        try:
            file = read_label_set(path.absolute())
        except StoreError as error:
            self._refuse(error)
            return False
        if not self._take(file):
            return False
        self.frame.services.settings.set(stored.LABEL_SET, str(file.path))
        return True

    # -- what the user does --------------------------------------------------------------------------

    def _edit(self) -> None:
        frame = self.frame
        keys = {
            shortcut.toString(): action.text().replace("&", "").removesuffix("…")
            for action in frame.actions.values()
            for shortcut in action.shortcuts()
        }
        made = edit_label_set(
            frame.services.label_set,
            [one.session for one in frame.desk.documents()],
            keys,
            frame.services.appearance.theme,
            frame.window,
        )
        done = made is not None and self.apply(*made)
        frame.back_to_text()
        if done:
            name, version = frame.services.label_set.name, frame.services.label_set.ref.version
            frame.say(tr("Label set {name} is changed, now version {version}.", name=name, version=version))

    def _open(self) -> None:
        start = self.in_use.file.path
        path = self.frame.ask.label_set_path(tr("Open a Label Set"), start, saving=False)
        if path is not None:
            self.open(path)

    def _use_standard(self) -> None:
        if self._take(label_set_to_start_with()):
            self.frame.services.settings.set(stored.LABEL_SET, "")

    def _take(self, file: LabelSetFile) -> bool:
        """Go over to the label set of a file, unless what is open is labelled with another one."""
        if any(
            one.session.annotations.label_set.id != file.label_set.ref.id
            for one in self.frame.desk.documents()
        ):
            sentence = tr("The open documents are labelled with another label set. Close them first.")
            self.frame.ask.tell(
                Gravity.INFO, tr("{name} is not used yet", name=file.label_set.name), sentence
            )
            return False
        self.in_use.take(file)
        name, version = file.label_set.name, file.label_set.ref.version
        self.frame.say(
            tr("Label set {name}, version {version}: {path}", name=name, version=version, path=file.path)
        )
        return True

    def _export(self) -> None:
        label_set = self.frame.services.label_set
        start = Path(self.frame.services.settings.get(stored.FOLDER)) / f"{label_set.ref.id}{LABEL_SETS}"
        path = self.frame.ask.label_set_path(tr("Export the Label Set"), start, saving=True)
        if path is None:
            return
        if not path.name.endswith(LABEL_SETS):  # a slip must not cost a text or its labels
            path = path.with_name(path.name.removesuffix(".json") + LABEL_SETS)
        try:
            export_label_set(path, label_set)
        except StoreError as error:
            self.frame.ask.tell(Gravity.ERROR, tr("Not written"), error.message)
        else:
            self.frame.say(tr("Written to {path}", path=path))

    def _refuse(self, error: StoreError) -> None:
        if error.problems:
            self._show(error)
        else:
            self.frame.ask.tell(Gravity.ERROR, tr("This label set cannot be used"), error.message)

    def _show(self, error: StoreError) -> None:
        self.frame.ask.show_problems(tr("This label set cannot be used"), error.message, error.problems)
