"""BioC: everything comes back, in JSON as in XML, and the library bioc finds the same."""

from dataclasses import replace
from pathlib import Path

import bioc
import pytest
from bioc import biocjson, biocxml
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.bioc import writer as bioc_writer
from annotations.formats.bioc.codec import BioCJson, BioCXml
from annotations.formats.codec import Codec
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.losses import Loss, Reason
from annotations.model.records import (
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, written
from tests.text.strategies import TEXTS

BOTH = pytest.mark.parametrize("codec", [BioCJson(), BioCXml()], ids=["json", "xml"])
NAMES = st.lists(
    st.sampled_from(
        [
            "type",
            "note",
            "2",
            "@A",
            "sorot:kind",
            "trigger",
            "é",
            " ",
            "\n",
            "\t",
            "<",
            '"',
            "\0",
            "\ud800",
            "note2",
        ]
    ),
    max_size=3,
).map("".join)
VALUES: list[AttributeValue] = [True, False, 1, 0.5, (), ("a",), ("a", "\0"), "x\r\n<&", "", "\0", "\uffff"]


@st.composite
def odd_documents(draw: st.DrawFn) -> LabelledDocument:
    """Documents whose names, ids, values and notes are any text."""
    document = draw(labelled_documents(TEXTS, annotators=3, name="a<\n\0"))
    sets = []
    for labels in document.sets:
        records = tuple(_odd(draw, record) for record in labels.records)
        sets.append(
            replace(labels, annotator=labels.annotator + draw(st.sampled_from(["", "\0&"])), records=records)
        )
    return replace(document, sets=tuple(sets), meta={"url": "<a>", "note": "x", "n": 1})


def _odd(draw: st.DrawFn, record: Record) -> Record:
    values = draw(st.dictionaries(NAMES, st.sampled_from(VALUES), max_size=3))
    match record:
        case Mention():
            link = draw(st.none() | st.just("-") | NAMES.filter(bool))
            return replace(record, label=draw(NAMES), link=link, attributes=values)
        case Event():
            arguments = tuple(replace(one, role=draw(NAMES)) for one in record.arguments)
            return replace(record, arguments=arguments, attributes=values)
        case Relation():
            return replace(record, label=draw(NAMES), attributes=values)
        case Comment():
            return replace(record, text=draw(NAMES))


@BOTH
@given(document=labelled_documents(annotators=3))
def test_what_fits_comes_back(
    codec: Codec, document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (fit,) = check_round_trip(codec, tmp_path_factory.mktemp("out"), document)
    lost = {one.reason for one in fit.losses}
    assert lost <= (
        {Reason.CHARACTER} if "\0" in document.text.text and isinstance(codec, BioCXml) else set()
    )


@BOTH
@given(document=odd_documents())
def test_whatever_things_are_called_it_comes_back_or_is_named(
    codec: Codec, document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (fit,) = check_round_trip(codec, tmp_path_factory.mktemp("out"), document)
    again = codec.fit(fit.document)
    assert (again.document, again.losses) == (fit.document, ())


@BOTH
@given(documents=st.lists(labelled_documents(annotators=2), max_size=3))
def test_bioc_finds_the_same(
    codec: Codec, documents: list[LabelledDocument], tmp_path_factory: pytest.TempPathFactory
) -> None:
    fits = [codec.fit(document).document for document in documents]
    (path,) = written(codec, tmp_path_factory.mktemp("out"), *fits)
    found = codec.reference([path])
    assert found is not None
    mentions = sum(isinstance(one, Mention) for fit in fits for labels in fit.sets for one in labels.records)
    assert (found.reader, found.documents, found.mentions) == ("bioc", len(fits), mentions)
    with path.open(encoding="utf-8") as file:
        collection = biocjson.load(file) if isinstance(codec, BioCJson) else biocxml.loads(file.read())
    bioc.validate(collection)
    for fit, document in zip(fits, collection.documents, strict=True):
        assert document.id == fit.name
        (passage,) = document.passages
        assert passage.text == fit.text.text
        for labels in fit.sets:
            spans = [one.spans for one in labels.records if isinstance(one, Mention)]
            assert spans == [
                _spans(one) for one in passage.annotations if one.infons["annotator"] == labels.annotator
            ]


def _spans(annotation: bioc.BioCAnnotation) -> tuple[Span, ...]:
    return tuple(Span(one.offset, one.offset + one.length) for one in annotation.locations)


TEXT = "Darna 😀\r\n& <Libya>"
RECORDS: tuple[Record, ...] = (
    Mention("m1", Kind.ENTITY, "GPE", (Span(0, 5), Span(12, 17)), UNSIGNED, {"sure": "low", "n": 2}, "Q3579"),
    Mention("m2", Kind.EVENT, "Attack", (Span(9, 10),), UNSIGNED, {"type": "x"}),
    Event("e1", "m2", UNSIGNED, (Argument("Place", "m1"),), {"negated": True}),
    Event("e2", "m2", UNSIGNED, (Argument("Cause", "e1"), Argument("trigger", "m1"))),
    Relation("r1", "Near", "m1", "m2", UNSIGNED),
    Comment("c1", "m1", "Apa?", UNSIGNED),
    Comment("c2", "e2", "Ya.", UNSIGNED),
    Comment("c3", None, "Semua.", UNSIGNED),
)
ONE = LabelledDocument("wire/1", SourceText(TEXT), (Labels("Ayu", RECORDS),), {"url": "x"})


@pytest.mark.parametrize(
    "codec, name", [(BioCJson(), "one.bioc.json"), (BioCXml(), "one.bioc.xml")], ids=["json", "xml"]
)
def test_what_is_written(codec: Codec, name: str, tmp_path: Path) -> None:
    (path,) = written(codec, tmp_path, codec.fit(ONE).document)
    assert path.read_bytes() == (Path("tests/files/bioc") / name).read_bytes()
    assert codec.companions()["sorot.key"].startswith(b"What stands in these files")


def test_a_long_text_is_several_passages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bioc_writer, "LONGEST_PASSAGE", 4)
    for codec in (BioCJson(), BioCXml()):
        check_round_trip(codec, tmp_path, ONE)
        assert len(bioc_writer.written(ONE)["passages"]) == 5


def test_characters_that_xml_does_not_have() -> None:
    mention = Mention("m1", Kind.ENTITY, "P\0", (Span(0, 1),), UNSIGNED)
    document = LabelledDocument("d", SourceText("a\0\ud800"), (Labels("", (mention,)),))
    fit = BioCXml().fit(document)
    assert fit.document.text.text == "a\ufffd\ufffd"
    words = "characters that cannot be written become U+FFFD"
    assert fit.losses == (
        Loss(Reason.CHARACTER, "d", "", None, 1, 3, f"2 {words}"),
        Loss(Reason.CHARACTER, "d", "", "m1", 0, 1, words),
    )
    assert BioCJson().fit(document).losses == ()
    pair = replace(document, text=SourceText("a\ud83d\ude00"))
    assert [one.reason for one in BioCJson().fit(pair).losses] == [Reason.CHARACTER]
