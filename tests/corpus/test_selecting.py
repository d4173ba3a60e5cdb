"""What an export takes of a document."""

import pytest
from hypothesis import given

from annotations.corpus.selecting import Boilerplate, LeftOut, Selection, selected
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, said
from annotations.formats.losses import Reason
from annotations.model.records import Argument, Event, Kind, Mention, Relation, Status
from annotations.text.source import SourceText
from tests.corpus.corpora import UNSIGNED, labels, mention
from tests.support.exchange import labelled_documents
from tests.support.small import SMALL

CLEAN = Selection(boilerplate=Boilerplate.REMOVE)


@given(document=labelled_documents())
def test_everything_is_everything(document: LabelledDocument) -> None:
    taken = selected(document, Selection(), SMALL)
    assert taken.document == document
    assert taken.losses == ()


@given(document=labelled_documents())
def test_a_clean_text_has_its_mentions_where_they_say(document: LabelledDocument) -> None:
    taken = selected(document, CLEAN, SMALL)
    assert taken.document is not None
    before = {one.id: one for one in document.sets[0].records}
    named = {loss.record for loss in taken.losses}
    for one in taken.document.sets[0].records:
        if isinstance(one, Mention):
            was = before[one.id]
            assert isinstance(was, Mention)
            quotes = ["".join(document.text.quote(span) for span in was.spans)]
            now = "".join(taken.document.text.quote(span) for span in one.spans)
            assert now in quotes or one.id in named


def _document(*records: object, text: str = "Libya ad() Darna", **more: object) -> LabelledDocument:
    return LabelledDocument("d", SourceText(text), (labels(*records, **more),))  # type: ignore[arg-type]


def test_what_lies_in_boilerplate_goes_along_and_what_leads_there_is_lost() -> None:
    ad = mention("b", "AdCode", 6, 10, Kind.BOILERPLATE)
    inside, outside = mention("m1", "GPE", 6, 8), mention("m2", "GPE", 0, 5)
    trigger = mention("t", "Attack", 11, 16, Kind.EVENT)
    event = Event("e", "t", UNSIGNED, (Argument("Target", "m1"), Argument("Place", "m2")))
    relation = Relation("r", "PartOf", "m2", "m1", UNSIGNED)
    taken = selected(_document(ad, inside, outside, trigger, event, relation), CLEAN, SMALL)
    assert taken.document is not None
    assert taken.document.text.text == "Libya Darna"
    assert taken.gone == 1
    assert sorted((loss.reason, loss.record) for loss in taken.losses) == [
        (Reason.ARGUMENT, "e"),
        (Reason.RELATION, "r"),
    ]
    assert [what[0] for what in said(taken.document.sets[0].records)].count("mention") == 2


def test_only_what_is_done() -> None:
    status = {Kind.ENTITY: Status.NOTHING_HERE, Kind.EVENT: Status.IN_PROGRESS}
    trigger = mention("t", "Attack", 11, 16, Kind.EVENT)
    document = _document(trigger, status=status)
    taken = selected(document, Selection(only_done=True, boilerplate=Boilerplate.REMOVE), SMALL)
    assert taken.document is not None
    assert taken.document.sets[0].records == ()
    assert taken.unclean
    none = selected(_document(trigger, status={}), Selection(only_done=True), SMALL)
    assert (none.document, none.why_not) == (None, LeftOut.NOT_DONE)


def test_annotators_are_chosen_aloud() -> None:
    one, two = labels(annotator="ayu"), labels(mention("m", "GPE", 0, 5), annotator="budi")
    document = LabelledDocument("d", SourceText("Libya"), (one, two))
    with pytest.raises(FormatError, match="ayu, budi"):
        selected(document, Selection(), SMALL)
    for annotator, records in (("ayu", 0), ("budi", 1), ("first", 0), ("majority", 0)):
        taken = selected(document, Selection(annotator), SMALL).document
        assert taken is not None
        assert len(taken.sets[0].records) == records
    assert selected(document, Selection("citra"), SMALL).why_not is LeftOut.NOT_THEIRS
    gold = LabelledDocument("d", document.text, (one, labels(two.records[0], annotator="gold")))
    chosen = selected(gold, Selection(), SMALL).document
    assert chosen is not None
    assert chosen.sets[0].annotator == "gold"


def test_labels_that_are_not_wanted_are_no_loss() -> None:
    document = _document(mention("m1", "GPE", 0, 5), mention("m2", "PER", 11, 16))
    taken = selected(document, Selection(labels=frozenset({"PER"})), SMALL)
    assert taken.document is not None
    assert [one.id for one in taken.document.sets[0].records] == ["m2"]
    assert taken.losses == ()
