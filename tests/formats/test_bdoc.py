"""GATE's bdoc: everything comes back, and gatenlp reads and writes the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from gatenlp import Document
from hypothesis import given

from annotations.formats.bdoc.codec import Bdoc
from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, read_back, sentences, written


@given(document=labelled_documents(annotators=3))
def test_everything_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    (fit,) = check_round_trip(Bdoc(), tmp_path_factory.mktemp("out"), document)
    assert fit.losses == ()


@given(document=labelled_documents(annotators=3))
def test_gatenlp_finds_the_same(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    paths = written(Bdoc(), tmp_path_factory.mktemp("out"), document)
    found = Bdoc().reference(paths)
    assert found is not None
    mentions = [one for labels in document.sets for one in labels.records if isinstance(one, Mention)]
    assert (found.documents, found.mentions) == (1, len(mentions))
    loaded = Document.load(str(paths[0]), fmt="json")
    assert loaded.text == document.text.text
    for labels in document.sets:
        annotations = [one for one in loaded.annset(labels.annotator) if "sorot.record" not in one.features]
        assert sorted((one.type, one.start, one.end) for one in annotations) == sorted(
            (one.label, one.start, one.end) for one in labels.records if isinstance(one, Mention)
        )


@pytest.mark.parametrize("offset_type", ["p", "j"])
def test_what_gatenlp_writes_is_read_in_either_unit(offset_type: str, tmp_path: Path) -> None:
    document = Document("😀 Darna, Libya", features={"url": "x"})
    document.name = "wire"
    document.annset("Ayu").add(
        2, 7, "GPE", {"sure": "low", "n": 2, "tags": ["a"], "no": None, "deep": {"a": 1}}
    )
    document.annset("").add(9, 14, "GPE")
    path = tmp_path / "a.bdocjs"
    document.save(str(path), fmt="json", offset_type=offset_type)
    assert json.loads(path.read_bytes())["offset_type"] == offset_type
    (one,) = Bdoc().read(path)
    assert isinstance(one, LabelledDocument)
    assert (one.name, one.text.text, one.meta) == ("wire", "😀 Darna, Libya", {"url": "x"})
    first = Mention(
        "m1", Kind.ENTITY, "GPE", (Span(2, 7),), UNSIGNED, {"sure": "low", "n": 2, "tags": ("a",)}
    )
    second = Mention("m2", Kind.ENTITY, "GPE", (Span(9, 14),), UNSIGNED)
    found = {labels.annotator: labels.records for labels in one.sets}
    assert found == {"Ayu": (_with(first, {"no": None, "deep": {"a": 1}}),), "": (second,)}
    assert sentences(one) == (
        "kept as side data: features that are no text, number, truth or list of texts (2)",
    )


def test_side_data_attributes_of_our_names_and_meta_come_back(tmp_path: Path) -> None:
    attributes = {"sorot.kind": "event", "a": 1.5, "b": False}
    mention = _with(Mention("m1", Kind.ENTITY, "X", (Span(0, 1),), UNSIGNED, attributes), {"no": None})
    document = LabelledDocument("d", SourceText("a\ud800"), (Labels("A", (mention,)),), {"url": "x"})
    (one,) = read_back(Bdoc(), written(Bdoc(), tmp_path, document))
    assert isinstance(one, LabelledDocument)
    assert one.sets == document.sets
    assert (one.name, one.text.text, one.meta) == ("d", "a\ud800", {"url": "x"})


def test_arrays_and_lines_are_read_too(tmp_path: Path) -> None:
    bare = {"text": "Darna", "annotation_sets": {}}
    for name, source in (
        ("a.json", json.dumps([bare, bare])),
        ("b.jsonl", "\n".join([json.dumps(bare)] * 2)),
    ):
        (tmp_path / name).write_text(source, encoding="utf-8")
        assert [type(one) for one in Bdoc().read(tmp_path / name)] == [LabelledDocument] * 2


@pytest.mark.parametrize(
    "change, says",
    [
        ({"text": None}, '"text" is a text'),
        ({"offset_type": "x"}, 'The offset_type must be "p" or "j"'),
        ({"annotation_sets": []}, '"annotation_sets" is a JSON object'),
        ({"annotation_sets": {"": {"annotations": [{"start": 0, "end": 1, "type": "X"}]}}}, "whole number"),
        (
            {"annotation_sets": {"": {"annotations": [{"id": 0, "start": 0, "end": 9, "type": "X"}]}}},
            "0 to 9",
        ),
        (
            {"annotation_sets": {"": {"annotations": [{"id": 0, "start": 2, "end": 1, "type": "X"}]}}},
            "2 to 1",
        ),
        (
            {"annotation_sets": {"": {"annotations": [{"id": 0, "start": 0, "end": 1}]}}},
            'There is no "type" here',
        ),
        (
            {"annotation_sets": {"": {"annotations": [{"id": 0, "start": 0, "end": 1, "type": "X"}] * 2}}},
            "Two annotations have the id 0",
        ),
    ],
)
def test_a_wrong_document_is_refused(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    (wrong,) = Bdoc().read(_file(tmp_path, {"text": "Darna", "annotation_sets": {}} | change))
    assert isinstance(wrong, Refused)
    assert says in wrong.message


@pytest.mark.parametrize(
    "features, says",
    [
        ({"sorot.record": "event", "sorot.trigger": 9}, "has the id 9"),
        (
            {"sorot.record": "event", "sorot.trigger": 0, "sorot.arguments": [["A"]]},
            "must be a role with an id",
        ),
        ({"sorot.record": "relation", "sorot.source": 0, "sorot.target": 1}, "has the id 1"),
        ({"sorot.record": "note", "sorot.target": None}, 'There is no "sorot.text" here'),
        ({"sorot.spans": [[0, 2], [1, 3]]}, "share text"),
        ({"sorot.spans": [[0]]}, "A span must be two numbers"),
    ],
)
def test_records_that_point_to_nothing_are_refused(
    features: dict[str, Any], says: str, tmp_path: Path
) -> None:
    annotations = [
        {"id": 0, "start": 0, "end": 1, "type": "X", "features": {}},
        {"id": 1, "start": 0, "end": 1, "type": "X", "features": features},
    ]
    sets = {"": {"annotations": annotations}}
    (wrong,) = Bdoc().read(_file(tmp_path, {"text": "Darna", "annotation_sets": sets}))
    assert isinstance(wrong, Refused)
    assert says in wrong.message
    assert "/annotation_sets//annotations/1" in wrong.place


def test_gatenlp_refuses_what_is_none(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="gatenlp refuses it"):
        Bdoc().reference([_file(tmp_path, {"text": "a", "offset_type": "x", "annotation_sets": {}})])


def test_it_is_told_by_its_annotation_sets(tmp_path: Path) -> None:
    assert Bdoc.sniff(Head(_file(tmp_path, {"text": "a", "annotation_sets": {}})))
    assert Bdoc.sniff(Head(_file(tmp_path, {"text": "a"}))) is None


def _with(mention: Mention, features: dict[str, Any]) -> Mention:
    return Mention(
        mention.id,
        mention.kind,
        mention.label,
        mention.spans,
        mention.provenance,
        mention.attributes,
        extra={"features": features},
    )


def _file(folder: Path, value: object) -> Path:
    path = folder / "a.bdocjs"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path
