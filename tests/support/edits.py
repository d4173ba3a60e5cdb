"""What may be done to an annotation set, for property tests: by the operations, and by wild steps."""

from collections.abc import Callable

from hypothesis import strategies as st

from annotations.edits import event_operations, note_operations, operations, relation_operations
from annotations.edits.edit import Edit, RecordEdit, Title
from annotations.edits.integrity import Context, event_label
from annotations.edits.placement import Refusal
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Comment, Event, Kind, Mention, Record, Relation, Status
from annotations.suggest.refusals import forget, remember
from annotations.text.span import Span
from tests.support.records import PROVENANCES, arguments, mentions, span_lists, spans
from tests.support.small import HAND, SMALL, VALUES

Outcome = Edit | Refusal


@st.composite
def outcomes(draw: st.DrawFn, annotations: AnnotationSet, context: Context) -> Outcome:
    """What some operation makes of the set as it is: an edit, or a refusal."""
    makers: list[Callable[[], Outcome]] = [lambda: _tag(draw, annotations, context)]
    makers.append(lambda: operations.set_status(annotations, *draw(_STATUSES)))
    makers.append(lambda: _comment(draw, annotations, context))
    makers.append(lambda: _refuse(draw, annotations, context))
    makers.append(lambda: _tag_each(draw, annotations, context))
    if drawn := sorted(annotations.of_type(Mention), key=lambda one: one.id):
        mention = draw(st.sampled_from(drawn))
        makers.extend([lambda: _move(draw, annotations, context, mention)] * 3)
        makers.extend([lambda: _relabel(draw, annotations, context, mention)] * 3)
        makers.append(lambda: _relate(draw, annotations, context, mention))
        makers.append(lambda: event_operations.add_event(annotations, context, mention, HAND))
        makers.append(lambda: _attribute(draw, annotations, context, mention))
        link = st.sampled_from([None, "Q1", "Q2", ""])
        makers.append(lambda: note_operations.set_link(annotations, context, mention, draw(link)))
    if events := sorted(annotations.of_type(Event), key=lambda one: one.id):
        event = draw(st.sampled_from(events))
        makers.extend([lambda: _argue(draw, annotations, context, event)] * 4)
        makers.append(lambda: _attribute(draw, annotations, context, event))
    if everything := sorted(annotations.records(), key=lambda one: one.id):
        doomed = st.lists(st.sampled_from(everything), min_size=1, max_size=3)
        makers.append(lambda: operations.delete(annotations, context, draw(doomed)))
    return draw(st.sampled_from(makers))()


_STATUSES = st.tuples(st.sampled_from(Kind), st.sampled_from(Status))
_EXACT = st.booleans()


def _any_spans(context: Context) -> st.SearchStrategy[tuple[Span, ...]]:
    """What a careless caller may ask for: in any order, overlapping, empty, beyond the end of the text."""
    length = context.text.length
    anywhere = st.lists(st.one_of(spans(length), spans(length + 2, 0)), min_size=1, max_size=3)
    return st.one_of(span_lists(length), anywhere.map(tuple))


def _tag(draw: st.DrawFn, annotations: AnnotationSet, context: Context) -> Outcome:
    label = draw(st.sampled_from(SMALL.labels))
    where = draw(_any_spans(context))
    return operations.tag(annotations, context, label, where, HAND, exact=draw(_EXACT))


def _tag_each(draw: st.DrawFn, annotations: AnnotationSet, context: Context) -> Outcome:
    label = draw(st.sampled_from(SMALL.labels))
    return operations.tag_each(annotations, context, label, draw(span_lists(context.text.length)), HAND)


def _refuse(draw: st.DrawFn, annotations: AnnotationSet, context: Context) -> Outcome:
    """A change of side data: places where a label is refused, or is not any more."""
    label, change = draw(st.sampled_from(SMALL.labels[:2])), draw(st.sampled_from([remember, forget]))
    steps = change(annotations.extra, context.text, label, draw(span_lists(context.text.length)))
    return Edit(Title("refuse", label.id), tuple(steps)) if steps else Refusal("nothing", "Nothing changes.")


def _move(draw: st.DrawFn, annotations: AnnotationSet, context: Context, mention: Mention) -> Outcome:
    where = draw(_any_spans(context))
    exact, index = draw(_EXACT), draw(st.integers(0, len(mention.spans) - 1))
    match draw(st.integers(0, 2)):
        case 0:
            return operations.respan(annotations, context, mention, where, exact=exact)
        case 1:
            return operations.add_span(annotations, context, mention, where[0], exact=exact)
        case _:
            return operations.remove_span(annotations, context, mention, index)


def _relabel(draw: st.DrawFn, annotations: AnnotationSet, context: Context, mention: Mention) -> Outcome:
    label = draw(st.sampled_from(SMALL.labels))
    return operations.relabel(annotations, context, mention, label, draw(PROVENANCES))


def _argue(draw: st.DrawFn, annotations: AnnotationSet, context: Context, event: Event) -> Outcome:
    label = event_label(annotations, SMALL, event)
    own = [] if label is None else [role.id for role in label.roles]
    role = draw(st.sampled_from([*own, *own, "Attacker", "Cause"]))
    change = draw(st.booleans())
    if event.arguments and change:
        argument = draw(st.sampled_from(event.arguments))
        if draw(st.booleans()):
            return event_operations.change_role(annotations, context, event, argument, role)
        return event_operations.remove_argument(annotations, context, event, argument)
    targets = [one for one in annotations.records() if isinstance(one, Mention | Event)]
    target = draw(st.sampled_from(sorted(targets, key=lambda one: one.id)))
    return event_operations.add_argument(annotations, context, event, role, target)


def _relate(draw: st.DrawFn, annotations: AnnotationSet, context: Context, source: Mention) -> Outcome:
    target = draw(st.sampled_from(sorted(annotations.of_type(Mention), key=lambda one: one.id)))
    relation_type = draw(st.sampled_from(SMALL.relations))
    there = sorted(annotations.of_type(Relation), key=lambda one: one.id)
    change = draw(st.integers(0, 3))
    if there and change > 1:
        relation = draw(st.sampled_from(there))
        if change == 2:
            return relation_operations.turn_relation(annotations, context, relation)
        return relation_operations.change_relation(annotations, context, relation, relation_type)
    if change == 1:
        end = relation_operations.OpenEnd(relation_type, turned=draw(st.booleans()))
        label, span = draw(st.sampled_from(SMALL.labels)), draw(spans(context.text.length))
        return relation_operations.add_related(annotations, context, source, end, label, span, HAND)
    return relation_operations.add_relation(annotations, context, relation_type, source, target, HAND)


def _attribute(
    draw: st.DrawFn, annotations: AnnotationSet, context: Context, record: Mention | Event
) -> Outcome:
    name = draw(st.sampled_from([*VALUES, *record.attributes]))
    value = draw(st.sampled_from([None, 3, "low", True, *VALUES[name]]))
    return note_operations.set_attribute(annotations, context, record, name, value)


def _comment(draw: st.DrawFn, annotations: AnnotationSet, context: Context) -> Outcome:
    said = draw(st.sampled_from(["Why?", "Twice.", "", "half \ud83d"]))
    comments = sorted(annotations.of_type(Comment), key=lambda one: one.id)
    change = draw(st.booleans())
    if comments and change:
        comment = draw(st.sampled_from(comments))
        return note_operations.change_comment(annotations, context, comment, said, HAND)
    target = draw(st.sampled_from([None, *sorted(annotations.records(), key=lambda one: one.id)]))
    if comments and draw(st.booleans()):
        comment = draw(st.sampled_from(comments))
        return note_operations.put_comment(annotations, context, target, f" {said}\n", HAND, comment)
    return note_operations.put_comment(annotations, context, target, said, HAND)


@st.composite
def raw_steps(draw: st.DrawFn, annotations: AnnotationSet, length: int) -> tuple[RecordEdit, ...]:
    """One to four steps that know what they change but not whether the outcome is right."""
    now: dict[str, Record] = {one.id: one for one in annotations.records()}
    ids = [*sorted(now), "m90", "e90", "r90", "c90"]
    steps = []
    for _ in range(draw(st.integers(1, 4))):
        record_id = draw(st.sampled_from(ids))
        before, after = now.pop(record_id, None), draw(_raw_records(record_id, ids, length))
        if before is not None and draw(st.booleans()):
            steps.append(RecordEdit(before, None))
            continue
        if before is None or type(before) is type(after):
            steps.append(RecordEdit(before, after))
            now[record_id] = after
    return tuple(steps)


def _raw_records(record_id: str, ids: list[str], length: int) -> st.SearchStrategy[Record]:
    some = st.sampled_from([*ids, "m99"])
    match record_id[0]:
        case "m":
            odd = st.builds(
                Mention,
                st.just(record_id),
                st.sampled_from(Kind),
                st.sampled_from(["PER", "GPE", "Attack", "Die", "AdCode", "Nothing"]),
                st.lists(spans(length + 1, 0), min_size=1, max_size=2).map(tuple),
                PROVENANCES,
                st.dictionaries(
                    st.sampled_from([*VALUES, "odd"]), st.sampled_from(["low", True]), max_size=1
                ),
            )
            return st.one_of(mentions(record_id, length), odd)
        case "e":
            filled = st.lists(arguments([*ids, "m99"]), max_size=3).map(tuple)
            return st.builds(Event, st.just(record_id), some, PROVENANCES, filled)
        case "r":
            labels = st.sampled_from(["Knows", "PartOf", "Before", "Nothing"])
            return st.builds(Relation, st.just(record_id), labels, some, some, PROVENANCES)
        case _:
            return st.builds(
                Comment, st.just(record_id), st.none() | some, st.sampled_from(["Why?", "No."]), PROVENANCES
            )
