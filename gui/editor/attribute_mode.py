"""Setting attributes by key: the attribute's key, then, for a choice, the value's."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from annotations.edits.note_operations import set_attribute
from annotations.model.change import Change
from annotations.model.label_set import AttributeType
from annotations.model.records import AttributeValue, Event, Kind, Mention
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.core.record_words import value_words
from gui.editor.annotator import Annotator
from gui.editor.attribute_keys import (
    AttributeAsking,
    Choice,
    Keyed,
    Other,
    choices_of,
    meaning,
    toggled,
    with_keys,
)
from gui.editor.current_event import CurrentEvent
from gui.editor.key_mode import ESCAPE, KeyMode, Strip
from gui.editor.record_names import label_name
from gui.editor.subject import record_of, subject_at
from gui.editor.text_view import TextView
from gui.widgets.role_bar import KeyWord

_LONGEST = 24  # characters of a value that the strip repeats


class AttributeMode(KeyMode):
    """One per window: sets attributes of the current mention, or of the event on it."""

    textWanted = Signal(str, str)
    """Ids of a record and of an attribute of it that is to be written in words."""

    def __init__(self, view: TextView, annotator: Annotator, current: CurrentEvent) -> None:
        """``current`` says which event of a trigger is meant."""
        super().__init__(view)
        self._annotator, self._current = annotator, current
        self._session: DocumentSession | None = None
        self._asking: AttributeAsking | None = None
        view.caretMoved.connect(self.leave)

    def attach(self, session: DocumentSession | None) -> None:
        """Set attributes in this document from now on, None for no document."""
        self.leave()
        self._session = session

    def apply_change(self, change: Change) -> None:
        """Show the values as they are after the change; leave when the record is gone."""
        if self._asking is not None:
            record = self._record()
            if record is None:
                self.leave()
            else:
                self._ask(self._asking)

    def is_on(self) -> bool:
        """Whether keys are taken now."""
        return self._asking is not None

    def means(self, key: str) -> bool:
        """Whether the key is this mode's now."""
        return self._asking is not None and meaning(key, self._asking) is not None

    def pass_by(self, key: str) -> None:
        """The hand has gone on to something else."""
        self.leave()

    def enter(self) -> None:
        """Take the keys of the attributes; a second time, let them go."""
        if self._asking is not None:
            self.leave()
            return
        session = self._session
        record = None if session is None else self._subject(session)
        if session is None or record is None:
            self.said.emit(tr("No mention here: put the caret in one to set its attributes."))
            return
        kind = record.kind if isinstance(record, Mention) else Kind.EVENT
        keyed = with_keys(one for one in session.label_set.attributes if kind in one.kinds)
        if not keyed:
            self.said.emit(
                tr("{name} has no attributes in this label set.", name=self._name(session, record))
            )
            return
        self.entered.emit()
        self._ask(AttributeAsking(self._name(session, record), record.id, keyed))

    def leave(self) -> None:
        """Give the keys back to the labels."""
        if self._asking is not None:
            self._ask(None)
            self.left.emit()

    def take(self, key: str) -> None:
        """Do what the key means."""
        match None if self._asking is None else meaning(key, self._asking):
            case Keyed() as keyed:
                self._begin(keyed.attribute)
            case Choice() as choice:
                self._choose(choice)
            case Other.LEAVE:
                self.leave()
            case Other.NO_SUCH:
                self._say_no_such(key)

    # -- inside -------------------------------------------------------------------------------------

    def _begin(self, attribute: AttributeType) -> None:
        asking, record = self._asking, self._record()
        if asking is None or record is None:
            return
        if attribute.type == "boolean":
            self._set(attribute, toggled(attribute, record.attributes))
        elif attribute.type == "choice":
            is_set = attribute.id in record.attributes
            choices = choices_of(attribute, asking.keyed, is_set=is_set)
            self._ask(replace(asking, armed=attribute, choices=choices))
        else:
            self.leave()
            self.textWanted.emit(record.id, attribute.id)

    def _choose(self, choice: Choice) -> None:
        if self._asking is not None and self._asking.armed is not None:
            self._set(self._asking.armed, choice.value)

    def _set(self, attribute: AttributeType, value: AttributeValue | None) -> None:
        session, record, asking = self._session, self._record(), self._asking
        if session is None or record is None or asking is None:
            return
        if value != record.attributes.get(attribute.id):
            edit = set_attribute(session.annotations, session.context, record, attribute.id, value)
            if not self._annotator.push(edit):
                return
        self._ask(replace(asking, armed=None, choices=(), done=True))
        told = tr("{attribute}: {value}", attribute=attribute.name, value=value_words(value) or tr("not set"))
        self.said.emit(told)

    def _ask(self, asking: AttributeAsking | None) -> None:
        self._asking = asking
        record = self._record()
        self.asked.emit(None if asking is None or record is None else _strip(asking, record))

    def _record(self) -> Mention | Event | None:
        if self._session is None or self._asking is None:
            return None
        return record_of(self._session.annotations, self._asking.record_id)

    def _subject(self, session: DocumentSession) -> Mention | Event | None:
        return subject_at(session.annotations, self._view.current(), self._current.event())

    def _name(self, session: DocumentSession, record: Mention | Event) -> str:
        mention = record if isinstance(record, Mention) else session.annotations.mention(record.trigger)
        return record.id if mention is None else label_name(session, mention)

    def _say_no_such(self, key: str) -> None:
        asking = self._asking
        if asking is not None and asking.armed is not None:
            self.said.emit(tr("{name} has no value with the key {key}.", name=asking.armed.name, key=key))
        elif asking is not None:
            self.said.emit(
                tr(
                    "{name} has no attribute with the key {key}: Esc gives the keys back to the labels.",
                    name=asking.name,
                    key=key,
                )
            )


def _strip(asking: AttributeAsking, record: Mention | Event) -> Strip:
    if asking.armed is not None:
        value = record.attributes.get(asking.armed.id)
        words = [
            KeyWord(one.key, tr("none") if one.value is None else one.value, armed=one.value == value)
            for one in asking.choices
        ]
        title = tr("{label} · {role}", label=asking.name, role=asking.armed.name)
        return Strip(title, [*words, KeyWord(ESCAPE, tr("Leave"))])
    words = []
    for one in asking.keyed:
        value = record.attributes.get(one.attribute.id)
        text = one.attribute.name
        if value is not None and value is not True:
            text = tr("{name}: {value}", name=text, value=_shortened(value_words(value)))
        words.append(KeyWord(one.key, text, armed=value is True))
    return Strip(asking.name, [*words, KeyWord(ESCAPE, tr("Leave"))])


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
