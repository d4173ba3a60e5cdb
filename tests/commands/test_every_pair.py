"""One small corpus from every format into every other, on the command line; and all of them read again."""

import json
from pathlib import Path

import pytest

from annotations.commands.parser import run
from annotations.formats.format import Format, Layout
from annotations.formats.registry import formats
from annotations.model.records import Kind
from tests.corpus.corpora import labels, mention, put

READ = [one for one in formats() if one.reads and one.writes]
WRITTEN = [one for one in formats() if one.writes]

pytestmark = pytest.mark.slow


def sorot(*words: object) -> int:
    return run([str(word) for word in words])


def corpus(folder: Path) -> Path:
    put(
        folder,
        "berita/darna 1",
        "Pasukan Libya menyerang kota Darna.\nKamis malam 😀 di Tripoli.\n",
        [
            labels(
                mention("m1", "GPE", 8, 13),
                mention("m2", "Attack", 14, 23, Kind.EVENT),
                mention("m3", "GPE", 29, 34),
                mention("m4", "AdCode", 36, 47, Kind.BOILERPLATE),
            )
        ],
    )
    put(folder, "Éva", "Tidak ada apa-apa di sini.\n", [labels()])
    return folder


def written(form: Format, folder: Path) -> Path:
    return folder / f"all{form.endings[0]}" if form.layout is Layout.JOINED else folder / "all"


def counts_of(form: Format, path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """What `stats` counts."""
    options = [word for one in form.options if one.id == "unit" for word in ("--source-option", "unit=utf16")]
    status = sorot("stats", path, "--from", form.id, *options, "--json")
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    return {" ".join(one["what"]): one["count"] for one in told if one["event"] == "count"}


@pytest.mark.parametrize("source", READ, ids=lambda form: form.id)
def test_from_one_format_into_every_other(
    source: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(source, tmp_path / "from")
    (tmp_path / "from").mkdir()
    assert sorot("convert", corpus(tmp_path / "corpus"), first, "--to", source.id) == 0
    capsys.readouterr()
    before = counts_of(source, first, capsys)
    for form in WRITTEN:
        (tmp_path / form.id).mkdir()
        out = written(form, tmp_path / form.id)
        assert sorot("convert", first, out, "--from", source.id, "--to", form.id, "--json") == 0, form.id
        captured = capsys.readouterr()
        assert captured.err == ""
        told = [json.loads(line) for line in captured.out.splitlines()]
        losses = sum(one["count"] for one in told if one["event"] == "loss")
        if not form.reads:
            continue
        after = counts_of(form, out, capsys)
        assert after["documents"] == before["documents"] == 2
        mentions = [
            sum(n for what, n in one.items() if what.startswith("mentions ")) for one in (before, after)
        ]
        assert mentions[0] - mentions[1] <= losses, (form.id, before, after, told)
