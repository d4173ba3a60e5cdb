"""Sorot's own files as a format: everything comes back, and folders of them are read."""

from pathlib import Path

import pytest
from hypothesis import given

from annotations.formats.exchange import LabelledDocument, Refused
from annotations.formats.sorot import Sorot, text_bytes
from annotations.text.decoding import decode
from tests.support.exchange import check_round_trip, labelled_documents, survey_of
from tests.text.strategies import TEXTS


@given(document=labelled_documents(annotators=3))
def test_everything_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    (fit,) = check_round_trip(Sorot(survey=survey_of(document)), folder, document)
    assert fit.losses == ()


@given(text=TEXTS.filter(lambda text: not any("\ud800" <= one <= "\udfff" for one in text)))
def test_a_text_is_read_back_as_it_was_written(text: str) -> None:
    assert decode(text_bytes(text)).text == text


def test_labels_of_another_text_are_refused_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
        source = Path("tests/files/v1/sample.labels.json").read_bytes()
        (tmp_path / f"{name}.labels.json").write_bytes(source)
    found = [document for path in Sorot.files(tmp_path) for document in Sorot().read(path)]
    assert [type(one) for one in found] == [Refused, Refused]
    assert isinstance(found[0], Refused)
    assert found[0].path.name == "one.labels.json"
    assert "other text" in found[0].message or "text" in found[0].message
