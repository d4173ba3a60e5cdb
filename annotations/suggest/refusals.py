"""Places where a label was refused for certain words, kept in the label file's side data.

``extra.sorot.refusals`` is ``{kind: {label: {words: [start, ...]}}}``: the words with one blank for each run
of them (their digest when there are more than 256 code points), and the offsets where they start, in order.
Words and offsets together can be found again when a text has changed a little; the list of one string is all
that an edit has to carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotations.edits.edit import ExtraEdit, Step
from annotations.edits.side_data import OWN, present_in, value_at, with_value
from annotations.model.label_set import Label
from annotations.model.records import Kind
from annotations.suggest.occurrences import same_words
from annotations.text.source import SourceText
from annotations.text.span import Span

LONGEST_KEY = 256

_Path = tuple[str, ...]


def is_refused(extra: Mapping[str, Any], text: SourceText, label: Label, span: Span) -> bool:
    """Whether the label was refused at this place."""
    starts = _starts(extra, _path(text, label, span))
    return isinstance(starts, list) and span.start in starts


def remember(extra: Mapping[str, Any], text: SourceText, label: Label, spans: Iterable[Span]) -> list[Step]:
    """The steps after which the label counts as refused at these places."""
    return _steps(extra, text, label, spans, refused=True)


def forget(extra: Mapping[str, Any], text: SourceText, label: Label, spans: Iterable[Span]) -> list[Step]:
    """The steps after which the label does not count as refused at these places any more."""
    return _steps(extra, text, label, spans, refused=False)


def refused_at(extra: Mapping[str, Any], text: SourceText, span: Span) -> Iterator[tuple[Kind, str]]:
    """The labels that were refused at this place."""
    key = _key(text, span)
    for kind, label, lists in _by_label(extra):
        starts = lists.get(key)
        if isinstance(starts, list) and span.start in starts:
            yield kind, label


def all_refusals(extra: Mapping[str, Any]) -> Iterator[tuple[Kind, str, str, int]]:
    """Kind, label, words and offset of every refusal; the words of long ones are a digest."""
    for kind, label, lists in _by_label(extra):
        for words, starts in lists.items():
            for start in starts if isinstance(starts, list) else ():
                if isinstance(start, int) and not isinstance(start, bool) and start >= 0:
                    yield kind, label, words, start


def _by_label(extra: Mapping[str, Any]) -> Iterator[tuple[Kind, str, Mapping[str, Any]]]:
    """The lists of each label; whatever else stands there is nobody's refusal."""
    for kind in Kind:
        try:
            labels = value_at(extra, (OWN, "refusals", kind.value))
        except LookupError:
            continue
        for label, lists in labels.items() if isinstance(labels, Mapping) else ():
            if isinstance(lists, Mapping):
                yield kind, label, lists


def _steps(
    extra: Mapping[str, Any], text: SourceText, label: Label, spans: Iterable[Span], *, refused: bool
) -> list[Step]:
    """One step for each list of offsets; none where something else stands in the place of the lists."""
    wanted: dict[_Path, list[int]] = {}
    for span in spans:
        wanted.setdefault(_path(text, label, span), []).append(span.start)
    steps: list[Step] = []
    for path, starts in wanted.items():
        before = _starts(extra, path)
        if before is not None and not isinstance(before, list):
            continue
        known = set(before or ())
        after = sorted(known | set(starts) if refused else known - set(starts))
        if after != (before or []):
            step = _put(extra, path, after or None)
            extra = with_value(extra, step.path, step.after)
            steps.append(step)
    return steps


def _put(extra: Mapping[str, Any], path: _Path, value: list[int] | None) -> ExtraEdit:
    """Put the value at the path, with whatever objects are missing on the way."""
    there = present_in(extra, path)
    if there == len(path):
        return ExtraEdit(path, value_at(extra, path), value)
    made: Any = value
    for name in reversed(path[there + 1 :]):
        made = {name: made}
    return ExtraEdit(path[: there + 1], None, made)


def _starts(extra: Mapping[str, Any], path: _Path) -> Any:  # noqa: ANN401 - what a file may hold there
    """The list at the path; None when there is none yet, False when something else is in its way."""
    try:
        there = present_in(extra, path)
        return value_at(extra, path) if there == len(path) else None
    except LookupError:
        return False


def _path(text: SourceText, label: Label, span: Span) -> _Path:
    return OWN, "refusals", label.kind.value, label.id, _key(text, span)


def _key(text: SourceText, span: Span) -> str:
    words = same_words(text.quote(span))
    return SourceText(words).digest if len(words) > LONGEST_KEY else words
