"""One open document: the only door through which its annotation set is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from annotations.edits.edit import Edit, EditRefusedError, LabelSetChange
from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.session.sink import EditSink, Via
from annotations.text.source import SourceText
from annotations.words import tr
from schemas.problems import Problem

Listener = Callable[[Change], None]


class LabelSetUser(Protocol):
    """Where a session sends label sets that its edits put into use: to all that is labelled with them."""

    def refusal(self, label_set: LabelSet) -> Problem | None:
        """Why the label set cannot be used now; None when it can."""
        ...

    def use(self, label_set: LabelSet) -> None:
        """Label with this label set from now on."""
        ...


class DocumentSession:
    """A document's text, its annotation set, and who is told when the set changes.

    Every edit goes to the sinks (the journal first) before any listener hears of it, so nothing is on screen
    that is not on its way to the disk. Use it from one thread.
    """

    def __init__(
        self,
        path: Path,
        label_path: Path,
        text: SourceText,
        annotations: AnnotationSet,
        label_set: LabelSet,
        sink: EditSink | None = None,
        read_only: str | None = None,
    ) -> None:
        """Take charge of an annotation set; ``read_only`` is the sentence why nothing may change."""
        self.path = path
        self.label_path = label_path
        self.text = text
        self.annotations = annotations
        self.context = Context(text, label_set)
        self.read_only = read_only
        self.label_set_user: LabelSetUser | None = None
        self._sinks = [] if sink is None else [sink]
        self._listeners: list[Listener] = []

    @property
    def label_set(self) -> LabelSet:
        """The label set that the labels are from."""
        return self.context.label_set

    def use_label_set(self, label_set: LabelSet) -> None:
        """Judge edits by this label set from now on; the labels stay as they are."""
        self.context = Context(self.text, label_set)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` every change from now on; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell_edits(self, sink: EditSink) -> Callable[[], None]:
        """Send every edit to ``sink`` too from now on; the returned function ends that."""
        self._sinks.append(sink)
        return lambda: self._sinks.remove(sink)

    def check(self, edit: Edit) -> list[Problem]:
        """Why the edit cannot be done now, empty when it can; nothing is changed."""
        if self.read_only is not None and edit.steps:
            return [Problem("", self.read_only, code="read_only")]
        if edit.label_sets is not None and (refusal := self._refusal(edit.label_sets)) is not None:
            return [refusal]
        return edit.check(self.annotations, self._context_for(edit))

    def apply(self, edit: Edit, via: Via = Via.DO) -> Edit:
        """Do the edit, record it, tell the listeners; return the edit that takes it back.

        Raises:
            EditRefusedError: the document is read-only or the edit does not fit; nothing has changed.
        """
        if self.read_only is not None and edit.steps:
            raise EditRefusedError([Problem("", self.read_only, code="read_only")])
        context = self._context_for(edit)
        inverse, change = edit.apply(self.annotations, context)
        self.context = context
        for sink in tuple(self._sinks):
            sink.record(edit, change, via)
        for listener in tuple(self._listeners):
            listener(change)
        if edit.label_sets is not None and self.label_set_user is not None:
            self.label_set_user.use(edit.label_sets.after)
        return inverse

    def _context_for(self, edit: Edit) -> Context:
        return self.context if edit.label_sets is None else Context(self.text, edit.label_sets.after)

    def _refusal(self, change: LabelSetChange) -> Problem | None:
        """Why not to change the label set so.

        The one that is to be may be in use already: another document has changed it, or has taken that back,
        or the program was killed before the label set was written.
        """
        if self.label_set not in (change.before, change.after):
            sentence = tr(
                "The label set {name} has been changed again since, here or in its file. Take that change "
                "back first; until then this step and those before it stay.",
                name=self.label_set.name,
            )
            return Problem("", sentence, code="label_set_changed")
        return None if self.label_set_user is None else self.label_set_user.refusal(change.after)
