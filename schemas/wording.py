"""What `jsonschema` finds, in sentences that say what to do. Loaded only when a file is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from schemas.places import place_in_words, shown
from schemas.problems import Problem, pointer_of
from schemas.verdict import Verdict, verdict

_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "a string",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
# What these keywords hold asks nothing of values of other types; "type" says what is wrong with those.
_VACUOUS = {"oneOf": dict, "not": str}
_LONG_QUOTE = ("quote_start", "quote_end", "quote_digest")


@dataclass(frozen=True, slots=True)
class _Fault:
    """What one keyword of the schema has against one value; `schema` is the one that holds the keyword."""

    path: list[str | int]
    keyword: str
    wanted: Any
    value: Any
    schema: Any
    message: str


_Validator: TypeAlias = Any
_Rule: TypeAlias = Any
_Errors: TypeAlias = Iterator[ValidationError]

_NOTHING_MORE = Draft202012Validator.VALIDATORS["additionalProperties"]

# Makes a sentence from a fault and from its place in words, with which the sentence begins.
_Words = Callable[[_Fault, str], str]


class Wording:
    """What one schema has against values, in sentences.

    Of a list, and of an object with any number of members, `jsonschema` sees only those that the fast verdict
    refuses: it takes a hundred times as long for a right one, and there may be very many.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self._defs = {name: schema[name] for name in ("$schema", "$defs")}
        self._verdicts: dict[int, Verdict] = {}
        entries = {
            "items": self._items,
            "propertyNames": self._property_names,
            "additionalProperties": self._additional_properties,
        }
        self._validator = extend(Draft202012Validator, entries)(schema)  # type: ignore[no-untyped-call]

    def problems(self, data: object, title: str, most: int) -> list[Problem]:
        """At most `most` of the problems that the schema has with a value that the fast verdict refuses.

        `title` says in words what the value is. Never empty: a refused value is never taken for a right one.
        """
        found: dict[tuple[str, str], Problem] = {}
        errors = self._validator.iter_errors(data)
        problems = (problem for error in errors for problem in _problems(_fault(error), data, title))
        for problem in islice(problems, most):
            found.setdefault((problem.pointer, problem.message), problem)
        if found:
            return sorted(found.values(), key=lambda one: one.pointer)
        where = place_in_words((), data, title)
        return [Problem("", f"{where} does not hold to the schema of the format.", None, "wrong_value")]

    def _items(self, validator: _Validator, rule: _Rule, value: object, _: object) -> _Errors:
        if isinstance(value, list):
            yield from self._refused(validator, rule, enumerate(value))

    def _property_names(self, validator: _Validator, rule: _Rule, value: object, _: object) -> _Errors:
        if isinstance(value, dict):
            yield from self._refused(validator, rule, ((None, name) for name in value))

    def _additional_properties(
        self, validator: _Validator, rule: _Rule, value: object, schema: _Rule
    ) -> _Errors:
        if rule is False:
            yield from _NOTHING_MORE(validator, rule, value, schema)
        elif isinstance(value, dict):
            known = schema.get("properties", ())
            yield from self._refused(validator, rule, ((k, v) for k, v in value.items() if k not in known))

    def _refused(
        self, validator: _Validator, rule: _Rule, entries: Iterable[tuple[str | int | None, object]]
    ) -> _Errors:
        holds = self._verdicts.get(id(rule))  # the rules live as long as the schema
        if holds is None:
            holds = self._verdicts[id(rule)] = verdict(self._defs | rule)
        for key, entry in entries:
            if not holds(entry):
                yield from validator.descend(entry, rule, path=key)


def _fault(error: ValidationError) -> _Fault:
    return _Fault(
        path=list(error.absolute_path),
        keyword="propertyNames" if "propertyNames" in error.absolute_schema_path else str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        schema=error.schema,
        message=error.message,
    )


def _problems(fault: _Fault, data: object, title: str) -> Iterator[Problem]:
    pointer = pointer_of(*fault.path)
    place = place_in_words(fault.path, data, title)
    if fault.keyword == "propertyNames":
        sentence = f"{place} has a member named {shown(fault.value)}; a name must be {_wanted(fault)}."
        yield Problem(pointer + pointer_of(fault.value), sentence, None, "wrong_form")
    elif fault.keyword in _VACUOUS and not isinstance(fault.value, _VACUOUS[fault.keyword]):
        return
    elif fault.keyword == "required":
        for name in _missing(fault):
            yield Problem(pointer, f'{place} has no "{name}"; add it.', None, "missing_member")
    elif fault.keyword == "additionalProperties":
        for name in _unknown(fault):
            sentence = (
                f"{place} has a member {shown(name)} that the format does not have; {_way_out(name, fault)}."
            )
            yield Problem(pointer + pointer_of(name), sentence, None, "unknown_member")
    else:
        code, words = _WORDS.get(fault.keyword, ("wrong_value", _as_it_is))
        plain = not isinstance(fault.value, dict | list)
        yield Problem(pointer, words(fault, place), fault.value if plain else None, code)


def _missing(fault: _Fault) -> list[str]:
    return [name for name in fault.wanted if name not in fault.value]


def _unknown(fault: _Fault) -> list[str]:
    return [name for name in fault.value if name not in fault.schema["properties"]]


def _way_out(name: str, fault: _Fault) -> str:
    members = list(fault.schema["properties"])
    close = get_close_matches(name, [one for one in members if one not in fault.value], 1)
    if close:
        return f'it may stand for "{close[0]}"'
    return 'move it into "extra"' if "extra" in members else "remove it"


def _wanted(fault: _Fault) -> str:
    """What the schema calls the value it wants, with an example."""
    title = fault.schema.get("title", "of another form")
    examples = fault.schema.get("examples")
    return f"{title}, for example {shown(examples[0])}" if examples else str(title)


def _type(fault: _Fault, place: str) -> str:
    wanted = fault.wanted
    names = [_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    return f"{place} must be {' or '.join(names)}, not {shown(fault.value)}."


def _one_of_values(fault: _Fault, place: str) -> str:
    values = fault.wanted
    close = get_close_matches(str(fault.value), values, 1)
    hint = f" It may stand for {shown(close[0])}." if close else ""
    return f"{place} must be one of {', '.join(map(shown, values))}, not {shown(fault.value)}.{hint}"


def _one_value(fault: _Fault, place: str) -> str:
    return f"{place} must be {shown(fault.wanted)}, not {shown(fault.value)}."


def _form(fault: _Fault, place: str) -> str:
    return f"{place} must be {_wanted(fault)}, not {shown(fault.value)}."


def _least(fault: _Fault, place: str) -> str:
    return f"{place} must be {fault.wanted} or more, not {shown(fault.value)}."


def _most(fault: _Fault, place: str) -> str:
    return f"{place} must be {fault.wanted} or less, not {shown(fault.value)}."


def _too_short(fault: _Fault, place: str) -> str:
    if not fault.value:
        return f"{place} is empty; it must have at least {_counted(fault)}."
    return f"{place} must have at least {_counted(fault)}, not {len(fault.value)}."


def _too_long(fault: _Fault, place: str) -> str:
    return f"{place} must have at most {_counted(fault)}, not {len(fault.value)}."


def _counted(fault: _Fault) -> str:
    unit = "character" if isinstance(fault.value, str) else "entry"
    number = fault.wanted
    return f"{number} {unit}" if number == 1 else f"{number} {'entries' if unit == 'entry' else 'characters'}"


def _quote(fault: _Fault, place: str) -> str:
    if "quote" in fault.value:
        return f'{place} has a "quote" and parts of a long one; keep "quote" up to 256 characters.'
    missing = [name for name in _LONG_QUOTE if name not in fault.value]
    if len(missing) == len(_LONG_QUOTE):
        return f'{place} has no "quote"; add the text of the span.'
    return f"{place} has a long quote without {' and '.join(map(shown, missing))}; add them."


def _as_it_is(fault: _Fault, place: str) -> str:
    return f"{place}: {fault.message}."


_WORDS: dict[str, tuple[str, _Words]] = {
    "type": ("wrong_type", _type),
    "enum": ("wrong_value", _one_of_values),
    "const": ("wrong_value", _one_value),
    "pattern": ("wrong_form", _form),
    "not": ("wrong_form", _form),
    "minimum": ("out_of_range", _least),
    "maximum": ("out_of_range", _most),
    "minLength": ("wrong_size", _too_short),
    "minItems": ("wrong_size", _too_short),
    "maxLength": ("wrong_size", _too_long),
    "maxItems": ("wrong_size", _too_long),
    "maxProperties": ("wrong_size", _too_long),
    "oneOf": ("wrong_quote", _quote),
    "dependentRequired": ("wrong_quote", _quote),
}
