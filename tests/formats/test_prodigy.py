"""Prodigy's JSONL: what is written comes back, and rows as Prodigy has them are read."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.prodigy.codec import Prodigy
from annotations.formats.registry import guesses
from annotations.model.records import Argument, Event, Kind, Mention, Origin, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, sentences, survey_of, written
from tests.support.others_rules import check_prodigy_row
from tests.text.strategies import PROSE

REAL = Path("tests/files/prodigy/relations-12.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def read(folder: Path, *found: dict[str, Any]) -> list[LabelledDocument]:
    path = folder / "file.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    documents = list(Prodigy().read(path))
    assert all(isinstance(one, LabelledDocument) for one in documents), documents
    return [one for one in documents if isinstance(one, LabelledDocument)]


def mentions_of(document: LabelledDocument, which: int = 0) -> list[tuple[str, str]]:
    found = [one for one in document.sets[which].records if isinstance(one, Mention)]
    return [(document.text.quote(Span(one.start, one.end)), one.label) for one in found]


def mention(mention_id: str, kind: Kind, label: str, start: int, end: int) -> Mention:
    return Mention(mention_id, kind, label, (Span(start, end),), UNSIGNED)


@given(document=labelled_documents(annotators=3))
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    check_round_trip(Prodigy(survey=survey_of(document)), folder, document, replace(document, name="other"))


@given(document=labelled_documents(PROSE))
def test_spans_and_relations_name_tokens_that_are_written(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codec = Prodigy()
    fit = codec.fit(document).document
    (path,) = written(codec, tmp_path_factory.mktemp("out"), fit)
    (row,) = rows(path)
    check_prodigy_row(row)


def test_an_event_is_its_trigger_and_relations_from_it(tmp_path: Path) -> None:
    text = "perang di Darna"
    trigger, place = mention("m1", Kind.EVENT, "Attack", 0, 6), mention("m2", Kind.ENTITY, "GPE", 10, 15)
    event = Event("e1", "m1", UNSIGNED, (Argument("Place", "m2"),))
    near = Relation("r1", "Near", "m2", "m1", UNSIGNED)
    document = LabelledDocument(
        "news/darna", SourceText(text), (Labels("Ayu", (trigger, place, event, near)),), {"source": "wire"}
    )
    fit = Prodigy().fit(document)
    assert fit.losses == ()
    (path,) = written(Prodigy(), tmp_path, fit.document)
    (row,) = rows(path)
    assert (row["_annotator_id"], row["_session_id"], row["answer"]) == ("Ayu", "Ayu", "accept")
    assert row["meta"] == {"source": "wire", "name": "news/darna"}
    assert [(one["head"], one["child"], one["label"], one.get("kind")) for one in row["relations"]] == [
        (0, 2, "Place", "role"),
        (2, 0, "Near", None),
    ]
    (back,) = Prodigy().read(path)
    assert isinstance(back, LabelledDocument)
    assert (back.name, back.meta, sentences(back)) == ("news/darna", {"source": "wire"}, ())
    assert [one.id for one in back.sets[0].records][:2] == ["m1", "m2"]
    assert [one.format.id for one in guesses(path)] == ["prodigy"]


# -- what Prodigy writes ----------------------------------------------------------------------------------


def test_real_rows_are_read_whole() -> None:
    documents = [one for one in Prodigy().read(REAL) if isinstance(one, LabelledDocument)]
    found = rows(REAL)
    assert len(documents) == len(found) == 12
    for document, row in zip(documents, found, strict=True):
        assert mentions_of(document) == [(one["text"], one["label"]) for one in row["spans"]]
        by_id = {one.id: one for one in document.sets[0].records}
        said = [
            (one.label, by_id[one.source], by_id[one.target])
            for one in by_id.values()
            if isinstance(one, Relation)
        ]
        assert [
            (label, source.spans[0].start, target.spans[0].start)
            for label, source, target in said
            if isinstance(source, Mention) and isinstance(target, Mention)
        ] == [
            (one["label"], one["head_span"]["start"], one["child_span"]["start"]) for one in row["relations"]
        ]
        assert sentences(document) == ()
        assert document.meta == row["meta"]
    assert [one.format.id for one in guesses(REAL)] == ["prodigy"]


TOKENS = [
    {"text": "Abu", "start": 0, "end": 3, "id": 0, "ws": True},
    {"text": "Umar", "start": 4, "end": 8, "id": 1, "ws": True},
    {"text": "Darna", "start": 9, "end": 14, "id": 2, "ws": False},
]
ROW: dict[str, Any] = {
    "text": "Abu Umar Darna",
    "tokens": TOKENS,
    "spans": [{"start": 0, "end": 8, "token_start": 0, "token_end": 1, "label": "PER"}],
    "answer": "accept",
}


def test_rows_that_are_not_accepted_are_no_gold(tmp_path: Path) -> None:
    rejected = ROW | {"text": "lain", "tokens": [], "spans": [], "answer": "reject"}
    (document,) = read(tmp_path, rejected, ROW, rejected | {"answer": "ignore"}, rejected)
    assert mentions_of(document) == [("Abu Umar", "PER")]
    assert sentences(document) == (
        "rows that are not accepted are no gold and are left out: reject (2)",
        "rows that are not accepted are no gold and are left out: ignore (1)",
    )
    with pytest.raises(FormatError, match=r"No row is accepted; .*reject \(1\)"):
        list(read(tmp_path, rejected))


def test_annotators_of_a_text_are_put_together(tmp_path: Path) -> None:
    budi = ROW | {"_annotator_id": "ner-budi", "_timestamp": 1700000000}
    ayu = ROW | {"_session_id": "ner-ayu", "spans": [], "_input_hash": 1}
    other = ROW | {"text": "Ya", "tokens": [], "spans": []}
    document, last = read(tmp_path, budi, other, ayu)
    assert [labels.annotator for labels in document.sets] == ["ner-budi", "ner-ayu"]
    assert [mentions_of(document, which) for which in (0, 1)] == [[("Abu Umar", "PER")], []]
    provenance = document.sets[0].records[0].provenance
    assert (provenance.by, provenance.at, provenance.how) == ("ner-budi", "2023-11-14T22:13:20Z", Origin.HAND)
    assert last.text.text == "Ya"


def test_rows_of_one_annotator_are_joined(tmp_path: Path) -> None:
    more = {"start": 9, "end": 14, "label": "GPE"}
    (document,) = read(tmp_path, ROW, ROW | {"spans": [*ROW["spans"], more]})
    assert mentions_of(document) == [("Abu Umar", "PER"), ("Darna", "GPE")]
    assert sentences(document) == ("further rows of the same text and annotator, joined with the first (1)",)


def test_relations_point_at_tokens(tmp_path: Path) -> None:
    spans = [*ROW["spans"], {"token_start": 2, "token_end": 2, "label": "GPE"}]
    relations = [{"head": 1, "child": 2, "label": "in"}, {"head": 0, "child": 2, "label": "no"}]
    (document,) = read(tmp_path, ROW | {"spans": spans, "relations": relations, "extra": 1})
    assert mentions_of(document) == [("Abu Umar", "PER"), ("Darna", "GPE")]
    (relation,) = (one for one in document.sets[0].records if isinstance(one, Relation))
    assert (relation.label, relation.source, relation.target) == ("in", "m1", "m2")
    assert sentences(document) == (
        'not kept: "extra" (1)',
        "not kept: relations between words without a label (1)",
    )


def test_token_end_is_the_last_token(tmp_path: Path) -> None:
    (document,) = read(tmp_path, ROW | {"spans": [ROW["spans"][0] | {"token_end": 2}]})
    assert mentions_of(document) == [("Abu Umar", "PER")]
    assert sentences(document) == ("not kept: token numbers that do not fit their offsets (1)",)


def test_the_unit_is_proved(tmp_path: Path) -> None:
    tokens = [{"text": "😀", "start": 0, "end": 2}, {"text": "Abu", "start": 3, "end": 6}]
    row = ROW | {"text": "😀 Abu", "tokens": tokens, "spans": [{"start": 3, "end": 6, "label": "PER"}]}
    (document,) = read(tmp_path, row)
    assert mentions_of(document) == [("Abu", "PER")]
    assert sentences(document) == (
        "the offsets count UTF-16 units, not code points: the quoted text shows it",
    )


# -- files that are wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"text": None}, '"text" is a text here'),
        ({"spans": {}}, '"spans" is a list here'),
        ({"spans": [1]}, "A JSON object stands here"),
        ({"spans": [{"start": 0, "end": 99, "label": "X"}]}, "0 to 99 is not in the text"),
        ({"spans": [{"start": -1, "end": 2, "label": "X"}]}, "a whole number of 0 or more"),
        ({"spans": [{"start": 0, "end": 3, "text": "Ali", "label": "X"}]}, 'stands "Abu", not "Ali"'),
        ({"spans": [{"token_start": 1, "token_end": 9, "label": "X"}]}, "no tokens 1 to 9"),
        ({"spans": [{"start": 0, "end": 3, "label": 5}]}, "A label must be a text"),
        ({"relations": [{"head": 9, "child": 0, "label": "X"}]}, "no token 9"),
        ({"relations": [{"head_span": {"start": 0, "end": 99}, "label": "X"}]}, "0 to 99 is not in the text"),
        ({"relations": [{"head": 1, "child": 1, "label": None}]}, "A label must be a text"),
    ],
    ids=str,
)
def test_a_wrong_row_costs_its_text_alone(changes: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    lines = [ROW | changes, ROW | {"text": "Abu Umar Darna!"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    refused, document = Prodigy().read(path)
    assert isinstance(refused, Refused)
    assert refused.place.startswith("line 1 ")
    assert message in refused.message
    assert isinstance(document, LabelledDocument)


@pytest.mark.parametrize("data, message", [("[1]\n", "A row is a JSON object"), ('{"text": "a"\n', "line 1")])
def test_bad_files(data: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        list(Prodigy().read(path))
