"""What the readers of other tools answer about files that Sorot has written, as data for JSON."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

BEGINNING = 2  # values of each list of the first row


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


# -- datasets ----------------------------------------------------------------------------------------------


def datasets_answers(path: Path) -> dict[str, Any]:
    """The type of each column, the number of rows, and how the first one begins."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    datasets = import_module("datasets")
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset("parquet", data_files=str(path), split="train", cache_dir=cache)
        features = dict(_types(loaded.features.to_dict(), ""))
        return {"features": features, "rows": len(loaded), "first row": beginning(loaded[0])}


def _types(feature: Mapping[str, Any], path: str) -> Iterator[tuple[str, object]]:
    """Each value in a column with its type, or with the names of its classes; `[]` stands for a list."""
    match feature:
        case {"_type": "ClassLabel", "names": names}:
            yield path, names
        case {"_type": "Value", "dtype": dtype}:
            yield path, dtype
        case {"_type": "List" | "Sequence", "feature": inner}:
            yield from _types(inner, f"{path}[]")
        case _:
            for name, inner in feature.items():
                yield from _types(inner, f"{path}.{name}" if path else name)


def beginning(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the first values of its lists and how many there are, and the beginning of its text."""
    cut: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, list):
            cut[name] = {"length": len(value), "first": value[:BEGINNING]}
        else:
            cut[name] = value[:40] if isinstance(value, str) else value
    return cut


# -- Label Studio ------------------------------------------------------------------------------------------


def label_studio_answers(tasks: Path, config: Path) -> dict[str, Any]:
    """The labels of each control of the config, and how many regions of each the sdk takes; its problems."""
    interface = import_module("label_studio_sdk.label_interface").LabelInterface(
        config.read_text(encoding="utf-8")
    )
    interface.validate()
    read = json.loads(tasks.read_bytes())
    results = [one for task in read for one in (*task.get("annotations", ()), *task.get("predictions", ()))]
    problems = [said for one in results for said in interface.validate_prediction(one, return_errors=True)]
    return {
        "controls": {one.name: sorted(one.labels or ()) for one in interface.controls},
        "tasks": sum(interface.validate_task({"data": task["data"]}) for task in read),
        "regions": _counted(one.get("from_name", one["type"]) for made in results for one in made["result"]),
        "problems": problems,
    }


# -- CoNLL -------------------------------------------------------------------------------------------------


def conll_answers(path: Path) -> dict[str, Any]:
    """How many entities of each label seqeval finds, leniently and by IOB2's rules, and spaCy's `convert`."""
    scoring, scheme = import_module("seqeval.metrics.sequence_labeling"), import_module("seqeval.scheme")
    source = path.read_text(encoding="utf-8")
    sentences = [
        [row.split(" ") for row in part.split("\n")] for part in source.split("\n\n")[1:] if part.strip()
    ]
    tags = [[row[-1] for row in rows] for rows in sentences]
    strict = scheme.Entities(tags, scheme=scheme.IOB2).entities
    converters = import_module("spacy.training.converters")
    (doc,) = converters.conll_ner_to_docs(source, n_sents=0, no_print=True)
    return {
        "columns": sorted({len(row) for rows in sentences for row in rows}),
        "sentences": len(sentences),
        "tokens": sum(map(len, tags)),
        "seqeval": _counted(label for label, _, _ in scoring.get_entities(tags)),
        "seqeval, strict IOB2": _counted(one.tag for found in strict for one in found),
        "spacy convert": _counted(one.label_ for one in doc.ents),
    }


# -- tables ------------------------------------------------------------------------------------------------


def pandas_answers(*paths: Path) -> dict[str, Any]:
    """The columns of each table, how many rows of each sort there are, and how the text begins."""
    pandas = import_module("pandas")
    found = {}
    for path in paths:
        separator = "\t" if path.suffix == ".tsv" else ","
        table = pandas.read_csv(path, sep=separator, dtype=str, keep_default_na=False)
        rows = table.to_dict("records")
        (text,) = [one["text"] for one in rows if one["what"] == "document"]
        found[path.name] = {
            "columns": list(table.columns),
            "rows": _counted(one["what"] for one in rows),
            "characters of the text": len(text),
        }
    return found
