"""Importing: what and from which format, what its names become, what it will do, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotations.corpus.examining import Examined
from annotations.corpus.import_plans import Action
from annotations.corpus.importing import label_set_path
from annotations.formats.errors import UnitUnknownError
from annotations.formats.name_draft import NameDraft
from annotations.formats.registry import Guess
from annotations.store.label_maps import remembered
from annotations.words import tr, trn
from gui.core.job import Job
from gui.core.theme import Theme
from gui.dialogs.exchange.import_form import ImportForm
from gui.dialogs.exchange.import_work import Brought, ImportWish, bring, find, guess
from gui.dialogs.exchange.names_page import NamesPage
from gui.dialogs.exchange.plan_page import PlanPage, sentences
from gui.dialogs.exchange.result_page import ResultPage
from gui.dialogs.exchange.steps import StepDialog
from gui.dialogs.exchange.surroundings import Surroundings
from gui.dialogs.exchange.troubles import refusal, sentence_of

ASKING, NAMING, PLANNING, IMPORTED = range(4)
_REFUSED = 3


class ImportDialog(StepDialog):
    """Asks, shows names and what they become, shows what will be done, does it."""

    def __init__(
        self,
        open_label_set: Callable[[Path], bool],
        surroundings: Surroundings,
        parent: QWidget | None = None,
    ) -> None:
        """``open_label_set`` labels with the label set of a file from now on, and says whether it could."""
        document = surroundings.document
        self.form = ImportForm(None if document is None else document.parent)
        self.names, self.plan, self.outcome = NamesPage(), PlanPage(), ResultPage()
        super().__init__(tr("Import"), surroundings.theme, parent)
        self._around, self._open_label_set = surroundings, open_label_set
        self._guess: Job | None = None
        self._wish: ImportWish | None = None
        self._asked: ImportWish | None = None
        self._examined = Examined()
        self._draft: NameDraft | None = None
        self.add_page(self.form, self.form.source.field)
        self.add_page(self.names, self.names.table)
        self.add_page(self.plan, self.on_button)
        self.add_page(self.outcome, self.outcome.folder_button)
        self.form.sourceChanged.connect(self._guess_format)
        self.set_theme(surroundings.theme)
        self.show_page(ASKING)

    def go_on(self) -> None:
        """Read it, then see what would be done, then do it."""
        match self.pages.currentIndex():
            case 0:
                self._find()
            case 1:
                self._bring(dry=True)
            case _:
                self._bring(dry=False)

    def word_for_on(self) -> str:
        """What comes next."""
        words = {ASKING: tr("&Next"), NAMING: tr("&Next"), PLANNING: tr("&Import")}
        return words.get(self.pages.currentIndex(), "")

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        super().set_theme(theme)
        self.names.set_theme(theme)
        self.plan.set_theme(theme)

    def done(self, result: int) -> None:
        """Nothing is guessed any more."""
        self._stop_guessing()
        super().done(result)

    def let_go(self) -> None:
        """Close whatever is under way."""
        self._stop_guessing()
        super().let_go()

    # -- the format ---------------------------------------------------------------------------------

    def _guess_format(self) -> None:
        self._stop_guessing()
        path = self.form.source.path()
        if path is None or not path.exists():
            return
        job = self._guess = Job(partial(guess, path), self)
        job.done.connect(self._guessed)
        job.failed.connect(self._not_guessed)
        job.start()

    def _guessed(self, guesses: list[Guess]) -> None:
        self._guess = None
        self.form.show_guesses(guesses)

    def _not_guessed(self, error: Exception) -> None:
        self._guess = None
        self.form.show_trouble(sentence_of(error) or "")

    def _stop_guessing(self) -> None:
        if self._guess is not None:
            self._guess.leave()
            self._guess = None

    # -- the steps ----------------------------------------------------------------------------------

    def _find(self) -> None:
        if missing := self.form.formats.missing():
            self.say(missing)
            return
        self._wish = wish = self.form.wish()
        if wish is None:
            self.say(tr("Name what is imported, and the folder it is to be written to."))
            return
        self.run(partial(find, wish), self._show_names, tr("Stopped. Nothing was imported."))

    def _show_names(self, examined: Examined) -> None:
        self._examined = examined
        if self._asks_for_unit(examined):
            return
        refused = [refusal(one) for one in examined.refused[:_REFUSED]]
        if not examined.rows:
            self.say("\n".join([tr("There is nothing to import."), *refused]))
            return
        label_set, wish = self._around.label_set, self._wish
        before = None if wish is None else remembered(wish.format_id, label_set.ref.id)
        self._draft = NameDraft(label_set, examined.survey, before)
        documents = trn("{count:,} document", "{count:,} documents", len(examined.rows))
        count = sum(examined.survey.labels.values())
        mentions = trn("{count:,} mention", "{count:,} mentions", count)
        found = [
            tr("{documents} with {mentions} were found.", documents=documents, mentions=mentions),
            *refused,
        ]
        if len(examined.refused) > _REFUSED:
            more = len(examined.refused) - _REFUSED
            found.append(trn("and {count:,} more", "and {count:,} more", more))
        self.names.show_names(self._draft, "\n".join(found))
        self.show_page(NAMING)

    def _asks_for_unit(self, examined: Examined) -> bool:
        """Ask what the offsets count where documents need it, once; without an answer the others go on."""
        needy = sum(one.needs == UnitUnknownError.OPTION for one in examined.refused)
        unit = self.form.formats.fields.get(UnitUnknownError.OPTION)
        if not needy or unit is None or (examined.rows and self._asked == self._wish):
            return False
        self._asked = self._wish
        asked = trn(
            "{count:,} document does not say what its offsets count, and it matters in its text: "
            "choose it at “{field}”.",
            "{count:,} documents do not say what their offsets count, and it matters in their texts: "
            "choose it at “{field}”.",
            needy,
            field=unit.accessibleName(),
        )
        others = trn(
            "{count:,} other document is read without it; Next again goes on with it alone.",
            "{count:,} other documents are read without it; Next again goes on with them alone.",
            len(examined.rows),
        )
        self.say(f"{asked}\n{others}" if examined.rows else asked)
        unit.setFocus()
        self.form.ensureWidgetVisible(unit)
        return True

    def _bring(self, *, dry: bool) -> None:
        wish, draft = self._wish, self._draft
        if wish is None or draft is None:
            return
        work = partial(bring, wish, self._around.label_set, draft.label_map(), self._examined, dry)
        stopped = tr("Stopped. What has been imported by then is whole; import again for the rest.")
        self.run(work, self._show_plan if dry else self._show_imported, "" if dry else stopped)

    def _show_plan(self, brought: Brought) -> None:
        self.plan.show_plan(self._examined, brought.imported)
        self.plan.new_names.setVisible(self._has_new_names(brought))
        self.plan.new_names.setChecked(True)
        self.show_page(PLANNING)

    def _show_imported(self, brought: Brought) -> None:
        wish, imported = self._wish, brought.imported
        if wish is None:
            return
        told = [tr("Imported to {folder}:", folder=wish.out), *sentences(imported)]
        if self._has_new_names(brought):
            told += ["", *self._take_new_names(label_set_path(wish.out, brought.label_set))]
        brought_in = [one.path for one in imported.outcomes if one.action is not Action.REFUSED]
        if several := sum(count > 1 for count in Counter(brought_in).values()):
            told += ["", _of_several(several)]
        open_ = partial(self._open, wish.out / f"{brought_in[0]}.txt") if brought_in else None
        self.outcome.show_result("\n".join(told), wish.out, open_=open_)
        self.show_page(IMPORTED)

    def _has_new_names(self, brought: Brought) -> bool:
        return brought.label_set != self._around.label_set

    def _take_new_names(self, path: Path) -> Iterator[str]:
        """Label with the label set that has grown, if that is wanted, or it is that of the window."""
        yield tr("New names are in the label set {path}.", path=path)
        wanted = self.plan.new_names.isChecked() or path == self._around.label_set_path
        if wanted and self._open_label_set(path):
            yield tr("It is the one you label with now; Labels > Label Set leads back.")
        else:
            yield tr("To label with them: Labels > Label Set > Open.")

    def _open(self, path: Path) -> None:
        self.close()
        self._around.open(path)


def _of_several(documents: int) -> str:
    """Where the labels are of documents that several annotators have labelled."""
    return trn(
        "{count:,} document has several annotators, with a label file each beside it. "
        "The window opens yours, an export takes theirs.",
        "{count:,} documents have several annotators, with a label file each beside the text. "
        "The window opens yours, an export takes theirs.",
        documents,
    )
