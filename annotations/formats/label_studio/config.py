"""Label Studio's labelling config: which controls there are, what they are called, and the XML of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from annotations.formats.survey import Survey, type_of
from annotations.model.label_set import LabelSet
from annotations.model.records import AttributeValue, Kind

TEXT, LINK, NO_LABEL, TRIGGER = "text", "link", "relation", "trigger:"

_CONTROLS = {"boolean": "choices", "number": "number", "text": "textarea", "list": "textarea"}
_RESERVED = frozenset({TEXT, LINK, *(one.value for one in Kind)})
_PREFIXES = (TRIGGER, *(f"{one}:" for one in _CONTROLS.values()))
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# Label Studio draws words on a paler tone of these.
_HEX = {
    "red": "#d64541",
    "orange": "#e8722a",
    "amber": "#d99a00",
    "olive": "#8a8f00",
    "green": "#3a9d3a",
    "teal": "#159a8c",
    "cyan": "#1899c4",
    "blue": "#2f6fde",
    "indigo": "#5157d6",
    "violet": "#8b4fd0",
    "magenta": "#c93fa5",
    "brown": "#97643a",
    "slate": "#5d7186",
    "grey": "#7f7f7f",
}


class Controls:
    """What the controls of attributes are called: as the attribute, where nothing else is called so."""

    def __init__(self, survey: Survey) -> None:
        self._types: dict[str, set[str]] = {}
        self._of_events: set[tuple[str, str]] = set()
        for kind, name, value in survey.attributes:
            self._types.setdefault(name, set()).add(_CONTROLS[value])
            if kind is Kind.EVENT:
                self._of_events.add((name, _CONTROLS[value]))

    def name(self, attribute: str, control: str, *, own: bool = False) -> str:
        """The name of the control; ``own`` where a trigger has the attribute, and not its event."""
        if own:
            return f"{TRIGGER}{control}:{attribute}"
        free = attribute not in _RESERVED and not attribute.startswith(_PREFIXES)
        return attribute if free and len(self._types.get(attribute, ())) <= 1 else f"{control}:{attribute}"

    def all(self) -> Iterator[tuple[str, str]]:
        """The name and the form of each control that the corpus needs; those of triggers come last."""
        for attribute, controls in sorted(self._types.items()):
            for control in sorted(controls):
                yield self.name(attribute, control), control
        for attribute, control in sorted(self._of_events):
            yield self.name(attribute, control, own=True), control


def control_of(value: AttributeValue) -> str:
    """The form of the control for a value: choices, number or textarea."""
    return _CONTROLS[type_of(value)]


def config(survey: Survey, label_set: LabelSet) -> bytes:
    """The labelling config, as UTF-8 XML, for what stands in a corpus, in the colours of the label set.

    Labels are grouped by kind; attributes are asked of each region. A character that XML cannot hold is
    written as U+FFFD.
    """
    colours = {(one.kind, name): one.colour for one in label_set.labels for name in (one.id, one.name)}
    lines = ["<View>", '  <Text name="text" value="$text"/>']
    for kind in Kind:
        if names := survey.names(kind):
            labels = (_label(one, _HEX.get(colours.get((kind, one), ""), _HEX["grey"])) for one in names)
            lines += [f'  <Labels name="{kind.value}" toName="text">', *labels, "  </Labels>"]
    roles = {role for _, role in survey.roles}
    lines += _group("<Relations>", "Relation", sorted(roles | survey.relations.keys()), "</Relations>")
    for name, control in (*Controls(survey).all(), (LINK, "textarea")):
        lines += _control(name, control)
    return _NOT_IN_XML.sub("\ufffd", "\n".join([*lines, "</View>", ""])).encode()


def _label(name: str, colour: str) -> str:
    return f'    <Label value={quoteattr(name)} background="{colour}"/>'


def _group(head: str, tag: str, names: Iterable[str], tail: str) -> list[str]:
    return [f"  {head}", *(f"    <{tag} value={quoteattr(one)}/>" for one in names), f"  {tail}"]


def _control(name: str, control: str) -> list[str]:
    """A control under its name; both are shown only while a region is chosen, for one of its kind."""
    when = ' whenTagName="event"' if name.startswith(TRIGGER) else ""
    common = f'name={quoteattr(name)} toName="text" perRegion="true"'
    return [
        f'  <View visibleWhen="region-selected"{when}>',
        f'    <Header value={quoteattr(name)} size="6"/>',
        *(f"  {one}" for one in _input(common, control)),
        "  </View>",
    ]


def _input(common: str, control: str) -> list[str]:
    match control:
        case "choices":
            return _group(f"<Choices {common}>", "Choice", ("true", "false"), "</Choices>")
        case "number":
            return [f"  <Number {common}/>"]
        case _:
            return [f'  <TextArea {common} editable="true"/>']
