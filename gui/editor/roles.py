"""Which mentions may fill a role or end a relation nearby, and which key takes which, without a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotations.edits.event_operations import argument_refusal
from annotations.edits.integrity import Context, event_label
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label, Role
from annotations.model.records import Argument, Event, Kind, Mention
from annotations.text import segments
from annotations.text.span import Span
from schemas.late import late_dataclass

MOST_CANDIDATES = 20
NEAR = 1500
"""Code points to either side of the trigger in which mentions are looked for."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HINTS = "1234567890" + _LETTERS


@late_dataclass(frozen=True)
class Candidate:
    """What a hint takes: a mention or an event, and the mention that the hint is drawn at."""

    key: str
    target: Mention | Event
    mention: Mention


def candidates(annotations: AnnotationSet, context: Context, event: Event, role: Role) -> list[Candidate]:
    """What may fill the role, each with a key that is no role's of the event."""
    trigger = annotations.mention(event.trigger)
    label = event_label(annotations, context.label_set, event)

    def admitted(mention: Mention) -> list[Mention | Event]:
        if not role.admits(mention.kind, mention.label):
            return []
        targets = _targets(annotations, mention)
        return [one for one in targets if not _taken(annotations, context, event, Argument(role.id, one.id))]

    if trigger is None or label is None:
        return []
    return near(annotations, context, trigger, admitted, hint_keys(with_keys(label.roles)))


def near(
    annotations: AnnotationSet,
    context: Context,
    origin: Mention,
    admitted: Callable[[Mention], Iterable[Mention | Event]],
    keys: str,
) -> list[Candidate]:
    """What ``admitted`` makes of the mentions around ``origin``, each with one of the keys.

    The nearest of the sentence come first, then those of the paragraph; no more than ``MOST_CANDIDATES``, and
    none further than ``NEAR``.
    """
    window = Span(max(0, origin.start - NEAR), min(context.text.length, origin.end + NEAR))
    found = [
        (_rank(context.text.text, origin, mention), target, mention)
        for mention in annotations.overlapping(window.start, window.end)
        for target in admitted(mention)
    ]
    found.sort(key=lambda one: one[0])
    return [Candidate(key, target, mention) for key, (_, target, mention) in zip(keys, found, strict=False)]


def hint_keys(roles: Iterable[Role]) -> str:
    """The keys for hints, the easiest first: digits, then letters that are none of the roles'."""
    taken = {role.key for role in roles}
    return "".join(key for key in _HINTS if key not in taken)[:MOST_CANDIDATES]


def with_keys(roles: Iterable[Role]) -> tuple[Role, ...]:
    """The roles, each with a key: where the label set names none, the first letter that is free."""
    roles = tuple(roles)
    free = iter([key for key in _LETTERS if key not in {role.key for role in roles}])
    return tuple(role if role.key else replace(role, key=next(free, "")) for role in roles)


def filler_labels(context: Context, role: Role) -> list[Label]:
    """The labels that the role admits, in the order in which the role names them by kind."""
    kinds = list(dict.fromkeys(filler.kind for filler in role.fillers))
    return [
        label
        for kind in kinds
        for label in context.label_set.labels
        if label.kind is kind and role.admits(label.kind, label.id)
    ]


def on_exactly(annotations: AnnotationSet, span: Span, role: Role) -> Mention | None:
    """A mention that covers just this span and may fill the role: it need not be made again."""
    here = annotations.overlapping(span.start, span.end)
    return next((one for one in here if one.spans == (span,) and role.admits(one.kind, one.label)), None)


def target_of(annotations: AnnotationSet, mention: Mention) -> Mention | Event:
    """What stands for the mention in a role: the event that it triggers, or itself."""
    return _targets(annotations, mention)[0]


def _targets(annotations: AnnotationSet, mention: Mention) -> list[Mention | Event]:
    if mention.kind is Kind.EVENT and (events := annotations.events_on(mention.id)):
        return list(events)
    return [mention]


def _taken(annotations: AnnotationSet, context: Context, event: Event, argument: Argument) -> bool:
    """Whether the target cannot be had whatever room there is in the role."""
    refusal = argument_refusal(annotations, context, event, argument)
    return refusal is not None and refusal.code in {"own_argument", "repeated"}


def _rank(text: str, trigger: Mention, mention: Mention) -> tuple[int, int, int]:
    sentence = segments.sentence_at(text, trigger.start)
    gap = max(mention.start - trigger.end, trigger.start - mention.end, 0)
    if mention.start < sentence.end and sentence.start < mention.end:
        return 0, gap, mention.start
    between = text[min(mention.end, trigger.end) : max(mention.start, trigger.start)]
    return (2 if "\n" in between or "\r" in between else 1), gap, mention.start
