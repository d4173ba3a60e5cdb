"""What the large readers of other tools answered about Sorot's files still holds; slow tests ask again."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy

from scripts.content import datasets_features, docs_of, rows_of
from scripts.export_sample import EXPORTS
from scripts.oracle_answers import beginning
from scripts.oracles import KEPT, ORACLES, every_oracle, kept, locked
from tests.samples.test_readers import READERS

AGAIN = "ask again: make test-all, and where what it answers is right: python -m scripts.oracles"


@pytest.mark.parametrize("name", every_oracle())
def test_what_was_asked_about_is_what_is_written_now(name: str) -> None:
    assert kept(name)["given"] == every_oracle()[name].given(), AGAIN


@pytest.mark.parametrize("name", ORACLES)
def test_releases_that_were_asked_are_those_of_the_locks(name: str) -> None:
    there = locked()
    assert kept(name)["versions"] == {one: there[one] for one in ORACLES[name].libraries}, AGAIN


def test_there_is_an_answer_of_each_and_no_other() -> None:
    assert {path.stem for path in KEPT.glob("*.json")} == every_oracle().keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", ORACLES)
def test_it_answers_now_as_it_did(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.oracles", "--check", name],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


# -- what they answered is what it should be ---------------------------------------------------------------


def answers(name: str) -> dict[str, Any]:
    found: dict[str, Any] = kept(name)["answers"]
    return found


def labels_of(format_id: str) -> Counter[str]:
    return Counter(label for _, label in READERS[format_id]())


def test_spacy_finds_and_learns_all_but_entities_that_end_inside_its_own_tokens() -> None:
    (doc,) = docs_of(EXPORTS / "spacy" / "darna.spacy")
    tokens = spacy.blank("id").make_doc(doc.text)
    aligned = [one for one in doc.ents if tokens.char_span(one.start_char, one.end_char) is not None]
    assert len(aligned) == len(doc.ents) - 1 == 152, "al-Fatayah"
    found = answers("spacy")["article"]
    for pipe, spans in (("ner", aligned), ("spancat", doc.spans["sc"])):
        labels = Counter(one.label_ for one in spans)
        checked = found[f"debug data, {pipe}"]
        assert checked["labels"] == labels
        assert checked["failed"] == ["Low number of examples to train a new pipeline (1)"], "one text it is"
        assert found[f"train, {pipe}"]["labels"] == sorted(labels)


def test_spacy_finds_nothing_wrong_with_a_corpus_and_trains_on_it() -> None:
    found = answers("spacy")["corpus"]
    for pipe, score in (("ner", "ents_f"), ("spancat", "spans_sc_f")):
        checked, trained = found[f"debug data, {pipe}"], found[f"train, {pipe}"]
        assert (checked["exit"], checked["failed"], trained["exit"]) == (0, [], 0)
        assert sum(checked["labels"].values()) == 154, "as many as the corpus has tags that begin one"
        assert trained["labels"] == [*checked["labels"]] == ["LOC", "ORG", "PER"]
        assert score in trained["scores"]


def test_datasets_has_the_row_and_the_classes() -> None:
    path = EXPORTS / "parquet" / "darna.parquet"
    found, rows, features = answers("datasets"), rows_of(path), datasets_features(path)
    assert (found["rows"], found["first row"]) == (len(rows), beginning(rows[0]))
    assert found["features"]["mentions[].label"] == features["mentions"][0]["label"]["names"]
    assert found["features"]["relations[].label"] == features["relations"][0]["label"]["names"]
    assert found["features"]["tags[]"] == features["tags"]["feature"]["names"]
    assert found["features"]["mentions[].starts[]"] == "int32"


def test_label_studio_takes_every_region() -> None:
    tasks = json.loads((EXPORTS / "label-studio" / "darna.json").read_bytes())
    regions = [one for task in tasks for made in task["annotations"] for one in made["result"]]
    found = answers("label-studio")
    assert [one["problems"] for one in found.values()] == [[], []]
    assert found["article"]["tasks"] == len(tasks) == 1
    assert found["article"]["regions"] == Counter(one.get("from_name", one["type"]) for one in regions)
    labels = {
        label for kind in ("entity", "event", "boilerplate") for label in found["article"]["controls"][kind]
    }
    assert labels == labels_of("label-studio").keys()


def test_seqeval_and_spacy_convert_find_each_mention_in_the_tags() -> None:
    found = answers("seqeval")
    for reader in ("seqeval", "seqeval, strict IOB2", "spacy convert"):
        assert found[reader] == labels_of("conll"), reader


@pytest.mark.parametrize("name, delimiter", [("csv/darna.csv", ","), ("tsv/darna.tsv", "\t")])
def test_pandas_has_the_columns_and_the_rows(name: str, delimiter: str) -> None:
    with (EXPORTS / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter)
        rows = list(reader)
    found = answers("pandas")[Path(name).name]
    assert found["columns"] == reader.fieldnames
    assert found["rows"] == Counter(row["what"] for row in rows)
    assert found["characters of the text"] == len(rows[0]["text"])


def test_brat_takes_all_and_would_write_the_same() -> None:
    article, traps = answers("brat")["darna"], answers("brat")["traps"]
    assert article["lines written otherwise"] == article["against the settings"] == []
    assert [(new, old + "\t") for old, new in traps["lines written otherwise"] if old.startswith("N")] == [
        (new, new) for _, new in traps["lines written otherwise"]
    ], "it adds a tab at each saving"
    for found in (article, traps):
        assert (found["errors"], found["warnings"], found["lines not read"]) == ([], [], 0)
    assert article["annotations"]["TextBoundAnnotationWithText"] == labels_of("brat").total()
