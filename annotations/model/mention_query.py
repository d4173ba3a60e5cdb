"""Looking for mentions by their words, label, kind, notes, attributes and link.

A query is typed as one line: words, and filters of the form ``name:value``. Filters narrow down, and so do
the words; a value with blanks stands in quotation marks, several values of one filter between commas mean
any of them. ``label:PER,ORG kind:entity note:"not sure" Libya``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import Comment, Event, Kind, Mention
from annotations.text.search import Query, finder
from annotations.text.source import SourceText
from schemas.late import late_dataclass

Test = Callable[[Mention], bool]

K = TypeVar("K")

_PART = re.compile(
    r'(?P<name>[a-z]+):(?P<value>(?:"[^"]*"|[^\s",]|,)*)|(?P<other>"[^"]*"|\S+)', re.IGNORECASE
)
_VALUE = re.compile(r'"([^"]*)"|([^,"]+)')
FILTERS = ("label", "kind", "note", "attribute", "link")
"""The names before the colon; other words with a colon in them are words."""


class BadFilterError(ValueError):
    """A filter names something that the label set does not have; ``name`` and ``value`` say which."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}:{value}")
        self.name, self.value = name, value


@late_dataclass(frozen=True)
class MentionQuery:
    """What is looked for: the words (how they are meant says ``words``) and the values of each filter."""

    words: Query
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words.text and not self.filters


def parsed(query: Query) -> MentionQuery:
    """The typed line taken apart. In a regular expression nothing is a filter that is not named as one."""
    words: list[str] = []
    filters: list[tuple[str, tuple[str, ...]]] = []
    for part in _PART.finditer(query.text):
        name = (part[1] or "").lower()
        if name in FILTERS:
            values = tuple(quoted or plain for quoted, plain in _VALUE.findall(part[2]))
            filters.append((name, tuple(value.strip() for value in values if value.strip())))
        else:
            words.append(part[0] if query.pattern else part[0].strip('"') or part[0])
    return MentionQuery(replace(query, text=" ".join(words)), tuple(filters))


def matcher(query: MentionQuery, text: SourceText, annotations: AnnotationSet, label_set: LabelSet) -> Test:
    """Whether a mention is one of those looked for.

    Words that are a label's id or name find its mentions too, unless they are a regular expression.

    Raises:
        BadFilterError: a filter names a label, kind or attribute that there is none of.
        BadPatternError: the words are a regular expression that cannot be read.

    What is returned raises TooSlowError.
    """
    tests = list(_filters(query, annotations, label_set))
    if query.words.text:
        tests.append(_wording(query.words, text, label_set))
    return lambda mention: all(test(mention) for test in tests)


def _wording(words: Query, text: SourceText, label_set: LabelSet) -> Test:
    find = finder(words)
    named = set() if words.pattern else _exactly_called(words.text, _label_names(label_set))

    def test(mention: Mention) -> bool:
        if (mention.kind, mention.label) in named:
            return True
        quote = " ".join(" ".join(text.quote(span) for span in mention.spans).split())
        return next(find(quote, 0, len(quote)), None) is not None

    return test


def _filters(query: MentionQuery, annotations: AnnotationSet, label_set: LabelSet) -> Iterator[Test]:
    for name, values in query.filters:
        match name:
            case "label":
                yield _of_label(values, label_set)
            case "kind":
                yield _of_kind(values, label_set)
            case "note":
                yield _with_note(values, annotations)
            case "attribute":
                yield _with_attribute(values, annotations, label_set)
            case "link":
                yield _with_link(values)


def _of_label(values: tuple[str, ...], label_set: LabelSet) -> Test:
    wanted: set[tuple[Kind, str]] = set()
    for value in values:
        wanted |= (found := _called(value, _label_names(label_set)))
        if not found:
            raise BadFilterError("label", value)
    return lambda mention: not values or (mention.kind, mention.label) in wanted


def _of_kind(values: tuple[str, ...], label_set: LabelSet) -> Test:
    names = {rules.kind: (rules.kind.value, rules.name, rules.title) for rules in label_set.kinds}
    wanted: set[Kind] = set()
    for value in values:
        wanted |= (found := _called(value, names))
        if not found:
            raise BadFilterError("kind", value)
    return lambda mention: not values or mention.kind in wanted


def _with_note(values: tuple[str, ...], annotations: AnnotationSet) -> Test:
    """A note on the mention, or on an event that it triggers, which holds one of the values in any case."""
    folded = [value.casefold() for value in values]

    def test(mention: Mention) -> bool:
        about = [mention.id, *(event.id for event in annotations.events_on(mention.id))]
        notes = [
            one.text.casefold()
            for record_id in about
            for one in annotations.referrers(record_id)
            if isinstance(one, Comment)
        ]
        return bool(notes) and (not folded or any(value in note for note in notes for value in folded))

    return test


def _with_attribute(values: tuple[str, ...], annotations: AnnotationSet, label_set: LabelSet) -> Test:
    """``negated`` or ``sure=high``; of an event's trigger, the event's attributes count too."""
    wanted: list[tuple[str, str]] = []
    for value in values:
        name, _, content = value.partition("=")
        known = [
            one for one in label_set.attributes if name.casefold() in (one.id.casefold(), one.name.casefold())
        ]
        if not known:
            raise BadFilterError("attribute", name)
        wanted.extend((one.id, content.casefold()) for one in known)

    def test(mention: Mention) -> bool:
        holders: list[Mention | Event] = [mention, *annotations.events_on(mention.id)]
        if not wanted:
            return any(holder.attributes for holder in holders)
        return any(_has(holder, name, content) for holder in holders for name, content in wanted)

    return test


def _has(holder: Mention | Event, name: str, content: str) -> bool:
    """Whether the attribute is there; without content, one that says no counts as not there."""
    value = holder.attributes.get(name)
    if value is None:
        return False
    if not content:
        return value is not False
    values = value if isinstance(value, tuple) else (value,)
    return any(str(one).casefold() == content for one in values)


def _with_link(values: tuple[str, ...]) -> Test:
    wanted = {value.casefold() for value in values}
    return lambda mention: mention.link is not None and (not wanted or mention.link.casefold() in wanted)


def _label_names(label_set: LabelSet) -> dict[tuple[Kind, str], tuple[str, ...]]:
    return {(label.kind, label.id): (label.id, label.name) for label in label_set.labels}


def _called(name: str, names: Mapping[K, tuple[str, ...]]) -> set[K]:
    """What has this name, in any case; if nothing has, what has a name that begins so."""
    folded = name.casefold()
    begun = (key for key, known in names.items() if any(one.casefold().startswith(folded) for one in known))
    return _exactly_called(name, names) or set(begun)


def _exactly_called(name: str, names: Mapping[K, tuple[str, ...]]) -> set[K]:
    folded = name.casefold()
    return {key for key, known in names.items() if folded in (one.casefold() for one in known)}
