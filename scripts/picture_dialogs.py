"""What is shown in the pictures of the dialogs, each as large as it makes itself."""

from __future__ import annotations

import json
import platform
from functools import partial

from PySide6.QtWidgets import QLabel

from annotations.edits.placement import Refusal
from annotations.edits.revision import Revision
from annotations.model.records import Kind
from annotations.text.decoding import decode
from annotations.words import tr
from gui.core.preferences import PreferencePage
from gui.dialogs.about import AboutDialog
from gui.dialogs.clean_text import CleanTextDialog
from gui.dialogs.command_palette import CommandPalette
from gui.dialogs.encoding import EncodingDialog
from gui.dialogs.exchange.export_dialog import REVIEWING, WRITTEN, ExportDialog
from gui.dialogs.exchange.import_dialog import ImportDialog
from gui.dialogs.go_to import GoToDialog
from gui.dialogs.interaction import QtInteraction
from gui.dialogs.key_sheet import KeySheet
from gui.dialogs.keys_editor import KeysEditor
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.dialogs.label_set_editor.fate import FateDialog
from gui.dialogs.label_set_editor.outline import Part, Place
from gui.dialogs.label_set_editor.preview import OpenText, PreviewDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.problems import ProblemsDialog
from gui.dialogs.progress import Progress
from schemas.problems import Problem
from scripts.picture_scenes import LEGACY, Scene
from scripts.picture_studio import DARK, LIGHT, LIGHT_ID, Studio

_PROBLEMS = (
    Problem("/mentions/3/spans/0", "The quote is “Libya”, but the text has “Lybia” at 24–29."),
    Problem("/mentions/17/label", "The label set “news” has no entity label “PERSON”."),
    Problem("/events/2/arguments/0/target", "There is no mention or event “m402”."),
)


def _action(action_id: str, studio: Studio) -> None:
    """The dialog of an action, as it comes up over the sample."""
    studio.open()
    studio.do_and_take(partial(studio.do, action_id))


def _key_sheet(studio: Studio) -> None:
    def prepare(sheet: KeySheet) -> None:
        sheet.resize(sheet.width(), 860)  # the offscreen platform's screen is small

    studio.do_and_take(partial(studio.do, "help.keys"), prepare)


def _clean_text(studio: Studio) -> None:
    def prepare(dialog: CleanTextDialog) -> None:
        dialog.resize(dialog.width(), 480)

    studio.open()
    studio.do_and_take(partial(studio.do, "view.clean_text"), prepare)


def _go_to(studio: Studio) -> None:
    def prepare(dialog: GoToDialog) -> None:
        dialog.field.setText("1020")

    studio.open()
    studio.do_and_take(partial(studio.do, "edit.go_to"), prepare)


def _preferences(studio: Studio) -> None:
    for number in range(len(PreferencePage)):

        def prepare(dialog: PreferencesDialog, number: int = number) -> None:
            dialog.pages.setCurrentIndex(number)

        studio.do_and_take(partial(studio.do, "edit.preferences"), prepare)


def _about(studio: Studio) -> None:
    def prepare(dialog: AboutDialog) -> None:
        for one in dialog.findChildren(QLabel):
            if one.text() == platform.platform(terse=True):  # of the machine on which the pictures are made
                one.setText("Linux")

    studio.do_and_take(partial(studio.do, "help.about"), prepare)


def _encoding(studio: Studio) -> None:
    studio.do_and_take(
        lambda: QtInteraction(studio.window).choose_encoding("berita.txt", LEGACY, decode(LEGACY))
    )


def _problems(studio: Studio) -> None:
    title = tr("This label set cannot be used")
    studio.do_and_take(lambda: QtInteraction(studio.window).show_problems(title, "", _PROBLEMS))


def _label_set(part: Part, kind: Kind | None, label_id: str, tab: int, studio: Studio) -> None:
    def prepare(editor: LabelSetEditor) -> None:
        editor.outline.choose(Place(part, kind, label_id))
        editor.tabs.setCurrentIndex(tab)

    studio.open()
    studio.do_and_take(partial(studio.do, "label_set.edit"), prepare)


def _fate(studio: Studio) -> None:
    studio.open()
    labels = studio.frame.services.label_set
    for may_delete in (True, False):
        dialog = FateDialog(labels, labels.labels[0], 12, may_delete=may_delete, parent=studio.window)
        dialog.show()
        studio.take(dialog)
        dialog.close()


def _preview(studio: Studio) -> None:
    studio.open()
    document = studio.frame.desk.document
    revision = _merged(studio)
    if document is None:
        return
    session = document.session
    open_text = OpenText(session.path.name, session.text, session.annotations)
    dialog = PreviewDialog(revision, [open_text], studio.theme, studio.window)
    dialog.show()
    studio.wait(dialog.apply_button.isEnabled)
    studio.take(dialog)
    dialog.close()


def _merged(studio: Studio) -> Revision:
    """Locations are geo-political entities from now on."""
    labels = studio.frame.services.label_set
    location, place = labels.label(Kind.ENTITY, "LOC"), labels.label(Kind.ENTITY, "GPE")
    if location is None or place is None:
        raise LookupError("LOC, GPE")
    merged = Revision.of(labels).merge(location, place)
    if isinstance(merged, Refusal):
        raise TypeError(merged)
    return merged


def _progress(studio: Studio) -> None:
    progress = Progress(tr("Going through the steps…"), 100, studio.window)
    progress.show()
    progress.setValue(40)
    studio.take(progress)
    progress.close()


def _question(studio: Studio) -> None:
    title, text = (
        tr("Close without applying?"),
        tr("The label set stays as it was, and what you have changed here is lost."),
    )
    studio.do_and_take(lambda: QtInteraction(studio.window).confirm(title, text, tr("Close")))


def _export(studio: Studio) -> None:
    dialog = _exporting(studio)
    dialog.form.out.field.setText("/home/ayu/berita/darna-conll")
    for number in range(dialog.form.count()):
        dialog.form.setCurrentIndex(number)
        studio.take(dialog)
    dialog.close()


def _export_review(studio: Studio) -> None:
    dialog = _exporting(studio)
    dialog.go_on()
    studio.wait(lambda: dialog.pages.currentIndex() == REVIEWING)
    for number in range(dialog.review.pages.count()):
        dialog.review.pages.setCurrentIndex(number)
        studio.take(dialog)
    dialog.go_on()
    studio.wait(lambda: dialog.pages.currentIndex() == WRITTEN)
    for part in (dialog.outcome.told, dialog.outcome.command):  # of the machine on which they are made
        words = part.text() if isinstance(part, QLabel) else part.toPlainText()
        (part.setText if isinstance(part, QLabel) else part.setPlainText)(
            words.replace(str(studio.folder), "/home/ayu/berita")
        )
    studio.take(dialog)
    dialog.close()


def _exporting(studio: Studio) -> ExportDialog:
    studio.open()
    studio.do("file.export")
    dialog = studio.window.exporting.dialog
    if dialog is None:
        raise LookupError("file.export")
    dialog.form.formats.choose("conll")
    dialog.form.out.field.setText(str(studio.folder / "darna-conll"))
    studio.wait(lambda: dialog.form.taking.labels.count() > 0)
    return dialog


_FOUND = (
    ("Libya dan Darna, kata Basit Haroun.", ((0, 5, "COUNTRY"), (10, 15, "Town"), (22, 34, "PERSON"))),
    ("Tripoli, Kamis.", ((0, 7, "Town"), (9, 14, "DATE"))),
)


def _shows(dialog: ImportDialog, page: int) -> bool:
    return dialog.pages.currentIndex() == page


def _import(studio: Studio) -> None:
    source, out = studio.folder / "export.jsonl", studio.folder / "corpus"
    rows = ({"text": text, "label": spans} for text, spans in _FOUND)
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    studio.do("file.import")
    dialog = studio.window.importing.dialog
    if dialog is None:
        raise LookupError("file.import")
    dialog.form.source.set_path(source)
    dialog.form.out.set_path(out)
    dialog.form.sourceChanged.emit()
    first = dialog.form.why.text()
    studio.wait(lambda: dialog.form.why.text() != first)
    dialog.form.source.field.setText("/home/ayu/export.jsonl")  # not of the machine on which they are made
    dialog.form.out.field.setText("/home/ayu/berita")
    studio.take(dialog)
    dialog.form.source.set_path(source)
    dialog.form.out.set_path(out)
    for page in range(1, 4):
        dialog.go_on()
        studio.wait(partial(_shows, dialog, page))
        told = dialog.outcome.told
        told.setText(told.text().replace(str(out), "/home/ayu/berita"))
        studio.take(dialog)
    dialog.close()


_TWO_PAGES = 1400
"""The height of a column of pages of a dialog, in pixels."""

DIALOGS = (
    Scene("keys", _key_sheet, (LIGHT, DARK, LIGHT_ID), of=(KeySheet,), one_by_one=True),
    Scene("change-keys", partial(_action, "help.edit_keys"), of=(KeysEditor,)),
    Scene("commands", partial(_action, "help.commands"), of=(CommandPalette,)),
    Scene("go-to", _go_to, of=(GoToDialog,)),
    Scene("clean-text", _clean_text, of=(CleanTextDialog,)),
    Scene("preferences", _preferences, of=(PreferencesDialog,)),
    Scene("about", _about, of=(AboutDialog,)),
    Scene("encoding", _encoding, of=(EncodingDialog,)),
    Scene("problems", _problems, of=(ProblemsDialog,)),
    Scene("label-set", partial(_label_set, Part.LABEL, Kind.ENTITY, "PER", 0), of=(LabelSetEditor,)),
    Scene("label-set-roles", partial(_label_set, Part.LABEL, Kind.EVENT, "Attack", 1), of=(LabelSetEditor,)),
    Scene("label-set-deleting", _fate, of=(FateDialog,)),
    Scene("label-set-preview", _preview, of=(PreviewDialog,)),
    Scene("export", _export, (LIGHT,), of=(ExportDialog,), tallest=_TWO_PAGES),
    Scene("export-review", _export_review, (LIGHT,), of=(ExportDialog,), tallest=_TWO_PAGES),
    Scene("import", _import, (LIGHT,), of=(ImportDialog,), tallest=_TWO_PAGES),
    Scene("progress", _progress, of=(Progress,)),
    Scene("question", _question),
)
