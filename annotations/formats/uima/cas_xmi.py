"""UIMA's CAS as XMI: elements named after types, with features as attributes.

Without a type system beside it an XMI file does not say which attributes are texts and which point to other
elements; then the numbers of links and of the ends of relations are taken for what they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from annotations.formats.errors import FormatError, at_line
from annotations.formats.safe_xml import walk_xml
from annotations.formats.told import Told
from annotations.formats.uima.cas import (
    BOOLEAN,
    FS_ARRAY,
    NUMBERS,
    PRIMITIVE_ARRAYS,
    TOKENS,
    VIEW,
    WHOLE_NUMBERS,
    Cas,
    Structure,
    Types,
    add,
)
from annotations.model.records import AttributeValue
from annotations.words import tr

LARGEST = 100_000_000
_XMI, _CAS = "http://www.omg.org/XMI ", "http:///uima/cas.ecore "
_ID = f"{_XMI}id"
_HTTP, _ECORE = "http:///", ".ecore "
_DEEP = 3  # the root, a structure, an item of a list
_ENDS = frozenset({"Governor", "Dependent"})


@dataclass(slots=True)
class _Element:
    """An element as it stands there: nothing says yet what its attributes mean."""

    number: int
    type: str
    attributes: Mapping[str, str]
    line: int
    lists: dict[str, list[str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return at_line(self.line)


def read_xmi(path: Path, types: Types | None) -> Cas:
    """What an XMI file holds; ``types`` is the type system that stands beside it.

    Raises FormatError for what is no such file.
    """
    reader = _Reader()
    walk_xml(path, reader.start, reader.end, _DEEP, LARGEST)
    try:
        return reader.cas(types)
    except FormatError as error:
        raise FormatError(error.message, path, error.place) from None


class _Reader:
    """Takes up the elements."""

    def __init__(self) -> None:
        self._elements: dict[int, _Element] = {}
        self._skipped: set[int] = set()
        self._sofas: list[_Element] = []
        self._views: dict[str, str] = {}
        self._depth = 0
        self._now: _Element | None = None

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        self._depth += 1
        if self._depth == 1:
            if name != f"{_XMI}XMI":
                raise FormatError(tr("It is XML, but no XMI: it does not begin with xmi:XMI."))
        elif self._depth == 2:  # noqa: PLR2004 - below the root
            self._now = self._element(name, attributes, line)

    def end(self, name: str, text: str) -> None:
        if self._depth == _DEEP and self._now is not None:
            self._now.lists.setdefault(name, []).append(text)
        self._depth -= 1

    def _element(self, name: str, attributes: Mapping[str, str], line: int) -> _Element | None:
        if name == f"{_CAS}View":
            self._views[attributes.get("sofa", "")] = attributes.get("members", "")
            return None
        if name == f"{_CAS}NULL":
            return None
        element = _Element(_whole(attributes.get(_ID), "xmi:id", line), _type(name), attributes, line)
        if name == f"{_CAS}Sofa":
            self._sofas.append(element)
        elif element.type in TOKENS:
            self._skipped.add(element.number)
        else:
            add(self._elements, element)
        return element

    def cas(self, types: Types | None) -> Cas:
        """What all of it holds."""
        sofa = _sofa(self._sofas)
        told = []
        if len(self._sofas) > 1:
            told.append(Told(tr("left out: other texts (views) in the file"), len(self._sofas) - 1))
        members = self._views.get(str(sofa.number))
        resolve = _Resolver(self._elements, types)
        return Cas(
            sofa.attributes["sofaString"],
            {
                number: resolve.structure(one)
                for number, one in self._elements.items()
                if one.attributes.get("sofa") in (None, str(sofa.number))
            },
            None if members is None else frozenset(_numbers(members, sofa.place)),
            types or Types(),
            frozenset(self._skipped),
            told=told,
        )


class _Resolver:
    """Says what the attributes of elements are: by the type system, or by how they look."""

    def __init__(self, elements: Mapping[int, _Element], types: Types | None) -> None:
        self._elements = elements
        self._types = types or Types()

    def structure(self, element: _Element) -> Structure:
        """The structure that an element is. Raises FormatError for a value that is not of its type."""
        made = Structure(element.number, element.type, place=element.place)
        features = self._types.features(element.type)
        for name, value in element.attributes.items():
            if name in ("begin", "end"):
                setattr(made, name, _whole(value, name, element.line))
            elif " " not in name and name != "sofa":
                self._take(made, name, value, features.get(name))
        for name, values in element.lists.items():
            made.values[name] = tuple(values)
        return made

    def _take(self, made: Structure, name: str, value: str, kind: str | None) -> None:
        if kind is None:
            if self._points(made, name, value):
                made.references[name] = _numbers(value, made.place)
            else:
                made.values[name] = value
        elif self._types.is_text(kind):
            made.values[name] = value
        elif kind in PRIMITIVE_ARRAYS:
            made.values[name] = tuple(value.split())
        elif kind == BOOLEAN or kind in WHOLE_NUMBERS or kind in NUMBERS:
            made.values[name] = _value(kind, value, name, made.place)
        else:
            made.references[name] = self._flat(_numbers(value, made.place))

    def _flat(self, numbers: list[int]) -> list[int]:
        """The numbers; for one that is of a list of its own, those in it."""
        only = self._elements.get(numbers[0]) if len(numbers) == 1 else None
        if only is None or only.type != FS_ARRAY:
            return numbers
        return _numbers(only.attributes.get("elements", ""), only.place)

    def _points(self, made: Structure, name: str, value: str) -> bool:
        """Whether an attribute that nothing is known of looks as if it pointed to others."""
        if name in _ENDS or (name == "target" and made.begin is None) or name in ("first", "next"):
            return value.isascii() and value.isdecimal()
        found = [self._elements.get(int(one)) if _is_number(one) else None for one in value.split()]
        return bool(found) and all(
            one is not None and "target" in one.attributes and "begin" not in one.attributes for one in found
        )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004 - as Java's int


def _sofa(sofas: Iterable[_Element]) -> _Element:
    """The element with the text: that of the first view."""
    texts = [one for one in sofas if "sofaString" in one.attributes]
    if not texts:
        raise FormatError(tr("There is no text in the file: it has no cas:Sofa with a sofaString."))
    return next((one for one in texts if one.attributes.get("sofaID") == VIEW), texts[0])


def _type(name: str) -> str:
    """The type that an element is called after: ``http:///webanno/custom.ecore Span``."""
    space, _, local = name.rpartition(" ")
    package = space.removeprefix(_HTTP).removesuffix(".ecore").replace("/", ".")
    return f"{package}.{local}" if package else local


def _whole(value: str | None, name: str, line: int) -> int:
    if value is not None and _is_number(value):
        return int(value)
    raise FormatError(
        tr('"{name}" is a whole number of 0 or more, not "{value}".', name=name, value=value),
        place=at_line(line),
    )


def _numbers(value: str, place: str) -> list[int]:
    found = value.split()
    if not all(map(_is_number, found)):
        raise FormatError(tr("What points to others must be numbers."), place=place)
    return [int(one) for one in found]


def _value(kind: str, value: str, name: str, place: str) -> AttributeValue:
    try:
        if kind == BOOLEAN:
            return {"true": True, "false": False}[value]
        whole = value.lstrip("-").isdecimal() and len(value) < 20  # noqa: PLR2004 - as Java's long
        return int(value) if whole else float(value)
    except (ValueError, KeyError):
        raise FormatError(
            tr('"{name}" is of type {type}, not "{value}".', name=name, type=kind, value=value[:40]),
            place=place,
        ) from None


# -- writing -----------------------------------------------------------------------------------------------

_IN_ATTRIBUTE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
_IN_TEXT = {"\r": "&#13;"}


def xmi(cas: Cas) -> bytes:
    """The CAS as XMI. Its names and values have only characters that XML can have."""
    spaces = _Spaces(one.type for one in cas.structures.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI',
        *spaces.declared(),
        ' xmlns:cas="http:///uima/cas.ecore" xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0">\n',
        '<cas:NULL xmi:id="0"/>\n',
        *(_line(one, spaces) for one in cas.structures.values()),
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"',
        f' sofaString="{_attribute(cas.text)}"/>\n',
        f'<cas:View sofa="1" members="{" ".join(map(str, sorted(cas.members or ())))}"/>\n</xmi:XMI>\n',
    ]
    return "".join(lines).encode()


class _Spaces:
    """A namespace for each package, with a prefix."""

    def __init__(self, types: Iterable[str]) -> None:
        self._prefixes: dict[str, str] = {}
        for package in sorted({one.rpartition(".")[0] for one in types}):
            last = package.rpartition(".")[2]
            taken = {"cas", "xmi", *self._prefixes.values()}
            self._prefixes[package] = next(
                name for name in (last, *(f"{last}{n}" for n in range(2, 99))) if name not in taken
            )

    def declared(self) -> Iterator[str]:
        """The declarations."""
        for package, prefix in self._prefixes.items():
            yield f' xmlns:{prefix}="http:///{package.replace(".", "/")}.ecore"'

    def tag(self, name: str) -> str:
        """The type as the name of an element."""
        package, _, local = name.rpartition(".")
        return f"{self._prefixes[package]}:{local}"


def _line(one: Structure, spaces: _Spaces) -> str:
    tag = spaces.tag(one.type)
    lists = [(name, value) for name, value in one.values.items() if isinstance(value, tuple) and value]
    plain = {name: value for name, value in one.values.items() if not isinstance(value, tuple) or not value}
    place = ""
    if one.begin is not None:
        place = f' sofa="1" begin="{one.begin}" end="{one.end}"'
    elif not one.references:
        place = ' sofa="1"'
    said = "".join(f' {name}="{_attribute(_written(value))}"' for name, value in plain.items())
    points = "".join(f' {name}="{" ".join(map(str, to))}"' for name, to in one.references.items())
    head = f'<{tag} xmi:id="{one.number}"{place}{said}{points}'
    if not lists:
        return f"{head}/>\n"
    items = "".join(f"<{name}>{escape(item, _IN_TEXT)}</{name}>" for name, values in lists for item in values)
    return f"{head}>{items}</{tag}>\n"


def _attribute(text: str) -> str:
    return escape(text, _IN_ATTRIBUTE)


_WRITTEN: Mapping[type, Callable[[AttributeValue], str]] = {
    bool: lambda value: "true" if value else "false",
    tuple: lambda _: "",
}


def _written(value: AttributeValue) -> str:
    return _WRITTEN.get(type(value), str)(value)
