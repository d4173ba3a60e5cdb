"""The formats' own libraries, reading and writing the files that were written, for comparison."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

Reading = Callable[[Sequence[Path]], object]
Writing = Callable[[Sequence[Path], Path], object]


def _conllu_read(paths: Sequence[Path]) -> None:
    import conllu  # noqa: PLC0415

    for path in paths:
        with path.open(encoding="utf-8") as file:
            for _ in conllu.parse_incr(file):
                pass


def _conllu_write(paths: Sequence[Path], folder: Path) -> None:
    import conllu  # noqa: PLC0415

    with paths[0].open(encoding="utf-8") as file, (folder / "again").open("w", encoding="utf-8") as out:
        for sentence in conllu.parse_incr(file):
            out.write(sentence.serialize())


def _bdoc_read(paths: Sequence[Path]) -> None:
    from gatenlp import Document  # noqa: PLC0415

    for path in paths:
        Document.load(str(path), fmt="json")


def _bdoc_write(paths: Sequence[Path], folder: Path) -> None:
    from gatenlp import Document  # noqa: PLC0415

    for path in paths:
        Document.load(str(path), fmt="json").save(str(folder / "again"), fmt="json")


def _bioc_json_read(paths: Sequence[Path]) -> None:
    from bioc import biocjson  # noqa: PLC0415

    for path in paths:
        with path.open(encoding="utf-8") as file:
            biocjson.load(file)


def _bioc_xml_read(paths: Sequence[Path]) -> None:
    from bioc import biocxml  # noqa: PLC0415

    for path in paths:
        with path.open("rb") as file:
            biocxml.load(file)


def _spacy_read(paths: Sequence[Path]) -> None:
    from spacy.tokens import DocBin  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    for path in paths:
        for _ in DocBin().from_disk(path).get_docs(Vocab()):
            pass


def _parquet_read(paths: Sequence[Path]) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in paths:
        pq.read_table(path).to_pylist()


def _parquet_write(paths: Sequence[Path], folder: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pq.read_table(paths[0])
    pq.write_table(pa.Table.from_pylist(table.to_pylist(), table.schema), folder / "again")


def _xmi_read(paths: Sequence[Path]) -> None:
    import cassis  # noqa: PLC0415

    for path in paths:
        with path.open("rb") as file:
            cassis.load_cas_from_xmi(file, lenient=True)


def _cas_json_read(paths: Sequence[Path]) -> None:
    import cassis  # noqa: PLC0415

    for path in paths:
        with path.open("rb") as file:
            cassis.load_cas_from_json(file)


def _json_read(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            json.load(file)


def _json_lines_read(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                json.loads(line)


# Where a format has no library in Python, the standard library's JSON stands in: the least that any would do.
REFERENCES: Mapping[str, tuple[Reading, Writing | None]] = MappingProxyType(
    {
        "conllu": (_conllu_read, _conllu_write),
        "bdoc": (_bdoc_read, _bdoc_write),
        "bioc-json": (_bioc_json_read, None),
        "bioc-xml": (_bioc_xml_read, None),
        "spacy": (_spacy_read, None),
        "parquet": (_parquet_read, _parquet_write),
        "xmi": (_xmi_read, None),
        "cas-json": (_cas_json_read, None),
        "label-studio": (_json_read, None),
        "doccano": (_json_lines_read, None),
        "prodigy": (_json_lines_read, None),
        "pubannotation": (_json_read, None),
        "w3c": (_json_read, None),
    }
)
