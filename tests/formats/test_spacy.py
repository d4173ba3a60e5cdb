"""spaCy's DocBin: what is written comes back, and spaCy finds the same."""

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from hypothesis import given
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as SpacySpan
from spacy.vocab import Vocab

from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.losses import Reason
from annotations.formats.spacy.codec import Spacy
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, sentences, survey_of, written
from tests.text.strategies import PROSE


def labelled(text: str, *mentions: tuple[int, int, str], kind: Kind = Kind.ENTITY) -> LabelledDocument:
    records = tuple(
        Mention(f"m{number}", kind, label, (Span(start, end),), UNSIGNED)
        for number, (start, end, label) in enumerate(mentions)
    )
    return LabelledDocument("news/darna", SourceText(text), (Labels("", records),))


def docs_of(path: Path) -> list[Any]:
    return list(DocBin().from_disk(path).get_docs(Vocab()))


def doc_of(document: LabelledDocument, folder: Path) -> Any:  # noqa: ANN401  spaCy's class
    codec = Spacy()
    (path,) = written(codec, folder, codec.fit(document).document)
    (doc,) = docs_of(path)
    return doc


def read(path: Path) -> list[LabelledDocument]:
    found = list(Spacy().read(path))
    assert all(isinstance(one, LabelledDocument) for one in found), found
    return [one for one in found if isinstance(one, LabelledDocument)]


def mentions_of(document: LabelledDocument) -> list[tuple[str, str]]:
    found = [one for one in document.sets[0].records if isinstance(one, Mention)]
    return [(document.text.quote(Span(one.start, one.end)), one.label) for one in found]


@given(document=labelled_documents())
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    (fit, _) = check_round_trip(Spacy(), tmp_path_factory.mktemp("out"), document, document)
    assert fit.document.text.text == document.text.text
    lost = {loss.reason for loss in fit.losses}
    assert Reason.MISALIGNED not in lost
    assert not lost & {Reason.NESTED, Reason.OVERLAPPING, Reason.SAME_SPAN}


@given(document=labelled_documents(PROSE))
def test_spacy_finds_the_same_text_and_mentions(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codec = Spacy(survey=survey_of(document))
    fit = codec.fit(document).document
    (path,) = written(codec, tmp_path_factory.mktemp("out"), fit, fit)
    doc, again = docs_of(path)
    assert doc.text == again.text == fit.text.text
    wanted = [one for one in fit.sets[0].records if isinstance(one, Mention)]
    found = [(one.start_char, one.end_char, one.label_, one.id_, one.kb_id_) for one in doc.spans["sc"]]
    assert found == [(one.start, one.end, one.label, one.id, one.link or "") for one in wanted]
    for kind in {one.kind for one in wanted}:
        assert [one.id_ for one in doc.spans[kind.value]] == [one.id for one in wanted if one.kind is kind]
    assert all(one.text.strip() == one.text for one in doc.ents)
    assert doc.user_data["name"] == "news/darna"
    reference = codec.reference([path])
    assert reference is not None
    assert (reference.documents, reference.mentions) == (2, 2 * len(wanted))


# -- the traps ---------------------------------------------------------------------------------------------


def test_tokens_are_cut_where_mentions_end(tmp_path: Path) -> None:
    doc = doc_of(labelled("Libyanya", (0, 5, "GPE")), tmp_path)
    assert [(one.text, one.label_) for one in doc.ents] == [("Libya", "GPE")]
    assert doc.text == "Libyanya"


def test_nested_mentions_are_spans_and_the_outermost_are_entities(tmp_path: Path) -> None:
    doc = doc_of(labelled("Kelompok jihad Libya", (15, 20, "GPE"), (0, 20, "ORG"), (9, 20, "X")), tmp_path)
    assert [one.label_ for one in doc.ents] == ["ORG"]
    assert [(one.text, one.label_) for one in doc.spans["sc"]] == [
        ("Libya", "GPE"),
        ("Kelompok jihad Libya", "ORG"),
        ("jihad Libya", "X"),
    ]


def test_ids_of_mentions_and_of_things_are_there(tmp_path: Path) -> None:
    document = labelled("Libya", (0, 5, "GPE"))
    (mention,) = document.sets[0].records
    assert isinstance(mention, Mention)
    linked = replace(document, sets=(Labels("", (replace(mention, link="Q1016"),)),))
    doc = doc_of(linked, tmp_path)
    for one in (*doc.spans["sc"], *doc.ents):
        assert (one.id_, one.kb_id_) == ("m0", "Q1016")


def test_entities_have_no_blanks_at_their_ends_but_spans_may(tmp_path: Path) -> None:
    doc = doc_of(labelled("di  Libya \n", (2, 10, "GPE"), (10, 11, "X")), tmp_path)
    assert [one.text for one in doc.ents] == ["Libya"]
    assert [one.text for one in doc.spans["sc"]] == ["  Libya ", "\n"]
    assert [(quote, label) for quote, label in mentions_of(read(tmp_path / "all.spacy")[0])] == [
        ("  Libya ", "GPE"),
        ("\n", "X"),
    ]


def test_entities_are_of_one_kind(tmp_path: Path) -> None:
    entity = labelled("perang Libya", (7, 12, "GPE"))
    advert = Mention("b", Kind.BOILERPLATE, "AdCode", (Span(0, 12),), UNSIGNED)
    document = replace(entity, sets=(Labels("", (*entity.sets[0].records, advert)),))
    assert [one.label_ for one in doc_of(document, tmp_path).ents] == ["GPE"]
    alone = replace(entity, sets=(Labels("", (advert,)),))
    assert [one.label_ for one in doc_of(alone, tmp_path).ents] == ["AdCode"]


def test_names_that_spacy_takes_for_none() -> None:
    document = labelled("Libya \ud800", (0, 5, ""), (0, 5, "x\udfff"))
    fit = Spacy().fit(document)
    assert [loss.reason for loss in fit.losses] == [Reason.CHARACTER, Reason.NAME, Reason.NAME]
    labels = [one.label for one in fit.document.sets[0].records if isinstance(one, Mention)]
    assert sorted(labels) == ["_", "x\ufffd"]


# -- what others write -------------------------------------------------------------------------------------


def test_a_file_of_spacys_own(tmp_path: Path) -> None:
    nlp = spacy.blank("id")
    doc = nlp("Abu Umar di Darna.")
    doc.ents = [SpacySpan(doc, 0, 2, "PER"), SpacySpan(doc, 3, 4, "GPE")]
    doc.spans["places"] = [SpacySpan(doc, 3, 4, "GPE"), SpacySpan(doc, 2, 4, "WHERE")]
    doc[0].tag_ = "NNP"
    doc.cats["news"] = 1.0
    other = Doc(nlp.vocab, words=["Darna", "."])
    other.ents = [SpacySpan(other, 0, 1, "GPE", kb_id="Q1")]
    path = tmp_path / "train.spacy"
    DocBin(docs=[doc, other]).to_disk(path)
    first, second = read(path)
    assert first.text.text == "Abu Umar di Darna."
    assert mentions_of(first) == [("Darna", "GPE"), ("di Darna", "WHERE"), ("Abu Umar", "PER")]
    assert sentences(first) == (
        "categories of the document are not kept",
        "what is said of tokens (lemmas, tags, dependencies) is not kept",
    )
    assert second.text.text == "Darna . "
    assert sentences(second) == ("the file does not say where blanks are; there is one behind each token",)
    (mention,) = second.sets[0].records
    assert isinstance(mention, Mention)
    assert mention.link == "Q1"
    assert Spacy.sniff(Head(path)) is not None


def test_nothing_at_all(tmp_path: Path) -> None:
    (path,) = written(Spacy(), tmp_path)
    assert docs_of(path) == read(path) == []
    (path,) = written(Spacy(), tmp_path, labelled(""))
    assert [one.text.text for one in read(path)] == [""]


def test_many_are_put_together_as_spacy_would(tmp_path: Path) -> None:
    documents = [labelled(f"Darna {number}", (0, 5, "GPE")) for number in range(5)]
    codec = Spacy()
    (path,) = written(codec, tmp_path, *documents)
    merged = DocBin(store_user_data=True).from_bytes(codec.encode(documents[0])[""])
    for one in documents[1:]:
        merged.merge(DocBin(store_user_data=True).from_bytes(codec.encode(one)[""]))
    assert srsly.msgpack_loads(zlib.decompress(path.read_bytes())) == srsly.msgpack_loads(
        zlib.decompress(merged.to_bytes())
    )


# -- files that are wrong ----------------------------------------------------------------------------------


def spoilt(changes: dict[str, object]) -> bytes:
    """A file whose fields are others; cut off where one has no name."""
    data = Spacy().encode(labelled("Darna ya", (0, 5, "GPE")))[""]
    if "" in changes:
        return data[:-9]
    return zlib.compress(srsly.msgpack_dumps(srsly.msgpack_loads(zlib.decompress(data)) | changes))


@pytest.mark.parametrize(
    "data, message",
    [
        (b"", "cut off"),
        (b"Darna", "incorrect header"),
        (zlib.compress(b"x"), "it is no map"),
        (zlib.compress(b"\x81\xa1a\xc6\xff\xff\xff\xff"), "cut off"),
        (zlib.compress(b"\x81\xa1a\xdd\xff\xff\xff\xff"), "exceeds"),
        (zlib.compress(b"\x81\xa1a" + b"\x91" * 5000), "DocBin"),
        (zlib.compress(b"\x80"), "lengths"),
        (zlib.compress(b"\x81\xa1a"), "cut off"),
        (zlib.compress(bytes(300_000_000), 1), r"spacy: It unpacks to far more than any corpus"),
        ({"": None}, "cut off"),
        ({"tokens": b"12345678"}, "number of tokens"),
        ({"spaces": b""}, "number of blanks"),
        ({"attrs": [1]}, "no text"),
        ({"lengths": b"\xff\xff\xff\xff"}, "number of tokens"),
        ({"strings": [1]}, "strings"),
        ({"cats": []}, "not as many cats"),
    ],
)
def test_bad_files(data: bytes | dict[str, object], message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.spacy"
    path.write_bytes(data if isinstance(data, bytes) else spoilt(data))
    with pytest.raises(FormatError, match=message):
        list(Spacy().read(path))


@pytest.mark.parametrize(
    "changes",
    [
        {"strings": []},
        {"span_groups": [b"\xc1"]},
        {"span_groups": [srsly.msgpack_dumps([b"\x80"])]},
        {"span_groups": [srsly.msgpack_dumps([srsly.msgpack_dumps({"name": "sc", "spans": [b"x"]})])]},
        {
            "span_groups": [
                srsly.msgpack_dumps([srsly.msgpack_dumps({"name": "sc", "spans": [b"\x7f" * 40]})])
            ]
        },
        {"user_data": [b"\xdd\xff\xff\xff\xff"]},
        {"user_data": [srsly.msgpack_dumps("no map")]},
        {"span_groups": [srsly.msgpack_dumps([srsly.msgpack_dumps({"name": {}, "spans": []})])]},
        {"flags": [[]]},
    ],
    ids=str,
)
def test_what_is_wrong_with_one_document(changes: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "bad.spacy"
    path.write_bytes(spoilt(changes))
    (refused,) = Spacy().read(path)
    assert isinstance(refused, Refused)
    assert refused.place == "document 1"


def test_a_language_that_there_is_not() -> None:
    with pytest.raises(FormatError, match='no language "qqq"'):
        Spacy({"language": "qqq"}).companions()
