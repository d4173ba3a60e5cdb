"""Offering a label to many places: a preview, then all at once or one by one, one undo step in all."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoStack

from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.edits.titles import excerpt
from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.model.records import Origin, Provenance
from annotations.session.document import DocumentSession
from annotations.suggest.refusals import remember
from annotations.suggest.walk import Choices, Hit, Hits
from annotations.words import trn
from gui.core.undo import push
from gui.editor.text_view import TextView
from gui.widgets.walk_bar import Preview, WalkBar

_walks = count(1)


class Walk(QObject):
    """Asks about places through its bar; each answer is an edit at once.

    What is looked for, and what an answer does, the classes derived from this one say.
    """

    said = Signal(str)
    SOURCE = ""
    """What the provenance of mentions labelled so names."""

    def __init__(self, view: TextView, bar: WalkBar, annotator: str) -> None:
        """``annotator`` names who is labelling now."""
        super().__init__(view)
        self._view, self._bar, self._annotator = view, bar, annotator
        self._session: DocumentSession | None = None
        self._stack: QUndoStack | None = None
        self._label: Label | None = None
        self._hits: Hits | None = None
        self._choices = Choices()
        self._all_when_found = False
        self._queue: list[Hit] = []
        self._at = 0
        self._number = 0
        self._done = [0, 0]
        bar.allWanted.connect(self._all)
        bar.walkWanted.connect(self._walk)
        bar.yesWanted.connect(self._yes)
        bar.noWanted.connect(self._no)
        bar.stopWanted.connect(self.stop)
        bar.choicesChanged.connect(self._choose)

    def attach(self, session: DocumentSession | None, stack: QUndoStack | None) -> None:
        """Work on this document from now on, None for no document."""
        self._put_away()
        self._session, self._stack = session, stack

    def follow(self, change: Change) -> None:
        """Keep up with a change of the document, whoever made it."""
        if self._hits is not None:
            self._hits.follow(change)
            self._show()

    def stop(self) -> None:
        """Put the bar away and go back to the text; what has been answered stays."""
        label, session = self._label if self._hits is not None else None, self._session
        (labelled, refused), home = self._done, self._home()
        self._put_away()
        if label is None or session is None:
            return
        self._view.set_caret(min(home, session.text.length))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if labelled or refused:
            self.said.emit(_account(label.name, labelled, refused))

    # -- what a derived class says ------------------------------------------------------------------

    def _searched(self) -> float:
        """The part of the text that has been looked through."""
        raise NotImplementedError

    def _home(self) -> int:
        """Where the caret goes in the end."""
        raise NotImplementedError

    def _edit(self, session: DocumentSession, hits: list[Hit], provenance: Provenance) -> Edit | Refusal:
        """What gives the places the label."""
        raise NotImplementedError

    def _preview(self, hits: Hits, label: Label, place: tuple[int, int] | None) -> Preview:
        """What the bar shows."""
        raise NotImplementedError

    def _choose(self, choices: Choices) -> None:
        """Take other choices."""
        self._choices = choices
        self._show()

    # -- beginning and going on ---------------------------------------------------------------------

    def _begin(self, label: Label) -> None:
        """Begin a walk; all that is answered in it becomes one undo step."""
        self._label, self._number, self._done = label, next(_walks), [0, 0]

    def _offer(self, hits: Hits, choices: Choices) -> None:
        """Offer these places from now on."""
        self._hits, self._choices = hits, choices
        self._queue, self._at, self._all_when_found = [], 0, False

    def _came_up(self) -> None:
        """Show the bar, with the hand on it."""
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _found_more(self) -> None:
        """Show what has been found by now, and do what was wanted once everything is."""
        self._show()
        if self._all_when_found and self._searched() >= 1:
            self._all()

    def _show(self) -> None:
        if self._hits is not None and self._label is not None:
            place = (self._at + 1, len(self._queue)) if self._queue else None
            self._bar.show_preview(self._preview(self._hits, self._label, place))

    def _put_away(self) -> None:
        self._hits, self._queue, self._at = None, [], 0
        self._bar.hide()

    # -- answers ------------------------------------------------------------------------------------

    def _all(self) -> None:
        """Label every place offered, or all from the one asked about on."""
        if self._hits is None:
            return
        if self._searched() < 1:
            self._all_when_found = True
            return
        rest = self._queue[self._at :] or self._hits.offered(self._choices)
        if rest and self._give(rest):
            self.stop()

    def _walk(self) -> None:
        """Ask about the places one by one."""
        if self._hits is not None and self._searched() >= 1:
            self._queue, self._at = self._hits.offered(self._choices), 0
            self._ask()
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        """Show the place that is asked about, in its context; after the last one, stop."""
        if self._at == len(self._queue):
            self.stop()
            return
        span = self._queue[self._at].span
        self._view.select_hit(span)
        self._show()

    def _yes(self) -> None:
        if self._queue and self._give([self._queue[self._at]]):
            self._next()

    def _no(self) -> None:
        """Go on; that text there is not to be tagged so is remembered."""
        session, label = self._session, self._label
        if session is None or label is None or not self._queue:
            return
        hit = self._queue[self._at]
        spans = [] if hit.mention is not None else [hit.span]
        steps = remember(session.annotations.extra, session.text, label, spans)
        title = Title("refuse", label.id, excerpt(session.text.quote(hit.span)))
        if not steps or self._push(Edit(title, tuple(steps))):
            self._done[1] += 1
            self._next()

    def _next(self) -> None:
        if self._queue:
            self._at += 1
            self._ask()

    def _give(self, hits: list[Hit]) -> bool:
        if self._session is None:
            return False
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        provenance = Provenance(self._annotator, at, Origin.PROPAGATION, self.SOURCE)
        edit = self._edit(self._session, hits, provenance)
        if isinstance(edit, Refusal):
            self.said.emit(edit.message)
            return False
        if not self._push(edit):
            return False
        self._done[0] += edit.title.count
        return True

    def _push(self, edit: Edit) -> bool:
        if self._session is None or self._stack is None:
            return False
        problems = push(self._stack, self._session, edit, together=self._number)
        if problems:
            self.said.emit(problems[0].message)
        return not problems


def _account(label: str, labelled: int, refused: int) -> str:
    made = trn(
        "{count:,} mention labelled {label}", "{count:,} mentions labelled {label}", labelled, label=label
    )
    if not refused:
        return made
    return f"{made}, " + trn("{count:,} place refused", "{count:,} places refused", refused)
