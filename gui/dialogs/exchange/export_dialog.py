"""Exporting: what and how, what will be lost, and what was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotations.corpus.exporting import run
from annotations.corpus.writing import Written
from annotations.formats.losses import Loss
from annotations.formats.survey import Survey
from annotations.words import tr, trn
from gui.core.job import Job
from gui.core.theme import Theme
from gui.dialogs.exchange.export_form import ExportForm
from gui.dialogs.exchange.export_work import Looked, look_at, scan
from gui.dialogs.exchange.result_page import ResultPage
from gui.dialogs.exchange.review_page import ReviewPage, not_taken
from gui.dialogs.exchange.steps import StepDialog
from gui.dialogs.exchange.surroundings import Surroundings

ASKING, REVIEWING, WRITTEN = range(3)


class ExportDialog(StepDialog):
    """Asks, shows what will be written and lost, writes."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        self.form, self.review, self.outcome = ExportForm(surroundings), ReviewPage(), ResultPage()
        super().__init__(tr("Export"), surroundings.theme, parent)
        self._around = surroundings
        self._looked: Looked | None = None
        self._scan: Job | None = None
        self.add_page(self.form, self.form.source)
        self.add_page(self.review, self.on_button)
        self.add_page(self.outcome, self.outcome.folder_button)
        self.form.sourceChanged.connect(self._scan_source)
        self.review.losses.chosen.connect(self._go_to)
        self.set_theme(surroundings.theme)
        self._scan_source()
        self.show_page(ASKING)

    def go_on(self) -> None:
        """Look, then write."""
        if self.pages.currentIndex() == ASKING:
            self._look()
        else:
            self._write()

    def word_for_on(self) -> str:
        """What comes next."""
        words = {ASKING: tr("&Next"), REVIEWING: tr("&Export")}
        return words.get(self.pages.currentIndex(), "")

    def labels_changed(self, path: Path) -> None:
        """The labels of an open document are others now: what was looked at does not hold any more."""
        looked, page = self._looked, self.pages.currentIndex()
        if page == REVIEWING and (looked is None or path not in looked.source.paths):
            return
        if self.job is not None:
            self.job.cancelled.connect(self._look_again)
            self.job.done.connect(self._look_again)
            self.job.cancel()
        elif page == REVIEWING:
            self._look_again()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        super().set_theme(theme)
        self.review.losses.set_theme(theme)

    def done(self, result: int) -> None:
        """Nothing is looked for any more."""
        self._stop_scan()
        super().done(result)

    def let_go(self) -> None:
        """Close whatever is under way."""
        self._stop_scan()
        super().let_go()

    # -- the source ---------------------------------------------------------------------------------

    def _scan_source(self) -> None:
        """Find annotators and labels; a source that is none is spoken of when it is to be used."""
        self._stop_scan()
        path = self.form.source_path()
        if path is None or not path.exists():
            self.form.show_found(Survey())
            return
        job = self._scan = Job(partial(scan, path, self._around.unsaved()), self)
        job.done.connect(self._scanned)
        job.failed.connect(lambda _: self._scanned(Survey()))
        job.start()

    def _scanned(self, survey: Survey) -> None:
        self._scan = None
        self.form.show_found(survey)

    def _stop_scan(self) -> None:
        if self._scan is not None:
            self._scan.leave()
            self._scan = None

    def _look_again(self) -> None:
        if self.pages.currentIndex() != WRITTEN:
            self.show_page(ASKING)
            self.say(tr("The labels have been changed since; look again with Next."))

    # -- looking and writing ------------------------------------------------------------------------

    def _look(self) -> None:
        if missing := self.form.formats.missing():
            self.say(missing)
            return
        request = self.form.request()
        if request is None:
            self.say(tr("Name what is exported, and where it is to be written."))
            return
        work = partial(look_at, request, self._around.label_set, self._around.unsaved())
        self.run(work, self._show_looked, tr("Stopped. Nothing was written."))

    def _show_looked(self, looked: Looked) -> None:
        if not looked.examined.rows:
            why = list(not_taken(looked.examined)) or [tr("There are no documents.")]
            self.say("\n".join([tr("There is nothing to write."), *why]))
            return
        self._looked = looked
        self.review.show_looked(looked)
        self.show_page(REVIEWING)
        if self._is_refused():
            self.say(tr("Something would be lost, and you have asked for nothing to be written then."))

    def _is_refused(self) -> bool:
        looked = self._looked
        return looked is not None and looked.export.strict and bool(looked.examined.losses)

    def _write(self) -> None:
        looked = self._looked
        if looked is None or self._is_refused():
            return
        work = partial(run, looked.export, looked.examined)
        self.run(work, self._show_written, tr("Stopped. What was there before is as it was."))

    def _show_written(self, written: Written) -> None:
        looked = self._looked
        if looked is None:
            return
        count = sum(map(len, written.documents.values()))
        sentences = [trn("{count:,} document is written to", "{count:,} documents are written to", count)]
        sentences += [str(looked.export.out), ""]
        back = written.read_back
        if back.documents:
            sentences.append(tr("Read back and compared: everything is there as it was meant."))
        else:
            sentences.append(tr("Sorot does not read this format, so that nothing was read back."))
        if back.reference:
            sentences.append(tr("The format’s own reader: {what}.", what=back.reference))
        self.outcome.show_result("\n".join(sentences), looked.export.out, looked.export.command)
        self.show_page(WRITTEN)

    def _go_to(self, loss: Loss) -> None:
        path = None if self._looked is None else self._looked.source.path_of(loss.document)
        if path is not None:
            self._around.go_to(path, loss)
