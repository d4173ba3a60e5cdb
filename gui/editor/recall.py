"""Recalls what was decided about the words in hand: here at once, in the folder's label files by a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.model.change import Change
from annotations.model.label_set import Snap
from annotations.model.mention_hits import Found
from annotations.model.records import Kind
from annotations.session.document import DocumentSession
from annotations.suggest.memory import Decision, Elsewhere, FolderMemory, Here
from annotations.suggest.occurrences import LONGEST_QUOTE, occurrences, stands_alone
from annotations.text import segments
from annotations.text.span import Span
from gui.core.bridge import ThreadBridge
from gui.editor.text_view import TextView
from schemas.late import late_dataclass

_PAUSE_MS = 150  # the hand rests, before anything is looked up
_FRESH_SECONDS = 5.0  # so long the label files count as unchanged


@late_dataclass(frozen=True)
class Words:
    """The words in hand, and how the same ones are recognised."""

    quote: str
    span: Span
    unit: Snap
    ignore_case: bool


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known about the words; ``words`` is None when there are none in hand."""

    words: Words | None = None
    here: Mapping[Decision, list[Found]] = field(default_factory=dict)
    elsewhere: Mapping[Decision, list[Elsewhere]] = field(default_factory=dict)
    unread: int = 0
    """How many label files of the folder could not be read."""


class Recall(QObject):
    """One per window. It works only while somebody looks, and never while the hand moves."""

    recalled = Signal(object)
    """`Recalled`: something else is known now."""

    def __init__(
        self,
        view: TextView,
        is_looked_at: Callable[[], bool],
        open_label_paths: Callable[[], Sequence[Path]],
    ) -> None:
        """``open_label_paths`` gives the label files of all documents that are open."""
        super().__init__(view)
        self._view, self._is_looked_at = view, is_looked_at
        self._open_label_paths = open_label_paths
        self._session: DocumentSession | None = None
        self._words: Words | None = None
        self._here: Here | None = None
        self._windows: Iterator[list[Span]] = iter(())
        self._folder = _Folder(self)
        self._folder.changed.connect(self._tell)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)

    def attach(self, session: DocumentSession | None) -> None:
        """Recall for this document from now on, for none."""
        self._session = session
        self._forget()
        self.recalled.emit(Recalled())
        self.look_again()

    def look_again(self) -> None:
        """Something else may be in hand: look it up as soon as the hand rests."""
        if self._session is not None and self._is_looked_at():
            self._pause.start()

    def follow(self, change: Change) -> None:
        """The document has changed: what is known about the words may be wrong."""
        if change.added or change.removed or change.updated or change.extra is not None:
            self._words = None
            self.look_again()

    def stop(self) -> None:
        """End the thread."""
        self._forget()
        self._folder.stop()

    # -- inside -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        session = self._session
        if session is None or not self._is_looked_at():
            return
        words = words_in_hand(self._view, session)
        self._folder.refresh(session.path.parent, self._open_label_paths())
        if words is not None and self._words is not None and _alike(words, self._words):
            return
        self._timer.stop()
        self._words, self._here = words, Here(session.annotations, session.context)
        if words is None:
            self._tell()
            return
        self._windows = occurrences(session.text.text, words.quote, words.unit, ignore_case=words.ignore_case)
        self._timer.start()
        self._look_on()

    def _look_on(self) -> None:
        """Look through one more window of the text; a text of usual length has but one."""
        found = next(self._windows, None)
        if found is None or self._here is None:
            self._timer.stop()
            self._tell()
        else:
            self._here.add(found)

    def _tell(self) -> None:
        session, words = self._session, self._words
        if session is None or words is None or self._here is None:
            self.recalled.emit(Recalled())
            return
        memory = self._folder.memory
        elsewhere = memory.look_up(words.quote, ignore_case=words.ignore_case, but=session.label_path)
        self.recalled.emit(Recalled(words, self._here.places, elsewhere, memory.unread))

    def _forget(self) -> None:
        self._pause.stop()
        self._timer.stop()
        self._words = self._here = None


def words_in_hand(view: TextView, session: DocumentSession) -> Words | None:
    """The selection, else the current mention, else the word at the caret: what a label's key would mean."""
    text, selection = session.text.text, view.selection()
    current = view.current()
    mention = None if current is None else session.annotations.mention(current)
    ignore_case, unit = False, Snap.WORD
    if not selection.is_empty:
        span: Span | None = segments.trim_blanks(text, selection)
    elif mention is not None:
        span = mention.spans[0] if len(mention.spans) == 1 else None
        rules = session.label_set.rules(mention.kind)
        ignore_case, unit = mention.kind is Kind.EVENT, Snap.WORD if rules is None else rules.snap
    else:
        span = segments.word_at(text, view.caret())
    if span is None or span.is_empty or span.length > LONGEST_QUOTE:
        return None
    alone = stands_alone(text, span, unit)
    return Words(session.text.quote(span), span, unit if alone else Snap.CHARACTER, ignore_case)


def _alike(one: Words, other: Words) -> bool:
    """Whether the same is known about both."""
    return (one.quote, one.unit, one.ignore_case) == (other.quote, other.unit, other.ignore_case)


class _Folder(QObject):
    """Keeps a folder's memory fresh, by a thread that lives no longer than it reads."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.memory = FolderMemory()
        self._folder: Path | None = None
        self._read_at = 0.0
        self._thread: Thread | None = None
        self._cancelled = Flag()
        self._bridge: ThreadBridge[tuple[Path, bool]] = ThreadBridge(self)
        self._bridge.arrived.connect(self._arrived)

    def refresh(self, folder: Path, also: Sequence[Path]) -> None:
        """Read what has changed there and in these label files, unless that has been done just now."""
        fresh = self._thread is not None or monotonic() < self._read_at + _FRESH_SECONDS
        if folder == self._folder and fresh:
            return
        self.stop()
        if folder != self._folder:
            self._folder, self.memory = folder, FolderMemory()
        self._cancelled = Flag()
        arguments = (folder, tuple(also), self.memory, self._cancelled)
        self._thread = Thread(target=self._read, args=arguments, name="folder memory", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have the thread end, and wait for that: it looks after each file whether it should."""
        self._cancelled.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _read(self, folder: Path, also: Sequence[Path], memory: FolderMemory, cancelled: Flag) -> None:
        changed = memory.refresh(folder, also, cancelled.is_set)
        if not cancelled.is_set():
            self._bridge.tell((folder, changed))

    def _arrived(self, answer: tuple[Path, bool]) -> None:
        folder, changed = answer
        if folder != self._folder:
            return
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._read_at = monotonic()
        if changed:
            self.changed.emit()
