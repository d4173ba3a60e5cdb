"""Formats as data: the name, what is held, what is needed; dialogs, help and docs come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from annotations.formats.carries import Carries
from annotations.formats.errors import FormatError
from annotations.words import tr


class Layout(StrEnum):
    """How documents lie in files."""

    JOINED = "joined"
    """Many documents in one file."""
    SEPARATE = "separate"
    """Each document has a file, or several, of its own."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose about a format. The first value is the one that holds when nothing is said.

    Attributes:
        id: what ``--option`` takes before "=".
        title: what a window calls it, in a word or two.
        help: one sentence.
        values: what it may be; without any, every text.
        shown: what a window calls the values, in the same order.
        default: what it is where every text may be.
        reads: whether it says how files are read.
        writes: whether it says how files are written.
    """

    id: str
    title: str
    help: str
    values: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    default: str = ""
    reads: bool = True
    writes: bool = True


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        id: what ``--format`` takes.
        name: what people call it.
        endings: of its files; the first is written, the others are found in folders too.
        main: the ending of the file that stands for a document with several, where that is another one.
        layout: how documents lie in its files.
        carries: what it can hold.
        unit: what its files count offsets in, in words.
        reads: whether it is read.
        writes: whether it is written.
        extra: the extra that brings the library it needs; "" for none.
        needs: the module of that library.
        options: what can be chosen about it.
        about: one sentence on what it is for.
    """

    id: str
    name: str
    endings: tuple[str, ...]
    layout: Layout
    carries: Carries
    unit: str
    about: str
    reads: bool = True
    writes: bool = True
    extra: str = ""
    needs: str = ""
    options: tuple[Option, ...] = ()
    main: str = ""

    @property
    def main_ending(self) -> str:
        """The ending of the files that a reader is given."""
        return self.main or self.endings[0]

    def filled(self, options: Mapping[str, str]) -> dict[str, str]:
        """All options with their values. Raises FormatError for one or for a value that there is not."""
        known = {one.id: one for one in self.options}
        for name, value in options.items():
            if name not in known:
                there = ", ".join(known) or tr("none")
                sentence = tr(
                    '{name} has no option "{option}"; there are: {options}.',
                    name=self.name,
                    option=name,
                    options=there,
                )
                raise FormatError(sentence)
            values = known[name].values
            if values and value not in values:
                raise FormatError(
                    tr(
                        '"{option}" of {name} is one of {values}, not "{value}".',
                        option=name,
                        name=self.name,
                        values=", ".join(values),
                        value=value,
                    )
                )
        defaults = {one.id: one.values[0] if one.values else one.default for one in self.options}
        return defaults | dict(options)

    @property
    def is_installed(self) -> bool:
        """Whether the library that the format needs is there."""
        return not self.needs or find_spec(self.needs) is not None
