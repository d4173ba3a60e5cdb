"""What names become: what was said before, what they look like, or something new."""

from __future__ import annotations

from annotations.formats.exchange import LabelledDocument
from annotations.formats.found_labels import grown
from annotations.formats.mapping import LabelMap, Lookup, unknown
from annotations.formats.name_draft import Fate, Name, NameDraft, What
from annotations.formats.survey import Survey
from annotations.model.records import Argument, Event, Kind, Relation
from annotations.text.source import SourceText
from tests.corpus.corpora import labels, mention
from tests.support.small import HAND, SMALL

TOWN, PERSON = Name(What.LABEL, "Town", Kind.ENTITY), Name(What.LABEL, "PERSON", Kind.ENTITY)
BOMB = Name(What.LABEL, "Bomb", Kind.EVENT)
WHO, TIES = Name(What.ROLE, "Who", of="Attack"), Name(What.RELATION, "ties")


def survey() -> Survey:
    made = Survey()
    records = (
        mention("m1", "Town", 0, 5),
        mention("m2", "PERSON", 6, 9),
        mention("m3", "Bomb", 10, 15, Kind.EVENT),
        mention("m4", "Attack", 10, 15, Kind.EVENT),
        Event("e1", "m3", HAND, (Argument("Who", "m2"),)),
        Event("e2", "m4", HAND, (Argument("Who", "m2"),)),
        Relation("r1", "ties", "m1", "m2", HAND),
    )
    made.add(LabelledDocument("d", SourceText("Libya dan Darna"), (labels(*records),)))
    return made


def test_names_become_what_they_look_like_else_something_new() -> None:
    draft = NameDraft(SMALL, survey())
    assert [name for name, _ in draft.rows()] == [
        PERSON,
        TOWN,
        Name(What.LABEL, "Attack", Kind.EVENT),
        BOMB,
        WHO,
        TIES,
    ]
    assert draft.becomes(PERSON) == (Kind.ENTITY, "PER")
    assert draft.becomes(TOWN) is Fate.NEW
    assert draft.may_be_new(TOWN)
    assert not draft.may_be_new(PERSON)
    assert draft.label_map() == LabelMap("small")


def test_what_is_said_is_in_the_map_and_comes_back_the_next_time() -> None:
    draft = NameDraft(SMALL, survey())
    draft.say(TOWN, (Kind.ENTITY, "GPE"))
    draft.say(PERSON, Fate.LEFT_OUT)
    draft.say(BOMB, (Kind.EVENT, "Attack"))
    draft.say(WHO, "Attacker")
    draft.say(TIES, Fate.LEFT_OUT)
    said = draft.label_map()
    assert said.labels == {"Town": (Kind.ENTITY, "GPE"), "PERSON": None, "Bomb": (Kind.EVENT, "Attack")}
    assert (said.roles, said.relations) == ({("Attack", "Who"): "Attacker"}, {"ties": None})
    assert not unknown(survey(), Lookup(SMALL, said))
    again = NameDraft(SMALL, survey(), said)
    assert again.label_map() == said
    again.say(TOWN, Fate.NEW)
    assert "Town" not in again.label_map().labels


def test_roles_of_new_labels_come_with_them() -> None:
    draft = NameDraft(SMALL, survey())
    draft.say(WHO, "Attacker")
    whole = grown(SMALL, survey(), draft.label_map())
    bomb = whole.label(Kind.EVENT, "Bomb")
    assert bomb is not None
    assert [role.name for role in bomb.roles] == ["Who"]
    assert not unknown(survey(), Lookup(whole, draft.label_map()))


def test_a_map_of_labels_that_are_gone_does_not_count() -> None:
    before = LabelMap("small", {"Town": (Kind.ENTITY, "CITY")}, {("Attack", "Who"): "Hero"}, {"ties": "x"})
    assert NameDraft(SMALL, survey(), before).label_map() == LabelMap("small")
