"""Which banner is shown for what happens to a document, and what its buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from annotations.store.keeper_state import KeeperState, Phase
from annotations.store.trouble import Trouble
from gui.core.encodings import shown_encoding
from gui.core.interaction import Gravity, Interaction
from gui.core.slots import only
from gui.core.translation import tr, trn
from gui.documents.open_document import OpenDocument
from gui.documents.text_watch import TextFate
from gui.widgets.banner import BannerAction, BannerStack

READ_ONLY, RECOVERED, ENCODING, PROBLEMS, FAILED, TEXT = (
    "read-only",
    "recovered",
    "encoding",
    "problems",
    "failed",
    "text",
)


class Remedies(Protocol):
    """What the buttons can do."""

    def reopen(self, encoding: str | None = None) -> bool:
        """Open the document anew."""
        ...

    def retry(self) -> None:
        """Try again what has failed."""
        ...

    def overwrite(self) -> None:
        """Replace the label file on disk."""
        ...

    def save_elsewhere(self) -> None:
        """Write the labels to another place."""
        ...

    def choose_encoding(self) -> None:
        """Read the document in another encoding."""
        ...


class Notices:
    """Shows and takes away the banners of the open document."""

    def __init__(self, banners: BannerStack, ask: Interaction) -> None:
        self._banners = banners
        self._ask = ask
        self._failure: tuple[Trouble | None, str] | None = None

    def clear(self) -> None:
        """The document is closed."""
        self._failure = None
        self._banners.clear()

    def opened(self, document: OpenDocument, remedies: Remedies) -> None:
        """Say what there is to say of a document that has just been opened."""
        opened = document.opened
        if opened.read_only is not None:
            again = [BannerAction(tr("Open &Anew"), only(remedies.reopen))]
            self._banners.show_banner(READ_ONLY, Gravity.WARNING, opened.read_only, again)
        if opened.recovery is not None and opened.recovery.message:
            self._banners.show_banner(RECOVERED, Gravity.INFO, opened.recovery.message)
        if opened.decoded.guessed:
            sentence = tr(
                "This file is not UTF-8. It was read as {encoding}, which is a guess: look at the letters "
                "beyond A to Z before you label.",
                encoding=shown_encoding(opened.decoded.encoding),
            )
            other = [BannerAction(tr("Another &Encoding…"), remedies.choose_encoding)]
            self._banners.show_banner(ENCODING, Gravity.INFO, sentence, other)
        if opened.problems:
            self._problems(document)

    def keeper(self, state: KeeperState, remedies: Remedies) -> None:
        """Say that the labels cannot be saved, once for each reason, or that they can again."""
        failure = (state.trouble, state.message) if state.phase is Phase.FAILED else None
        if failure == self._failure:
            return
        self._failure = failure
        if failure is None:
            self._banners.dismiss(FAILED)
            return
        sentence = tr("{why} Your labels are kept here, and saving is tried again.", why=state.message)
        if state.trouble is Trouble.CHANGED:
            sentence = tr("{why} Nothing has been overwritten; your labels are kept here.", why=state.message)
        self._banners.show_banner(
            FAILED, Gravity.ERROR, sentence, _ways_out(state.trouble, remedies), stays=True
        )

    def text(self, fate: TextFate, document: OpenDocument, remedies: Remedies) -> None:
        """Say what has become of the document's file."""
        name = document.session.path.name
        if fate is TextFate.BACK:
            if document.session.read_only is None:
                self._banners.dismiss(TEXT)
        elif fate is TextFate.GONE:
            sentence = tr("{name} is no longer there. The labels are kept, and still saved.", name=name)
            self._banners.show_banner(TEXT, Gravity.WARNING, sentence)
        else:
            sentence = tr(
                "{name} has been changed by another program. The text and the labels here are as they were; "
                "nothing has been overwritten, and nothing more can be labelled.",
                name=name,
            )
            anew = [BannerAction(tr("Open &Anew"), only(remedies.reopen))]
            self._banners.show_banner(TEXT, Gravity.ERROR, sentence, anew, stays=True)

    def _problems(self, document: OpenDocument) -> None:
        problems = document.opened.problems
        sentence = trn(
            "The label file was opened, but {count} thing in it does not agree with the label set.",
            "The label file was opened, but {count} things in it do not agree with the label set.",
            len(problems),
        )
        title = tr("Problems in {name}", name=document.session.label_path.name)
        show = BannerAction(tr("&Show"), lambda: self._ask.show_problems(title, sentence, problems))
        self._banners.show_banner(PROBLEMS, Gravity.WARNING, sentence, [show])


def _ways_out(trouble: Trouble | None, remedies: Remedies) -> Sequence[BannerAction]:
    elsewhere = BannerAction(tr("Save &Elsewhere…"), remedies.save_elsewhere)
    if trouble is Trouble.CHANGED:
        return [elsewhere, BannerAction(tr("&Overwrite…"), remedies.overwrite)]
    return [BannerAction(tr("Try &Again"), remedies.retry), elsewhere]
