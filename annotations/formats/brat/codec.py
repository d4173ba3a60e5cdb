"""brat's stand-off files: `name.txt` with `name.ann` beside it, or `name.a1` and `name.a2`.

After the documentation of the format (brat.nlplab.org/standoff.html) and how brat's server reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from annotations.formats.brat.conf import annotation_conf, visual_conf
from annotations.formats.brat.fitting import Fitter
from annotations.formats.brat.lines import lines_of
from annotations.formats.brat.reader import Reader
from annotations.formats.brat.writer import lines
from annotations.formats.carries import EVERYTHING
from annotations.formats.characters import without_surrogates
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.fitting import Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout
from annotations.formats.inputs import read_bytes
from annotations.text.source import SourceText
from annotations.words import mark, tr

_TEXT, _WHOLE = ".txt", ".ann"
# Of a shared task: what is given, what is to be found, and two more sorts. They share their ids.
_PARTS = (".a1", ".a2", ".co", ".rel")
_LINE = re.compile(r"(?:[TERAMN#][0-9]+|\*)\t[^\s:]+(?: |:[TE][0-9])")

BRAT = Format(
    id="brat",
    name="brat stand-off",
    endings=(_WHOLE, *_PARTS),
    layout=Layout.SEPARATE,
    carries=replace(EVERYTHING, kind=False, relation_attributes=False, annotators=False),
    unit=mark("code points"),
    about=mark("A text with a file of lines beside it, as the brat annotation tool reads and writes them."),
)


class Brat(Codec):
    """Texts with brat's annotation files beside them."""

    format = BRAT

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its lines, or by an annotation file beside a text."""
        if head.path.suffix.lower() == _TEXT:
            beside = head.path.with_suffix(_WHOLE)
            return tr("{name} is beside it", name=beside.name) if beside.is_file() else None
        if head.path.suffix.lower() not in cls.format.endings or not head.lines:
            return None
        return mark("its lines begin like T1 and a tab") if all(map(_LINE.match, head.lines[:5])) else None

    @classmethod
    def files(cls, folder: Path) -> Iterator[Path]:
        """One annotation file for each text in and below a folder; of parts the first."""
        for path in super().files(folder):
            if path.with_suffix(_TEXT).is_file() and _annotation_files(path)[0] == path:
                yield path

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The text and all its annotation files."""
        return [path.with_suffix(_TEXT), *_annotation_files(path)]

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a text, of its annotation file or of one of its parts."""
        text_path = path.with_suffix(_TEXT)
        found = _annotation_files(path)
        if not found:
            raise FormatError(tr("There are no annotations beside it, in {name}.ann.", name=path.stem), path)
        if not text_path.is_file():
            raise FormatError(
                tr("The text of these annotations, {name}, is not beside them.", name=text_path.name), path
            )
        text = _text(text_path)
        reader = Reader(text, lines_of(found))
        labels = Labels("", reader.records())
        yield LabelledDocument(self.document_name(path), SourceText(text), (labels,), told=reader.told)

    def fit(self, document: LabelledDocument) -> Fitted:
        """What brat can hold of a document, by its own rules too, and the losses."""
        first = without_surrogates(document)
        text = first.document.text.text
        fit = fitted_further(fitted(first.document, self.format.carries), lambda cut: Fitter(text, cut).fit())
        return Fitted(fit.document, (*first.losses, *fit.losses))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The text and its annotation file, which is empty where nothing is said."""
        text = document.text.text
        records = document.sets[0].records if document.sets else ()
        made = "".join(f"{line}\n" for line in lines(text, records))
        return {_TEXT: text.encode("utf-8"), _WHOLE: made.encode("utf-8")}

    def companions(self) -> Mapping[str, bytes]:
        """The settings that brat asks for in a folder."""
        return {"annotation.conf": annotation_conf(self.survey), "visual.conf": visual_conf(self.survey)}


def _annotation_files(path: Path) -> list[Path]:
    """The annotation files of the document that a path belongs to; as in brat, `.ann` goes before parts."""
    whole = path.with_suffix(_WHOLE)
    if whole.is_file():
        return [whole]
    return [part for ending in _PARTS if (part := path.with_suffix(ending)).is_file()]


def _text(path: Path) -> str:
    """The text as brat reads it: UTF-8, every CR and a byte order mark being characters of it."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = tr(
            "Byte {byte} of the text is not UTF-8, which brat wants; save it as UTF-8.", byte=error.start
        )
        raise FormatError(message, path) from error
