"""The results of a Label Studio task: regions with what is said of each, and arrows between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED
from annotations.formats.json_documents import (
    Object,
    attribute_of,
    list_in,
    object_in,
    objects_in,
    person,
    text_in,
    utc,
    whole,
    whole_in,
)
from annotations.formats.label_studio.config import LINK, NO_LABEL, TRIGGER
from annotations.formats.proof import Quoted
from annotations.model.records import AttributeValue, Kind, Origin, Provenance
from annotations.words import tr

_ON_TEXT = frozenset({"labels", "hypertextlabels"})
_SHAPES = frozenset(
    {
        "rectangle",
        "polygon",
        "ellipse",
        "keypoint",
        "brush",
        "bitmask",
        "vector",
        "magicwand",
        "videorectangle",
    }
)
_FIELDS = {
    "choices": "choices",
    "textarea": "text",
    "taxonomy": "taxonomy",
    "number": "number",
    "rating": "rating",
    "datetime": "datetime",
}
_KINDS = {one.value: one for one in Kind}


@dataclass
class Region:
    """What is said of one range: offsets in the unit of the file."""

    quoted: Quoted
    labels: list[tuple[Kind, str]] = field(default_factory=list)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    own: dict[str, AttributeValue] = field(default_factory=dict)
    link: str | None = None
    notes: list[str] = field(default_factory=list)
    score: object = None
    accepted: bool = False


@dataclass(frozen=True)
class Arrow:
    """A relation as it is drawn: between regions by their ids; ``forward`` as the arrow was drawn."""

    label: str
    source: str
    target: str
    forward: bool


@dataclass
class Result:
    """One annotation or prediction of a task."""

    annotator: str
    provenance: Provenance
    extra: dict[str, Any]
    regions: dict[str, Region] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)

    @property
    def imported_as(self) -> object:
        """The id that the annotation had in the file that Label Studio imported it from."""
        return self.extra.get("import_id")


def read_result(one: Object, place: str, left_out: Counter[str], *, suggested: bool) -> Result:
    """One annotation or prediction. What is not kept is counted in ``left_out``.

    Raises FormatError for what is no labelling of a text.
    """
    result = _suggesting(one) if suggested else _saying(one)
    found = objects_in(one, "result", place)
    for where, region in found:
        _region(result, region, where)
    for where, region in found:
        _more(result, region, where, left_out)
    return result


def _region(result: Result, one: Object, place: str) -> None:
    """A range with its labels."""
    form = str(one.get("type", ""))
    if (form.endswith("labels") and form not in _ON_TEXT) or form in _SHAPES:
        raise FormatError(
            tr("A result of type {type} is not on a text; only labels of a text can be read.", type=form),
            place=place,
        )
    if form not in _ON_TEXT:
        return
    value = object_in(one, "value", place)
    quoted = _quoted(value, place)
    region = result.regions.setdefault(_id(one) or f"#{len(result.regions)}", Region(quoted))
    if (region.quoted.start, region.quoted.end) != (quoted.start, quoted.end):
        raise FormatError(tr("Two regions have the id {id}.", id=_id(one)), place=place)
    kind = _KINDS.get(str(one.get("from_name")), Kind.ENTITY)
    region.labels += [(kind, label) for label in _names(value, form, f"{place}/value")]
    region.notes += _notes(object_in(one, "meta", place).get("text"))
    region.score = one.get("score")
    region.accepted = str(one.get("origin", "")).startswith("prediction")


def _more(result: Result, one: Object, place: str, left_out: Counter[str]) -> None:
    """A relation, or what is said of a region or of the whole text."""
    form = str(one.get("type", ""))
    if form in _ON_TEXT:
        return
    if form == "relation":
        _relation(result, one, place, left_out)
        return
    value = attribute_of(_value(one, form, place))
    region = result.regions.get(_id(one))
    if value is None:
        left_out[tr("results of type {type}", type=form)] += 1
    elif region is None:
        result.extra.setdefault("results", []).append(dict(one))
        left_out[tr("results about no labelled region (kept as side data)")] += 1
    else:
        _set(region, str(one.get("from_name", "")), form, value)


def _relation(result: Result, one: Object, place: str, left_out: Counter[str]) -> None:
    ends = text_in(one, "from_id", place), text_in(one, "to_id", place)
    for end in ends:
        if end not in result.regions:
            raise FormatError(tr("No region of the text has the id {id}.", id=end), place=place)
    direction = one.get("direction", "right")
    source, target = ends[::-1] if direction == "left" else ends
    labels = _names(one, "labels", place) or [NO_LABEL]
    for label in labels:
        result.arrows.append(Arrow(label, source, target, direction == "right"))
        if direction == "bi":
            result.arrows.append(Arrow(label, target, source, forward=False))
            left_out[tr("arrows with two heads (kept as two relations)")] += 1


def _saying(one: Object) -> Result:
    who = one.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    annotator = person(who)
    provenance = Provenance(annotator or UNSIGNED.by, utc(one.get("created_at")) or UNSIGNED.at, Origin.HAND)
    extra = {name: value for name, value in one.items() if name not in ("result", "completed_by")}
    return Result(annotator, provenance if annotator or utc(one.get("created_at")) else UNSIGNED, extra)


def _suggesting(one: Object) -> Result:
    model = person(one.get("model_version")) or "prediction"
    score = one.get("score")
    provenance = Provenance(
        model,
        utc(one.get("created_at")) or UNSIGNED.at,
        Origin.SUGGESTION,
        model,
        score if isinstance(score, (int, float)) else None,
    )
    return Result(model, provenance, {})


def _id(one: Object) -> str:
    return str(one.get("id", ""))


def _quoted(value: Object, place: str) -> Quoted:
    """The range of a region; in HyperText it may only be given as places of nodes, with offsets beside."""
    where = f"{place}/value"
    quote = value.get("text")
    if isinstance(value.get("start"), str):
        offsets = object_in(value, "globalOffsets", where)
        if not offsets:
            raise FormatError(
                tr("The region is given by places in HTML; offsets of the text are wanted."), place=where
            )
        start, end = (whole_in(offsets, name, where) for name in ("start", "end"))
    else:
        start, end = (whole(value.get(name), f"{where}/{name}") for name in ("start", "end"))
    return Quoted(start, end, quote if isinstance(quote, str) else None, where)


def _value(one: Object, form: str, place: str) -> object:
    """What a result says, as an attribute: of several choices or texts a list, of one the text."""
    value = object_in(one, "value", place)
    found = value.get(_FIELDS.get(form, ""))
    if not isinstance(found, list):
        return found
    if form == "taxonomy":
        found = ["/".join(map(str, path)) if isinstance(path, list) else path for path in found]
    if form == "choices" and found in (["true"], ["false"]):
        return found == ["true"]
    return found[0] if len(found) == 1 else found


def _set(region: Region, name: str, form: str, value: AttributeValue) -> None:
    """Note an attribute. Of a trigger, those are its event's that are not called its own."""
    if (name, form) == (LINK, "textarea") and isinstance(value, str):
        region.link = value
        return
    own = name.startswith(TRIGGER)
    name = name.removeprefix(TRIGGER).removeprefix(f"{form}:")
    (region.own if own else region.attributes)[name] = value


def _names(value: Object, name: str, place: str) -> list[str]:
    found = list_in(value, name, place)
    for where, one in found:
        if not isinstance(one, str):
            raise FormatError(tr("A label must be a text."), place=where)
    return [one for _, one in found]


def _notes(found: object) -> list[str]:
    if isinstance(found, list):
        return [str(one) for one in found]
    return [found] if isinstance(found, str) else []
