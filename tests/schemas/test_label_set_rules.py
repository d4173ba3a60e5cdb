"""Every problem that a schema cannot find in a label set, and the label set that ships."""

import re

import pytest

from schemas.shipped import SHIPPED, shipped_label_set
from schemas.validation import label_set_problems
from tests.schemas.building import Json, put

ROLE = "/kinds/1/labels/0/roles/0"
SECOND = "/kinds/1/labels/0/roles/1"


@pytest.mark.parametrize(
    "pointer, value, where, code, sentence",
    [
        ("/label_set/version", 1.0, "/label_set/version", "not_whole",
         '"version" of "label_set" must be written 1, without a point or an exponent.'),
        ("/kinds/2/kind", "entity", "/kinds/2/kind", "repeated_kind",
         "The kind entity of entity is entity's already; the kinds need one each."),
        ("/kinds/0/labels/1/id", "PER", "/kinds/0/labels/1/id", "repeated_id",
         "The id PER of PER is PER's already; the labels of kind entity need one each."),
        (f"{SECOND}/id", "Attacker", f"{SECOND}/id", "repeated_id",
         "The id Attacker of Attacker is Attacker's already; the roles of Attack need one each."),
        ("/attributes/1/id", "negated", "/attributes/1/id", "repeated_id",
         "The id negated of negated is negated's already; the attributes need one each."),
        ("/relations/1/id", "PartOf", "/relations/1/id", "repeated_id",
         "The id PartOf of PartOf is PartOf's already; the relations need one each."),
        ("/kinds/2/labels/0/key", "p", "/kinds/2/labels/0/key", "repeated_key",
         "The key p of AdCode is PER's already; the labels, attributes and relations need one each."),
        ("/relations/0/key", "n", "/relations/0/key", "repeated_key",
         "The key n of PartOf is negated's already; the labels, attributes and relations need one each."),
        (f"{SECOND}/key", "a", f"{SECOND}/key", "repeated_key",
         "The key a of Target is Attacker's already; the roles of Attack need one each."),
        ("/kinds/0/labels/0/roles", [{"id": "R", "name": "R", "fillers": [{"kind": "event"}]}],
         "/kinds/0/labels/0/roles", "misplaced_roles",
         "The label PER has roles; only labels of kind event have any."),
        (f"{ROLE}/minimum", 1.0, f"{ROLE}/minimum", "not_whole",
         '"minimum" of the role Attacker of Attack must be written 1, without a point or an exponent.'),
        (f"{ROLE}/maximum", 1e0, f"{ROLE}/maximum", "not_whole",
         '"maximum" of the role Attacker of Attack must be written 1, without a point or an exponent.'),
        (f"{ROLE}/fillers/0/labels/0", "PERS", f"{ROLE}/fillers/0/labels/0", "unknown_label",
         "A filler names PERS, which is no label of kind entity in this label set."),
        ("/relations/0/target/0/labels/0", "Attack", "/relations/0/target/0/labels/0", "unknown_label",
         "A filler names Attack, which is no label of kind entity in this label set."),
        ("/attributes/2/values", [], "/attributes/2", "choice_without_values",
         "The attribute tense is a choice and has no values; list them."),
        ("/attributes/0/values", ["yes"], "/attributes/0/values", "misplaced_values",
         "The attribute negated is no choice and has values; take them out."),
    ],
)  # fmt: skip
def test_each_problem(pointer: str, value: Json, where: str, code: str, sentence: str) -> None:
    data = shipped_label_set("news")
    put(data, pointer, value)
    found = [(one.pointer, one.code, one.message) for one in label_set_problems(data)]
    assert (where, code, sentence) in found
    assert len(found) == 1 or code in {"repeated_kind", "repeated_id"}


@pytest.mark.parametrize(
    "pointer",
    [
        "/name",
        "/kinds/0/labels/0/name",
        f"{ROLE}/name",
        "/relations/1/guideline",
        "/kinds/0/labels/0/examples/0",
    ],
)
def test_half_a_character_is_refused_where_people_read(pointer: str) -> None:
    data = shipped_label_set("news")
    put(data, pointer, "Pers\ud83don")
    (problem,) = label_set_problems(data)
    assert (problem.pointer, problem.code) == (pointer, "lone_surrogate")
    assert problem.message.startswith("There is half a character (U+D83D) at 4 in the text; ")
    put(data, pointer, "Person")
    put(data, "/extra", {"of": ["another \ud83d program"]})
    assert label_set_problems(data) == []


def test_minimum_above_maximum() -> None:
    data = shipped_label_set("news")
    put(data, f"{ROLE}/minimum", 3)
    assert label_set_problems(data) == []
    put(data, f"{ROLE}/maximum", 2)
    (problem,) = label_set_problems(data)
    assert problem.code == "minimum_above_maximum"
    assert problem.message == "The minimum of the role Attacker of Attack is 3, more than its maximum, 2."


def test_a_filler_of_a_kind_that_is_not_there() -> None:
    data = shipped_label_set("news")
    data["kinds"] = data["kinds"][1:]
    del data["relations"]
    problem = label_set_problems(data)[0]
    assert (problem.code, problem.pointer) == ("unknown_kind", "/kinds/0/labels/0/roles/0/fillers/0/kind")
    assert problem.message == "A filler is of kind entity, which this label set does not have."


# -- news -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_label_sets_are_right(name: str) -> None:
    data = shipped_label_set(name)
    assert label_set_problems(data) == []
    assert data["label_set"]["id"] == name


def test_only_what_ships_is_shipped() -> None:
    with pytest.raises(KeyError):
        shipped_label_set("../label_set.v1.schema.json")


def test_every_caller_has_a_label_set_of_its_own() -> None:
    shipped_label_set("news")["kinds"].clear()
    assert shipped_label_set("news")["kinds"]


def test_news_has_what_an_annotator_needs_for_each_label() -> None:
    keys = {"entity": "[a-z]", "event": r"Shift\+[A-Z]", "boilerplate": "[1-8]"}
    for kind in shipped_label_set("news")["kinds"]:
        colours = [label["colour"] for label in kind["labels"]]
        assert len(set(colours)) == len(colours)
        for label in kind["labels"]:
            assert len(label["guideline"]) > 20
            assert label["examples"]
            assert re.fullmatch(keys[kind["kind"]], label["key"])
            for role in label.get("roles", ()):
                assert role["key"]


def test_news_lets_boilerplate_stand_inside_a_second_copy_but_not_across_its_end() -> None:
    boilerplate = shipped_label_set("news")["kinds"][2]
    assert boilerplate["kind"] == "boilerplate"
    assert (boilerplate["nesting"], boilerplate["overlap"]) == (True, False)


def test_triggers_in_the_examples_of_news_are_one_word_or_a_fixed_expression() -> None:
    labels = shipped_label_set("news")["kinds"][1]["labels"]
    examples = [example for label in labels for example in label["examples"]]
    named = [found.groups() for one in examples if (found := re.match(r"(.+?) \(.+?: trigger “(.+?)”", one))]
    assert len(named) > 10
    assert all(trigger in quoted for quoted, trigger in named)
    several = {trigger for _, trigger in named if " " in trigger}
    assert several == {"melarikan diri", "berunjuk rasa", "mengundurkan diri"}


def test_news_follows_ace() -> None:
    kinds = {
        kind["kind"]: [label["id"] for label in kind["labels"]] for kind in shipped_label_set("news")["kinds"]
    }
    assert kinds["entity"] == ["PER", "ORG", "GPE", "LOC", "FAC", "TIME", "QUANTITY"]
    assert {"Attack", "Die", "Injure", "Meet", "Transport", "Demonstrate", "Agreement", "Statement"} < set(
        kinds["event"]
    )
    assert kinds["boilerplate"] == [
        "AdCode", "Navigation", "RelatedLink", "ShareBar", "Dateline", "Caption", "Legal", "Duplicate",
    ]  # fmt: skip
