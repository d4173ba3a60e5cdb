"""UIMA's CAS, written: what fits comes back, attributes as features or as JSON; cassis finds the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, said
from annotations.formats.losses import Reason
from annotations.formats.registry import codec
from annotations.formats.survey import Survey
from annotations.formats.uima.cas_typesystem import TYPE_SYSTEM
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Record, Relation
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

FORMATS = ["xmi", "cas-json"]
GOLDEN = Path("tests/files/uima/written")


@pytest.mark.parametrize("format_id", FORMATS)
@settings(max_examples=60)
@given(document=labelled_documents(annotators=2), surveyed=st.booleans())
def test_what_fits_comes_back(
    format_id: str, document: LabelledDocument, surveyed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    writer = codec(format_id, survey=survey_of(document) if surveyed else Survey())
    folder = _folder(writer, tmp_path_factory.mktemp("out"))
    (fit,) = check_round_trip(writer, folder, document)
    lost = {loss.reason for loss in fit.losses}
    assert not lost & {Reason.ATTRIBUTE, Reason.LINK}
    assert (Reason.CHARACTER in lost) == (format_id == "xmi" and "\x00" in document.text.text)


@pytest.mark.parametrize("format_id", FORMATS)
@settings(max_examples=12)
@given(document=labelled_documents())
def test_cassis_finds_the_same_and_what_it_writes_is_read_as_well(
    format_id: str, document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    writer = codec(format_id, survey=survey_of(document))
    folder = _folder(writer, tmp_path_factory.mktemp("out"))
    fit = writer.fit(document).document
    (path,) = written(writer, folder, fit)
    records = fit.sets[0].records
    found = writer.reference([path])
    assert found is not None
    assert (found.documents, found.mentions) == (1, sum(isinstance(one, Mention) for one in records))
    cas = _load(path)
    assert cas.sofa_string == fit.text.text
    cas.to_xmi(folder / "again.xmi")
    cas.to_json(folder / "again.json")
    for name, reader in (("again.xmi", codec("xmi")), ("again.json", codec("cas-json"))):
        if name == "again.xmi" and format_id == "cas-json" and "\x00" in fit.text.text:
            continue
        (again,) = reader.read(folder / name)
        assert isinstance(again, LabelledDocument)
        assert said(again.sets[0].records) == said(records)


def test_files_are_written_as_they_were() -> None:
    document = _document()
    for format_id, ending in (("xmi", ".xmi"), ("cas-json", ".json")):
        writer = codec(format_id, survey=survey_of(document))
        fit = writer.fit(document)
        assert fit.losses == ()
        assert writer.encode(fit.document) == {ending: (GOLDEN / f"darna{ending}").read_bytes()}
        assert writer.companions() == {TYPE_SYSTEM: (GOLDEN / TYPE_SYSTEM).read_bytes()}


@pytest.mark.parametrize("name", ["darna.xmi", "darna.json"])
def test_cassis_finds_layers_features_and_links(name: str) -> None:
    cas = _load(GOLDEN / name)
    person, place, _ = cas.select("custom.Span")
    assert (person.label, person.identifier, person.get_covered_text()) == ("PER", "Q1", "😀 Ayu")
    assert (person.sure, person.n, person.tags.elements, person.note) == (True, 2, ["a", "b c"], "who?")
    assert json.loads(person.sorot) == {"attributes": {"class": "x", "label": "y"}, "notes": ["and why"]}
    (attack,) = cas.select("custom.Event")
    assert [(one.role, one.target) for one in attack.arguments.elements] == [
        ("Agent", person),
        ("Place", place),
    ]
    assert (attack.tense, json.loads(attack.sorot)) == ("past", {"trigger": {"attributes": {"odd one": "1"}}})
    (relation,) = cas.select("custom.Relation")
    assert (relation.label, relation.Governor, relation.Dependent) == ("lives in", person, place)
    assert (relation.begin, relation.end) == (place.begin, place.end)
    assert [one.note for one in cas.select("custom.DocumentNote")] == ["short"]


def test_xml_has_no_control_characters_and_json_has() -> None:
    mention = Mention("m1", Kind.ENTITY, "a\x00b", (Span(0, 3),), UNSIGNED, {"x": "\x01"}, "Q\x02")
    note = Comment("c1", "m1", "\x03", UNSIGNED)
    document = LabelledDocument("d", SourceText("a\x00\ud800😀"), (Labels("", (mention, note)),))
    fit = codec("xmi", survey=survey_of(document)).fit(document)
    assert [(one.reason, one.record, one.start, one.end) for one in fit.losses] == [
        (Reason.CHARACTER, None, 1, 3),
        (Reason.CHARACTER, "m1", 0, 3),
    ]
    assert fit.document.text.text == "a\ufffd\ufffd😀"
    cleaned, kept = fit.document.sets[0].records
    assert cleaned == replace(mention, label="a\ufffdb", link="Q\ufffd")
    assert kept == note
    assert codec("cas-json", survey=survey_of(document)).fit(document).losses == ()


@pytest.mark.parametrize("format_id", FORMATS)
@pytest.mark.parametrize(
    "attributes",
    [
        {
            "class": "x",
            "begin": "1",
            "sofa": "x",
            "label": "x",
            "value": "x",
            "sorot": "x",
            "x y": "x",
            "": "x",
        },
        {
            "referenceType": "x",
            "next": "2",
            "first": "3",
            "target": "4",
            "Governor": "5",
            "role": "x",
            "n1": "",
        },
        {"a": True, "b": 0.1, "c": 3, "d": (), "e": ("",), "f": "\n\t\r <&>\"'", "g": -1e300, "h": 2**53},
        {"x" * 64: "a", "x" * 65: "b", "é": "c", "_a": "d", "a\ud800": "\udc00", "z": ("\ud800", "\x00")},
    ],
)
def test_any_attribute_comes_back(format_id: str, attributes: dict[str, Any], tmp_path: Path) -> None:
    mention = Mention("m1", Kind.ENTITY, "", (Span(0, 1),), UNSIGNED, attributes, "")
    document = LabelledDocument("d", SourceText("ab"), (Labels("", (mention,)),))
    writer = codec(format_id, survey=survey_of(document))
    (fit,) = check_round_trip(writer, _folder(writer, tmp_path), document)
    assert fit.losses == ()


@pytest.mark.parametrize("format_id", FORMATS)
def test_values_of_several_types_are_told_apart(format_id: str, tmp_path: Path) -> None:
    documents = [
        LabelledDocument(
            f"d{n}",
            SourceText("ab"),
            (Labels("", (Mention("m1", Kind.ENTITY, "X", (Span(0, 0),), UNSIGNED, {"a": value}),)),),
        )
        for n, value in enumerate(["true", True, 1, "1", ("1",)])
    ]
    writer = codec(format_id, survey=survey_of(*documents))
    check_round_trip(writer, _folder(writer, tmp_path), *documents)


@pytest.mark.parametrize("format_id", FORMATS)
@settings(max_examples=40)
@given(
    names=st.dictionaries(st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True), st.text(max_size=3))
)
def test_whatever_an_attribute_is_called(
    format_id: str, names: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    mention = Mention("m1", Kind.EVENT, "X", (Span(0, 1),), UNSIGNED)
    event = Event("e1", "m1", UNSIGNED, (), names)
    document = LabelledDocument("d", SourceText("ab"), (Labels("", (mention, event)),))
    writer = codec(format_id, survey=survey_of(document))
    check_round_trip(writer, _folder(writer, tmp_path_factory.mktemp("out")), document)


def test_without_its_type_system_xmi_is_read_as_texts(tmp_path: Path) -> None:
    document = _document()
    writer = codec("xmi", survey=survey_of(document))
    (one,) = read_back(writer, written(writer, tmp_path, document))
    assert isinstance(one, LabelledDocument)
    assert sentences(one) == ("no type system (TypeSystem.xml) is beside it: all values are read as texts",)
    person, *_ = one.sets[0].records
    assert isinstance(person, Mention)
    assert dict(person.attributes) == {
        "n": "2",
        "sure": "true",
        "tags": ("a", "b c"),
        "class": "x",
        "label": "y",
    }
    assert [type(found) for found in one.sets[0].records].count(Event) == 1


def test_what_is_no_json_in_our_feature_is_left_out_and_told(tmp_path: Path) -> None:
    document = _document()
    writer = codec("cas-json", survey=survey_of(document))
    (path,) = written(writer, tmp_path, document)
    path.write_text(path.read_text(encoding="utf-8").replace('"sorot": "{', '"sorot": "'), encoding="utf-8")
    (one,) = writer.read(path)
    assert isinstance(one, LabelledDocument)
    assert sentences(one) == ('left out: features "sorot" that are no JSON (3)',)


def test_the_name_of_the_document_comes_back(tmp_path: Path) -> None:
    for format_id in FORMATS:
        writer = codec(format_id)
        (one,) = read_back(writer, written(writer, tmp_path, replace(_document(), name="wire 7")))
        assert isinstance(one, LabelledDocument)
        assert (one.name, one.sets[0].annotator) == ("wire 7", "")


def test_cassis_refuses_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.xmi").write_bytes((GOLDEN / "darna.xmi").read_bytes())
    with pytest.raises(FormatError, match="There is no TypeSystem"):
        codec("xmi").reference([tmp_path / "a.xmi"])
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(FormatError, match="cassis refuses it"):
        codec("cas-json").reference([tmp_path / "a.json"])


# -- what is drawn here ------------------------------------------------------------------------------------


def _document() -> LabelledDocument:
    """Something of everything that layers hold."""
    attributes = {"sure": True, "n": 2, "tags": ("a", "b c"), "class": "x", "label": "y"}
    records: tuple[Record, ...] = (
        Mention("m1", Kind.ENTITY, "PER", (Span(0, 5),), UNSIGNED, attributes, "Q1"),
        Mention("m2", Kind.EVENT, "Attack", (Span(6, 14),), UNSIGNED, {"odd one": "1"}),
        Mention("m3", Kind.ENTITY, "GPE", (Span(15, 20),), UNSIGNED),
        Mention("m4", Kind.BOILERPLATE, "ad", (Span(21, 24),), UNSIGNED),
        Mention("m5", Kind.ENTITY, "gap", (Span(24, 24),), UNSIGNED),
        Event("e1", "m2", UNSIGNED, (Argument("Agent", "m1"), Argument("Place", "m3")), {"tense": "past"}),
        Relation("r1", "lives in", "m1", "m3", UNSIGNED, {"since": "2020"}),
        Comment("c1", "m1", "who?", UNSIGNED),
        Comment("c2", "m1", "and why", UNSIGNED),
        Comment("c3", "e1", "when?", UNSIGNED),
        Comment("c4", "r1", "sure?", UNSIGNED),
        Comment("c5", None, "short", UNSIGNED),
    )
    return LabelledDocument("darna", SourceText("😀 Ayu attacked Darna\nad."), (Labels("", records),))


def _folder(writer: Codec, folder: Path) -> Path:
    for name, data in writer.companions().items():
        (folder / name).write_bytes(data)
    return folder


def _load(path: Path) -> Any:  # noqa: ANN401 - cassis has no types
    if path.suffix == ".json":
        with path.open("rb") as file:
            return cassis.load_cas_from_json(file)
    types = cassis.load_typesystem(path.with_name(TYPE_SYSTEM))
    return cassis.load_cas_from_xmi(path, typesystem=types)
