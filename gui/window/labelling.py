"""Labelling: the palette, the keys of labels, the current mention's ends, the status of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.action_spec import Menu
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.context_menu import context_menu
from gui.editor.ends import End, Unit
from gui.editor.statuses import Statuses
from gui.panels.label_palette import LabelPalette
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Labelling(Feature):
    """Everything that makes, changes and deletes a mention where the caret is."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.palette = LabelPalette()
        self.statuses = Statuses(lambda: frame.reader.coverage, frame.view)
        frame.dock("labels", tr("Labels"), self.palette, Side.START)
        self.palette.labelChosen.connect(frame.annotator.apply_label)
        self.palette.statusChosen.connect(self.statuses.choose)
        self.statuses.said.connect(frame.say)
        frame.annotator.said.connect(frame.say)
        frame.annotator.stickyChanged.connect(self._sticky_changed)
        frame.status.stickyClicked.connect(frame.annotator.toggle_sticky)
        frame.survey.changed.connect(lambda: self.palette.leave_out(frame.survey.problems))
        frame.view.contextMenuAt.connect(self._context_menu)
        frame.view.keyUnknown.connect(self._unknown)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Tag again, delete, move ends, set a status; the labels' own keys are in the frame."""
        annotator, view = self.frame.annotator, self.frame.view
        return {
            "label.again": annotator.tag_again,
            "label.sticky": annotator.toggle_sticky,
            "mention.add_span": annotator.add_selection,
            "mention.delete": annotator.delete,
            "mention.next": self._next_mention,
            "mention.previous": self._previous_mention,
            "mention.cycle": view.cycle_mention,
            "mention.leave": annotator.leave,
            **{f"status.{kind}": partial(self.statuses.cycle, kind) for kind in Kind},
            **{
                f"end.{end.value}_{unit.value}_{direction}": partial(
                    annotator.move_end, end, unit, forward=direction == "forward"
                )
                for end in End
                for unit in Unit
                for direction in ("forward", "back")
            },
        }

    def _next_mention(self) -> None:
        if not self.frame.view.next_mention():
            self.frame.say(tr("No mention after this place."))

    def _previous_mention(self) -> None:
        if not self.frame.view.previous_mention():
            self.frame.say(tr("No mention before this place."))

    def _unknown(self, key: str) -> None:
        self.frame.say(tr("No label has the key {key}.", key=key))

    def themed(self) -> Sequence[Themed]:
        """The palette."""
        return (self.palette,)

    def panes(self) -> Sequence[QWidget]:
        """The palette."""
        return (self.palette,)

    def attach(self, document: OpenDocument | None) -> None:
        """Label in this document."""
        session, stack = (None, None) if document is None else (document.session, document.stack)
        self.frame.annotator.attach(session, stack)
        self.statuses.attach(session, stack)

    def show(self, document: OpenDocument | None) -> None:
        """Show its labels, and how many mentions have them."""
        if document is None:
            self.palette.show_labels(self.frame.services.label_set, None)
        else:
            self.palette.show_labels(document.session.label_set, document.session.annotations)
        self.palette.set_sticky(self.frame.annotator.sticky)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Show the labels as they are now."""
        self.show(document)

    def painted(self, change: Change) -> None:
        """Count again; a relabelled mention is still the current one."""
        self.palette.apply_change(change)
        self.current_changed(self.frame.view.current())

    def current_changed(self, mention_id: str | None) -> None:
        """Mark the label of the current mention."""
        document = self.frame.desk.document
        label = None
        if document is not None and mention_id is not None:
            mention = document.session.annotations.mention(mention_id)
            label = None if mention is None else document.session.label_set.label(mention.kind, mention.label)
        self.palette.set_current(label)

    def _sticky_changed(self, label: Label | None) -> None:
        self.frame.actions["label.sticky"].setChecked(label is not None)
        self.frame.status.set_sticky(label)
        self.palette.set_sticky(label)

    def _context_menu(self, place: QPoint, mention_id: str | None) -> None:
        frame = self.frame
        if mention_id is not None:
            frame.view.set_current(mention_id)
        menu = context_menu(
            frame.window,
            frame.actions,
            frame.menus[Menu.ENDS],
            frame.services.label_set,
            frame.label_actions,
            on_mention=mention_id is not None,
        )
        menu.popup(place)
