"""UIMA's CAS from elsewhere: INCEpTION's and cassis's, hostile ones, and what they say about themselves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, said
from annotations.formats.uima.codec import CasJson, Xmi
from annotations.model.records import Argument, Event, Kind, Mention, Relation
from annotations.text.span import Span
from tests.support.exchange import sentences

SAMPLES = Path("tests/files/uima")
_DKPRO = "http:///de/tudarmstadt/ukp/dkpro/core/api"
_SPACES = (
    'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:c="http:///webanno/custom.ecore" '
    f'xmlns:n="{_DKPRO}/ner/type.ecore" xmlns:m="{_DKPRO}/metadata/type.ecore" '
    f'xmlns:s="{_DKPRO}/segmentation/type.ecore"'
)
_TYPES = """<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.Size</name><supertypeName>uima.cas.String</supertypeName>
<allowedValues><value><string>big</string></value></allowedValues></typeDescription>
<typeDescription><name>webanno.custom.Span</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
%s</features></typeDescription>
<typeDescription><name>webanno.custom.Link</name><supertypeName>uima.cas.TOP</supertypeName><features>
<featureDescription><name>role</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>target</name><rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription>
</features></typeDescription></types></typeSystemDescription>"""


@pytest.mark.parametrize("case", ["casWithEmojiUnicodeTextAndAnnotations", "tsv3-testSimpleSlotFeature"])
def test_json_and_xmi_of_the_same_cas_say_the_same(case: str) -> None:
    found = [_read(path) for path in sorted((SAMPLES / case).glob("d*")) if "typesystem" not in path.name]
    assert len({one.text.text for one in found}) == 1
    assert len({repr(said(one.sets[0].records)) for one in found}) == 1


def test_places_count_utf16_units() -> None:
    document = _read(SAMPLES / "casWithEmojiUnicodeTextAndAnnotations/data.json")
    quotes = [
        document.text.quote(one.spans[0]) for one in document.sets[0].records if isinstance(one, Mention)
    ]
    assert quotes == ["🥳", "This", "👳🏻\u200d♀️", "is", "✆", "a", "🧔🏾\u200d♂️", "test", "👻"]


def test_an_annotation_with_a_slot_is_an_event() -> None:
    document = _read(SAMPLES / "tsv3-testSimpleSlotFeature/debug.xmi")
    first, second, host, event = document.sets[0].records
    assert isinstance(host, Mention)
    assert (host.kind, host.label) == (Kind.EVENT, "SimpleLinkHost")
    assert isinstance(event, Event)
    assert (event.trigger, event.arguments) == (
        host.id,
        (Argument("p1", first.id), Argument("p2", second.id)),
    )
    assert (document.name, sentences(document)) == ("doc", ())


def test_values_are_of_the_types_that_the_type_system_says(tmp_path: Path) -> None:
    features = {
        "certain": "uima.cas.Boolean",
        "count": "uima.cas.Integer",
        "weight": "uima.cas.Double",
        "size": "webanno.custom.Size",
        "tags": "uima.cas.StringArray",
        "near": "webanno.custom.Span",
    }
    (tmp_path / "my-typesystem.xml").write_text(_TYPES % "".join(map(_feature, features.items())))
    document = _xmi(
        tmp_path,
        "a 😀 b",
        '<c:Span xmi:id="5" sofa="1" begin="2" end="4" certain="true" count="-3" weight="0.5" '
        'size="big" near="6">'
        "<tags>x</tags><tags>y z</tags></c:Span>"
        '<c:Span xmi:id="6" sofa="1" begin="5" end="6" tags="" unheardOf="x"/>',
    )
    first, second = document.sets[0].records
    assert isinstance(first, Mention)
    assert dict(first.attributes) == {"certain": True, "count": -3, "weight": 0.5, "tags": ("x", "y z")}
    assert (first.label, first.spans) == ("big", (Span(2, 3),))
    assert isinstance(second, Mention)
    assert dict(second.attributes) == {"tags": (), "unheardOf": "x"}
    assert sentences(document) == ("left out: features that point to others (1)",)


def test_named_entities_relations_and_what_is_left_out(tmp_path: Path) -> None:
    document = _xmi(
        tmp_path,
        "Ayu Budi",
        '<m:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="8" language="id" documentTitle="wire.txt"/>'
        '<s:Token xmi:id="3" sofa="1" begin="0" end="3"/>'
        '<s:Lemma xmi:id="4" sofa="1" begin="0" end="3" value="a"/>'
        '<n:NamedEntity xmi:id="5" sofa="1" begin="0" end="3" value="PER" identifier="Q1"/>'
        '<n:NamedEntity xmi:id="6" sofa="1" begin="4" end="8"/>'
        '<c:Knows xmi:id="7" sofa="1" begin="4" end="8" Governor="5" Dependent="6" label="meets" sure="no"/>'
        '<c:Knows xmi:id="8" sofa="1" begin="4" end="8" Governor="3" Dependent="6"/>'
        '<c:Thing xmi:id="9" sofa="1" begin="0" end="3"/>'
        '<c:CorefLink xmi:id="10" sofa="1" begin="0" end="3" next="11"/>'
        '<c:CorefLink xmi:id="11" sofa="1" begin="4" end="8"/><c:CorefChain xmi:id="12" first="10"/>'
        '<c:Odd xmi:id="13" x="1"/>',
        members="2 3 4 5 6 7 8 10 11",
    )
    first, second, relation = document.sets[0].records
    assert isinstance(first, Mention)
    assert (first.label, first.link) == ("PER", "Q1")
    assert isinstance(second, Mention)
    assert (second.label, second.link) == ("NamedEntity", None)
    assert isinstance(relation, Relation)
    assert (relation.label, relation.source, relation.target, dict(relation.attributes)) == (
        "meets",
        first.id,
        second.id,
        {"sure": "no"},
    )
    assert (document.name, document.meta) == ("wire", {"language": "id"})
    assert sentences(document) == (
        _NO_TYPES,
        "left out: Lemma (1)",
        "left out: links of chains (2)",
        "left out: Odd (1)",
        "left out: relations that are no mentions (1)",
    )


def test_the_annotator_is_the_file_in_a_folder_of_the_document(tmp_path: Path) -> None:
    folder = tmp_path / "wire.txt"
    folder.mkdir()
    data = '<m:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="1" documentTitle="wire.txt"/>'
    assert _xmi(folder, "a", data, name="ayu.xmi").sets[0].annotator == "ayu"
    assert _xmi(tmp_path, "a", data).sets[0].annotator == ""


def test_a_type_system_beside_it_goes_along(tmp_path: Path) -> None:
    deep = tmp_path / "train/news"
    deep.mkdir(parents=True)
    assert Xmi.parts(deep / "a.xmi") == [deep / "a.xmi"]
    (tmp_path / "TypeSystem.xml").write_text(_TYPES % "")
    assert Xmi.parts(deep / "a.xmi")[1:] == [tmp_path / "TypeSystem.xml"]
    for name in ("typesystem.xml", "b-typesystem.xml"):
        (deep / name).write_text(_TYPES % "")
    assert Xmi.parts(deep / "a.xmi")[1:] == [deep / "typesystem.xml"]
    assert Xmi.parts(deep / "b.xmi")[1:] == [deep / "b-typesystem.xml"]


_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_MANY = " ".join(f'a{number}=""' for number in range(1001))
_SPAN = '<c:Span xmi:id="5" sofa="1" begin="0" end="1"/>'


@pytest.mark.parametrize(
    "data, says",
    [
        (_BOMB + "<x>&b;</x>", "document type"),
        (_OUTSIDE + "<x>&a;</x>", "document type"),
        ("<a/>", "does not begin with xmi:XMI"),
        (f"<xmi:XMI {_SPACES}>", "line 1, column 334: It is no XML in UTF-8"),
        ("", "It is no XML in UTF-8"),
        ("\x00", "It is no XML in UTF-8"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>', "does not begin with xmi:XMI"),
        ("<xmi:XMI \u00e9=1/>", "It is no XML in UTF-8"),
        (f"<xmi:XMI {_SPACES}>\n<a {_MANY}/></xmi:XMI>", "line 2: An element has more than 1,000 attributes"),
        (f"<xmi:XMI {_SPACES}>{'<a>' * 9}{'</a>' * 9}</xmi:XMI>", '"xmi:id" is a whole number'),
        (f"<xmi:XMI {_SPACES}><a xmi:id='3'>{'<a>' * 9}{'</a>' * 9}</a></xmi:XMI>", "more than 3 deep"),
        (f"<xmi:XMI {_SPACES}/>", "There is no text in the file"),
        (f"<xmi:XMI {_SPACES}>{_SPAN * 2}</xmi:XMI>", "Two feature structures have the id 5"),
        (f"<xmi:XMI {_SPACES}>{_SPAN.replace('5', '9' * 30)}</xmi:XMI>", "is a whole number"),
    ],
)
def test_hostile_xml_gets_one_clear_error(data: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.xmi").write_text(data, encoding="utf-8")
    with pytest.raises(FormatError, match=re.escape(says)) as caught:
        list(Xmi().read(tmp_path / "a.xmi"))
    assert caught.value.path == tmp_path / "a.xmi"


@pytest.mark.parametrize(
    "body, says",
    [
        (_SPAN.replace('end="1"', 'end="9"'), "line 3: 0 to 9 is not in the text"),
        (_SPAN.replace('begin="0"', 'begin="-1"'), '"begin" is a whole number of 0 or more'),
        (_SPAN + '<c:R xmi:id="6" Governor="5" Dependent="7"/>', "points to 7, and nothing has that id"),
        (_SPAN + '<c:L xmi:id="6" target="9"/><c:H xmi:id="7" begin="0" end="1" l="6"/>', "points to 9"),
    ],
)
def test_what_does_not_fit_together_gets_one_clear_error(body: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=re.escape(says)):
        _xmi(tmp_path, "a", body)


@pytest.mark.parametrize(
    "features, value, says",
    [
        ("uima.cas.Boolean", "yes", '"x" is of type uima.cas.Boolean, not "yes"'),
        ("uima.cas.Integer", "1x", '"x" is of type uima.cas.Integer'),
        ("webanno.custom.Span", "-1", "must be numbers"),
    ],
)
def test_a_value_of_another_type_is_refused(features: str, value: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text(_TYPES % _feature(("x", features)))
    with pytest.raises(FormatError, match=re.escape(says)):
        _xmi(tmp_path, "a", f'<c:Span xmi:id="5" sofa="1" begin="0" end="1" x="{value}"/>')


def test_a_type_system_that_is_none_is_refused(tmp_path: Path) -> None:
    for data, says in ((_BOMB + "<x/>", "document type"), ("<x/>", "no type system of UIMA")):
        (tmp_path / "TypeSystem.xml").write_text(data)
        with pytest.raises(FormatError, match=re.escape(says)) as caught:
            _xmi(tmp_path, "a", "")
        assert caught.value.path == tmp_path / "TypeSystem.xml"


def test_supertypes_in_a_circle_have_an_end(tmp_path: Path) -> None:
    value = _cas([{"%ID": 2, "%TYPE": "a.A", "@sofa": 1, "begin": 0, "end": 1, "x": "PER"}])
    value["%TYPES"] = {
        one: {"%NAME": one, "%SUPER_TYPE": other, "x": {"%RANGE": one}}
        for one, other in (("a.A", "a.B"), ("a.B", "a.A"))
    }
    (mention,) = _json(tmp_path, value).sets[0].records
    assert isinstance(mention, Mention)
    assert (mention.label, dict(mention.attributes)) == ("A", {"x": "PER"})


@pytest.mark.parametrize(
    "value, says",
    [
        ([], "no CAS"),
        ({"a": 1}, "no CAS"),
        ({"%FEATURE_STRUCTURES": 1}, "is a list here"),
        ({"%FEATURE_STRUCTURES": [1]}, "a JSON object with a number"),
        ({"%FEATURE_STRUCTURES": {"x": {}}}, "a JSON object with a number"),
        ({"%FEATURE_STRUCTURES": [{"%ID": 1}]}, 'has no "%TYPE"'),
        ({"%FEATURE_STRUCTURES": []}, "There is no text"),
    ],
)
def test_json_that_is_no_cas_is_refused(value: object, says: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=re.escape(says)) as caught:
        _json(tmp_path, value)
    assert caught.value.path == tmp_path / "a.json"


@pytest.mark.parametrize(
    "change, says",
    [
        ({"end": 9}, "0 to 9 is not in the text"),
        ({"begin": -1}, "whole number of 0 or more"),
        ({"begin": 10**18}, "1000000000000000000 to 1 is not in the text"),
        ({"@near": "x"}, "whole number"),
        ({"@Governor": 7, "@Dependent": 2}, "points to 7"),
    ],
)
def test_a_structure_that_is_wrong_is_refused(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    one = {"%ID": 2, "%TYPE": "a.A", "@sofa": 1, "begin": 0, "end": 1} | change
    with pytest.raises(FormatError, match=re.escape(says)):
        _json(tmp_path, _cas([one, {"%ID": 3, "%TYPE": "a.B", "@sofa": 1, "begin": 0, "end": 1}]))


def test_a_relation_to_an_empty_list_is_left_out(tmp_path: Path) -> None:
    ends = {"@Governor": 3, "@Dependent": 4}
    structures = [
        {"%ID": 2, "%TYPE": "a.A", "@sofa": 1, "begin": 0, "end": 1} | ends,
        {"%ID": 3, "%TYPE": "a.B", "@sofa": 1, "begin": 0, "end": 1},
        {"%ID": 4, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": []},
    ]
    document = _json(tmp_path, _cas(structures))
    assert [type(one) for one in document.sets[0].records] == [Mention]
    assert "left out: relations that are no mentions (1)" in sentences(document)


def test_they_are_told_by_how_they_begin(tmp_path: Path) -> None:
    case = SAMPLES / "tsv3-testSimpleSlotFeature"
    assert Xmi.sniff(Head(case / "debug.xmi"))
    assert Xmi.sniff(Head(case / "debug-typesystem.xml")) is None
    assert CasJson.sniff(Head(case / "data.json"))
    (tmp_path / "a.json").write_text('{"text": "a"}')
    assert CasJson.sniff(Head(tmp_path / "a.json")) is None


_NO_TYPES = "no type system (TypeSystem.xml) is beside it: all values are read as texts"


def _feature(feature: tuple[str, str]) -> str:
    name, kind = feature
    return (
        f"<featureDescription><name>{name}</name><rangeTypeName>{kind}</rangeTypeName></featureDescription>"
    )


def _read(path: Path) -> LabelledDocument:
    (document,) = (Xmi if path.suffix == ".xmi" else CasJson)().read(path)
    assert isinstance(document, LabelledDocument)
    return document


def _xmi(
    folder: Path, text: str, body: str, members: str | None = None, name: str = "a.xmi"
) -> LabelledDocument:
    view = "" if members is None else f'<cas:View sofa="1" members="{members}"/>'
    sofa = f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{text}"/>'
    path = folder / name
    path.write_text(f"<xmi:XMI {_SPACES}>\n{sofa}\n{body}{view}</xmi:XMI>", encoding="utf-8")
    return _read(path)


def _cas(structures: list[dict[str, Any]]) -> dict[str, Any]:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "ab"}
    return {"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *structures], "%VIEWS": {}}


def _json(folder: Path, value: object) -> LabelledDocument:
    path = folder / "a.json"
    path.write_text(json.dumps(value))
    return _read(path)
