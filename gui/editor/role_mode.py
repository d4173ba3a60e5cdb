"""Filling the roles of an event by key."""

from __future__ import annotations

from annotations.edits import event_operations as operations
from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.model.label_set import Label, Role
from annotations.model.records import Event, Kind, Mention
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator
from gui.editor.caret import cycled
from gui.editor.current_event import CurrentEvent
from gui.editor.fill_mode import FillMode
from gui.editor.key_mode import TAB, Strip
from gui.editor.links import events_at, place_of
from gui.editor.record_names import quote_of
from gui.editor.role_keys import Asking
from gui.editor.role_words import title_of, words_of
from gui.editor.roles import Candidate, candidates, target_of, with_keys
from gui.editor.text_view import TextView
from gui.widgets.role_bar import KeyWord


class RoleMode(FillMode):
    """One per window: fills the roles of the current event."""

    def __init__(self, view: TextView, annotator: Annotator, current: CurrentEvent) -> None:
        """``current`` says which event is meant."""
        super().__init__(view, annotator)
        self._current = current
        self._offered: tuple[str, int] | None = None
        """The event whose roles were offered when another mode began, and where the caret was."""
        annotator.triggerTagged.connect(self._offer)

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
            self._begin(Asking(label.name, with_keys(label.roles), held=True))
            self._current.hold(event.id)

    def leave(self) -> None:
        """Give the keys back to the labels."""
        self._offered = None
        if self._asking is not None:
            self._ask(None)
            self._current.hold(None)
            self.left.emit()

    def give_way(self) -> None:
        """Another mode takes the keys; roles that were on offer are so again when it ends without a move."""
        asking, event = self._asking, self._current.event()
        waiting = asking is not None and not asking.held and asking.role is None
        self.leave()
        if waiting and event is not None:
            self._offered = (event.id, self._view.caret())

    def come_back(self) -> None:
        """Offer the roles again, if the caret is where it was."""
        offered, self._offered = self._offered, None
        if offered is None or self._session is None or offered[1] != self._view.caret():
            return
        if isinstance(self._session.annotations.get(offered[0]), Event):
            self._offer_of(offered[0])

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
            self._say(tr("{count} events on “{quote}” now.", count=count, quote=quote_of(session, trigger)))

    def means(self, key: str) -> bool:
        """Whether the key is this mode's now; Tab is while there are several events here."""
        return super().means(key) or (key == TAB and self.is_on() and len(self._events()) > 1)

    def take(self, key: str) -> None:
        """Do what the key means; Tab goes on to the next event here."""
        asking, events = self._asking, self._events()
        if key != TAB or asking is None or not events:
            super().take(key)
            return
        ids, now = [one.id for one in events], self._current.event()
        following = cycled(ids, None if now is None else now.id)
        self._current.hold(following)
        label = self._label()
        if label is not None:
            self._ask(Asking(label.name, with_keys(label.roles), asking.held))

    # -- what is filled -----------------------------------------------------------------------------

    def _places(self) -> tuple[str, tuple[Role, ...]] | None:
        label = self._label()
        return None if label is None else (label.name, with_keys(label.roles))

    def _candidates(self, role: Role) -> tuple[Candidate, ...]:
        session, event = self._session, self._current.event()
        if session is None or event is None:
            return ()
        return tuple(candidates(session.annotations, session.context, event, role))

    def _target_of(self, mention: Mention) -> Mention | Event:
        return mention if self._session is None else target_of(self._session.annotations, mention)

    def _link(self, role: Role, target: Mention | Event) -> Edit | Refusal:
        session, event = self._meant()
        return operations.add_argument(session.annotations, session.context, event, role.id, target)

    def _link_new(self, role: Role, label: Label) -> Edit | Refusal:
        session, event = self._meant()
        return operations.add_filler(
            session.annotations, session.context, event, role.id, label,
            self._view.selection(), self._annotator.provenance(),
        )  # fmt: skip

    def _after(self, role: Role) -> None:
        session, event = self._meant()
        label = self._label()
        place = place_of(session.annotations, event.arguments[-1].target)
        quote = "" if place is None else quote_of(session, place)
        name = "" if label is None else label.name
        told = tr("{role} of {label}: {quote}", role=role.name, label=name, quote=quote)
        lacking = () if label is None else operations.missing_roles(label, event)
        if lacking:
            told += " · " + tr("still missing: {roles}", roles=", ".join(one.name for one in lacking))
        self._say(told)

    def _show(self, asking: Asking | None) -> None:
        event, label = self._current.event(), self._label()
        if asking is None or event is None or label is None:
            self.asked.emit(None)
        else:
            words = words_of(asking, label, event)
            if len(self._events()) > 1 and not asking.fillers:
                words.insert(-1, KeyWord(TAB, tr("Next event here")))
            self.asked.emit(Strip(title_of(asking), words))

    # -- inside -------------------------------------------------------------------------------------

    def _offer(self, trigger_id: str) -> None:
        """A trigger has just been tagged: its roles' keys count until the hand goes elsewhere."""
        events = [] if self._session is None else self._session.annotations.events_on(trigger_id)
        if events:
            self._offer_of(events[-1].id)

    def _offer_of(self, event_id: str) -> None:
        self._current.hold(event_id)
        label = self._label()
        if label is None or not label.roles:
            self._current.hold(None)
        else:
            held = self._asking is not None and self._asking.held
            self._begin(Asking(label.name, with_keys(label.roles), held))

    def _events(self) -> list[Event]:
        """The events at the current mention: Tab goes from one to the next."""
        return [] if self._session is None else events_at(self._session.annotations, self._view.current())

    def _label(self) -> Label | None:
        session, event = self._session, self._current.event()
        trigger = None if session is None or event is None else session.annotations.mention(event.trigger)
        if session is None or trigger is None:
            return None
        return session.label_set.label(Kind.EVENT, trigger.label)

    def _meant(self) -> tuple[DocumentSession, Event]:
        """The document and the event that are being filled: the mode is off without."""
        session, event = self._session, self._current.event()
        assert session is not None  # noqa: S101
        assert event is not None  # noqa: S101
        return session, event
