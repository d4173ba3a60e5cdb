"""Each shipped export is opened by the reader of the tool that it is for, or held against that tool's rules.

What is found must be all mentions that the format was given, with their labels and the text that they are of.
The readers that are too large for every run are in test_oracles.py.
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bioc
import cassis
import conllu
import gatenlp
import iobes
import pytest
from bioc import biocjson, biocxml

from annotations.corpus.source import files_of
from annotations.formats.exchange import LabelledDocument
from annotations.formats.registry import codec
from annotations.model.records import Kind, Mention
from scripts.content import datasets_features, docs_of, rows_of
from scripts.export_sample import EXPORTS, SAMPLE, shipped
from tests.support.exchange import survey_of
from tests.support.others_rules import check_prodigy_row, check_pubannotation, check_w3c, doccano_imports

TEXT = SAMPLE.read_bytes().decode()
LAYERS = ("custom.Span", "custom.Event", "custom.Boilerplate")
Found = Iterator[tuple[str, str]]
"""Of each mention the text and the label."""


def _path(name: str) -> Path:
    return EXPORTS / name


def _json(name: str) -> Any:  # noqa: ANN401  as JSON has it
    return json.loads(_path(name).read_bytes())


def _bdoc() -> Found:
    document = gatenlp.Document.load(str(_path("bdoc/darna.bdocjs")), fmt="json")
    assert document.text == TEXT
    for name in document.annset_names():
        for one in document.annset(name):
            if "sorot.record" not in one.features:
                yield document[one], one.type


def _bioc(collection: bioc.BioCCollection) -> Found:
    bioc.validate(collection)
    (document,) = collection.documents
    (passage,) = document.passages
    assert passage.text == TEXT
    for one in passage.annotations:
        (place,) = one.locations
        assert passage.text[place.offset : place.end] == one.text
        yield one.text, one.infons["type"]


def _bioc_json() -> Found:
    with _path("bioc-json/darna.bioc.json").open(encoding="utf-8") as file:
        return _bioc(biocjson.load(file))


def _bioc_xml() -> Found:
    return _bioc(biocxml.loads(_path("bioc-xml/darna.bioc.xml").read_text("utf-8")))


def _cas(cas: cassis.Cas) -> Found:
    assert cas.sofa_string == TEXT
    for layer in LAYERS:
        for one in cas.select(layer):
            yield one.get_covered_text(), one.label


def _cas_json() -> Found:
    with _path("cas-json/darna.json").open("rb") as file:
        return _cas(cassis.load_cas_from_json(file))


def _xmi() -> Found:
    types = cassis.load_typesystem(_path("xmi/TypeSystem.xml"))
    return _cas(cassis.load_cas_from_xmi(_path("xmi/darna.xmi"), typesystem=types))


def _conll() -> Found:
    _, *sentences = _path("conll/darna.conll").read_text("utf-8").strip().split("\n\n")
    for sentence in sentences:
        words, _, _, tags = zip(*(row.split(" ") for row in sentence.split("\n")), strict=True)
        for one in iobes.parse_spans_bio(tags):
            yield "".join(words[one.start : one.end]), one.type


def _conllu() -> Found:
    for sentence in conllu.parse(_path("conllu/darna.conllup").read_text("utf-8")):
        for kind in Kind:
            cells = [(row["form"], row[f"sorot:{kind.value}"].split(";")) for row in sentence]
            for begun in (code for _, codes in cells for code in codes if ":" in code):
                number, _, label = begun.partition(":")
                yield "".join(form for form, codes in cells if {begun, number} & {*codes}), label


def _table(name: str, delimiter: str) -> Found:
    with _path(name).open(encoding="utf-8", newline="") as file:
        document, *rows = csv.DictReader(file, delimiter=delimiter)
    assert (document["what"], document["text"]) == ("document", TEXT)
    for row in rows:
        if row["what"] == "mention":
            assert TEXT[int(row["start"]) : int(row["end"])] == row["text"]
            yield row["text"], row["label"]


def _doccano() -> Found:
    path = _path("doccano/darna.jsonl")
    task = json.loads(path.read_bytes())
    assert task["text"] == TEXT
    assert doccano_imports(path) == (len(task["entities"]), len(task["relations"]))
    units = TEXT.encode("utf-16-le")
    for one in task["entities"]:
        yield units[2 * one["start_offset"] : 2 * one["end_offset"]].decode("utf-16-le"), one["label"]


def _brat() -> Found:
    text = _path("brat/darna.txt").read_bytes().decode()
    assert text == TEXT
    for line in _path("brat/darna.ann").read_text("utf-8").split("\n"):
        if line.startswith("T"):
            _, place, quote = line.split("\t")
            label, _, fragments = place.partition(" ")
            ends = [map(int, fragment.split(" ")) for fragment in fragments.split(";")]
            assert quote == " ".join(text[start:end] for start, end in ends)
            yield quote, label


def _label_studio() -> Found:
    (task,) = _json("label-studio/darna.json")
    assert task["data"]["text"] == TEXT
    for one in task["annotations"][0]["result"]:
        if one["type"] == "labels":
            value = one["value"]
            assert TEXT[value["start"] : value["end"]] == value["text"]
            yield value["text"], *value["labels"]


def _parquet() -> Found:
    path = _path("parquet/darna.parquet")
    (row,) = rows_of(path)
    assert row["text"] == TEXT
    names = datasets_features(path)["mentions"][0]["label"]["names"]
    for one in row["mentions"]:
        yield one["text"], names[one["label"]]


def _prodigy() -> Found:
    row = _json("prodigy/darna.jsonl")
    check_prodigy_row(row)
    assert row["text"] == TEXT
    for one in row["spans"]:
        yield TEXT[one["start"] : one["end"]], one["label"]


def _pubannotation() -> Found:
    value = _json("pubannotation/darna.json")
    check_pubannotation(value)
    assert value["text"] == TEXT
    for one in value["tracks"][0]["denotations"] if "tracks" in value else value["denotations"]:
        yield TEXT[one["span"]["begin"] : one["span"]["end"]], one["obj"]


def _spacy() -> Found:
    (doc,) = docs_of(_path("spacy/darna.spacy"))
    assert doc.text == TEXT
    for one in doc.spans["sc"]:
        yield one.text, one.label_


def _w3c() -> Found:
    collection = _json("w3c/darna.jsonld")
    check_w3c(collection)
    for one in collection["first"]["items"]:
        if one["motivation"] == "tagging":
            place, *quotes = one["target"]["selector"]  # a very long mention is not quoted
            found = TEXT[place["start"] : place["end"]]
            assert [quote["exact"] for quote in quotes] == [found] * len(quotes)
            yield found, one["body"]["value"]


READERS: dict[str, Callable[[], Found]] = {
    "bdoc": _bdoc,
    "bioc-json": _bioc_json,
    "bioc-xml": _bioc_xml,
    "brat": _brat,
    "cas-json": _cas_json,
    "conll": _conll,
    "conllu": _conllu,
    "csv": lambda: _table("csv/darna.csv", ","),
    "doccano": _doccano,
    "label-studio": _label_studio,
    "parquet": _parquet,
    "prodigy": _prodigy,
    "pubannotation": _pubannotation,
    "spacy": _spacy,
    "tsv": lambda: _table("tsv/darna.tsv", "\t"),
    "w3c": _w3c,
    "xmi": _xmi,
}
# About lines, and no tool's own: held against what is documented of them, below.
OF_LINES = {"cleaneval", "lines"}


def test_each_export_has_its_reader() -> None:
    assert READERS.keys() | OF_LINES == {one.id for one in shipped()}


@pytest.mark.parametrize("format_id", READERS)
def test_its_reader_finds_each_mention_with_its_label(format_id: str) -> None:
    (sample,) = files_of(SAMPLE, "sorot").documents()
    assert isinstance(sample, LabelledDocument)
    fit = codec(format_id, survey=survey_of(sample)).fit(sample).document
    mentions = [one for one in fit.sets[0].records if isinstance(one, Mention)]
    assert mentions
    wanted = sorted((_plain(TEXT[one.start : one.end]), one.label) for one in mentions)
    assert sorted((_plain(quote), label) for quote, label in READERS[format_id]()) == wanted


def _plain(quote: str) -> str:
    """Without blanks, which formats of tokens do not have."""
    return "".join(quote.split())


def test_clean_text_is_the_lines_of_the_text_that_are_content() -> None:
    lines = _path("cleaneval/darna-cleaned.txt").read_text("utf-8").splitlines()
    assert all(line.startswith("<p> ") for line in lines)
    rest = iter(TEXT.splitlines())
    assert all(line.removeprefix("<p> ") in rest for line in lines), "in the order of the text"


def test_lines_are_all_lines_of_the_text_that_are_not_blank() -> None:
    rows = [json.loads(row) for row in _path("lines/darna.jsonl").read_bytes().splitlines()]
    assert [row["text"] for row in rows] == [line for line in TEXT.splitlines() if line.strip()]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
