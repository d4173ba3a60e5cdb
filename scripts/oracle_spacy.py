"""What spaCy's own tools answer: `debug data` checks what is written, `train` learns from it to the end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from annotations.formats.codec import Codec
from annotations.formats.exchange import LabelledDocument
from annotations.formats.registry import codec
from annotations.formats.survey import Survey

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "files" / "idner-news-2k" / "dev-120.txt"
PIPES = ("ner", "spancat")
_MARKS = {"✔": "passed", "⚠": "warned", "✘": "failed"}
# In the article each text has each label, and spaCy says so of each label.
_OF_EACH_LABEL = "No examples for texts WITHOUT new label"


def spacy_answers(article: Path) -> dict[str, Any]:
    """What is answered of the article's export and of a corpus of sentences."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = _write_corpus(folder)
        return {
            "article": _answers(article / "darna.spacy", article, "darna.", folder / "article"),
            "corpus": _answers(data, folder, "", folder / "corpus"),
        }


def _write_corpus(folder: Path) -> Path:
    """Write the corpus, a document for each sentence, for spaCy wants a hundred; and its configurations."""
    source = folder / "idner.conll"
    source.write_bytes(re.sub(rb"(?<=\r\n)\r\n(?=.)", b"-DOCSTART- O O\r\n\r\n", CORPUS.read_bytes()))
    documents = [one for one in codec("conll").read(source) if isinstance(one, LabelledDocument)]
    survey = Survey()
    for document in documents:
        survey.add(document)
    writer = codec("spacy", survey=survey)
    for ending, data in writer.companions().items():
        (folder / ending).write_bytes(data)
    return _write(writer, documents, folder / "corpus.spacy")


def _write(writer: Codec, documents: list[LabelledDocument], path: Path) -> Path:
    with path.open("wb") as file:
        sink = writer.sink(file)
        for document in documents:
            sink.add(writer.encode(writer.fit(document).document)[""])
        sink.close()
    return path


def _answers(data: Path, configs: Path, stem: str, out: Path) -> dict[str, Any]:
    paths = [f"--paths.{one}={data}" for one in ("train", "dev")]
    found: dict[str, Any] = {}
    for pipe in PIPES:
        config = configs / f"{stem}{pipe}.cfg"
        found[f"debug data, {pipe}"] = _checked(_spacy("debug", "data", config, *paths, "--verbose"))
        found[f"train, {pipe}"] = _trained(config, paths, pipe, out / pipe)
    return found


def _checked(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What `debug data` says, sorted: it goes through labels in the order of a set."""
    found: dict[str, Any] = {"exit": done.returncode}
    for mark, what in _MARKS.items():
        lines = re.findall(rf"^{mark} (.*)$", done.stdout.partition("= Summary =")[0], re.MULTILINE)
        found[what] = sorted(line for line in lines if not line.startswith(_OF_EACH_LABEL))
    return found | {"labels": _labels(done.stdout)}


def _labels(output: str) -> dict[str, int]:
    """How many examples there are of each label: in a sentence of entities, in a table of spans."""
    (listed,) = re.findall(r"Labels in train data: (.*?\))\s*(?:\n[^' \n(]|$)", output, re.DOTALL) or [""]
    found = re.findall(r"'([^']+)'\s+\((\d+)\)", listed)
    found += re.findall(r"^(\w+) +[\d.]+ +[\d.]+ +[\d.]+ +(\d+) *$", output, re.MULTILINE)
    return {label: int(number) for label, number in sorted(found)}


def _trained(config: Path, paths: list[str], pipe: str, out: Path) -> dict[str, Any]:
    """What can be relied on in what a short training gives: scores differ from machine to machine."""
    steps = ("--training.max_steps=20", "--training.eval_frequency=10")
    done = _spacy("train", config, "--output", out, *paths, *steps)
    if done.returncode:
        return {"exit": done.returncode, "said": done.stdout[-1000:] + done.stderr[-1000:]}
    meta = json.loads((out / "model-last" / "meta.json").read_bytes())
    scores = [name for name in sorted(meta["performance"]) if not name.endswith("_loss")]
    return {"exit": 0, "labels": sorted(meta["labels"][pipe]), "scores": scores}


def _spacy(*words: object) -> subprocess.CompletedProcess[str]:
    plain = {"ANSI_COLORS_DISABLED": "1", "WASABI_LOG_FRIENDLY": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "spacy", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | plain | {"CUDA_VISIBLE_DEVICES": ""},
    )
