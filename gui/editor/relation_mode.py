"""Relating the current mention by key: the relation's key, then the key drawn at the other mention."""

from __future__ import annotations

from annotations.edits import relation_operations as operations
from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.model.label_set import Label, Role
from annotations.model.records import Event, Mention, Relation
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator
from gui.editor.current_relations import CurrentRelations
from gui.editor.fill_mode import FillMode
from gui.editor.key_mode import ENTER, ESCAPE, Strip
from gui.editor.record_names import label_name, quote_of
from gui.editor.relations import places_of, related_candidates
from gui.editor.role_keys import Asking
from gui.editor.role_words import filler_words, title_of
from gui.editor.roles import Candidate, hint_keys
from gui.editor.text_view import TextView
from gui.widgets.role_bar import KeyWord

_TURNED = "Shift+"


class RelationMode(FillMode):
    """One per window: links the mention that was current when it began with others."""

    def __init__(self, view: TextView, annotator: Annotator, drawn: CurrentRelations) -> None:
        """``drawn`` shows the mention's relations, wherever the caret goes to select text."""
        super().__init__(view, annotator)
        self._drawn = drawn
        self._mention: str | None = None

    def enter(self) -> None:
        """Take the keys of relations until one is made or the hand goes on; a second time, let them go."""
        if self._asking is not None:
            self.leave()
            return
        session, current = self._session, self._view.current()
        mention = None if session is None or current is None else session.annotations.mention(current)
        if session is None or mention is None:
            self._say(tr("No mention here: put the caret in one to relate it to another."))
            return
        name = label_name(session, mention)
        roles = tuple(places_of(session.label_set, mention))
        if not roles:
            self._say(tr("{name} has no relations in this label set.", name=name))
            return
        self._mention = mention.id
        self._begin(Asking(name, roles, held=False, strict=True))
        self._drawn.hold(mention.id)

    def leave(self) -> None:
        """Give the keys back to the labels."""
        if self._asking is not None:
            self._ask(None)
            self._mention = None
            self._drawn.hold(None)
            self.left.emit()

    # -- what is filled -----------------------------------------------------------------------------

    def _places(self) -> tuple[str, tuple[Role, ...]] | None:
        session, mention = self._session, self._source()
        if session is None or mention is None:
            return None
        return label_name(session, mention), tuple(places_of(session.label_set, mention))

    def _candidates(self, role: Role) -> tuple[Candidate, ...]:
        session, mention, end = self._meant(role)
        keys = hint_keys(places_of(session.label_set, mention))
        return tuple(related_candidates(session.annotations, session.context, mention, end, keys))

    def _target_of(self, mention: Mention) -> Mention | Event:
        return mention

    def _link(self, role: Role, target: Mention | Event) -> Edit | Refusal:
        session, mention, end = self._meant(role)
        if not isinstance(target, Mention):
            return Refusal("filler", tr("A relation links mentions."))
        source, other = (target, mention) if end.turned else (mention, target)
        return operations.add_relation(
            session.annotations, session.context, end.type, source, other, self._annotator.provenance()
        )

    def _link_new(self, role: Role, label: Label) -> Edit | Refusal:
        session, mention, end = self._meant(role)
        return operations.add_related(
            session.annotations, session.context, mention, end, label,
            self._view.selection(), self._annotator.provenance(),
        )  # fmt: skip

    def _after(self, role: Role) -> None:
        session, mention, end = self._meant(role)
        made = [one for one in session.annotations.referrers(mention.id) if isinstance(one, Relation)][-1]
        ends = [session.annotations.mention(one) for one in (made.source, made.target)]
        quotes = ["" if one is None else quote_of(session, one) for one in ends]
        told = tr("{source}: {relation} {target}", source=quotes[0], relation=end.type.name, target=quotes[1])
        self._say(told)

    def _show(self, asking: Asking | None) -> None:
        if asking is None:
            self.asked.emit(None)
        elif asking.fillers:
            self.asked.emit(Strip(title_of(asking), filler_words(asking)))
        else:
            self.asked.emit(Strip(title_of(asking), _words(asking)))

    # -- inside -------------------------------------------------------------------------------------

    def _source(self) -> Mention | None:
        if self._session is None or self._mention is None:
            return None
        return self._session.annotations.mention(self._mention)

    def _meant(self, role: Role) -> tuple[DocumentSession, Mention, operations.OpenEnd]:
        """The document, the mention that is being related, and the end that is open for the role."""
        session, mention = self._session, self._source()
        assert session is not None  # noqa: S101  the mode is off without
        assert mention is not None  # noqa: S101
        return session, mention, places_of(session.label_set, mention)[role]


def _words(asking: Asking) -> list[KeyWord]:
    """The keys that count now; that Shift turns a relation round is said once for all that go both ways."""
    straight = {role.key for role in asking.roles if not role.key.startswith(_TURNED)}
    both = {role for role in asking.roles if role.key.removeprefix(_TURNED).lower() in straight - {role.key}}
    shown = [role for role in asking.roles if role not in both or role == asking.role]
    words = [KeyWord(role.key, role.name, armed=role == asking.role) for role in shown]
    if both:
        words.append(KeyWord("⇧", tr("and the key: the other way round")))
    if asking.candidates:
        words.append(KeyWord(ENTER, tr("Nearest")))
    return [*words, KeyWord(ESCAPE, tr("Leave"))]
