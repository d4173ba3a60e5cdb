"""Opening a document, with the questions that come up on the way. No file is changed without an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotations.model.label_set import LabelSet
from annotations.session.opening import Opened, open_document
from annotations.store.files import set_aside
from annotations.store.history_folder import histories_path
from annotations.store.process import host_name, user_name
from annotations.store.trouble import StoreError, Trouble
from annotations.words import tr
from gui.core.interaction import Choice, Gravity, Interaction
from schemas.late import late_dataclass

# What is wrong inside a label file; everything else is about the text, the folder or the disk.
_ABOUT_LABELS = (Trouble.BROKEN, Trouble.LATER_VERSION, Trouble.OTHER_TEXT)


@late_dataclass(frozen=True)
class Wish:
    """How to open a document; the last two are what the user has said to questions before."""

    annotator: str
    label_set: LabelSet
    encoding: str | None = None
    read_only: bool = False
    asks: bool = True
    """Whether there are questions about labels that can be opened at least read-only."""
    take_over: bool = False
    set_journal_aside: bool = False


def open_asking(path: Path, wish: Wish, ask: Interaction) -> Opened | None:
    """Open the document; None when that cannot be done or the user would rather not."""
    while True:
        try:
            opened = _open(path, wish)
        except StoreError as error:
            if error.trouble not in _ABOUT_LABELS or error.path == path:
                ask.tell(Gravity.ERROR, tr("Cannot open {name}", name=path.name), error.message)
                return None
            if not _start_afresh(error, ask):
                return None
            continue
        again = _settle(opened, wish, ask) if wish.asks else _settle_unasked(opened, wish)
        if again is None:
            return opened
        opened.close()
        wish = again


def open_unasked(path: Path, wish: Wish) -> Opened:
    """Open the document, read-only where there would be a question. Raises StoreError."""
    opened = _open(path, wish)
    while (again := _settle_unasked(opened, wish)) is not None:
        opened.close()
        wish = again
        opened = _open(path, wish)
    return opened


def _open(path: Path, wish: Wish) -> Opened:
    return open_document(
        path,
        annotator=wish.annotator,
        label_set=wish.label_set,
        encoding=wish.encoding,
        take_over=wish.take_over,
        set_journal_aside=wish.set_journal_aside,
        read_only=wish.read_only,
        histories=histories_path(),
    )


def _settle(opened: Opened, wish: Wish, ask: Interaction) -> Wish | None:
    """Another wish to open with, after what was found; None to keep what is open."""
    if wish.read_only:
        return None
    held = opened.held
    if held is not None and held.stale and not wish.take_over:
        sentence = tr(
            "{who}\n\nTake the labels over? Edits it had not written to the label file are in its journal "
            "and come back.",
            who=held.message,
        )
        take_over = [Choice("take", tr("&Take Over"))]
        if ask.choose(tr("The labels were left open"), sentence, take_over) == "take":
            return replace(wish, take_over=True)
    recovery = opened.recovery
    if recovery is not None and recovery.conflict is not None and not wish.set_journal_aside:
        choices = [Choice("aside", tr("Keep the File, Put the &Journal Aside"))]
        if ask.choose(tr("Two versions of the labels"), recovery.conflict, choices) == "aside":
            return replace(wish, set_journal_aside=True)
    return None


def _settle_unasked(opened: Opened, wish: Wish) -> Wish | None:
    """Take over what the same user's program on this machine left open when it ended; that loses nothing."""
    held = opened.held
    if wish.read_only or wish.take_over or held is None or not held.stale:
        return None
    mine = (held.holder.user, held.holder.host) == (user_name(), host_name())
    return replace(wish, take_over=True) if mine else None


def _start_afresh(error: StoreError, ask: Interaction) -> bool:
    """Offer what can be done about labels that cannot be used; whether to try opening again."""
    if error.problems:
        detail = "\n".join(f"{one.pointer or '/'}: {one.message}" for one in error.problems[:100])
    else:
        detail = ""
    choices = [
        Choice("copy", tr("Make a &Copy of It")),
        Choice("aside", tr("&Move It Aside and Start Afresh"), destructive=True),
    ]
    sentence = tr("{message}\n\nThe file has not been touched.", message=error.message)
    answer = ask.choose(tr("These labels cannot be used"), sentence, choices, detail)
    if answer is None:
        return False
    try:
        copy = set_aside(error.path, "text-changed" if error.trouble is Trouble.OTHER_TEXT else "broken")
        if answer == "aside":
            error.path.unlink()
    except OSError as problem:
        ask.tell(Gravity.ERROR, tr("Cannot copy {name}", name=error.path.name), str(problem))
        return False
    place = tr("The copy is {name}, in {folder}.", name=copy.name, folder=copy.parent)
    ask.tell(Gravity.INFO, tr("Copied"), place)
    return answer == "aside"
