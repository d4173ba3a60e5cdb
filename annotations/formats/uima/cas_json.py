"""UIMA's CAS as JSON, with its type system in it, as UIMA's Java and cassis read and write it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.inputs import json_value, read_bytes
from annotations.formats.json_documents import Object, attribute_of, json_of, list_in, object_in, whole
from annotations.formats.json_text import json_line
from annotations.formats.told import Told
from annotations.formats.uima.cas import (
    FS_ARRAY,
    PRIMITIVE_ARRAYS,
    SOFA,
    STRING_ARRAY,
    TOKENS,
    VIEW,
    Cas,
    Structure,
    add,
)
from annotations.formats.uima.cas_typesystem import types_in, types_json
from annotations.words import tr

# Values of a few bytes take twenty times as much in memory.
LARGEST = 30_000_000
_STRUCTURES, _TYPES, _VIEWS = "%FEATURE_STRUCTURES", "%TYPES", "%VIEWS"
_ID, _TYPE, _ELEMENTS = "%ID", "%TYPE", "%ELEMENTS"
_MARKS = ("%", "@", "#", "^")


def read_cas_json(path: Path) -> Cas:
    """What a file holds. Raises FormatError for what is no CAS in JSON."""
    value = json_value(read_bytes(path, LARGEST), path)
    if not isinstance(value, dict) or _STRUCTURES not in value:
        raise FormatError(tr('It is JSON, but no CAS: it has no "%FEATURE_STRUCTURES".'), path)
    try:
        return _Reader(value).cas()
    except FormatError as error:
        raise FormatError(error.message, path, error.place) from None


class _Reader:
    """Takes up the feature structures."""

    def __init__(self, value: Object) -> None:
        self._value = value
        self._arrays: dict[int, list[int]] = {}
        self._lists: dict[int, tuple[str, ...]] = {}
        self._skipped: set[int] = set()
        self._sofas: dict[int, Object] = {}
        self._others: list[tuple[str, int, Object]] = []
        for place, number, one in _structures(value):
            self._sort(place, number, one)

    def _sort(self, place: str, number: int, one: Object) -> None:
        kind = one.get(_TYPE)
        if not isinstance(kind, str):
            raise FormatError(tr('A feature structure has no "%TYPE".'), place=place)
        if kind == SOFA:
            self._sofas[number] = one
        elif kind in TOKENS:
            self._skipped.add(number)
        elif kind in PRIMITIVE_ARRAYS:
            items = list_in(one, _ELEMENTS, place) if isinstance(one.get(_ELEMENTS), list) else []
            self._lists[number] = tuple(
                item if isinstance(item, str) else json.dumps(item) for _, item in items
            )
        elif kind == FS_ARRAY or kind.endswith("[]"):
            self._arrays[number] = [
                whole(item, where) for where, item in list_in(one, _ELEMENTS, place) if item is not None
            ]
        else:
            self._others.append((place, number, one))

    def cas(self) -> Cas:
        """What all of it holds."""
        number, text = self._sofa()
        told = []
        if len(self._sofas) > 1:
            told.append(Told(tr("left out: other texts (views) in the file"), len(self._sofas) - 1))
        structures: dict[int, Structure] = {}
        for place, one_number, one in self._others:
            if one.get("@sofa", number) == number:
                add(structures, self._structure(place, one_number, one))
        types = types_in(object_in(self._value, _TYPES))
        return Cas(text, structures, self._members(number), types, frozenset(self._skipped), told=told)

    def _sofa(self) -> tuple[int, str]:
        texts = {number: one for number, one in self._sofas.items() if isinstance(one.get("sofaString"), str)}
        if not texts:
            raise FormatError(tr("There is no text in the file: it has no sofa with a sofaString."))
        first = next((number for number, one in texts.items() if one.get("sofaID") == VIEW), min(texts))
        return first, texts[first]["sofaString"]

    def _members(self, sofa: int) -> frozenset[int] | None:
        for name in object_in(self._value, _VIEWS):
            view = object_in(object_in(self._value, _VIEWS), name, f"/{_VIEWS}")
            members = view.get("%MEMBERS")
            if view.get("%SOFA") == sofa and isinstance(members, list):
                return frozenset(one for one in members if isinstance(one, int))
        return None

    def _structure(self, place: str, number: int, one: Object) -> Structure:
        made = Structure(number, one[_TYPE], place=place)
        for name, value in one.items():
            if name in ("begin", "end"):
                setattr(made, name, whole(value, f"{place}/{name}"))
            elif name.startswith("@") and name != "@sofa" and value is not None:
                self._point(made, name[1:], whole(value, f"{place}/{name}"))
            elif not name.startswith(_MARKS) or name.startswith("#"):
                # "#x" is a number that is none to JSON: "NaN" or "Infinity".
                found = attribute_of(value)
                if found is not None:
                    made.values[name.removeprefix("#")] = found
        return made

    def _point(self, made: Structure, name: str, number: int) -> None:
        if number in self._lists:
            made.values[name] = self._lists[number]
        else:
            made.references[name] = self._arrays.get(number, [number])


def _structures(value: Object) -> Iterator[tuple[str, int, Object]]:
    """The feature structures with their numbers: a list, or by number."""
    found = value[_STRUCTURES]
    items: Iterable[tuple[str, object, object]]
    if isinstance(found, list):
        items = ((str(at), _id(one), one) for at, one in enumerate(found))
    elif isinstance(found, dict):
        items = ((name, _number(name), one) for name, one in found.items())
    else:
        raise FormatError(tr('"%FEATURE_STRUCTURES" is a list here.'), place=f"/{_STRUCTURES}")
    for name, number, one in items:
        place = f"/{_STRUCTURES}/{name}"
        if not isinstance(one, dict) or not isinstance(number, int) or isinstance(number, bool):
            raise FormatError(tr("A feature structure is a JSON object with a number."), place=place)
        yield place, number, one


def _id(one: object) -> object:
    return one.get(_ID) if isinstance(one, dict) else None


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdecimal() and len(name) < 10 else None  # noqa: PLR2004


# -- writing -----------------------------------------------------------------------------------------------


def cas_json(cas: Cas) -> bytes:
    """The CAS as JSON, with the types that it is of."""
    numbers = iter(range(max(cas.structures, default=1) + 1, 1 << 62))
    sofa = {_ID: 1, _TYPE: SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text", "sofaString": cas.text}
    structures = [sofa]
    for one in cas.structures.values():
        structures += _written(one, cas, numbers)
    value = {
        _TYPES: types_json(cas.types),
        _STRUCTURES: structures,
        _VIEWS: {VIEW: {"%SOFA": 1, "%MEMBERS": sorted(cas.members or ())}},
    }
    return json_line(value) + b"\n"


def _written(one: Structure, cas: Cas, numbers: Iterator[int]) -> Iterator[dict[str, Any]]:
    """The arrays of a structure, and the structure."""
    made: dict[str, Any] = {_ID: one.number, _TYPE: one.type}
    if one.begin is not None:
        made |= {"@sofa": 1, "begin": one.begin, "end": one.end}
    elif not one.references:
        made["@sofa"] = 1
    features = cas.types.features(one.type)
    arrays: dict[str, tuple[str, Any]] = {
        name: (STRING_ARRAY, list(value)) for name, value in one.values.items() if isinstance(value, tuple)
    }
    made |= {name: json_of(value) for name, value in one.values.items() if name not in arrays}
    for name, to in one.references.items():
        if features[name].endswith("[]"):
            arrays[name] = (features[name], to)
        else:
            made[f"@{name}"] = to[0]
    for name, (kind, items) in arrays.items():
        number = next(numbers)
        made[f"@{name}"] = number
        yield {_ID: number, _TYPE: kind, _ELEMENTS: items}
    yield made
