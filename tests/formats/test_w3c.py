"""Web Annotations: everything comes back; what is written is right by the W3C's schemas; others' are read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.w3c import codec as module
from annotations.formats.w3c.codec import WebAnnotations
from annotations.model.records import Comment, Kind, Mention, Origin, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, read_back, sentences, written
from tests.support.others_rules import check_w3c, w3c_problems

FILES = Path("tests/files/web-annotation")
TEXT = "TRIPOLI: jihad menyerang Darna 😀 Libya Darna"


@given(document=labelled_documents(annotators=3))
def test_everything_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    (fit,) = check_round_trip(WebAnnotations(), tmp_path_factory.mktemp("out"), document)
    assert fit.losses == ()


@given(document=labelled_documents(annotators=2))
def test_what_is_written_is_what_it_must_be(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (path,) = written(WebAnnotations(), tmp_path_factory.mktemp("out"), document)
    check_w3c(json.loads(path.read_bytes()))


def test_the_schemas_tell_right_from_wrong() -> None:
    right, *_ = json.loads((FILES / "examples.json").read_bytes())
    assert w3c_problems("annotations", right) == []
    for change in ({"target": "no uri"}, {"id": 1}, {"type": "Note"}, {"@context": "x"}):
        assert w3c_problems("annotations", right | change)


def test_who_said_it_fields_and_text_come_back(tmp_path: Path) -> None:
    hand = Provenance("Ayu", "2026-11-22T09:14:03Z")
    spans = (Span(0, 7), Span(25, 30))
    mention = Mention("m1", Kind.EVENT, "Attack", spans, hand, {"a": 1.5, "b": True, "c": ()}, "Q3579")
    text = SourceText("\ufeff" + TEXT + "\r\n\ud800 ")
    document = LabelledDocument(
        "news/wire 1é", text, (Labels("Ayu", (mention,)), Labels("", ())), {"url": [1]}
    )
    (back,) = read_back(WebAnnotations(), written(WebAnnotations(), tmp_path, document))
    assert isinstance(back, LabelledDocument)
    assert back.sets == document.sets
    assert (back.name, back.text.text, back.meta, sentences(back)) == (
        "news_wire 1é",
        text.text,
        {"url": [1]},
        (),
    )


def test_a_mention_is_found_by_its_place_and_by_what_stands_there(tmp_path: Path) -> None:
    mention = Mention("m1", Kind.ENTITY, "GPE", (Span(25, 30),), UNSIGNED)
    document = LabelledDocument("wire", SourceText(TEXT), (Labels("", (mention,)),))
    (item,) = json.loads(WebAnnotations().encode(document)[".jsonld"])["first"]["items"]
    assert item["target"] == {
        "type": "SpecificResource",
        "source": "urn:sorot:wire:text",
        "selector": [
            {"type": "TextPositionSelector", "start": 25, "end": 30},
            {"type": "TextQuoteSelector", "exact": "Darna", "prefix": TEXT[5:25], "suffix": TEXT[30:]},
        ],
    }
    assert item["body"] == {"type": "TextualBody", "purpose": "tagging", "value": "GPE"}


def test_texts_with_very_many_mentions_have_no_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_QUOTES", 1)
    mentions = [Mention(f"m{at}", Kind.ENTITY, "GPE", (Span(25, 30),), UNSIGNED) for at in range(2)]
    document = LabelledDocument("wire", SourceText(TEXT), (Labels("", tuple(mentions)),))
    items = json.loads(WebAnnotations().encode(document)[".jsonld"])["first"]["items"]
    assert [len(one["target"]["selector"]) for one in items] == [1, 1]


@pytest.mark.parametrize(
    "selector, span",
    [
        ({"type": "TextPositionSelector", "start": 25, "end": 30}, Span(25, 30)),
        ({"type": "FragmentSelector", "value": "char=25,30"}, Span(25, 30)),
        ({"type": "TextQuoteSelector", "exact": "jihad"}, Span(9, 14)),
        ({"type": "TextQuoteSelector", "exact": "Darna", "prefix": "Libya "}, Span(39, 44)),
        ({"type": "TextQuoteSelector", "exact": "Darna", "suffix": " 😀"}, Span(25, 30)),
        (
            {
                "type": "TextPositionSelector",
                "start": 9,
                "end": 30,
                "refinedBy": {"type": "TextQuoteSelector", "exact": "Darna"},
            },
            Span(25, 30),
        ),
        (
            [
                {"type": "CssSelector", "value": "#a"},
                {"type": "TextQuoteSelector", "exact": "Libya"},
                {"type": "TextPositionSelector", "start": 33, "end": 38},
            ],
            Span(33, 38),
        ),
    ],
)
def test_selectors_of_others(selector: object, span: Span, tmp_path: Path) -> None:
    (document,) = WebAnnotations().read(_beside(tmp_path, _tag("X", selector)))
    assert isinstance(document, LabelledDocument)
    assert document.name == "wire"
    assert document.sets[0].records == (Mention("m1", Kind.ENTITY, "X", (span,), UNSIGNED),)


@pytest.mark.parametrize(
    "selector",
    [
        {"type": "TextQuoteSelector", "exact": "Darna"},
        {"type": "TextQuoteSelector", "exact": "Benghazi"},
        {"type": "TextQuoteSelector", "exact": ""},
        {"type": "CssSelector", "value": "#a"},
        {
            "type": "FragmentSelector",
            "value": "xpath",
            "refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 1},
        },
    ],
)
def test_a_place_that_cannot_be_told_is_left_out_and_told(selector: object, tmp_path: Path) -> None:
    (document,) = WebAnnotations().read(_beside(tmp_path, _tag("X", selector)))
    assert isinstance(document, LabelledDocument)
    assert document.sets == (Labels("", ()),)
    assert sentences(document) == (
        "left out, or read otherwise: annotations whose place in the text cannot be told (1)",
    )


def test_the_quote_proves_the_unit(tmp_path: Path) -> None:
    selector = [
        {"type": "TextPositionSelector", "start": 34, "end": 39},
        {"type": "TextQuoteSelector", "exact": "Libya"},
    ]
    (document,) = WebAnnotations().read(_beside(tmp_path, _tag("X", selector)))
    assert isinstance(document, LabelledDocument)
    assert sentences(document) == (
        "the offsets count UTF-16 units, not code points: the quoted text shows it",
    )
    assert document.sets[0].records[0].spans == (Span(33, 38),)  # type: ignore[union-attr]


def test_bodies_of_others(tmp_path: Path) -> None:
    bodies = [
        {"type": "TextualBody", "value": "GPE", "purpose": "tagging"},
        {"type": "TextualBody", "value": "City", "purpose": "classifying"},
        {"type": "TextualBody", "value": "Sure?", "purpose": "commenting"},
        {"type": "SpecificResource", "purpose": "identifying", "source": "http://example.org/Q1"},
        "http://example.org/other",
    ]
    value = _tag("", {"type": "TextPositionSelector", "start": 0, "end": 7}) | {
        "body": bodies,
        "creator": [{"id": "http://example.org/ayu", "nickname": "ayu"}],
        "created": "2015-01-28T13:00:00+01:00",
        "rights": "http://example.org/cc0",
    }
    (document,) = WebAnnotations().read(_beside(tmp_path, value))
    assert isinstance(document, LabelledDocument)
    (labels,) = document.sets
    assert labels.annotator == "ayu"
    signed = Provenance("ayu", "2015-01-28T12:00:00Z", Origin.HAND)
    assert [(one.label, one.link, one.extra) for one in labels.records[:2] if isinstance(one, Mention)] == [
        (label, "http://example.org/Q1", {"w3c": {"rights": "http://example.org/cc0"}})
        for label in ("GPE", "City")
    ]
    assert labels.records[2] == Comment("c1", "m1", "Sure?", signed)
    assert sentences(document) == (
        "left out, or read otherwise: annotations with several labels (a mention for each) (1)",
    )


def test_highlights_notes_on_the_text_and_replies(tmp_path: Path) -> None:
    place = {"type": "TextPositionSelector", "start": 0, "end": 7}
    highlight = _tag("", place) | {"id": "http://example.org/1", "motivation": "highlighting"}
    del highlight["body"]
    about_text = {"id": "http://example.org/2", "bodyValue": "long", "motivation": "commenting"}
    reply = {"id": "http://example.org/3", "target": "http://example.org/1", "motivation": "replying"}
    reply["body"] = {"type": "TextualBody", "value": "yes"}  # type: ignore[assignment]
    deeper = reply | {"id": "http://example.org/4", "target": "http://example.org/3"}
    empty = {"id": "http://example.org/5", "target": "http://example.org/wire.txt"}
    others = [
        {"type": "Annotation", "target": "http://example.org/wire.txt"} | one
        for one in (about_text, reply, deeper, empty)
    ]
    (document,) = WebAnnotations().read(_beside(tmp_path, highlight, *others))
    assert isinstance(document, LabelledDocument)
    mention, *notes = document.sets[0].records
    assert isinstance(mention, Mention)
    assert mention.label == "highlighting"
    assert [(one.target, one.text) for one in notes if isinstance(one, Comment)] == [
        (None, "long"),
        ("m1", "yes"),
        (None, "yes"),
    ]
    told = "; ".join(sentences(document))
    assert "replies to notes (kept as notes on the text) (1)" in told
    assert "annotations that say nothing of a place (1)" in told


def test_annotations_of_several_texts_are_as_many_documents(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Darna", encoding="utf-8")
    place = {"type": "TextPositionSelector", "start": 0, "end": 5}
    first, second, gone, both = (_tag("X", place) for _ in range(4))
    second["target"]["source"] = {"id": "http://example.org/a/other"}
    gone["target"]["source"] = "http://example.org/../../etc/passwd"
    both["target"] = [first["target"], second["target"]]
    found = list(WebAnnotations().read(_beside(tmp_path, first, second, gone, both)))
    assert [type(one) for one in found] == [LabelledDocument, LabelledDocument, Refused]
    assert isinstance(found[0], LabelledDocument)
    assert sentences(found[0]) == ("left out, or read otherwise: annotations of several texts (1)",)
    assert isinstance(found[1], LabelledDocument)
    assert (found[1].name, found[1].text.text) == ("other", "Darna")
    assert isinstance(found[2], Refused)
    assert "no file of its name is beside it" in found[2].message
    names = [one.name for one in WebAnnotations.parts(tmp_path / "a.jsonld")]
    assert names == ["a.jsonld", "other.txt", "wire.txt"]


def test_a_target_without_a_source_is_named(tmp_path: Path) -> None:
    one = _tag("X", {"type": "TextPositionSelector", "start": 0, "end": 5})
    del one["target"]["source"]
    (refused,) = WebAnnotations().read(_beside(tmp_path, one))
    assert isinstance(refused, Refused)
    assert refused.message == "Which text the annotations are of is not said, and no text is in the file."


def test_the_examples_of_the_w3c_are_read_or_refused_for_their_texts() -> None:
    found = list(WebAnnotations().read(FILES / "examples.json"))
    assert {type(one) for one in found} == {Refused}
    messages = [one.message for one in found if isinstance(one, Refused)]
    assert len(messages) == 23
    assert all("is not in the file, and no file of its name" in one for one in messages)


@pytest.mark.parametrize("name", ["..", ".txt", "", "a%00", "a%5Cb", "C:a", "%2e%2e", "[a", "wire.txt/"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    value = _tag("X", {"type": "TextPositionSelector", "start": 0, "end": 1})
    value["target"]["source"] = f"http://example.org/{name}"
    (found,) = WebAnnotations().read(_beside(tmp_path, value))
    assert isinstance(found, Refused)


@pytest.mark.parametrize(
    "change, says",
    [
        ({"target": 1}, "A target is an IRI or an object"),
        ({"type": "Note"}, "It is no Web Annotation"),
        (
            {"type": "AnnotationCollection", "first": "http://example.org/p"},
            "pages of the collection are not",
        ),
        ({"type": "AnnotationPage", "next": "http://example.org/p"}, "next page of the collection is not"),
        ({"type": "AnnotationPage", "items": 1}, '"items" is a list'),
    ],
)
def test_what_is_none_is_an_error(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=says):
        list(WebAnnotations().read(_beside(tmp_path, _tag("X", None) | change)))


def test_ids_given_twice_and_circles_are_errors(tmp_path: Path) -> None:
    one = {"type": "Annotation", "id": "urn:a", "target": "urn:b"}
    with pytest.raises(FormatError, match="Two annotations have the id urn:a"):
        list(WebAnnotations().read(_beside(tmp_path, one, one)))
    with pytest.raises(FormatError, match="about itself"):
        list(WebAnnotations().read(_beside(tmp_path, one, one | {"id": "urn:b", "target": "urn:a"})))


@pytest.mark.parametrize(
    "change, says",
    [
        ({"start": -1}, "An offset is a whole number"),
        ({"end": 99}, "0 to 99 is not in the text"),
        ({"start": 3, "end": 2}, "3 to 2 is not in the text"),
    ],
)
def test_a_place_outside_the_text_is_refused(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    selector = {"type": "TextPositionSelector", "start": 0, "end": 1} | change
    path = _beside(tmp_path, _tag("X", selector))
    if "start" in change and change["start"] < 0:
        with pytest.raises(FormatError, match=says):
            list(WebAnnotations().read(path))
        return
    (found,) = WebAnnotations().read(path)
    assert isinstance(found, Refused)
    assert says in found.message
    assert found.place.endswith("/target/selector")


def test_events_and_relations_that_point_to_nothing_are_refused(tmp_path: Path) -> None:
    mention = _tag("X", {"type": "TextPositionSelector", "start": 0, "end": 1}) | {"id": "urn:a"}
    body = {"source": "urn:gone", "sorot:role": "Place"}
    for record, says in (("event", "has the id urn:gone"), ("relation", "has the id urn:gone")):
        other = {"type": "Annotation", "target": "urn:a", "body": body, "sorot:record": record}
        (found,) = WebAnnotations().read(_beside(tmp_path, mention, other))
        assert isinstance(found, Refused)
        assert says in found.message


def test_a_long_row_of_replies_is_read(tmp_path: Path) -> None:
    mention = _tag("X", {"type": "TextPositionSelector", "start": 0, "end": 1}) | {"id": "urn:0"}
    replies = [
        {"type": "Annotation", "id": f"urn:{at}", "target": f"urn:{at - 1}", "bodyValue": "yes"}
        for at in range(1, 5000)
    ]
    (document,) = WebAnnotations().read(_beside(tmp_path, mention, *replies[::-1]))
    assert isinstance(document, LabelledDocument)
    assert len(document.sets[0].records) == 5000


def test_it_is_told_by_its_context(tmp_path: Path) -> None:
    assert WebAnnotations.sniff(Head(FILES / "examples.json"))
    assert WebAnnotations.sniff(Head(_beside(tmp_path, {"a": 1}))) is None


def test_the_text_is_found_when_a_program_has_saved_the_annotations_alone(tmp_path: Path) -> None:
    """As Recogito's text annotator 4.1 gives back what Sorot has written: an array without the text."""
    records = (Mention("m1", Kind.ENTITY, "GPE", (Span(0, 5),), UNSIGNED),)
    document = LabelledDocument("wire", SourceText(TEXT), (Labels("Ayu", records),))
    (path,) = written(WebAnnotations(), tmp_path, document)
    (mention,) = json.loads(path.read_bytes())["first"]["items"]
    mention["target"] = [{name: mention["target"][name] for name in ("source", "selector")}]
    (back,) = WebAnnotations().read(_beside(tmp_path, mention))
    assert isinstance(back, LabelledDocument)
    assert (back.name, back.text.text) == ("wire", TEXT)
    assert [one.annotator for one in back.sets] == ["Ayu"]


def _tag(label: str, selector: object) -> dict[str, Any]:
    return {
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": label, "purpose": "tagging"},
        "target": {"source": "http://example.org/wire.txt", "selector": selector},
    }


def _beside(folder: Path, *values: object) -> Path:
    """A file of annotations, beside the text."""
    (folder / "wire.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "a.jsonld"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def test_a_source_with_a_name_that_no_file_can_have_is_not_beside_it(tmp_path: Path) -> None:
    one = _tag("X", {"type": "TextPositionSelector", "start": 0, "end": 5})
    one["target"]["source"] = "http://example.org/" + "x" * 400
    (refused,) = WebAnnotations().read(_beside(tmp_path, one))
    assert isinstance(refused, Refused)
    assert "no file of its name is beside it" in refused.message
