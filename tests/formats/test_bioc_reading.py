"""BioC from elsewhere: units, passages that tell them apart, relations of any number, and broken files."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from annotations.formats.bioc import xml as bioc_xml
from annotations.formats.bioc.codec import BioCJson, BioCXml
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Refused
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Origin, Provenance, Relation
from annotations.text.span import Span
from tests.support.exchange import sentences

FILES = Path("tests/files/bioc")
ROW = "/passages/0/annotations/0"
TIME = "2020-10-15T18:05:44Z"


@pytest.mark.parametrize("codec, name", [(BioCJson(), "everything.json"), (BioCXml(), "everything.xml")])
def test_everything_there_is_is_read(codec: Codec, name: str) -> None:
    one, two = (found for found in codec.read(FILES / name) if isinstance(found, LabelledDocument))
    assert (one.name, one.text.text) == ("1", "abcdefghijklmnopqrstuvwxyz")
    assert (two.name, two.text.text) == ("2", "abcdefg测试Non-ASCII")
    assert [_quotes(document) for document in (one, two)] == [["fg", "bc", "fg"], ["bc", "测试"]]
    relations = [record for record in one.sets[0].records if isinstance(record, Relation)]
    assert [(record.source, record.target) for record in relations] == [("m2", "m3"), ("m2", "m3")]
    assert relations[0].attributes == {"relation-infon-key": "relation-infon-value"}
    assert one.meta["document-infon-key"] == "document-infon-value"
    assert sentences(two) == (
        'annotations and relations without a type, called "annotation" (3)',
        "relations of less than two annotations that are there, left out (1)",
    )


def annotation(number: object, start: int, length: int, text: str | None, **infons: object) -> dict[str, Any]:
    place = [{"offset": start, "length": length}]
    return {"id": number, "infons": {"type": "X"} | infons, "text": text, "locations": place}


def passage(offset: int, text: str, *annotations: object, **more: object) -> dict[str, Any]:
    return {"offset": offset, "infons": {}, "text": text, "annotations": list(annotations)} | more


def document(*passages: object, **more: object) -> dict[str, Any]:
    return {"id": "d", "infons": {}, "passages": list(passages), "relations": []} | more


UNITS = [
    ([("😀 Da", 0, 2, 2), ("é Na", 5, 7, 2)], ""),
    ([("😀 Da", 0, 3, 2), ("é Na", 6, 8, 2)], "the offsets count UTF-16 units, not code points"),
    ([("😀 Da", 0, 5, 2), ("é Na", 8, 11, 2)], "the offsets count bytes of UTF-8, not code points"),
]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("rows, told", UNITS)
def test_the_quotes_prove_the_unit(
    form: str, rows: list[tuple[str, int, int, int]], told: str, tmp_path: Path
) -> None:
    made = document(*(passage(at, text, annotation(1, a, n, text[2:])) for text, at, a, n in rows))
    found = _read(tmp_path, made) if form == "json" else _read_xml(tmp_path, made)
    assert found.text.text == "😀 Da\né Na"
    assert _quotes(found) == ["Da", "Na"]
    assert sentences(found) == ((f"{told}: the quoted text shows it",) if told else ())


def test_without_quotes_the_option_says_the_unit(tmp_path: Path) -> None:
    made = document(passage(0, "😀 Da", annotation(1, 5, 2, None)))
    assert _quotes(_read(tmp_path, made, unit="byte")) == ["Da"]
    found = _read(tmp_path, document(passage(0, "😀 Da", annotation(1, 2, 2, None))))
    assert _quotes(found) == ["Da"]
    assert sentences(found) == ("no quoted text proves what the offsets count; taken for code points",)


def test_words_that_a_tagger_has_normalised_are_taken_by_their_offsets(tmp_path: Path) -> None:
    rows = annotation(1, 0, 5, "TNF-a"), annotation(2, 6, 2, "is"), annotation(3, 9, 4, "here")
    found = _read(tmp_path, document(passage(0, "TNF-α is here", *rows)))
    assert _quotes(found) == ["TNF-α", "is", "here"]
    assert sentences(found) == ("annotations with other words than stand at their offsets (1)",)
    refused = _refused(tmp_path, document(passage(0, "TNF-α is here", *rows[:1])))
    assert refused.place == ROW
    assert refused.message.startswith('At its offsets stands "TNF-α", not "TNF-a", whether')


def test_sentences_stand_for_the_text_of_a_passage(tmp_path: Path) -> None:
    sentences = [passage(9, "Dua.", annotation(1, 9, 3, "Dua")), passage(14, "Tiga.")]
    made = document(
        passage(0, "Satu."),
        {"offset": 9, "sentences": sentences, "annotations": [annotation(2, 14, 4, "Tiga")]},
    )
    found = _read(tmp_path, made)
    assert found.text.text == "Satu.\n\n\n\nDua. Tiga."
    assert _quotes(found) == ["Tiga", "Dua"]


def test_passages_that_overlap_are_taken_one_by_one(tmp_path: Path) -> None:
    made = document(
        passage(0, "Satu", annotation(1, 0, 4, "Satu")), passage(2, "Dua", annotation(2, 2, 3, "Dua"))
    )
    found = _read(tmp_path, made)
    assert (found.text.text, _quotes(found)) == ("Satu\nDua", ["Satu", "Dua"])
    assert sentences(found) == ("the passages overlap; each was taken by itself",)


@pytest.mark.parametrize("quote", ["Da na Li", "Da Li", "DaLi", "Da...Li", "Da ... Li"])
def test_several_locations_are_one_mention(quote: str, tmp_path: Path) -> None:
    row = annotation(1, 0, 2, quote) | {"locations": [{"offset": 6, "length": 2}, {"offset": 0, "length": 2}]}
    found = _read(tmp_path, document(passage(0, "Da na Li", row)))
    assert [one.spans for one in _mentions(found)] == [(Span(0, 2), Span(6, 8))]
    assert sentences(found) == ()


def test_what_taggers_and_tools_say_of_annotations(tmp_path: Path) -> None:
    rows = (
        annotation("1", 0, 2, "Da", identifier="MESH:D1", annotator="a@b.c", updated_at=TIME),
        annotation("2", 3, 2, "na", identifier="-", note="Sure?", list=[1], none=None, ok=True),
        annotation("3", 6, 2, "Li", identifier=9606, annotator="d@e.f"),
        annotation("4", 0, 0, "") | {"locations": []},
    )
    found = _read(tmp_path, document(passage(0, "Da na Li", *rows)), infons={"n": 1})
    assert [labels.annotator for labels in found.sets] == ["a@b.c", "", "d@e.f"]
    first, second, third = _mentions(found)
    assert first.provenance == Provenance("a@b.c", TIME, Origin.HAND)
    assert (first.link, second.link, third.link) == ("MESH:D1", None, "9606")
    assert second.attributes == {"list": "[1]", "ok": True}
    assert second.provenance == UNSIGNED
    assert [one.text for one in found.sets[1].records if isinstance(one, Comment)] == ["Sure?"]
    assert sentences(found) == ("annotations without a place in the text, left out (1)",)


def test_relations_of_any_number(tmp_path: Path) -> None:
    first = passage(0, "Da na", annotation("0", 0, 2, "Da"), annotation("1", 3, 2, "na"))
    second = passage(6, "Li mi", annotation("0", 6, 2, "Li"), annotation("1", 9, 2, "mi"))
    second["relations"] = [_relation("a", ("source", "1"), ("target", "0"))]
    relations = [
        _relation("b", ("Theme", "0"), ("Trigger", "1"), ("Cause", "c"), ("Site", "zz")),
        _relation("c", ("trigger", "1"), ("Theme", "d")),
        _relation("d", ("target", "0"), ("source", "b")),
        _relation("e", ("one", "0"), ("two", "1"), ("three", "c")),
        _relation("f", ("Chemical", "0"), ("Disease", "1")),
        _relation("g", ("one", "0")),
        _relation("h"),
    ]
    found = _read(tmp_path, document(first, second, relations=relations))
    records = found.sets[0].records
    assert [one.kind for one in _mentions(found)] == [Kind.ENTITY, Kind.EVENT, Kind.ENTITY, Kind.ENTITY]
    events = [one for one in records if isinstance(one, Event)]
    assert [(one.id, one.trigger, one.arguments) for one in events] == [
        ("e1", "m2", (Argument("Theme", "m1"), Argument("Cause", "e2"))),
        ("e2", "m2", ()),
    ]
    ends = [(one.source, one.target) for one in records if isinstance(one, Relation)]
    assert ends == [("m2", "m1"), ("m1", "m2"), ("m1", "m2"), ("m1", "m2"), ("m4", "m3")]
    assert sentences(found) == (
        "arguments and relations of what is not there, or of another annotator, left out (2)",
        "relations of more than two, taken from the first of them to each other one (1)",
        "relations whose ends are called Chemical and Disease, in this order (1)",
        "relations of less than two annotations that are there, left out (2)",
    )


def _relation(number: str, *nodes: tuple[str, str]) -> dict[str, Any]:
    return {
        "id": number,
        "infons": {"type": "R"},
        "nodes": [{"role": role, "refid": ref} for role, ref in nodes],
    }


LONE = document(passage(0, "Da"))
ROWS = json.dumps(LONE)


@pytest.mark.parametrize(
    "source",
    [
        json.dumps({"source": "", "documents": [LONE, LONE], "infons": {}}),
        json.dumps({"PubTator3": [LONE, LONE]}, indent=1),
        json.dumps([{"source": "", "documents": [LONE]}, {"documents": [LONE]}]),
        json.dumps([LONE, LONE]),
        f"{ROWS}\n{ROWS}\n",
    ],
    ids=["collection", "PubTator", "collections", "array", "lines"],
)
def test_collections_lists_and_lines_are_read(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source)
    assert BioCJson.sniff(Head(path)) is not None
    assert [one.name for one in BioCJson().read(path) if isinstance(one, LabelledDocument)] == ["d", "d"]


FAR_APART = document(passage(0, "a"), passage(10**9, "b"), annotations=[annotation(1, 0, 1, "a")])
VALUES = "sorot:values"


@pytest.mark.parametrize(
    "one, place, message",
    [
        (document(passage(-1, "Da")), "/passages/0/offset", "An offset is a whole number"),
        (document(passage(0, "Da", annotation(1, 0, 9, "Da"))), ROW, "9 is outside"),
        (document(passage(0, "Da", annotation(1, 10**18, 9, "D"))), ROW, "1000000000000000000 is outside"),
        (document(passage(0, 5)), "/passages/0/text", 'The "text" of a passage'),
        (document(5), "/passages/0", "A JSON object stands here"),
        (document(passage(0, "Da"), infons=[]), "/infons", '"infons" is a JSON object'),
        (FAR_APART, "/annotations/0", "0 is in no passage"),
        (document(passage(0, "D", annotation(1, 0, 1, "D", **{VALUES: "x"}))), f"{ROW}/infons/{VALUES}", ""),
    ],
)  # fmt: skip
def test_a_broken_document_is_refused_alone(one: object, place: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"documents": [one, document(passage(0, "Da"))]}))
    refused, good = BioCJson().read(path)
    assert isinstance(refused, Refused)
    assert isinstance(good, LabelledDocument)
    assert refused.place == f"/documents/0{place}"
    assert refused.message.startswith(message)


@pytest.mark.parametrize(
    "source", ["5", "[5]", '{"documents": 5}', '{"a": 1}', '{"documents": [{"id": 1}]}', "["]
)
def test_what_is_no_bioc_json_is_refused(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source)
    with pytest.raises(FormatError):
        list(BioCJson().read(path))


@pytest.mark.parametrize(
    "source", ['{"documents": []}', "[]", "<collection/>", "<html><passage/></html>", "Darna"]
)
def test_others_are_not_taken_for_bioc(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(source)
    assert BioCJson.sniff(Head(path)) is None
    assert BioCXml.sniff(Head(path)) is None


# -- helpers -----------------------------------------------------------------------------------------------


def _read(folder: Path, made: dict[str, Any], unit: str = "code-point", **more: object) -> LabelledDocument:
    path = folder / "a.json"
    path.write_text(json.dumps({"documents": [made | more]}))
    (found,) = BioCJson({"unit": unit}).read(path)
    assert isinstance(found, LabelledDocument), found
    return found


def _refused(folder: Path, made: dict[str, Any]) -> Refused:
    path = folder / "a.json"
    path.write_text(json.dumps([made]))
    (found,) = BioCJson().read(path)
    assert isinstance(found, Refused)
    return Refused(found.name, found.path, found.place.removeprefix("/0"), found.message)


def _read_xml(folder: Path, made: dict[str, Any]) -> LabelledDocument:
    path = folder / "a.xml"
    for one in made["passages"]:
        for row in one["annotations"]:
            row["infons"] = {name: str(value) for name, value in row["infons"].items()}
    path.write_text(f"<collection>{bioc_xml.xml_document(made)}</collection>", encoding="utf-8")
    (found,) = BioCXml().read(path)
    assert isinstance(found, LabelledDocument), found
    return found


def _mentions(found: LabelledDocument) -> list[Mention]:
    return [one for labels in found.sets for one in labels.records if isinstance(one, Mention)]


def _quotes(found: LabelledDocument) -> Iterable[str]:
    return [found.text.quote(one.spans[0]) for one in _mentions(found)]
