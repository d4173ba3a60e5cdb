"""One open document: the only door through which its annotation set is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotations.edits.edit import Edit, EditRefusedError
from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.session.sink import EditSink, Via
from annotations.text.source import SourceText
from schemas.problems import Problem

Listener = Callable[[Change], None]


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
        if self.read_only is not None:
            return [Problem("", self.read_only, code="read_only")]
        return edit.check(self.annotations, self.context)

    def apply(self, edit: Edit, via: Via = Via.DO) -> Edit:
        """Do the edit, record it, tell the listeners; return the edit that takes it back.

        Raises:
            EditRefusedError: the document is read-only or the edit does not fit; nothing has changed.
        """
        if self.read_only is not None:
            raise EditRefusedError([Problem("", self.read_only, code="read_only")])
        inverse, change = edit.apply(self.annotations, self.context)
        for sink in tuple(self._sinks):
            sink.record(edit, change, via)
        for listener in tuple(self._listeners):
            listener(change)
        return inverse
