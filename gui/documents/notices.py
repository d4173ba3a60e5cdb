"""Which banner is shown for what happens to a document, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from annotations.store.keeper_state import KeeperState, Phase
from annotations.store.trouble import Trouble
from annotations.words import tr, trn
from gui.core.encodings import shown_encoding
from gui.core.interaction import Gravity, Interaction
from gui.core.slots import only
from gui.documents.open_document import OpenDocument
from gui.documents.saving import Saving
from gui.documents.text_watch import TextFate
from gui.widgets.banner import BannerAction, BannerStack
from schemas.late import late_dataclass

READ_ONLY, RECOVERED, ENCODING, PROBLEMS, FAILED, TEXT = (
    "read-only",
    "recovered",
    "encoding",
    "problems",
    "failed",
    "text",
)


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the buttons do to the document in front."""

    reopen: Callable[[], object]
    choose_encoding: Callable[[], None]
    saving: Saving


@late_dataclass(frozen=True)
class _Notice:
    gravity: Gravity
    sentence: str
    actions: Sequence[BannerAction] = ()
    stays: bool = False


class Notices:
    """The banners of one document: on screen only while that document is the one in front."""

    def __init__(self, banners: BannerStack, ask: Interaction, remedies: Remedies) -> None:
        self._banners = banners
        self._ask = ask
        self._remedies = remedies
        self._notices: dict[str, _Notice] = {}
        self._in_front = False
        self._failure: tuple[Trouble | None, str] | None = None

    def come_forward(self) -> None:
        """The document is in front: show what there is to say."""
        self._in_front = True
        for key in self._notices:
            self._show(key)

    def step_back(self) -> None:
        """Another document is in front, or none."""
        self._in_front = False
        for key in self._notices:
            self._banners.dismiss(key)

    def clear(self) -> None:
        """The document is closed."""
        self._failure = None
        for key in list(self._notices):
            self._take_back(key)

    def opened(self, document: OpenDocument) -> None:
        """Say what there is to say of a document that has just been opened."""
        opened = document.opened
        if opened.read_only is not None:
            again = [BannerAction(tr("Open &Anew"), only(self._remedies.reopen))]
            self._say(READ_ONLY, Gravity.WARNING, opened.read_only, again)
        if opened.recovery is not None and opened.recovery.message:
            self._say(RECOVERED, Gravity.INFO, opened.recovery.message)
        if opened.decoded.guessed:
            sentence = tr(
                "This file is not UTF-8. It was read as {encoding}, which is a guess: look at the letters "
                "beyond A to Z before you label.",
                encoding=shown_encoding(opened.decoded.encoding),
            )
            other = [BannerAction(tr("Another &Encoding…"), self._remedies.choose_encoding)]
            self._say(ENCODING, Gravity.INFO, sentence, other)
        if opened.problems:
            self._problems(document)

    def keeper(self, state: KeeperState) -> bool:
        """Say that the labels cannot be saved, or that they can again; whether the reason is a new one."""
        failure = (state.trouble, state.message) if state.phase is Phase.FAILED else None
        if failure == self._failure:
            return False
        self._failure = failure
        if failure is None:
            self._take_back(FAILED)
            return False
        sentence = tr("{why} Your labels are kept here, and saving is tried again.", why=state.message)
        if state.trouble is Trouble.CHANGED:
            sentence = tr("{why} Nothing has been overwritten; your labels are kept here.", why=state.message)
        self._say(
            FAILED, Gravity.ERROR, sentence, _ways_out(state.trouble, self._remedies.saving), stays=True
        )
        return True

    def text(self, fate: TextFate, document: OpenDocument) -> None:
        """Say what has become of the document's file."""
        name = document.session.path.name
        if fate is TextFate.BACK:
            if document.session.read_only is None:
                self._take_back(TEXT)
        elif fate is TextFate.GONE:
            sentence = tr("{name} is no longer there. The labels are kept, and still saved.", name=name)
            self._say(TEXT, Gravity.WARNING, sentence)
        else:
            sentence = tr(
                "{name} has been changed by another program. The text and the labels here are as they were; "
                "nothing has been overwritten, and nothing more can be labelled.",
                name=name,
            )
            anew = [BannerAction(tr("Open &Anew"), only(self._remedies.reopen))]
            self._say(TEXT, Gravity.ERROR, sentence, anew, stays=True)

    def _problems(self, document: OpenDocument) -> None:
        problems = document.opened.problems
        sentence = trn(
            "The label file was opened, but {count} thing in it does not agree with the label set.",
            "The label file was opened, but {count} things in it do not agree with the label set.",
            len(problems),
        )
        title = tr("Problems in {name}", name=document.session.label_path.name)
        show = BannerAction(tr("&Show"), lambda: self._ask.show_problems(title, sentence, problems))
        self._say(PROBLEMS, Gravity.WARNING, sentence, [show])

    # -- on screen or not ---------------------------------------------------------------------------

    def _say(
        self,
        key: str,
        gravity: Gravity,
        sentence: str,
        actions: Sequence[BannerAction] = (),
        *,
        stays: bool = False,
    ) -> None:
        self._notices[key] = _Notice(gravity, sentence, actions, stays)
        if self._in_front:
            self._show(key)

    def _show(self, key: str) -> None:
        one = self._notices[key]
        forget = partial(self._notices.pop, key, None)
        self._banners.show_banner(
            key, one.gravity, one.sentence, one.actions, stays=one.stays, dismissed=forget
        )

    def _take_back(self, key: str) -> None:
        if self._notices.pop(key, None) is not None and self._in_front:
            self._banners.dismiss(key)


def _ways_out(trouble: Trouble | None, saving: Saving) -> Sequence[BannerAction]:
    elsewhere = BannerAction(tr("Save &Elsewhere…"), saving.elsewhere)
    if trouble is Trouble.CHANGED:
        return [elsewhere, BannerAction(tr("&Overwrite…"), saving.overwrite)]
    return [BannerAction(tr("Try &Again"), saving.retry), elsewhere]
