"""A small document with a few mentions, and the shipped label set."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.model.records import Mention
from annotations.text.source import SourceText
from tests.panels.marks import Editor, MakeSet, mention

NEWS = Path(__file__).parents[2] / "schemas/label_sets/news.labelset.json"


@pytest.fixture(scope="session")
def news() -> LabelSet:
    return label_set_from_dict(json.loads(NEWS.read_text("utf-8")))


@pytest.fixture(scope="session")
def text() -> SourceText:
    return SourceText("Utusan PBB untuk Libya, Bernardino Leon, mendesak 😀 pemerintah Tripoli.\r\nIklan")


@pytest.fixture(scope="session")
def make(news: LabelSet, text: SourceText) -> MakeSet:
    def made(records: Iterable[Mention]) -> AnnotationSet:
        return AnnotationSet(DocumentRef.of("d", "d.txt", text), news.ref, "annotator-1", records)

    return made


@pytest.fixture
def annotations(news: LabelSet, make: MakeSet) -> AnnotationSet:
    labels = {label.id: label for label in news.labels}
    return make(
        [
            mention(4, labels["AdCode"], (73, 78)),
            mention(2, labels["GPE"], (17, 22)),
            mention(1, labels["ORG"], (7, 10)),
            mention(3, labels["PER"], (24, 39)),
        ]
    )


@pytest.fixture
def editor(annotations: AnnotationSet) -> Editor:
    return Editor(annotations)
