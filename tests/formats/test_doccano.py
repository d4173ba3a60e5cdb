"""doccano's JSONL: all generations of exports are read; what is written is what its importer takes."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotations.formats.codec import Head
from annotations.formats.doccano.codec import Doccano
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.losses import Reason
from annotations.model.records import Comment, Kind, Mention, Origin, Provenance, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import (
    check_round_trip,
    labelled_documents,
    read_back,
    sentences,
    survey_of,
    written,
)
from tests.support.others_rules import doccano_imports

FILES = Path("tests/files/doccano")


@pytest.mark.parametrize("unit", ["utf16", "code-point", "grapheme"])
@given(document=labelled_documents(annotators=2))
def test_what_fits_comes_back(
    unit: str, document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codec = Doccano({"unit": unit}, survey_of(document))
    check_round_trip(codec, tmp_path_factory.mktemp("out"), document)


@given(document=labelled_documents())
def test_the_importer_takes_what_is_written(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codec = Doccano(survey=survey_of(document))
    fit = codec.fit(document).document
    (path,) = written(codec, tmp_path_factory.mktemp("out"), fit)
    spans, relations = doccano_imports(path)
    records = [one for labels in fit.sets for one in labels.records]
    assert spans == sum(isinstance(one, Mention) for one in records)
    assert relations == sum(isinstance(one, Relation) for one in records)


def test_a_real_export_has_three_annotators_in_one_list() -> None:
    found = read_back(Doccano(), [FILES / "AliceInWonderland.jsonl", FILES / "Emma-5.jsonl"])
    documents = [one for one in found if isinstance(one, LabelledDocument)]
    assert len(documents) == len(found) == 21
    people = Counter(labels.annotator for one in documents for labels in one.sets)
    assert people == {"user-1": 21, "user-2": 21, "user-3": 21}
    labels = Counter(
        record.label
        for one in documents
        for labels in one.sets
        for record in labels.records
        if isinstance(record, Mention)
    )
    assert labels == {"label-18": 481, "label-3": 87, "label-21": 146, "label-6": 39}
    first = documents[0].sets[0].records[0]
    assert first.provenance == Provenance("user-3", "2021-04-05T10:27:54Z", Origin.HAND)
    assert documents[0].name == "131"
    assert documents[0].meta["comment_count"] == 2


def test_each_generation_is_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        {"id": 1, "text": "Darna Libya", "label": [[0, 5, "GPE"]], "source": "wire"},
        {"id": 2, "data": "Darna Libya", "labels": [[0, 5, "GPE"]], "meta": {"source": "wire"}},
        {
            "id": 3,
            "text": "Darna Libya",
            "entities": [
                {"id": 7, "label": "GPE", "start_offset": 0, "end_offset": 5},
                {"id": 9, "label": "GPE", "start_offset": 6, "end_offset": 11},
            ],
            "relations": [{"id": 1, "from_id": 7, "to_id": 9, "type": "in"}],
            "Comments": [{"id": 1, "comment": "Sure?"}],
            "cats": ["war"],
        },
    )
    one, two, three = (one for one in Doccano().read(path) if isinstance(one, LabelledDocument))
    mention = Mention("m1", Kind.ENTITY, "GPE", (Span(0, 5),), UNSIGNED)
    assert one.sets == two.sets == (Labels("", (mention,)),)
    assert one.meta == {"id": 1, "source": "wire"}
    assert two.meta == {"id": 2, "source": "wire"}
    assert three.sets[0].records[2:] == (
        Relation("r1", "in", "m1", "m2", UNSIGNED),
        Comment("c1", None, "Sure?", UNSIGNED),
    )
    assert sentences(three) == ("what is said of whole texts is kept beside the labels: cats (1)",)
    assert three.meta["cats"] == ["war"]


def test_an_array_is_read_as_lines_are(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(json.dumps([{"text": "Darna", "label": [[0, 5, "GPE"]]}], indent=1), encoding="utf-8")
    (one,) = Doccano().read(path)
    assert isinstance(one, LabelledDocument)
    assert len(one.sets[0].records) == 1


@pytest.mark.parametrize("text, end", [("😀 Darna", 7), ("e\u0301 Darna", 7), ("\r\nDarna!", 7)])
def test_where_units_differ_the_file_does_not_say_which_and_is_asked(
    text: str, end: int, tmp_path: Path
) -> None:
    path = _file(tmp_path, {"text": text, "label": [[2, end, "GPE"]]})
    (refused,) = Doccano().read(path)
    assert isinstance(refused, Refused)
    assert refused.needs == "unit"
    assert "--option unit" in refused.message
    (one,) = Doccano({"unit": "code-point"}).read(path)
    assert isinstance(one, LabelledDocument)
    assert one.sets[0].records[0].spans == (Span(2, end),)  # type: ignore[union-attr]


@pytest.mark.parametrize("unit", ["auto", "utf16", "code-point", "grapheme"])
def test_a_range_that_only_one_unit_has_is_proof(unit: str, tmp_path: Path) -> None:
    path = _file(tmp_path, {"text": "😀 Darna", "label": [[3, 8, "GPE"]]})
    (one,) = Doccano({"unit": unit}).read(path)
    assert isinstance(one, LabelledDocument)
    assert one.sets[0].records[0].spans == (Span(2, 7),)  # type: ignore[union-attr]
    otherwise = "they do not fit the text otherwise"
    assert [told.endswith(otherwise) for told in sentences(one)] == [True] * (
        unit in ("code-point", "grapheme")
    )


def test_a_text_whose_unit_nobody_knows_is_refused_alone(tmp_path: Path) -> None:
    texts = ("Darna", "😀 Darna", "Libya")
    path = _file(tmp_path, *({"text": text, "label": [[2, 5, "GPE"]]} for text in texts))
    found = list(Doccano().read(path))
    assert [isinstance(one, Refused) for one in found] == [False, True, False]


def test_blanks_at_the_ends_and_crlf_stay(tmp_path: Path) -> None:
    text = SourceText("\ufeff \r\n Darna \r\n\u00a0")
    mention = Mention("m1", Kind.ENTITY, "GPE", (Span(5, 10),), UNSIGNED)
    document = LabelledDocument("wire", text, (Labels("", (mention,)),))
    (fit,) = check_round_trip(Doccano({"unit": "utf16"}), tmp_path, document)
    assert fit.losses == ()
    (line,) = (tmp_path / "all.jsonl").read_bytes().splitlines()
    assert json.loads(line) == {"text": text.text, "label": [[5, 10, "GPE"]], "name": "wire"}


def test_lone_surrogates_and_fields_come_back_and_reserved_names_are_left_out(tmp_path: Path) -> None:
    document = LabelledDocument("d", SourceText("a\ud800"), (), {"source": "é", "filename": "x.txt"})
    (one,) = read_back(Doccano(), written(Doccano(), tmp_path, document))
    assert isinstance(one, LabelledDocument)
    assert (one.name, one.text.text, one.meta) == ("d", "a\ud800", {"source": "é"})


def test_a_mention_that_ends_inside_a_grapheme_is_a_loss_where_graphemes_count() -> None:
    mention = Mention("m1", Kind.ENTITY, "GPE", (Span(0, 1),), UNSIGNED)
    document = LabelledDocument("d", SourceText("e\u0301"), (Labels("", (mention,)),))
    (loss,) = Doccano({"unit": "grapheme"}).fit(document).losses
    assert loss.reason is Reason.MISALIGNED
    assert Doccano().fit(document).losses == ()


def test_with_relations_anywhere_all_texts_have_entities(tmp_path: Path) -> None:
    mention = Mention("m1", Kind.ENTITY, "GPE", (Span(0, 1),), UNSIGNED)
    plain = LabelledDocument("d", SourceText("ab"), (Labels("", (mention,)),))
    other = Relation("r1", "in", "m1", "m1", UNSIGNED)
    linked = LabelledDocument("e", SourceText("ab"), (Labels("", (mention, other)),))
    codec = Doccano(survey=survey_of(plain, linked))
    rows = [json.loads(codec.encode(one)[""]) for one in (plain, linked)]
    assert [sorted(one) for one in rows] == [["entities", "name", "relations", "text"]] * 2


@pytest.mark.parametrize(
    "value, says",
    [
        ({"label": []}, 'There is no "text" here'),
        ({"text": "a", "label": [[0, 1]]}, "a start, an end and a label"),
        ({"text": "a", "label": [[-1, 1, "X"]]}, "whole number of 0 or more, not -1"),
        ({"text": "a", "label": [[0, 2, "X"]]}, "0 to 2 is not in the text"),
        ({"text": "a", "label": [[1, 0, "X"]]}, "1 to 0 is not in the text"),
        ({"text": "a", "label": [[0, 10**18, "X"]]}, "is not in the text"),
        ({"text": "a", "label": [[0, True, "X"]]}, "not true"),
        ({"text": "a", "label": [[0, 1, None]]}, "A label is a name"),
        ({"text": "a", "label": {}}, '"label" is a list'),
        ({"text": "a", "entities": [{"start_offset": 0, "end_offset": 1}]}, "A label is a name"),
        ({"text": "a", "relations": [{"from_id": 1, "to_id": 2, "type": "x"}]}, "No span has the id 1"),
        ({"text": "a", "relations": [{"from_id": [], "to_id": 2, "type": "x"}]}, "No span has the id"),
        ({"text": "a", "relations": [1]}, "A JSON object stands here"),
        (
            {"text": "a", "entities": [{"id": 1, "label": "X", "start_offset": 0, "end_offset": 1}] * 2},
            "Two spans have the id 1",
        ),
    ],
)
def test_a_wrong_text_is_refused_alone(value: dict[str, Any], says: str, tmp_path: Path) -> None:
    wrong, right = Doccano().read(_file(tmp_path, value, {"text": "a", "label": [[0, 1, "X"]]}))
    assert isinstance(wrong, Refused)
    assert says in wrong.message
    assert wrong.place.startswith("line 1")
    assert isinstance(right, LabelledDocument)


@pytest.mark.parametrize(
    "source, says", [("[1]", "is a JSON object"), ('{"text": "a"', "early"), ("", "empty")]
)
def test_a_file_of_something_else_is_an_error(source: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(FormatError, match=says):
        list(Doccano().read(path))


def test_it_is_told_by_its_spans(tmp_path: Path) -> None:
    assert Doccano.sniff(Head(FILES / "Emma-5.jsonl"))
    assert Doccano.sniff(Head(_file(tmp_path, {"text": "a", "label": [[0, 1, "X"]]})))
    assert Doccano.sniff(Head(_file(tmp_path, {"text": "a", "spans": []}))) is None


def _file(folder: Path, *values: object) -> Path:
    path = folder / "all.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
    return path
