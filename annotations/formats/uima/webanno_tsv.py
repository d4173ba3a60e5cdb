"""WebAnno's TSV 3, as WebAnno and INCEpTION export it: one token a line, a column for each feature.

They are read only. After the format's description in INCEpTION's user guide ("WebAnno TSV 3.3 File format").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Head
from annotations.formats.exchange import Read
from annotations.formats.format import Format, Layout
from annotations.formats.uima.annotator_files import AnnotatorFiles, signed
from annotations.formats.uima.cas_reader import document_of
from annotations.formats.uima.webanno_tsv_reader import read_tsv
from annotations.words import mark

_FORMAT = re.compile(rb"#FORMAT=WebAnno TSV 3\.\d+\r?\n")

WEBANNO_TSV = Format(
    id="webanno-tsv",
    name="WebAnno TSV 3",
    endings=(".tsv",),
    layout=Layout.SEPARATE,
    carries=replace(
        EVERYTHING,
        kind=False,
        discontinuous=False,
        shared_triggers=False,
        notes=False,
        other_notes=False,
        annotators=False,
        text=False,
    ),
    unit=mark("UTF-16 units"),
    about=mark("One token a line with the layers of WebAnno and INCEpTION in columns."),
    writes=False,
)


class WebAnnoTsv(AnnotatorFiles):
    """WebAnno's TSV of the third version, a file a document."""

    format = WEBANNO_TSV

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its first line."""
        return mark("its first line says WebAnno TSV 3") if _FORMAT.match(head.data) else None

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a file."""
        yield signed(document_of(read_tsv(path)), self.annotator(path))
