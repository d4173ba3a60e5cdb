"""Boilerplate in the window: folded away, and left out of what a model reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotations.model.clean import CleanDocument, cleaned
from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from annotations.words import tr, trn
from gui.core.keymap import key_of
from gui.core.qt_offsets import qt_string
from gui.dialogs.shown import run_with_progress, show_clean_text
from gui.documents.open_document import OpenDocument
from gui.editor.clean_text import clean_sentence, clean_view, missing_mentions
from gui.window.feature import Feature
from gui.window.frame import Frame

_MOST_NAMED = 500


class Boilerplate(Feature):
    """Folds boilerplate in the text, and shows the text without it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._folded: set[Path] = set()
        frame.view.foldingChanged.connect(frame.actions["view.fold"].setChecked)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Fold, show clean text."""
        return {"view.fold": self._fold, "view.clean_text": self._show_clean_text}

    def show(self, document: OpenDocument | None) -> None:
        """A document that was folded when it was left is so again."""
        if document is not None and document.session.path in self._folded:
            self.frame.view.set_folding(folding=True)

    def _fold(self) -> None:
        view, document = self.frame.view, self.frame.desk.document
        if view.fold_here():
            self.frame.say(tr("Folded again; once more shows all boilerplate."))
            return
        folding = not view.is_folding()
        count = view.set_folding(folding=folding)
        if document is not None:
            (self._folded.add if folding else self._folded.discard)(document.session.path)
        if not folding:
            sentence = tr("Boilerplate is shown.")
        elif count:
            sentence = trn(
                "{count:,} stretch of boilerplate is folded. {key} opens the one at the caret.",
                "{count:,} stretches of boilerplate are folded. {key} opens the one at the caret.",
                count,
                key=key_of("mention.cycle"),
            )
        else:
            sentence = tr("No whole line is boilerplate yet: nothing is folded.")
        self.frame.say(sentence)

    def _show_clean_text(self) -> None:
        frame, document = self.frame, self.frame.desk.document
        if document is None:
            return
        session = document.session
        clean = self._cleaned(session)
        if clean is None:
            return
        view = clean_view(clean, session, frame.view)

        def copy() -> None:
            QGuiApplication.clipboard().setText(qt_string(view.selected_text() or clean.text.text))

        count = len(clean.lost) + len(clean.cut)
        missing = list(islice(missing_mentions(clean, session), _MOST_NAMED))
        chosen = show_clean_text(clean_sentence(clean), view, missing, count, copy, frame.window)
        frame.back_to_text()
        if chosen is not None:
            frame.go_to_mention(chosen)

    def _cleaned(self, session: DocumentSession) -> CleanDocument | None:
        mentions = list(session.annotations.of_type(Mention))
        made: list[CleanDocument | None] = []
        run_with_progress(
            tr("Leaving out the boilerplate…"),
            len(mentions),
            self.frame.window,
            lambda go_on: made.append(cleaned(session.text.text, mentions, session.label_set, go_on)),
        )
        return made[0]
