"""Label Studio's tasks: what people and models say of a text comes back; what is on no text is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused, said
from annotations.formats.label_studio.codec import CONFIG, LabelStudio
from annotations.formats.losses import Reason
from annotations.formats.survey import Survey
from annotations.model.records import (
    Argument,
    Comment,
    Event,
    Kind,
    Mention,
    Origin,
    Provenance,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, sentences, survey_of, written

FILES = Path("tests/files/label-studio")
TEXT = "TRIPOLI: jihad menyerang Darna 😀"


@given(document=labelled_documents(annotators=3))
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_round_trip(LabelStudio(survey=survey_of(document)), tmp_path_factory.mktemp("out"), document)


@given(document=labelled_documents())
def test_what_is_written_without_a_survey_comes_back_too(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    check_round_trip(LabelStudio(), tmp_path_factory.mktemp("out"), document)


@pytest.mark.slow
@settings(max_examples=300)
@given(document=labelled_documents(annotators=3))
def test_the_sdk_takes_what_is_written(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fit = LabelStudio(survey=survey_of(document)).fit(document).document
    codec = LabelStudio(survey=survey_of(fit))
    found = codec.reference(written(codec, tmp_path_factory.mktemp("out"), fit))
    assert found is not None
    mentions = sum(isinstance(one, Mention) for labels in fit.sets for one in labels.records)
    assert (found.documents, found.mentions) == (1, mentions)


def example() -> LabelledDocument:
    """A document with everything that a task holds, by two people, and a model's suggestion."""
    hand = Provenance("Ayu", "2026-11-22T09:14:03Z")
    records: list[Record] = [
        Mention("m1", Kind.ENTITY, "GPE", (Span(0, 7),), hand, {"sure": "low"}, "Q3579"),
        Mention("m2", Kind.ENTITY, "ORG", (Span(9, 14),), hand, {"number": 2.5, "text": ("a", "b")}),
        Mention("m3", Kind.EVENT, "Attack", (Span(15, 24),), hand, {"sure": "high"}),
        Mention("m4", Kind.ENTITY, "GPE", (Span(25, 30),), hand),
        Mention("m5", Kind.BOILERPLATE, "AdCode", (Span(0, 32),), hand),
        Event("e1", "m3", hand, (Argument("Attacker", "m2"), Argument("Place", "m4")), {"negated": False}),
        Relation("r1", "Before", "m3", "m1", hand),
        Relation("r2", "PartOf", "m4", "m1", hand),
        Comment("c1", "m1", "Sure?", hand),
    ]
    model = Provenance("repeats", "2026-11-22T09:14:03Z", Origin.SUGGESTION, "repeats", 0.5)
    suggested = Mention("m1", Kind.ENTITY, "GPE", (Span(25, 30),), model)
    other = Mention("m1", Kind.ENTITY, "LOC", (Span(25, 30),), hand)
    sets = (Labels("Ayu", tuple(records)), Labels("Budi", (other,)), Labels("repeats", (suggested,)))
    return LabelledDocument("wire/1", SourceText(TEXT), sets, {"url": "https://example.org/1"})


def test_everything_that_a_task_holds_comes_back(tmp_path: Path) -> None:
    document = example()
    codec = LabelStudio(survey=survey_of(document))
    (fit,) = check_round_trip(codec, tmp_path, document)
    assert fit.losses == ()
    (back,) = codec.read(tmp_path / "all.json")
    assert isinstance(back, LabelledDocument)
    assert [one.annotator for one in back.sets] == ["Ayu", "Budi", "repeats"]
    assert (back.name, back.meta, sentences(back)) == (document.name, document.meta, ())
    (task,) = json.loads((tmp_path / "all.json").read_bytes())
    assert [one["model_version"] for one in task["predictions"]] == ["repeats"]
    (suggested,) = back.sets[2].records
    assert (suggested.provenance.how, suggested.provenance.source) == (Origin.SUGGESTION, "repeats")
    assert suggested.provenance.score == 0.5
    ids = [one["id"] for result in task["annotations"] for one in result["result"] if one["type"] == "labels"]
    assert len(set(ids)) == len(ids) == 6


def test_what_is_written_is_what_the_sdk_was_shown(tmp_path: Path) -> None:
    codec = LabelStudio(survey=survey_of(example()))
    (path,) = written(codec, tmp_path, example())
    assert path.read_bytes() == (FILES / "written/tasks.json").read_bytes()
    assert codec.companions() == {CONFIG: (FILES / "written/label-studio-config.xml").read_bytes()}


@pytest.mark.slow
def test_the_sdk_takes_what_it_was_shown() -> None:
    codec = LabelStudio(survey=survey_of(example()))
    found = codec.reference([FILES / "written/tasks.json"])
    assert found is not None
    assert (found.reader, found.documents, found.mentions) == ("label-studio-sdk", 1, 7)
    with pytest.raises(FormatError, match="refuses it"):
        LabelStudio(survey=Survey()).reference([FILES / "written/tasks.json"])


def test_a_suggestion_stands_behind_what_people_say() -> None:
    document = example()
    turned = LabelledDocument(document.name, document.text, document.sets[::-1])
    assert [one.annotator for one in LabelStudio().fit(turned).document.sets] == ["Budi", "Ayu", "repeats"]


def test_real_files_are_read_or_refused_aloud() -> None:
    (picture,) = LabelStudio().read(FILES / "data.json")
    assert isinstance(picture, Refused)
    assert (
        picture.message
        == "A result of type polygonlabels is not on a text; only labels of a text can be read."
    )
    assert picture.place == "/0/annotations/0/result/0"
    (entities,) = LabelStudio().read(FILES / "sample_predictions.json")
    assert isinstance(entities, LabelledDocument)
    assert entities.sets == ()
    assert sentences(entities) == ("left out: predictions of coref-v1 whose offsets do not fit the text (1)",)


def test_the_real_prediction_is_read_when_its_last_region_is_put_right(tmp_path: Path) -> None:
    (task,) = json.loads((FILES / "sample_predictions.json").read_bytes())
    wrong = task["predictions"][0]["result"][4]
    wrong["value"] |= {"start": 62, "end": 84}
    (document,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(document, LabelledDocument)
    (labels,) = document.sets
    assert labels.annotator == "coref-v1"
    kinds = [type(one).__name__ for one in labels.records]
    assert kinds == ["Mention"] * 5 + ["Relation"] * 2
    assert {one.provenance.how for one in labels.records} == {Origin.SUGGESTION}
    assert labels.records[0].provenance.score == 0.95
    assert labels.records[5].label == "relation"  # type: ignore[union-attr]


def test_completions_of_old_count_utf16_and_the_quotes_show_it(tmp_path: Path) -> None:
    result = [_labels("a", 3, 8, "Darna"), _labels("b", 0, 2, "😀")]
    task = {
        "data": {"t": "😀 Darna"},
        "completions": [{"completed_by": 7, "created_at": 0, "result": result}],
    }
    (document,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(document, LabelledDocument)
    assert sentences(document) == (
        "the offsets count UTF-16 units, not code points: the quoted text shows it",
    )
    (labels,) = document.sets
    assert labels.annotator == "user-7"
    assert [one.spans for one in labels.records if isinstance(one, Mention)] == [(Span(2, 7),), (Span(0, 1),)]
    assert labels.records[0].provenance == Provenance("user-7", "1970-01-01T00:00:00Z", Origin.HAND)


@pytest.mark.parametrize(
    "text, region, span",
    [
        ("a\nb", ("a", 0, 3, "a\\nb"), Span(0, 3)),
        ("x\r\n Darna", ("a", 3, 8, "Darna"), Span(4, 9)),
    ],
)
def test_line_breaks_as_label_studio_has_written_them(
    text: str, region: tuple[str, int, int, str], span: Span, tmp_path: Path
) -> None:
    (document,) = LabelStudio().read(_file(tmp_path, _task(_labels(*region), text=text)))
    assert isinstance(document, LabelledDocument)
    (mention,) = document.sets[0].records
    assert isinstance(mention, Mention)
    assert mention.spans == (span,)


def test_several_annotators_and_those_who_skipped(tmp_path: Path) -> None:
    people: list[Any] = [{"id": 3, "email": "a@b.c"}, 4, 4, None]
    annotations = [
        {"completed_by": who, "result": [_labels("a", 0, 5, "Darna")], "lead_time": 2} for who in people
    ]
    annotations.append({"was_cancelled": True, "result": []})
    task = {"id": 8, "data": {"text": "Darna"}, "annotations": annotations, "drafts": [{}], "inner_id": 1}
    (document,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(document, LabelledDocument)
    assert [one.annotator for one in document.sets] == ["a@b.c", "user-4", "user-4 (2)", ""]
    assert document.sets[3].records[0].provenance == UNSIGNED
    assert document.sets[0].extra == {"label_studio": {"lead_time": 2}}
    assert document.name == "8"
    assert document.meta == {"task": {"id": 8, "inner_id": 1}}
    assert sentences(document) == ("left out: annotations that were skipped (1)", "left out: drafts (1)")


def test_what_is_said_of_regions_and_of_whole_texts(tmp_path: Path) -> None:
    place = {"start": 0, "end": 5}
    results = [
        _labels("a", 0, 5, "Darna") | {"meta": {"text": ["Sure?", "No"]}, "origin": "prediction"},
        {"id": "a", "from_name": "s", "type": "choices", "value": place | {"choices": ["good"]}},
        {"id": "a", "from_name": "all", "type": "choices", "value": place | {"choices": ["b", "c"]}},
        {
            "id": "a",
            "from_name": "tree",
            "type": "taxonomy",
            "value": place | {"taxonomy": [["x", "y"], ["z"]]},
        },
        {"id": "a", "from_name": "stars", "type": "rating", "value": place | {"rating": 4}},
        {"id": "a", "from_name": "why", "type": "textarea", "value": place | {"text": ["so"]}},
        {"id": "a", "from_name": "odd", "type": "pairwise", "value": {"selected": "left"}},
        {"id": "z", "from_name": "topic", "type": "choices", "value": {"choices": ["war"]}},
    ]
    (document,) = LabelStudio().read(_file(tmp_path, _task(*results, text="Darna")))
    assert isinstance(document, LabelledDocument)
    mention, *notes = document.sets[0].records
    assert isinstance(mention, Mention)
    assert mention.attributes == {
        "s": "good",
        "all": ("b", "c"),
        "tree": ("x/y", "z"),
        "stars": 4,
        "why": "so",
    }
    assert mention.provenance.how is Origin.SUGGESTION
    assert [one.text for one in notes if isinstance(one, Comment)] == ["Sure?", "No"]
    assert document.sets[0].extra["label_studio"]["results"] == [results[-1]]
    assert sentences(document) == (
        "left out: results of type pairwise (1)",
        "left out: results about no labelled region (kept as side data) (1)",
    )


def test_arrows_either_way_and_regions_with_several_labels_or_none(tmp_path: Path) -> None:
    several = _labels("a", 0, 1, "D", "GPE", "LOC")
    results = [
        several,
        _labels("b", 1, 2, "a", "GPE"),
        _labels("c", 2, 3, "r"),
        _arrow("a", "b", "right", "in"),
        _arrow("a", "b", "left"),
        _arrow("a", "b", "bi", "near"),
        _arrow("a", "c", "right"),
    ]
    results[2]["value"]["labels"] = []
    (document,) = LabelStudio().read(_file(tmp_path, _task(*results, text="Darna")))
    assert isinstance(document, LabelledDocument)
    found = [
        (one.label, one.source, one.target) for one in document.sets[0].records if isinstance(one, Relation)
    ]
    assert found == [("in", "m1", "m3"), ("relation", "m3", "m1"), ("near", "m1", "m3"), ("near", "m3", "m1")]
    assert sentences(document)[0] == "regions with several labels (a mention for each) (1)"
    for left_out in (
        "arrows with two heads (kept as two relations) (1)",
        "regions without a label (1)",
        "relations of regions without a label (1)",
    ):
        assert f"left out: {left_out}" in sentences(document)


def test_a_label_control_called_event_has_triggers_and_arrows_from_them_are_roles(tmp_path: Path) -> None:
    results = [
        _labels("a", 0, 1, "D", "Attack") | {"from_name": "event"},
        _labels("b", 1, 2, "a", "GPE"),
        _arrow("a", "b", "right", "Place"),
        _arrow("b", "a", "left", "Before"),
        _arrow("b", "a", "right", "Near"),
    ]
    (document,) = LabelStudio().read(_file(tmp_path, _task(*results, text="Darna")))
    assert isinstance(document, LabelledDocument)
    trigger = Mention("m1", Kind.EVENT, "Attack", (Span(0, 1),), UNSIGNED)
    place = Mention("m2", Kind.ENTITY, "GPE", (Span(1, 2),), UNSIGNED)
    assert said(document.sets[0].records) == said(
        [
            trigger,
            place,
            Event("e1", "m1", UNSIGNED, (Argument("Place", "m2"),)),
            Relation("r1", "Before", "m1", "m2", UNSIGNED),
            Relation("r2", "Near", "m2", "m1", UNSIGNED),
        ]
    )


def test_hypertext_is_read_by_its_global_offsets(tmp_path: Path) -> None:
    value = {"start": "/text()[1]", "end": "/text()[1]", "startOffset": 0, "endOffset": 5, "text": "Darna"}
    region = {"id": "a", "from_name": "l", "to_name": "h", "type": "hypertextlabels"}
    value["hypertextlabels"] = ["GPE"]
    right = region | {"value": value | {"globalOffsets": {"start": 0, "end": 5}}}
    (document,) = LabelStudio().read(_file(tmp_path, _task(right, text="Darna")))
    assert isinstance(document, LabelledDocument)
    (wrong,) = LabelStudio().read(_file(tmp_path, _task(region | {"value": value}, text="Darna")))
    assert isinstance(wrong, Refused)
    assert "places in HTML" in wrong.message


def test_the_text_is_found_or_asked_for(tmp_path: Path) -> None:
    region = _labels("a", 0, 5, "Darna") | {"to_name": "body"}
    task = {"data": {"body": "Darna", "title": "Libya"}, "annotations": [{"result": [region]}]}
    (document,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(document, LabelledDocument)
    assert (document.text.text, document.meta) == ("Darna", {"title": "Libya"})
    task["annotations"] = []
    (unclear,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(unclear, Refused)
    assert unclear.message == "Which of body, title is the text? Say it with --option text=..."
    (document,) = LabelStudio({"text": "title"}).read(_file(tmp_path, task))
    assert isinstance(document, LabelledDocument)
    assert document.text.text == "Libya"


@pytest.mark.parametrize(
    "task, says",
    [
        ({"data": {"text": "https://example.org/a.txt"}}, 'valueType="url"'),
        ({"data": {"image": "/data/upload/29/example.png"}}, 'valueType="url"'),
        ({"data": {"talk": [{"author": "a", "text": "b"}]}}, "Paragraphs"),
        ({}, "Paragraphs"),
        ({"data": []}, '"data" is a JSON object'),
        ({"data": {"text": "a"}, "annotations": [{"result": 1}]}, '"result" is a list'),
        ({"data": {"text": "a"}, "annotations": [{"result": [{"type": "rectangle"}]}]}, "not on a text"),
    ],
)
def test_what_is_no_text_is_refused(task: dict[str, Any], says: str, tmp_path: Path) -> None:
    (wrong,) = LabelStudio().read(_file(tmp_path, task))
    assert isinstance(wrong, Refused)
    assert says in wrong.message


@pytest.mark.parametrize(
    "change, says",
    [
        ({"value": {"start": 0.5, "end": 2, "labels": ["X"]}}, "An offset is a whole number"),
        ({"value": {"start": -1, "end": 2, "labels": ["X"]}}, "not -1"),
        ({"value": {"start": 0, "end": 99, "labels": ["X"]}}, "0 to 99 is not in the text"),
        ({"value": {"start": 0, "end": 5, "labels": ["X"], "text": "Libya"}}, 'stands "Darna", not "Libya"'),
        ({"value": 1}, '"value" is a JSON object'),
        ({"to_name": ["text"], "value": {}}, "An offset is a whole number"),
    ],
)
def test_a_wrong_region_is_refused_with_its_place(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    (wrong,) = LabelStudio().read(_file(tmp_path, _task(_labels("a", 0, 5, "Darna") | change, text="Darna")))
    assert isinstance(wrong, Refused)
    assert says in wrong.message
    assert wrong.place.startswith("/0/annotations/0/result/0")


def test_regions_with_one_id_and_relations_to_nowhere_are_refused(tmp_path: Path) -> None:
    twice = _task(_labels("a", 0, 1, "D"), _labels("a", 1, 2, "a"), text="Darna")
    nowhere = _task(_labels("a", 0, 1, "D"), _arrow("a", "x", "right"), text="Darna")
    found = [
        one.message for one in LabelStudio().read(_file(tmp_path, twice, nowhere)) if isinstance(one, Refused)
    ]
    assert found == ["Two regions have the id a.", "No region of the text has the id x."]


def test_names_that_two_controls_would_share_are_told_apart(tmp_path: Path) -> None:
    mention = Mention("m1", Kind.ENTITY, "A&B", (Span(0, 1),), UNSIGNED, {"link": "x", 'a"b': True})
    other = Mention("m2", Kind.ENTITY, "A&B", (Span(0, 1),), UNSIGNED, {'a"b': "x", "number:n": 1})
    document = LabelledDocument("d", SourceText("a"), (Labels("", (mention, other)),))
    codec = LabelStudio(survey=survey_of(document))
    (fit,) = check_round_trip(codec, tmp_path, document)
    assert fit.losses == ()
    found = codec.companions()[CONFIG].decode()
    assert '<Label value="A&amp;B" background="#2f6fde"/>' in found
    for name in ('"textarea:link"', "'choices:a\"b'", "'textarea:a\"b'", '"number:number:n"'):
        assert found.count(f" name={name} ") == 1


def test_lists_of_one_and_names_that_are_empty_are_losses() -> None:
    mention = Mention("m1", Kind.ENTITY, "X", (Span(0, 1),), UNSIGNED, {"a": ("x",), "b": ()})
    nameless = Mention("m2", Kind.ENTITY, "", (Span(0, 1),), UNSIGNED)
    relation = Relation("r1", "", "m1", "m1", UNSIGNED)
    document = LabelledDocument("d", SourceText("a"), (Labels("", (mention, nameless, relation)),))
    losses = LabelStudio().fit(document).losses
    assert sorted((one.reason, one.record, one.detail) for one in losses) == [
        (Reason.ATTRIBUTE, "m1", "a: no longer a list"),
        (Reason.ATTRIBUTE, "m1", "b"),
        (Reason.NAME, "m2", "Label Studio has no label without a name"),
        (Reason.NAME, "r1", "relation"),
    ]


def test_it_is_told_by_its_tasks(tmp_path: Path) -> None:
    assert LabelStudio.sniff(Head(FILES / "data.json"))
    assert LabelStudio.sniff(Head(_file(tmp_path, {"data": {"text": "a"}, "annotations": []})))
    assert LabelStudio.sniff(Head(_file(tmp_path, {"data": {"text": "a"}}))) is None


def test_an_export_is_read_back_without_its_manifest_and_by_its_own_field(tmp_path: Path) -> None:
    codec = LabelStudio({"text": "body"})
    (path,) = written(codec, tmp_path, example())
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert list(LabelStudio.files(tmp_path)) == [path]
    (back,) = LabelStudio(codec.back).read(path)
    assert isinstance(back, LabelledDocument)


def _labels(region: str, start: int, end: int, text: str, *labels: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": list(labels) or ["GPE"]}
    return {"id": region, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _arrow(source: str, target: str, direction: str, *labels: str) -> dict[str, Any]:
    arrow = {"type": "relation", "from_id": source, "to_id": target, "direction": direction}
    return arrow | {"labels": list(labels)}


def _task(*results: dict[str, Any], text: str) -> dict[str, Any]:
    return {"data": {"text": text}, "annotations": [{"result": list(results)}]}


def _file(folder: Path, *tasks: object) -> Path:
    path = folder / "tasks.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def test_names_of_annotators_are_kept_whoever_else_labels_in_label_studio(tmp_path: Path) -> None:
    """As Label Studio 1.23 exports an import: its own ids, ``import_id``, and predictions as numbers."""
    (path,) = written(LabelStudio(survey=survey_of(example())), tmp_path, example())
    (task,) = json.loads(path.read_bytes())
    ayu, budi = task["annotations"]
    for annotation in (ayu, budi):
        annotation |= {"import_id": annotation["id"], "id": annotation["id"] + 40, "completed_by": 1}
    new = {"id": 43, "import_id": None, "completed_by": 2, "result": []}
    task |= {"annotations": [new, budi, ayu], "predictions": [7]}
    path.write_text(json.dumps([task]))
    (document,) = LabelStudio().read(path)
    assert isinstance(document, LabelledDocument)
    assert [one.annotator for one in document.sets] == ["user-2", "Budi", "Ayu"]
    assert sentences(document) == ("left out: predictions of which the file has only the number (1)",)


def test_the_short_export_is_known_and_refused(tmp_path: Path) -> None:
    """JSON-MIN as Label Studio 1.23 writes it: it would come back without relations, and be no loss."""
    region = {"start": 0, "end": 5, "text": "Darna", "labels": ["GPE"]}
    task = {"text": "Darna", "id": 4, "entity": [region], "annotator": 1, "annotation_id": 4}
    path = _file(tmp_path, task)
    assert LabelStudio.sniff(Head(path)) is not None
    (refused,) = LabelStudio().read(path)
    assert isinstance(refused, Refused)
    assert refused.message.startswith("This is JSON-MIN")
