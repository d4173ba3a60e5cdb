"""Label sets that are being changed, for property tests."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from annotations.edits.label_set_operations import copy_of, free_id
from annotations.edits.placement import Refusal
from annotations.edits.revision import Revision
from annotations.model.label_set import Filler, Label, LabelSet, Role
from annotations.model.records import Kind
from tests.support.small import SMALL

_KEYS = ["", "1", "2", "Shift+Q", "x"]
_COLOURS = ["red", "grey", "teal"]
_NAMES = ["Person", "é 😀", "x" * 256]


@st.composite
def revisions(draw: st.DrawFn, label_set: LabelSet = SMALL, most: int = 6) -> Revision:
    """A label set after some changes, each of them allowed."""
    revision = Revision.of(label_set)
    for _ in range(draw(st.integers(0, most))):
        outcome = draw(outcomes_of(revision))
        if not isinstance(outcome, Refusal):
            revision = outcome
    return revision


@st.composite
def outcomes_of(draw: st.DrawFn, revision: Revision) -> Revision | Refusal:
    """What one of the things people do to a label set makes of it."""
    label = draw(st.sampled_from(revision.after.labels))
    other = draw(st.sampled_from(revision.after.labels))
    makers: list[Callable[[], Revision | Refusal]] = [
        lambda: _add(draw, revision, label),
        lambda: _copy(revision, label),
        lambda: revision.change(label, _looking(draw, revision, label)),
        lambda: revision.change(label, replace(label, id=_new_id(revision, label.kind, "Renamed"))),
        lambda: revision.move(label, draw(st.sampled_from([-2, -1, 1, 9]))),
        lambda: revision.merge(label, other),
        lambda: revision.delete(label),
        lambda: _values(draw, revision),
    ]
    if label.kind is Kind.EVENT:
        makers.append(lambda: revision.change(label, replace(label, roles=_roles(draw, revision, label))))
    return draw(st.sampled_from(makers))()


def _add(draw: st.DrawFn, revision: Revision, behind: Label) -> Revision | Refusal:
    kind = draw(st.sampled_from(Kind))
    made = Label(_new_id(revision, kind, "New"), kind, draw(st.sampled_from(_NAMES)), "blue", "")
    return revision.add(made, draw(st.sampled_from([None, behind.id])))


def _copy(revision: Revision, label: Label) -> Revision | Refusal:
    made = copy_of(revision.after, label, f"{label.name} 2")
    return revision.add(replace(made, id=_new_id(revision, label.kind, label.id)), label.id)


def _values(draw: st.DrawFn, revision: Revision) -> Revision:
    sure = revision.after.attribute("sure")
    assert sure is not None
    values = draw(st.sampled_from([("low",), ("high", "no")]))
    return revision.change_attribute(replace(sure, values=values))


def _new_id(revision: Revision, kind: Kind, wanted: str) -> str:
    taken = [*revision.before.labels, *revision.after.labels]
    return free_id((one.id for one in taken if one.kind is kind), wanted)


def _looking(draw: st.DrawFn, revision: Revision, label: Label) -> Label:
    taken = {one.key for one in revision.after.labels if one != label}
    key = draw(st.sampled_from([one for one in _KEYS if not one or one not in taken]))
    name, colour = draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_COLOURS))
    return replace(label, name=name, colour=colour, key=key, guideline="g")


def _roles(draw: st.DrawFn, revision: Revision, label: Label) -> tuple[Role, ...]:
    """The roles with one gone, one full sooner, or one filled by something else."""
    if not label.roles:
        return (Role("Place", "Place", "p", (Filler(Kind.ENTITY),)),)
    role = draw(st.sampled_from(label.roles))
    entities = [one.id for one in revision.after.labels if one.kind is Kind.ENTITY]
    other = draw(
        st.sampled_from(
            [
                None,
                replace(role, maximum=1, minimum=0),
                replace(role, fillers=(Filler(Kind.ENTITY, frozenset(entities[:1])),)),
                replace(role, name="Role"),
            ]
        )
    )
    changed = (other if one is role else one for one in label.roles)
    return tuple(one for one in changed if one is not None)
