"""Boilerplate in the window: folded away, and left out of what a model reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotations.model.annotation_set import AnnotationSet
from annotations.model.clean import CleanDocument, cleaned
from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from annotations.text.source import SourceText
from gui.core.keymap import key_of
from gui.core.qt_offsets import qt_string
from gui.core.translation import tr, trn
from gui.dialogs.shown import run_with_progress, show_clean_text
from gui.documents.open_document import OpenDocument
from gui.editor.symbols import displayed
from gui.editor.text_view import TextView
from gui.window.feature import Feature
from gui.window.frame import Frame

_LONGEST_QUOTE = 60
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
            self._tell(tr("Folded again; once more shows all boilerplate."))
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
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.frame.say(sentence)
        self.frame.view.announce(sentence)

    def _show_clean_text(self) -> None:
        frame, document = self.frame, self.frame.desk.document
        if document is None:
            return
        session = document.session
        clean = self._cleaned(session)
        if clean is None:
            return
        view = self._view_of(clean, session)

        def copy() -> None:
            QGuiApplication.clipboard().setText(qt_string(view.selected_text() or clean.text.text))

        count = len(clean.lost) + len(clean.cut)
        missing = list(islice(_missing(clean, session), _MOST_NAMED))
        chosen = show_clean_text(_sentence(clean), view, missing, count, copy, frame.window)
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

    def _view_of(self, clean: CleanDocument, session: DocumentSession) -> TextView:
        """A view like the one in the window, at the same place in the text."""
        source, of = self.frame.view, session.annotations
        view = TextView()
        view.setAccessibleName(tr("Clean text"))
        view.set_theme(source.theme())
        view.set_zoom(source.zoom())
        view.set_reading(source.reading())
        annotations = AnnotationSet(of.document, of.label_set, of.annotator, clean.mentions)
        view.show_document(SourceText(clean.text.text), annotations, session.label_set)
        view.set_caret(clean.text.offset(source.caret()))
        return view


def _sentence(clean: CleanDocument) -> str:
    kept, removed = len(clean.text.text), clean.text.removed
    if not removed:
        return tr("No boilerplate is left out: a model reads the whole text, {kept:,} characters.", kept=kept)
    if not kept:
        return tr("All of the text is left out as boilerplate: a model reads nothing of it.")
    return tr(
        "What a model reads: {kept:,} characters without boilerplate; {removed:,} are left out ({share}%).",
        kept=kept,
        removed=removed,
        share=round(100 * removed / (kept + removed)),
    )


def _missing(clean: CleanDocument, session: DocumentSession) -> Iterator[tuple[str, str]]:
    """Id of every mention that was lost or cut, with words that say which one it is."""
    lost = {one.id for one in clean.lost}
    for one in sorted((*clean.lost, *clean.cut), key=lambda one: (one.start, one.id)):
        label = session.label_set.label(one.kind, one.label)
        quote = displayed(" ".join(" … ".join(session.text.quote(span) for span in one.spans).split()))
        if len(quote) > _LONGEST_QUOTE:
            quote = quote[:_LONGEST_QUOTE] + "…"
        values = {"label": one.label if label is None else label.name, "quote": qt_string(quote)}
        yield (
            one.id,
            tr("Left out: {label} “{quote}” at {offset:,}", offset=one.start, **values)
            if one.id in lost
            else tr("Cut: {label} “{quote}” at {offset:,}", offset=one.start, **values),
        )
