"""Filling places by key: a place's key, then the key drawn at what fills it, or selected text."""

from __future__ import annotations

from dataclasses import replace

from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.model.change import Change
from annotations.model.label_set import Label, Role
from annotations.model.records import Event, Mention
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator
from gui.editor.key_mode import KeyMode
from gui.editor.links import Hint
from gui.editor.role_keys import Answer, Asking, meaning
from gui.editor.roles import Candidate, filler_labels, on_exactly
from gui.editor.text_view import TextView


class FillMode(KeyMode):
    """What events’ roles and relations’ ends share; who derives from it says what is filled, and how."""

    def __init__(self, view: TextView, annotator: Annotator) -> None:
        super().__init__(view)
        self._annotator = annotator
        self._session: DocumentSession | None = None
        self._asking: Asking | None = None
        view.caretMoved.connect(self._caret_moved)

    def attach(self, session: DocumentSession | None) -> None:
        """Fill places in this document from now on, None for no document."""
        self.leave()
        self._session = session

    def apply_change(self, change: Change) -> None:
        """Ask about what is filled as it is after the change; leave when it is gone."""
        asking = self._asking
        if asking is None:
            return
        now = self._places()
        if now is None:
            self.leave()
        elif now != (asking.name, asking.roles):
            self._ask(Asking(*now, asking.held, strict=asking.strict))
        else:
            armed = asking.role is not None and not asking.fillers
            near = self._candidates(asking.role) if armed and asking.role is not None else ()
            self._ask(replace(asking, candidates=near))

    def is_on(self) -> bool:
        """Whether keys are taken now."""
        return self._asking is not None

    def leave(self) -> None:
        """Give the keys back to the labels."""
        if self._asking is not None:
            self._ask(None)
            self.left.emit()

    def means(self, key: str) -> bool:
        """Whether the key is this mode's now."""
        return self._asking is not None and meaning(key, self._asking) is not None

    def take(self, key: str) -> None:
        """Do what the key means."""
        match None if self._asking is None else meaning(key, self._asking):
            case Role() as role:
                self._arm(role)
            case Label() as label:
                self._make(label)
            case Answer.LEAVE:
                self.leave()
            case Answer.NEAREST:
                self._take_nearest()
            case Answer.NO_SUCH:
                self._say(self._no_such(key))
            case Candidate() as candidate:
                self._take(candidate.target)

    # -- what is filled -----------------------------------------------------------------------------

    def _places(self) -> tuple[str, tuple[Role, ...]] | None:
        """The name of what is filled, and its places; None when it is gone."""
        raise NotImplementedError

    def _candidates(self, role: Role) -> tuple[Candidate, ...]:
        raise NotImplementedError

    def _target_of(self, mention: Mention) -> Mention | Event:
        """What of a mention fills a place."""
        raise NotImplementedError

    def _link(self, role: Role, target: Mention | Event) -> Edit | Refusal:
        """The edit that fills the place."""
        raise NotImplementedError

    def _link_new(self, role: Role, label: Label) -> Edit | Refusal:
        """The edit that makes a mention of the selection and fills the place with it."""
        raise NotImplementedError

    def _after(self, role: Role) -> None:
        """Something has been filled: say so."""
        raise NotImplementedError

    def _show(self, asking: Asking | None) -> None:
        """Show which keys count."""
        raise NotImplementedError

    # -- inside -------------------------------------------------------------------------------------

    def _begin(self, asking: Asking) -> None:
        self.entered.emit()
        self._ask(asking)

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
            self._say_none_near(role)

    def _take_nearest(self) -> None:
        asking = self._asking
        if not self._view.selection().is_empty:
            self._fill_from_selection()
        elif asking is not None and asking.candidates:
            self._take(asking.candidates[0].target)
        elif asking is not None and asking.role is not None:
            self._say_none_near(asking.role)

    def _fill_from_selection(self) -> None:
        """What is selected fills the place: the mention that is there, or a new one."""
        asking, session = self._asking, self._session
        if asking is None or asking.role is None or session is None:
            return
        there = on_exactly(session.annotations, self._view.selection(), asking.role)
        if there is not None:
            self._take(self._target_of(there))
            return
        fillers = filler_labels(session.context, asking.role)
        if len(fillers) == 1:
            self._make(fillers[0])
        else:
            self._ask(replace(asking, candidates=(), fillers=tuple(fillers)))
            self._say(tr("{role}: which label? Enter takes the first.", role=asking.role.name))

    def _take(self, target: Mention | Event) -> None:
        role = None if self._asking is None else self._asking.role
        if role is not None:
            self._filled(self._link(role, target), role)

    def _make(self, label: Label) -> None:
        role = None if self._asking is None else self._asking.role
        if role is not None and self._filled(self._link_new(role, label), role):
            self._view.set_caret(self._view.selection().end)

    def _filled(self, edit: Edit | Refusal, role: Role) -> bool:
        """Do the edit; then the next place is asked for, or after a refusal this one again."""
        done = self._annotator.push(edit)
        if done and self._asking is not None:
            self._ask(replace(self._asking, role=None, candidates=(), fillers=(), strict=False))
            self._after(role)
        return done

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
        near = () if asking is None else asking.candidates
        self._view.set_hints(tuple(Hint(one.key, one.mention) for one in near))
        self._show(asking)

    def _no_such(self, key: str) -> str:
        asking = self._asking
        if asking is None or asking.fillers:
            return tr("No label with the key {key} can stand here.", key=key)
        if asking.role is not None:
            return tr("No mention has the key {key}.", key=key)
        return tr("{name} has nothing with the key {key}: Esc gives the keys back to the labels.",
                  name=asking.name, key=key)  # fmt: skip

    def _say_none_near(self, role: Role) -> None:
        self._say(tr("Nothing labelled near here fits {role}: select text and press Enter.",
                     role=role.name))  # fmt: skip

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence)
