"""The shipped exports of the sample: what comes out now, and read by each format's own reader."""

import json
from pathlib import Path

import pytest

from annotations.corpus.manifest import losses_to_dict
from annotations.corpus.source import files_of
from annotations.formats.codec import Codec
from annotations.formats.exchange import LabelledDocument, said_digest
from annotations.formats.format import Format
from annotations.formats.losses import LossReport
from annotations.formats.registry import codec
from annotations.model.records import Mention
from scripts.content import content_of
from scripts.export_sample import EXPORTS, SAMPLE, shipped, write_format
from tests.support.exchange import survey_of

FORMATS = tuple(shipped())


@pytest.fixture(scope="module")
def sample() -> LabelledDocument:
    (document,) = files_of(SAMPLE, "sorot").documents()
    assert isinstance(document, LabelledDocument)
    return document


def test_every_format_is_there() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == {one.id for one in FORMATS}


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.id)
def test_it_is_what_comes_out_now(one: Format, tmp_path: Path) -> None:
    write_format(one, tmp_path / one.id)
    made = {path.name: content_of(path) for path in (tmp_path / one.id).iterdir()}
    there = {path.name: content_of(path) for path in (EXPORTS / one.id).iterdir()}
    assert made.keys() == there.keys()
    assert [name for name in made if made[name] != there[name]] == [], "python -m scripts.export_sample"


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.id)
def test_it_says_what_the_sample_says_but_for_what_is_named(one: Format, sample: LabelledDocument) -> None:
    writer = codec(one.id, survey=survey_of(sample))
    fit = writer.fit(sample)
    report = LossReport()
    report.add(fit.losses)
    losses = json.loads((EXPORTS / one.id / "losses.json").read_bytes())
    assert losses == losses_to_dict(report)
    if one.reads:
        (read,) = files_of(_main_file(one), one.id, writer.back).documents()
        assert isinstance(read, LabelledDocument), read
        assert _said(read, writer) == _said(fit.document, writer)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.id)
def test_the_formats_own_reader_reads_it(one: Format, sample: LabelledDocument) -> None:
    writer = codec(one.id, survey=survey_of(sample))
    found = writer.reference([_main_file(one)])
    if found is not None:
        records = writer.fit(sample).document.sets[0].records
        mentions = sum(isinstance(record, Mention) for record in records)
        assert (found.documents, found.mentions) == (1, mentions)


def _main_file(one: Format) -> Path:
    endings = (one.main_ending, *one.endings)
    return next(path for ending in endings if (path := EXPORTS / one.id / f"darna{ending}").is_file())


def _said(document: LabelledDocument, writer: Codec) -> bytes:
    carries = writer.format.carries
    return said_digest(document, kinds=carries.kind, annotators=carries.annotators)
