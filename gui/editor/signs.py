"""What a mention's chip says beside the label: signs of attributes, a note, a link."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.carried import is_noted
from annotations.model.label_set import AttributeType, LabelSet
from annotations.model.records import AttributeValue, Event, Mention

_DOT = "•"


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands on a chip after the label."""

    text: str = ""
    """The signs of attributes, in the label set's order."""
    note: bool = False
    link: bool = False


NO_SIGNS = Signs()


def signs_of(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> Signs:
    """The signs of a mention and of the events on it."""
    referrers = annotations.referrers(mention.id)
    if not referrers and not mention.attributes and mention.link is None:
        return NO_SIGNS
    events = [one for one in referrers if isinstance(one, Event) and one.trigger == mention.id]
    carried = [mention.attributes, *(one.attributes for one in events)]
    signs = [_sign(one, [had.get(one.id) for had in carried]) for one in label_set.attributes if any(carried)]
    return Signs("".join(dict.fromkeys(signs)), is_noted(annotations, mention), mention.link is not None)


def _sign(attribute: AttributeType, values: list[AttributeValue | None]) -> str:
    """The sign of an attribute that is set; of those without a sign of their own only yes and no have one."""
    if not any(value is not None and value is not False and value != "" for value in values):
        return ""
    return attribute.sign or (_DOT if attribute.type == "boolean" else "")
