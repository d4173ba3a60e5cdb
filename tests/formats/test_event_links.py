"""Events as links: what is left of a document comes back from its links alone, and the rest is named."""

from itertools import count

from hypothesis import given

from annotations.formats.event_links import Link, fit_links, linked, links
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, said
from annotations.formats.fitting import Fitted, fitted_further
from annotations.formats.losses import Reason
from annotations.model.records import Argument, Event, Kind, Mention, Record, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_accounted_for, labelled_documents


@given(document=labelled_documents(annotators=2))
def test_events_and_relations_come_back_from_links(document: LabelledDocument) -> None:
    fit = fitted_further(Fitted(document), fit_links)
    check_accounted_for(document, fit)
    for labels in fit.document.sets:
        mentions = [one for one in labels.records if isinstance(one, Mention)]
        numbers = count(1)
        kept = {one.trigger: dict(one.attributes) for one in labels.records if isinstance(one, Event)}
        back = linked(
            mentions,
            links(labels.records),
            lambda letter: f"{letter}-{next(numbers)}",  # noqa: B023 - used before the next turn
            UNSIGNED,
            kept.__getitem__,
        )
        wanted = [one for one in labels.records if isinstance(one, (Mention, Event, Relation))]
        assert said([*mentions, *back]) == said(wanted)


def test_each_change_is_named() -> None:
    trigger, other = (Mention(one, Kind.EVENT, "Attack", (Span(0, 1),), UNSIGNED) for one in ("m1", "m2"))
    records: list[Record] = [
        trigger,
        other,
        Event("e1", "m1", UNSIGNED, (Argument("Cause", "m2"), Argument("Cause", "m1"))),
        Event("e2", "m1", UNSIGNED),
        Relation("r1", "Before", "e1", "m2", UNSIGNED),
    ]
    document = LabelledDocument("d", SourceText("ab"), (Labels("", tuple(records)),))
    fit = fitted_further(Fitted(document), fit_links)
    assert sorted((one.reason, one.record) for one in fit.losses) == [
        (Reason.ARGUMENT, "e1"),
        (Reason.ARGUMENT, "e1"),
        (Reason.ARGUMENT, "e1"),
        (Reason.EVENT, "e2"),
        (Reason.OTHER, "m2"),
        (Reason.RELATION, "r1"),
    ]
    assert [one for one in fit.document.sets[0].records if not isinstance(one, Mention)] == [
        Event("e1", "m1", UNSIGNED, (Argument("Cause", "e0"),)),
        Relation("r1", "Before", "m1", "m2", UNSIGNED),
        Event("e0", "m2", UNSIGNED),
    ]


def test_a_link_from_no_trigger_or_to_itself_is_a_relation() -> None:
    mentions = [
        Mention("m1", Kind.ENTITY, "PER", (Span(0, 1),), UNSIGNED),
        Mention("m2", Kind.EVENT, "Attack", (Span(0, 1),), UNSIGNED),
    ]
    found = [Link("Target", "m1", "m2", is_role=True), Link("Cause", "m2", "m2", is_role=True)]
    back = linked(mentions, found, lambda letter: letter, UNSIGNED)
    assert [type(one) for one in back] == [Event, Relation, Relation]
    assert back[0] == Event("e", "m2", UNSIGNED)
