"""Where Web Annotations point: the targets of one, and the selectors of a target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.json_documents import Object, whole_in
from annotations.formats.proof import Quoted, Ruler
from annotations.text.span import Span
from annotations.words import tr

# RFC 5147: a place in plain text.
_CHARACTERS = re.compile(r"char=([0-9]{1,15}),([0-9]{1,15})\Z")


@dataclass(frozen=True)
class Quote:
    """What stands at a place, and what around it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Target:
    """A target: what it is of, and where in that; both ways may be missing.

    ``within`` says that the quote stands somewhere in the range, and is not the whole of it.
    """

    source: str
    range: Quoted | None = None
    quote: Quote | None = None
    selected: bool = False
    within: bool = False

    def span(self, text: str, ruler: Ruler) -> Span | None:
        """The place in the text; None when it cannot be told. Raises FormatError for a range outside it."""
        if self.range is not None:
            (span,) = ruler.spans([(self.range.start, self.range.end)], self.range.place)
            if not self.within or self.quote is None:
                return span
            return _only(text, self.quote, span)
        return None if self.quote is None else _only(text, self.quote, Span(0, len(text)))


def targets(found: object, place: str) -> Iterator[Target]:
    """The targets of an annotation. Raises FormatError for what is none."""
    for index, one in enumerate(found if isinstance(found, list) else [found]):
        where = f"{place}/{index}" if isinstance(found, list) else place
        if isinstance(one, str):
            yield Target(one)
        elif not isinstance(one, dict):
            raise FormatError(tr("A target is an IRI or an object."), place=where)
        elif isinstance(one.get("items"), list):
            yield from targets(one["items"], f"{where}/items")
        else:
            yield _target(one, where)


def iri(found: object) -> str:
    """The IRI of something that is given by it or as an object; "" for none."""
    if isinstance(found, dict):
        found = found.get("id")
    return found if isinstance(found, str) else ""


def _target(one: Object, place: str) -> Target:
    source = iri(one.get("source", one))
    selectors = one.get("selector")
    spot, quote, within = None, None, False
    for index, selector in enumerate(selectors if isinstance(selectors, list) else [selectors]):
        where = f"{place}/selector/{index}" if isinstance(selectors, list) else f"{place}/selector"
        if not isinstance(selector, dict):
            continue
        refined = selector.get("refinedBy")
        here = _range(selector, where)
        if here is not None and refined is None:
            spot = here
        elif here is not None and isinstance(refined, dict) and (inner := _quote(refined)) is not None:
            spot, quote, within = here, inner, True
        elif refined is None:
            quote = quote or _quote(selector)
    if spot is not None and quote is not None and not within:
        spot = Quoted(spot.start, spot.end, quote.exact, spot.place)
    return Target(source, spot, quote, selectors is not None, within)


def _range(selector: Object, place: str) -> Quoted | None:
    if selector.get("type") == "TextPositionSelector":
        return Quoted(whole_in(selector, "start", place), whole_in(selector, "end", place), None, place)
    value: Any = selector.get("value")
    if selector.get("type") == "FragmentSelector" and isinstance(value, str):
        found = _CHARACTERS.match(value)
        return None if found is None else Quoted(int(found[1]), int(found[2]), None, place)
    return None


def _quote(selector: Object) -> Quote | None:
    if selector.get("type") != "TextQuoteSelector" or not isinstance(selector.get("exact"), str):
        return None
    around = (selector.get(name) for name in ("prefix", "suffix"))
    prefix, suffix = (one if isinstance(one, str) else "" for one in around)
    return Quote(selector["exact"], prefix, suffix)


def _only(text: str, quote: Quote, within: Span) -> Span | None:
    """The one place where a quote stands with what is around it; None where it is not one."""
    if not quote.exact:
        return None
    wanted = quote.prefix + quote.exact + quote.suffix
    first = text.find(wanted, max(0, within.start - len(quote.prefix)), within.end + len(quote.suffix))
    if first < 0 or text.find(wanted, first + 1, within.end + len(quote.suffix)) >= 0:
        return None
    start = first + len(quote.prefix)
    return Span(start, start + len(quote.exact))
