"""Changed keys: what is kept, who else has a key, what may not be taken from typing."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.native import label_set_from_dict
from gui.core.actions import ACTIONS
from gui.core.keymap import Keymap, Owner, normal, takes_typing

GUI = Path(__file__).parents[2] / "gui"
LITERAL_KEY = re.compile(r"\b(Ctrl|Alt|Shift|Meta)\+|\bF[0-9]{1,2}\b")
NEWS = label_set_from_dict(
    json.loads((Path(__file__).parents[2] / "schemas/label_sets/news.labelset.json").read_text("utf-8"))
)
SPECS = {spec.id: spec for spec in ACTIONS}
IDS = st.sampled_from([spec.id for spec in ACTIONS])
KEYS = st.sampled_from(["Ctrl+Z", "Ctrl+R", "F3", "Ctrl+Alt+Shift+P", "x", "Tab", "Alt+Right", "Ctrl++"])
STEPS = st.lists(st.tuples(IDS, KEYS, st.sampled_from(["add", "clear", "usual"])), max_size=12)


def test_the_usual_keys_have_no_conflicts() -> None:
    assert Keymap().conflicts(NEWS) == {}
    assert all(Keymap().keys(spec.id) == spec.keys for spec in ACTIONS)


@given(STEPS)
def test_a_key_is_never_given_to_two_actions(steps: list[tuple[str, str, str]]) -> None:
    keymap = Keymap()
    for action, key, what in steps:
        if what == "clear":
            keymap = keymap.with_keys(action, ())
            assert keymap.keys(action) == ()
        elif what == "add":
            keymap = keymap.with_key(action, key)
            assert normal(key) in map(normal, keymap.keys(action))
            assert keymap.holders(key, except_for=action) == []
        else:
            keymap = keymap.as_usual(action)
            assert action not in keymap.changed
            for one in keymap.keys(action):
                keymap = keymap.with_key(action, one)
    for held in keymap.conflicts(NEWS).values():
        assert {one.owner for one in held} <= {Owner.LABEL, Owner.CARET}
    for spec in ACTIONS:
        keymap = keymap.as_usual(spec.id)
    assert keymap == Keymap()


def test_who_has_a_key_is_named() -> None:
    keymap = Keymap()
    assert [one.name for one in keymap.holders("Ctrl+D")] == ["Label the Same Words"]
    assert keymap.holders("Ctrl+D", except_for="label.same_words") == []
    assert [(one.owner, one.name) for one in keymap.fixed_holders("Shift+A", NEWS)] == [
        (Owner.LABEL, "Attack")
    ]
    (caret,) = keymap.fixed_holders("Ctrl+Shift+Left", NEWS)
    assert caret.owner is Owner.CARET
    conflicts = Keymap({"edit.find": ("Ctrl+D", "p")}).conflicts(NEWS)
    assert {one.name for one in conflicts["edit.find"]} == {"Label the Same Words", "Person"}
    assert [one.name for one in conflicts["label.same_words"]] == ["Find"]


def test_single_keys_are_not_taken_from_typing() -> None:
    find, tag = SPECS["edit.find"], SPECS["label.again"]
    assert takes_typing(find, "x")
    assert takes_typing(find, "Shift+X")
    assert takes_typing(find, "Space")
    assert not takes_typing(find, "Ctrl+X")
    assert not takes_typing(find, "Shift+F2")
    assert not takes_typing(tag, "x")  # it works in the text only
    for spec in ACTIONS:
        assert not any(takes_typing(spec, key) for key in spec.keys)


def test_what_settings_hold_of_actions_that_are_gone_does_no_harm() -> None:
    keymap = Keymap({"gone.action": ("Ctrl+Z",), "edit.copy": ("no key at all",)})
    assert keymap.conflicts(NEWS) == {}
    assert keymap.with_key("edit.find", "Ctrl+R").keys("edit.find") == ("Ctrl+R", "Ctrl+F")


def sentences() -> Iterator[tuple[Path, str]]:
    """Every text of the window that is shown to people."""
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"tr", "trn", "mark"}:
                for one in node.args:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield path, one.value


def test_no_sentence_names_a_key_that_can_be_changed() -> None:
    assert [(path.name, text) for path, text in sentences() if LITERAL_KEY.search(text)] == []
