"""Filling the roles of an event by key: a role's key, then the key drawn at what fills it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from annotations.edits import event_operations as operations
from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.model.change import Change
from annotations.model.label_set import Label, Role
from annotations.model.records import Event, Kind, Mention
from annotations.session.document import DocumentSession
from annotations.text.span import Span
from gui.core.translation import tr
from gui.editor.annotator import Annotator
from gui.editor.current_event import CurrentEvent
from gui.editor.links import Hint, place_of
from gui.editor.role_keys import Answer, Asking, Meaning, key_of, meaning
from gui.editor.roles import Candidate, candidates, filler_labels, on_exactly, target_of
from gui.editor.text_view import TextView

_QUOTE = 60  # code points of a text that a sentence repeats


class RoleMode(QObject):
    """One per window. ``said`` carries a sentence for the status bar, ``asked`` an Asking or None."""

    said = Signal(str)
    asked = Signal(object)

    def __init__(self, view: TextView, annotator: Annotator, current: CurrentEvent) -> None:
        """``current`` says which event is meant."""
        super().__init__(view)
        self._view, self._annotator, self._current = view, annotator, current
        self._session: DocumentSession | None = None
        self._asking: Asking | None = None
        view.installEventFilter(self)
        view.caretMoved.connect(self._caret_moved)
        annotator.triggerTagged.connect(self._offer)

    def attach(self, session: DocumentSession | None) -> None:
        """Fill roles in this document from now on, None for no document."""
        self.leave()
        self._session = session

    def apply_change(self, change: Change) -> None:
        """Ask about the event as it is after the change; leave when it is gone."""
        asking = self._asking
        if asking is None:
            return
        label = self._label()
        if label is None:
            self.leave()
        elif label is not asking.label:
            self._ask(Asking(label, asking.held))
        else:
            armed = asking.role is not None and not asking.fillers
            taken = self._candidates(asking.role) if armed and asking.role is not None else ()
            self._ask(replace(asking, candidates=taken))

    # -- what the user does -------------------------------------------------------------------------

    def enter(self) -> None:
        """Take the keys of the current event's roles until Esc; a second time, let them go."""
        if self._asking is not None and self._asking.held:
            self.leave()
            return
        event, label = self._current.event(), self._label()
        if event is None or label is None:
            self._say(tr("No event here: put the caret in a trigger or in an argument of one."))
        elif not label.roles:
            self._say(tr("{label} has no roles.", label=label.name))
        else:
            self._current.hold(event.id)
            self._ask(Asking(label, held=True))

    def leave(self) -> None:
        """Give the keys back to the labels."""
        if self._asking is not None:
            self._ask(None)
            self._current.hold(None)

    def another(self) -> None:
        """Make one more event on the trigger of the current one, and offer its roles."""
        session, event = self._session, self._current.event()
        trigger = None if session is None or event is None else session.annotations.mention(event.trigger)
        if session is None or trigger is None:
            self._say(tr("No event here: put the caret in a trigger or in an argument of one."))
            return
        edit = operations.add_event(
            session.annotations, session.context, trigger, self._annotator.provenance()
        )
        if self._annotator.push(edit):
            self._view.set_caret(trigger.end)
            self._view.set_current(trigger.id)
            self._offer(trigger.id)
            count = len(session.annotations.events_on(trigger.id))
            self._say(tr("{count} events on “{quote}” now.", count=count, quote=self._quote(trigger)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here, before they reach the labels."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._asking is None or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = key_of(event)
        meant = None if key is None else meaning(key, self._asking)
        if meant is None or key is None:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._do(meant, key)
        return True

    # -- inside -------------------------------------------------------------------------------------

    def _do(self, meant: Meaning, key: str) -> None:
        match meant:
            case Role():
                self._arm(meant)
            case Label():
                self._make(meant)
            case Answer.LEAVE:
                self.leave()
            case Answer.NEAREST:
                self._take_nearest()
            case Answer.NO_SUCH:
                self._say(self._no_such(key))
            case _:
                self._take(meant.target)

    def _arm(self, role: Role) -> None:
        asking = self._asking
        if asking is None:
            return
        armed = replace(asking, role=role, candidates=self._candidates(role), fillers=())
        self._ask(armed)
        if not self._view.selection().is_empty:
            self._fill_from_selection()
        elif armed.candidates:
            self._say(tr("{role}: press the key at a mention, Enter for the nearest, or select text.",
                         role=role.name))  # fmt: skip
        else:
            self._say(tr("Nothing labelled near here can be {role}: select text and press Enter.",
                         role=role.name))  # fmt: skip

    def _take_nearest(self) -> None:
        asking = self._asking
        if not self._view.selection().is_empty:
            self._fill_from_selection()
        elif asking is not None and asking.candidates:
            self._take(asking.candidates[0].target)
        elif asking is not None and asking.role is not None:
            self._say(tr("Nothing labelled near here can be {role}: select text and press Enter.",
                         role=asking.role.name))  # fmt: skip

    def _fill_from_selection(self) -> None:
        """What is selected fills the role: the mention that is there, or a new one."""
        asking, session = self._asking, self._session
        if asking is None or asking.role is None or session is None:
            return
        there = on_exactly(session.annotations, self._view.selection(), asking.role)
        if there is not None:
            self._take(target_of(session.annotations, there))
            return
        fillers = filler_labels(session.context, asking.role)
        if len(fillers) == 1:
            self._make(fillers[0])
        else:
            self._ask(replace(asking, candidates=(), fillers=tuple(fillers)))
            self._say(tr("{role}: which label? Enter takes the first.", role=asking.role.name))

    def _take(self, target: Mention | Event) -> None:
        asking, session, event = self._asking, self._session, self._current.event()
        if asking is None or asking.role is None or session is None or event is None:
            return
        role = asking.role
        edit = operations.add_argument(session.annotations, session.context, event, role.id, target)
        self._filled(edit, role)

    def _make(self, label: Label) -> None:
        asking, session, event = self._asking, self._session, self._current.event()
        if asking is None or asking.role is None or session is None or event is None:
            return
        edit = operations.add_filler(
            session.annotations, session.context, event, asking.role.id, label,
            self._view.selection(), self._annotator.provenance(),
        )  # fmt: skip
        if self._filled(edit, asking.role):
            self._view.set_caret(self._view.selection().end)

    def _filled(self, edit: Edit | Refusal, role: Role) -> bool:
        """Do the edit; then the next role is asked for, or after a refusal this one again."""
        done = self._annotator.push(edit)
        asking, session, event = self._asking, self._session, self._current.event()
        if not done or asking is None or session is None or event is None:
            return done
        self._ask(replace(asking, role=None, candidates=(), fillers=()))
        place = place_of(session.annotations, event.arguments[-1].target)
        quote = "" if place is None else self._quote(place)
        told = tr("{role} of {label}: {quote}", role=role.name, label=asking.label.name, quote=quote)
        lacking = operations.missing_roles(asking.label, event)
        if lacking:
            told += " · " + tr("still missing: {roles}", roles=", ".join(one.name for one in lacking))
        self._say(told)
        self._view.announce(told)
        return True

    def _offer(self, trigger_id: str) -> None:
        """A trigger has just been tagged: its roles' keys count until the hand goes elsewhere."""
        events = [] if self._session is None else self._session.annotations.events_on(trigger_id)
        if not events:
            return
        self._current.hold(events[-1].id)
        label = self._label()
        if label is None or not label.roles:
            self._current.hold(None)
        else:
            self._ask(Asking(label, held=self._asking is not None and self._asking.held))

    def _caret_moved(self, caret: int, anchor: int) -> None:
        asking = self._asking
        if asking is None:
            return
        if asking.fillers and caret == anchor:
            self._ask(replace(asking, role=None, fillers=()))
        elif not asking.held and asking.role is None:
            self.leave()

    def _ask(self, asking: Asking | None) -> None:
        self._asking = asking
        taken = () if asking is None else asking.candidates
        self._view.set_hints(tuple(Hint(one.key, one.mention) for one in taken))
        self.asked.emit(asking)

    def _candidates(self, role: Role) -> tuple[Candidate, ...]:
        session, event = self._session, self._current.event()
        if session is None or event is None:
            return ()
        return tuple(candidates(session.annotations, session.context, event, role))

    def _label(self) -> Label | None:
        session, event = self._session, self._current.event()
        trigger = None if session is None or event is None else session.annotations.mention(event.trigger)
        if session is None or trigger is None:
            return None
        return session.label_set.label(Kind.EVENT, trigger.label)

    def _no_such(self, key: str) -> str:
        asking = self._asking
        if asking is None or asking.fillers:
            return tr("No label with the key {key} can stand here.", key=key)
        if asking.role is not None:
            return tr("No mention has the key {key}.", key=key)
        return tr("No role of {label} has the key {key}: Esc gives the keys back to the labels.",
                  label=asking.label.name, key=key)  # fmt: skip

    def _quote(self, mention: Mention) -> str:
        if self._session is None:
            return ""
        shown = self._session.text.quote(Span(mention.start, min(mention.end, mention.start + _QUOTE)))
        return " ".join(shown.split())

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence)
