"""Which key is which attribute's, and what keys mean while attributes are set."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.label_set import AttributeType
from annotations.model.records import Kind
from gui.editor.attribute_keys import (
    AttributeAsking,
    Choice,
    Other,
    choices_of,
    meaning,
    toggled,
    with_keys,
)

EVENT = frozenset({Kind.EVENT})
NEGATED = AttributeType("negated", "Negated", EVENT, "boolean", key="n")
TENSE = AttributeType("tense", "Tense", EVENT, "choice", ("past", "present", "future"), "e")
KEYED = with_keys([NEGATED, TENSE])


def test_an_attribute_without_a_key_gets_the_first_free_letter_of_its_name() -> None:
    names = ["Nine", "Tense", "Einen", "Été", "123"]
    keyed = with_keys([NEGATED, *(AttributeType(name, name, EVENT, "text") for name in names)])
    assert [one.key for one in keyed] == ["n", "i", "t", "e", "a", "b"]


@given(st.lists(st.text(max_size=6), max_size=40))
def test_keys_are_never_given_twice(names: list[str]) -> None:
    keyed = with_keys(AttributeType(f"a{n}", name, EVENT, "text") for n, name in enumerate(names))
    keys = [one.key for one in keyed if one.key]
    assert len(set(keys)) == len(keys) == min(len(names), 26)


def test_values_have_digits_and_then_letters_that_are_no_attributes() -> None:
    assert choices_of(TENSE, KEYED, is_set=False) == (
        Choice("1", "past"), Choice("2", "present"), Choice("3", "future")
    )  # fmt: skip
    assert choices_of(TENSE, KEYED, is_set=True)[-1] == Choice("0", None)
    many = AttributeType("many", "Many", EVENT, "choice", tuple(f"value {n}" for n in range(40)))
    keys = [one.key for one in choices_of(many, KEYED, is_set=True)]
    assert keys[:11] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b"]
    assert len(keys) == len(set(keys)) == 9 + 24 + 1
    assert not {"n", "e"} & set(keys)


def test_what_keys_mean() -> None:
    asking = AttributeAsking("Attack", "e1", KEYED)
    assert meaning("Esc", asking) is Other.LEAVE
    assert meaning("n", asking) is KEYED[0]
    assert meaning("g", asking) is Other.NO_SUCH, "a wrong key must not label"
    assert meaning("Shift+A", asking) is Other.NO_SUCH
    assert meaning("Enter", asking) is None
    assert meaning("Tab", asking) is None
    done = AttributeAsking("Attack", "e1", KEYED, done=True)
    assert meaning("s", done) is None, "once something is set, the hand may go on"
    assert meaning("e", done) is KEYED[1]
    choices = choices_of(TENSE, KEYED, is_set=False)
    armed = AttributeAsking("Attack", "e1", KEYED, TENSE, choices, done=True)
    assert meaning("2", armed) is choices[1]
    assert meaning("n", armed) is KEYED[0], "another attribute can be taken at any time"
    assert meaning("7", armed) is Other.NO_SUCH


def test_a_second_press_takes_a_yes_away() -> None:
    assert toggled(NEGATED, {}) is True
    assert toggled(NEGATED, {"negated": False}) is True
    assert toggled(NEGATED, {"negated": True}) is None
