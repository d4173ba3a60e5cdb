"""A UIMA CAS as its files say it: feature structures, and the types that they are of.

XMI, JSON and WebAnno's TSV are brought into this form, and it is what is written; what it means is
``cas_reader``'s and ``cas_writer``'s to say. cassis reads such files too, but makes Python source of the
names that stand in them, and compiles that: it gets only what was written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Protocol, TypeVar

from annotations.formats.errors import FormatError
from annotations.formats.proof import Unit
from annotations.formats.told import Told
from annotations.model.records import AttributeValue
from annotations.words import tr

ANNOTATION, TOP, BASE = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.AnnotationBase"
SOFA, STRING, BOOLEAN, FLOAT = "uima.cas.Sofa", "uima.cas.String", "uima.cas.Boolean", "uima.cas.Float"
STRING_ARRAY, FS_ARRAY = "uima.cas.StringArray", "uima.cas.FSArray"
VIEW = "_InitialView"

WHOLE_NUMBERS = frozenset(f"uima.cas.{one}" for one in ("Byte", "Short", "Integer", "Long"))
NUMBERS = frozenset({FLOAT, "uima.cas.Double"})
PRIMITIVE_ARRAYS = frozenset(
    f"uima.cas.{one}Array"
    for one in ("String", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double")
)

# A structure takes some 600 bytes, and as much again as a mention; a file of 100 MB has room for millions.
MOST_STRUCTURES = 500_000

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
TOKENS = frozenset({f"{_DKPRO}segmentation.type.{one}" for one in ("Token", "Sentence")})
"""What cuts the text up: it is on nearly every word, labels nothing, and is not looked at."""
DOCUMENT = f"{_DKPRO}metadata.type.DocumentMetaData"
NAMED_ENTITY = f"{_DKPRO}ner.type.NamedEntity"


@dataclass(slots=True)
class Structure:
    """A feature structure. ``begin`` and ``end`` are None for one that has no place.

    ``values`` are its features that are texts, numbers, truths or lists of texts; ``references`` those that
    point to others, by their numbers. ``place`` is where it stands in its file.
    """

    number: int
    type: str
    begin: int | None = None
    end: int | None = None
    values: dict[str, AttributeValue] = field(default_factory=dict)
    references: dict[str, list[int]] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True)
class Types:
    """A type system: of each type its supertype, and its own features with the types that they have.

    A list of structures of a type ``x`` is ``x[]`` or ``uima.cas.FSArray``.
    """

    supertypes: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def _all(self) -> dict[str, Mapping[str, str]]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, bool]:
        return {}

    def features(self, name: str) -> Mapping[str, str]:
        """The features of a type, those of its supertypes first; none for one that is not known."""
        found = self._all.get(name)
        if found is None:
            made: dict[str, str] = {}
            for one in reversed(list(self._line(name))):
                made |= self.own.get(one, {})
            found = self._all[name] = MappingProxyType(made)
        return found

    def is_text(self, name: str) -> bool:
        """Whether values of a type are texts: also those of a list of words to choose from."""
        found = self._texts.get(name)
        if found is None:
            found = self._texts[name] = STRING in self._line(name)
        return found

    def _line(self, name: str) -> Iterator[str]:
        """The type, its supertype and so on, each once."""
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.supertypes.get(at)


NO_TYPES = Types()


@dataclass
class Cas:
    """What one file holds: the text, what is said of it, and of which types that is.

    ``members`` are the structures that are in the index of the text's view, None where all are; those that
    are not were deleted, but are still pointed to. ``skipped`` are the numbers of tokens and sentences.
    ``slots`` are the features of each type that hold links, where the file says so; ``unit`` is what places
    count.
    """

    text: str
    structures: dict[int, Structure]
    members: frozenset[int] | None = None
    types: Types = NO_TYPES
    skipped: frozenset[int] = frozenset()
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    unit: Unit = Unit.UTF16


class Numbered(Protocol):
    """What has a number in a file, and a place."""

    @property
    def number(self) -> int:
        """The number."""

    @property
    def place(self) -> str:
        """Where it stands."""


N = TypeVar("N", bound=Numbered)


def add(structures: dict[int, N], one: N) -> None:
    """Take up a structure. Raises FormatError for a number that is taken, and where there are too many."""
    if one.number in structures:
        raise FormatError(tr("Two feature structures have the id {id}.", id=one.number), place=one.place)
    if len(structures) >= MOST_STRUCTURES:
        raise FormatError(
            tr("There are more than {most:,} feature structures.", most=MOST_STRUCTURES), place=one.place
        )
    structures[one.number] = one


def short(name: str) -> str:
    """The last part of the name of a type or a file of types, as people call it."""
    return name.rpartition(".")[2]
