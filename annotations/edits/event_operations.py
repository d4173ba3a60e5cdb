"""What people do to events, each as one edit: another event on a trigger, arguments, their roles.

Pure functions, as in ``operations``. A trigger gets its first event with ``operations.tag``; an event goes
with ``operations.delete``.
"""

from __future__ import annotations

from dataclasses import replace

from annotations.edits.edit import Edit, RecordEdit
from annotations.edits.integrity import MOST_ARGUMENTS, Context, admitted, event_label, target_kind
from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label, Role
from annotations.model.records import Argument, Event, Kind, Mention, Provenance
from annotations.text.span import Span
from annotations.words import tr, trn


def add_event(
    annotations: AnnotationSet, context: Context, trigger: Mention, provenance: Provenance
) -> Edit | Refusal:
    """One more event on the same trigger, without arguments yet: "two attacks", one word."""
    if trigger.kind is not Kind.EVENT:
        return Refusal(
            "bad_trigger", tr("A mention of kind {kind} cannot trigger an event.", kind=trigger.kind)
        )
    event = Event(annotations.new_id(Event), trigger.id, provenance)
    return Edit(title_of("add_event", annotations, context, trigger), (RecordEdit(None, event),))


def add_argument(
    annotations: AnnotationSet, context: Context, event: Event, role_id: str, target: Mention | Event
) -> Edit | Refusal:
    """The event with ``target`` in the role, after the arguments it has."""
    argument = Argument(role_id, target.id)
    refusal = argument_refusal(annotations, context, event, argument)
    if refusal is not None:
        return refusal
    after = replace(event, arguments=(*event.arguments, argument))
    return Edit(title_of("add_argument", annotations, context, event), (RecordEdit(event, after),))


def add_filler(
    annotations: AnnotationSet,
    context: Context,
    event: Event,
    role_id: str,
    filler: Label,
    span: Span,
    provenance: Provenance,
) -> Edit | Refusal:
    """A new mention with the label ``filler`` on the span, and the event with it in the role, as one step.

    A filler of kind event brings its event along, and that is what fills the role.
    """
    label = event_label(annotations, context.label_set, event)
    role = None if label is None else label.role(role_id)
    if label is None or role is None:
        return Refusal("unknown_role", tr("{event} has no role {role_id}.", event=event.id, role_id=role_id))
    if not role.admits(filler.kind, filler.id):
        return Refusal(
            "filler",
            tr("{filler} cannot be {role} of {label}.", filler=filler.name, role=role.name, label=label.name),
        )
    if (full := _full(event, label, role)) is not None:
        return full
    tagged = tag(annotations, context, filler, (span,), provenance)
    if isinstance(tagged, Refusal):
        return tagged
    made = [step.after.id for step in tagged.steps if isinstance(step, RecordEdit) and step.after is not None]
    after = replace(event, arguments=(*event.arguments, Argument(role_id, made[-1])))
    title = title_of("add_argument", annotations, context, event)
    return Edit(title, (*tagged.steps, RecordEdit(event, after)))


def missing_roles(label: Label, event: Event) -> tuple[Role, ...]:
    """The roles of the label that the event fills less often than it should."""
    return tuple(
        role for role in label.roles if sum(one.role == role.id for one in event.arguments) < role.minimum
    )


def remove_argument(
    annotations: AnnotationSet, context: Context, event: Event, argument: Argument
) -> Edit | Refusal:
    """The event without the argument; its target stays."""
    if argument not in event.arguments:
        return Refusal("no_argument", tr("The event has no such {role}.", role=argument.role))
    left = tuple(one for one in event.arguments if one != argument)
    after = replace(event, arguments=left)
    return Edit(title_of("remove_argument", annotations, context, event), (RecordEdit(event, after),))


def change_role(
    annotations: AnnotationSet, context: Context, event: Event, argument: Argument, role_id: str
) -> Edit | Refusal:
    """The event with the argument's target in another role, at the same place in the list."""
    if argument not in event.arguments:
        return Refusal("no_argument", tr("The event has no such {role}.", role=argument.role))
    changed = Argument(role_id, argument.target)
    if changed == argument:
        return Refusal("same_role", tr("It is the {role_id} already.", role_id=role_id))
    others = tuple(one for one in event.arguments if one != argument)
    refusal = argument_refusal(annotations, context, replace(event, arguments=others), changed)
    if refusal is not None:
        return refusal
    arguments = tuple(changed if one == argument else one for one in event.arguments)
    after = replace(event, arguments=arguments)
    return Edit(title_of("change_role", annotations, context, event), (RecordEdit(event, after),))


def argument_refusal(
    annotations: AnnotationSet, context: Context, event: Event, argument: Argument
) -> Refusal | None:
    """Why the event cannot have this argument too; None when it can.

    Events may point to one another in a circle, but none to itself or to its own trigger.
    """
    label = event_label(annotations, context.label_set, event)
    role = None if label is None else label.role(argument.role)
    if label is None or role is None:
        name = event.id if label is None else label.name
        return Refusal("unknown_role", tr("{name} has no role {role}.", name=name, role=argument.role))
    if argument.target in (event.id, event.trigger):
        return Refusal("own_argument", tr("An event cannot be its own argument."))
    if argument in event.arguments:
        return Refusal("repeated", tr("This is already {role} of {label}.", role=role.name, label=label.name))
    if not admitted(annotations, role.fillers, argument.target):
        kind, filler = target_kind(annotations, argument.target) or ("", argument.target)
        known = context.label_set.label(Kind(kind), filler) if kind else None
        name = filler if known is None else known.name
        return Refusal(
            "filler", tr("{name} cannot be {role} of {label}.", name=name, role=role.name, label=label.name)
        )
    return _full(event, label, role)


def _full(event: Event, label: Label, role: Role) -> Refusal | None:
    filled = sum(one.role == role.id for one in event.arguments)
    if role.maximum is not None and filled >= role.maximum:
        message = trn(
            "{role} of {label} can be filled only once.",
            "{role} of {label} can be filled only {count} times.",
            role.maximum,
            role=role.name,
            label=label.name,
        )
        return Refusal("cardinality", message)
    if len(event.arguments) >= MOST_ARGUMENTS:
        return Refusal(
            "too_many_arguments",
            tr("An event can have at most {most} arguments.", most=MOST_ARGUMENTS),
        )
    return None
