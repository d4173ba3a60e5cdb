"""PubAnnotation's JSON: what fits comes back; what is written holds to its schema and its server's rules."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotations.formats.codec import Head
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused, said
from annotations.formats.losses import Reason
from annotations.formats.pubannotation.codec import PubAnnotation
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Record, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, read_back, sentences, written
from tests.support.others_rules import check_pubannotation

TEXT = "TRIPOLI: jihad menyerang Darna"


@given(document=labelled_documents(annotators=3))
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_round_trip(PubAnnotation(), tmp_path_factory.mktemp("out"), document)


@given(document=labelled_documents(annotators=2))
def test_schema_and_server_take_what_is_written(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fit = PubAnnotation().fit(document).document
    (path,) = written(PubAnnotation(), tmp_path_factory.mktemp("out"), fit)
    check_pubannotation(json.loads(path.read_bytes()))


def test_everything_that_a_track_holds_comes_back(tmp_path: Path) -> None:
    first: list[Record] = [
        Mention(
            "m1", Kind.ENTITY, "GPE", (Span(0, 7), Span(9, 14), Span(25, 30)), UNSIGNED, {"n": 2}, "Q3579"
        ),
        Mention("m2", Kind.EVENT, "Attack", (Span(15, 17), Span(18, 24)), UNSIGNED, {"sure": ("a", "b")}),
        Mention("m3", Kind.BOILERPLATE, "AdCode", (Span(0, 30),), UNSIGNED),
        Event("e1", "m2", UNSIGNED, (Argument("Place", "m1"),), {"negated": True}),
        Relation("r1", "Before", "m2", "m1", UNSIGNED, {"sure": "low"}),
        Comment("c1", "m1", "Sure?", UNSIGNED),
    ]
    document = LabelledDocument("7", SourceText(TEXT), (Labels("Ayu", tuple(first)),), {"lang": "id"})
    (fit,) = check_round_trip(PubAnnotation(), tmp_path, document)
    assert fit.losses == ()
    (path,) = tmp_path.iterdir()
    value = json.loads(path.read_bytes())
    assert [(one["id"], one["obj"]) for one in value["denotations"]] == [
        ("T1-0", "_FRAGMENT"),
        ("T1-1", "_FRAGMENT"),
        ("T1-2", "GPE"),
        ("T2-0", "_FRAGMENT"),
        ("T2-1", "Attack"),
        ("T3", "AdCode"),
    ]
    assert value["relations"][:2] == [
        {"id": "C-T1-0", "pred": "_lexicallyChainedTo", "subj": "T1-1", "obj": "T1-0"},
        {"id": "C-T1-1", "pred": "_lexicallyChainedTo", "subj": "T1-2", "obj": "T1-1"},
    ]
    (back,) = read_back(PubAnnotation(), [path])
    assert isinstance(back, LabelledDocument)
    assert (back.name, back.meta, sentences(back)) == ("7", {"sourceid": "7", "lang": "id"}, ())
    assert back.sets[0].annotator == "Ayu"


def test_the_forms_that_are_documented(tmp_path: Path) -> None:
    value = {
        "sourcedb": "PubMed",
        "sourceid": "123",
        "divid": 0,
        "text": TEXT,
        "project": "one",
        "denotations": [
            {"id": "T1", "span": {"begin": 0, "end": 7}, "obj": "GPE"},
            {"id": "T2", "span": [{"begin": 9, "end": 14}, {"begin": 25, "end": 30}], "obj": "ORG"},
            {"begin": 15, "end": 24, "obj": "Attack"},
        ],
        "blocks": [{"id": "B1", "span": {"begin": 0, "end": 30}, "obj": "Sentence"}],
        "relations": [{"id": "R1", "subj": "T1", "pred": "in", "obj": "T2"}],
        "attributes": [
            {"subj": "T1", "pred": "type", "obj": "a"},
            {"subj": "T1", "pred": "type", "obj": "b"},
            {"subj": "T1", "pred": "denies"},
            {"subj": "R1", "pred": "sure", "obj": 0.5},
            {"subj": "R1", "pred": "odd", "obj": {}},
        ],
        "modifications": [{"id": "M1", "pred": "Negation", "obj": "T2"}],
        "namespaces": [{"prefix": "_base", "uri": "http://example.org/"}],
        "tracks": [{"project": "one", "denotations": [], "typesettings": [1]}, {"project": "two"}],
    }
    (document,) = PubAnnotation().read(_file(tmp_path, value))
    assert isinstance(document, LabelledDocument)
    assert document.name == "PubMed/123/0"
    assert [one.annotator for one in document.sets] == ["one", "one (2)", "two"]
    one = Mention("m1", Kind.ENTITY, "GPE", (Span(0, 7),), UNSIGNED, {"type": ("a", "b"), "denies": True})
    two = Mention("m2", Kind.ENTITY, "ORG", (Span(9, 14), Span(25, 30)), UNSIGNED, {"Negation": True})
    assert said(document.sets[0].records) == said(
        [
            one,
            two,
            Mention("m3", Kind.ENTITY, "Attack", (Span(15, 24),), UNSIGNED),
            Mention("m4", Kind.ENTITY, "Sentence", (Span(0, 30),), UNSIGNED),
            Relation("r1", "in", "m1", "m2", UNSIGNED, {"sure": 0.5}),
        ]
    )
    assert document.sets[1].extra == {"pubannotation": {"typesettings": [1]}}
    assert document.meta["namespaces"] == value["namespaces"]
    told = "; ".join(sentences(document))
    for wanted in (
        "blocks (read as mentions) (1)",
        "attributes that are no text, number or truth (1)",
        "namespaces (kept with the document) (1)",
    ):
        assert wanted in told


def test_chains_in_any_order_and_what_points_to_their_parts(tmp_path: Path) -> None:
    value = {
        "text": TEXT,
        "denotations": [
            {
                "id": name,
                "span": {"begin": begin, "end": begin + 1},
                "obj": "X" if name == "a" else "_FRAGMENT",
            }
            for begin, name in enumerate("cba")
        ],
        "relations": [
            {"subj": "b", "pred": "_lexicallyChainedTo", "obj": "c"},
            {"subj": "a", "pred": "_lexicallyChainedTo", "obj": "b"},
            {"subj": "c", "pred": "same", "obj": "a"},
        ],
        "attributes": [{"subj": "b", "pred": "sure", "obj": "low"}],
    }
    (document,) = PubAnnotation().read(_file(tmp_path, value))
    assert isinstance(document, LabelledDocument)
    spans = (Span(0, 1), Span(1, 2), Span(2, 3))
    assert document.sets[0].records == (
        Mention("m1", Kind.ENTITY, "X", spans, UNSIGNED, {"sure": "low"}),
        Relation("r1", "same", "m1", "m1", UNSIGNED),
    )


def test_a_long_chain_is_read_in_time_that_grows_with_it(tmp_path: Path) -> None:
    names = [f"T{number}" for number in range(20_000)]
    value = {
        "text": "x" * len(names),
        "denotations": [
            {"id": name, "span": {"begin": at, "end": at + 1}, "obj": "X"} for at, name in enumerate(names)
        ],
        "relations": [
            {"subj": two, "pred": "_lexicallyChainedTo", "obj": one} for one, two in pairwise(names)
        ],
    }
    (document,) = PubAnnotation().read(_file(tmp_path, value))
    assert isinstance(document, LabelledDocument)
    (mention,) = document.sets[0].records
    assert isinstance(mention, Mention)
    assert len(mention.spans) == len(names)


def test_what_the_server_takes_for_true_or_missing_is_a_loss() -> None:
    mention = Mention(
        "m1", Kind.ENTITY, "X", (Span(0, 1),), UNSIGNED, {"a": False, "b": " ", "c": ("x",), "d": 0}, " "
    )
    records = (
        mention,
        Mention("m2", Kind.ENTITY, " ", (Span(0, 1),), UNSIGNED),
        Mention("m3", Kind.EVENT, "E", (Span(0, 1),), UNSIGNED, {"sorot:kind": "x"}),
        Event("e1", "m3", UNSIGNED, (Argument("", "m1"),)),
        Relation("r1", "", "m1", "m1", UNSIGNED),
        Comment("c1", "m1", "", UNSIGNED),
    )
    fit = PubAnnotation().fit(LabelledDocument("d", SourceText("a"), (Labels("", records),)))
    assert sorted((one.reason, one.record, one.detail) for one in fit.losses) == [
        (Reason.ARGUMENT, "e1", "a role without a name"),
        (Reason.ATTRIBUTE, "m1", "a: PubAnnotation takes false and empty texts for true"),
        (Reason.ATTRIBUTE, "m1", "b: PubAnnotation takes false and empty texts for true"),
        (Reason.ATTRIBUTE, "m1", "c: no longer a list"),
        (Reason.ATTRIBUTE, "m3", "sorot:kind"),
        (Reason.LINK, "m1", " "),
        (Reason.NAME, "m2", "PubAnnotation has none without a name"),
        (Reason.NAME, "r1", "PubAnnotation has none without a name"),
        (Reason.NOTE, "c1", "it is empty"),
    ]
    (kept, *_) = fit.document.sets[0].records
    assert isinstance(kept, Mention)
    assert (kept.attributes, kept.link) == ({"c": "x", "d": 0}, None)


def test_arrays_and_lines_are_read_too(tmp_path: Path) -> None:
    bare = {"text": "Darna", "denotations": []}
    for name, source in (
        ("a.json", json.dumps([bare, bare], indent=1)),
        ("b.jsonl", "\n".join([json.dumps(bare)] * 2)),
        ("c.json", json.dumps(bare, indent=1)),
    ):
        (tmp_path / name).write_text(source, encoding="utf-8")
        found = list(PubAnnotation().read(tmp_path / name))
        assert [type(one) for one in found] == [LabelledDocument] * (1 if name == "c.json" else 2)


_SPAN = {"begin": 0, "end": 1}
_ONE = {"id": "T1", "span": _SPAN, "obj": "X"}
_TWO = {"id": "T2", "span": {"begin": 1, "end": 2}, "obj": "X"}


@pytest.mark.parametrize(
    "value, says",
    [
        ({"text": 1}, '"text" is a text'),
        ({"denotations": {}}, '"denotations" is a list'),
        ({"denotations": [_ONE, _ONE]}, "Two denotations have the id T1"),
        ({"denotations": [{"id": "T1", "span": _SPAN}]}, 'There is no "obj" here'),
        ({"denotations": [{"id": "T1", "obj": "X"}]}, "An offset is a whole number"),
        ({"denotations": [{"id": "T1", "obj": "X", "span": []}]}, "has no span"),
        ({"denotations": [{"id": "T1", "obj": "X", "span": [_SPAN, _SPAN]}]}, "share text"),
        (
            {"denotations": [{"id": "T1", "obj": "X", "span": {"begin": 0, "end": 9}}]},
            "0 to 9 is not in the text",
        ),
        ({"denotations": [_ONE], "relations": [{"subj": "T1", "pred": "x", "obj": "T9"}]}, "has the id T9"),
        ({"denotations": [_ONE], "attributes": [{"subj": "T9", "pred": "x", "obj": "y"}]}, "has the id T9"),
        ({"denotations": [_ONE], "modifications": [{"obj": "T9", "pred": "x"}]}, "has the id T9"),
        (
            {
                "denotations": [_ONE],
                "relations": [{"subj": "T1", "pred": "_lexicallyChainedTo", "obj": "T9"}],
            },
            "has the id T9",
        ),
        (
            {
                "denotations": [_ONE, _TWO],
                "relations": [
                    {"subj": "T1", "pred": "_lexicallyChainedTo", "obj": "T2"},
                    {"subj": "T2", "pred": "_lexicallyChainedTo", "obj": "T1"},
                ],
            },
            "chained in a circle",
        ),
        (
            {
                "denotations": [_ONE, _TWO],
                "relations": [{"subj": "T1", "pred": "_lexicallyChainedTo", "obj": "T2"}] * 2,
            },
            "T2 is chained to twice",
        ),
    ],
)
def test_a_wrong_document_is_refused_alone(value: dict[str, Any], says: str, tmp_path: Path) -> None:
    wrong, right = PubAnnotation().read(_file(tmp_path, {"text": "Darna"} | value, {"text": "a"}))
    assert isinstance(wrong, Refused)
    assert says in wrong.message
    assert isinstance(right, LabelledDocument)


def test_it_is_told_by_its_denotations(tmp_path: Path) -> None:
    assert PubAnnotation.sniff(Head(_file(tmp_path, {"text": "a", "denotations": []})))
    assert PubAnnotation.sniff(Head(_file(tmp_path, {"text": "a", "label": []}))) is None


def _file(folder: Path, *values: object) -> Path:
    path = folder / "a.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
    return path


def test_offsets_that_may_count_two_things_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    spans = [{"id": "T1", "span": {"begin": 3, "end": 8}, "obj": "GPE"}]
    path.write_text(json.dumps({"text": "😀 Darna jatuh", "denotations": spans}), encoding="utf-8")
    for unit, quote in (("code-point", "arna "), ("utf16", "Darna")):
        (document,) = PubAnnotation({"unit": unit}).read(path)
        assert isinstance(document, LabelledDocument)
        ((mention,),) = (one.records for one in document.sets)
        assert isinstance(mention, Mention)
        assert document.text.text[mention.start : mention.end] == quote
        assert ["taken for" in one for one in sentences(document)] == [True]


def test_nothing_is_told_where_both_units_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    spans = [{"id": "T1", "span": {"begin": 0, "end": 5}, "obj": "GPE"}]
    path.write_text(json.dumps({"text": "Darna jatuh 😀", "denotations": spans}), encoding="utf-8")
    (document,) = PubAnnotation().read(path)
    assert isinstance(document, LabelledDocument)
    assert sentences(document) == ()


def test_offsets_that_fit_in_one_unit_only_count_that(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    spans = [{"id": "T1", "span": {"begin": 6, "end": 8}, "obj": "X"}]
    path.write_text(json.dumps({"text": "Darna 😀", "denotations": spans}), encoding="utf-8")
    (document,) = PubAnnotation().read(path)
    assert isinstance(document, LabelledDocument)
    assert "UTF-16" in sentences(document)[0]


def test_what_is_written_is_read_back_whatever_the_unit_of_files_that_are_read(tmp_path: Path) -> None:
    assert PubAnnotation({"unit": "utf16"}).back == {}
