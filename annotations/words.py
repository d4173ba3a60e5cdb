"""Every word on screen passes here: `tr` for a sentence, `trn` for one with a number, `mark` in tables.

The catalogue is gettext's, from the standard library: it knows plurals, English needs no catalogue, and
`xgettext --keyword=tr --keyword=trn:1,2 --keyword=mark` collects the words. A catalogue for another language
goes to `annotations/locale/<language>/LC_MESSAGES/sorot.mo`.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

Chosen = tuple[tuple[str, ...], Path]
"""Languages, the one that is wanted most first, and the folder of their catalogues."""

_DOMAIN = "sorot"
_FOLDER = Path(__file__).parent / "locale"


class _Catalogue:
    """The one catalogue in use, how it was chosen, and what its language puts between thousands."""

    current: gettext.NullTranslations = gettext.NullTranslations()
    chosen: Chosen = (), _FOLDER
    thousands = ","


class _Translated(str):
    """A text in another language that knows what it is in English."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, text: str, english: str) -> Self:
        made = super().__new__(cls, text)
        made.english = english
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.english


class _Numbers(string.Formatter):
    """Groups the digits of ``{count:,}`` as the language does."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as declared there
        made = str(super().format_field(value, format_spec))
        return made.replace(",", _Catalogue.thousands) if format_spec == "," else made


_NUMBERS = _Numbers()
# What is between thousands where it is no comma (Unicode CLDR).
_THOUSANDS = {"id": "."}


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language, with `{name}` replaced where values are given."""
    return _worded(text, _Catalogue.current.gettext(text) if text else "", values)


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """One of two texts, by the language's plural rule; `{count}` is the count.

    Texts from tables stand in the catalogue one by one (`mark`): `ngettext` does not find those.
    """
    catalogue = _Catalogue.current
    template = catalogue.gettext(catalogue.ngettext(one, many, count))
    return _worded(one if count == 1 else many, template, {"count": count, **values})


def mark(text: str) -> str:
    """The text as it is: marks a word in a table for translation with `tr` when it is shown."""
    return text


def english(text: str) -> str:
    """What a text of `tr` or `trn` is in English, for files that are the same in all languages."""
    return text.english if isinstance(text, _Translated) else text


def rewritten(text: str, rewrite: Callable[[str], str]) -> str:
    """A text of `tr` or `trn` with something done to it, also to what it is in English."""
    if isinstance(text, _Translated):
        return _Translated(rewrite(str(text)), rewrite(text.english))
    return rewrite(text)


def use_languages(languages: Sequence[str], folder: Path = _FOLDER) -> None:
    """Take the first of the languages (such as `id`) that has a catalogue, else English."""
    _Catalogue.current = gettext.translation(_DOMAIN, folder, list(languages), fallback=True)
    _Catalogue.chosen = tuple(languages), folder
    _Catalogue.thousands = _THOUSANDS.get(_Catalogue.current.info().get("language", ""), ",")


def languages_in_use() -> Chosen:
    """What another process passes to `use_languages` to speak as this one does."""
    return _Catalogue.chosen


def _worded(text: str, template: str, values: dict[str, object]) -> str:
    if not isinstance(_Catalogue.current, gettext.GNUTranslations):
        return _filled(text, values)
    plain = {name: english(value) if isinstance(value, str) else value for name, value in values.items()}
    return _Translated(_filled(template, values), text.format(**plain) if values else text)


def _filled(template: str, values: dict[str, object]) -> str:
    if not values:
        return template
    return _NUMBERS.vformat(template, (), values) if ":," in template else template.format(**values)
