"""Which key is which attribute's, and what a key press means while attributes are set. Pure decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto

from annotations.model.label_set import AttributeType
from annotations.model.records import AttributeValue
from gui.editor.key_mode import ESCAPE
from schemas.late import late_dataclass

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@late_dataclass(frozen=True)
class Keyed:
    """An attribute with its key: the label set's, or one that is free."""

    key: str
    attribute: AttributeType


@late_dataclass(frozen=True)
class Choice:
    """A value of the attribute that is being chosen, with its key; None takes the attribute away."""

    key: str
    value: str | None


@late_dataclass(frozen=True)
class AttributeAsking:
    """What can be set on a record, and which attribute's value is asked for."""

    name: str
    record_id: str
    keyed: tuple[Keyed, ...]
    armed: AttributeType | None = None
    choices: tuple[Choice, ...] = ()
    done: bool = False
    """Something has been set: from now on keys that are none of these go their usual way."""


class Other(Enum):
    """What a key means that is neither an attribute's nor a value's."""

    LEAVE = auto()
    NO_SUCH = auto()


Meaning = Keyed | Choice | Other


def with_keys(attributes: Iterable[AttributeType]) -> tuple[Keyed, ...]:
    """The attributes with their keys; one without gets the first free letter of its name, or any."""
    attributes = tuple(attributes)
    taken = {one.key for one in attributes if one.key}
    found = []
    for one in attributes:
        own = one.key or next((key for key in one.name.lower() + _LETTERS if _is_free(key, taken)), "")
        taken.add(own)
        found.append(Keyed(own, one))
    return tuple(found)


def choices_of(attribute: AttributeType, keyed: Iterable[Keyed], *, is_set: bool) -> tuple[Choice, ...]:
    """The values of a choice with their keys: digits, then letters that are no attribute's; 0 is none."""
    taken = {one.key for one in keyed}
    keys = "123456789" + "".join(key for key in _LETTERS if key not in taken)
    found = [Choice(key, value) for key, value in zip(keys, attribute.values, strict=False)]
    return (*found, Choice("0", None)) if is_set else tuple(found)


def meaning(key: str, asking: AttributeAsking) -> Meaning | None:
    """What the key means now; None when it goes its usual way."""
    if key == ESCAPE:
        return Other.LEAVE
    known: list[Keyed | Choice] = [*asking.choices, *asking.keyed]
    found = next((one for one in known if one.key == key), None)
    if found is not None:
        return found
    would_label = len(key) == 1 or key.startswith("Shift+")
    return Other.NO_SUCH if would_label and (asking.armed is not None or not asking.done) else None


def toggled(attribute: AttributeType, attributes: Mapping[str, AttributeValue]) -> AttributeValue | None:
    """The value that a boolean gets by its key: what is set is taken away."""
    return None if attributes.get(attribute.id) is True else True


def _is_free(key: str, taken: set[str]) -> bool:
    return key in _LETTERS and key not in taken
