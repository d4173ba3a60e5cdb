"""All formats, and which of them a file is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from annotations.formats.bdoc.codec import Bdoc
from annotations.formats.bioc.codec import BioCJson, BioCXml
from annotations.formats.brat.codec import Brat
from annotations.formats.clean.cleaneval import CleanEval
from annotations.formats.clean.lines import Lines
from annotations.formats.codec import Codec, Head
from annotations.formats.conll.conll import Conll
from annotations.formats.conll.conllu import Conllu
from annotations.formats.doccano.codec import Doccano
from annotations.formats.errors import MissingExtraError, UnknownFormatError
from annotations.formats.format import Format
from annotations.formats.label_studio.codec import LabelStudio
from annotations.formats.parquet.codec import Parquet
from annotations.formats.prodigy.codec import Prodigy
from annotations.formats.pubannotation.codec import PubAnnotation
from annotations.formats.sorot import Sorot
from annotations.formats.spacy.codec import Spacy
from annotations.formats.survey import Survey
from annotations.formats.table.codec import Csv, Tsv
from annotations.formats.uima.codec import CasJson, Xmi
from annotations.formats.uima.webanno_tsv import WebAnnoTsv
from annotations.formats.w3c.codec import WebAnnotations
from annotations.model.label_set import LabelSet
from annotations.words import tr

_OTHERS: tuple[type[Codec], ...] = (
    Bdoc,
    BioCJson,
    BioCXml,
    Brat,
    CasJson,
    CleanEval,
    Conll,
    Conllu,
    Csv,
    Doccano,
    LabelStudio,
    Lines,
    Parquet,
    Prodigy,
    PubAnnotation,
    Spacy,
    Tsv,
    WebAnnotations,
    WebAnnoTsv,
    Xmi,
)
# In the order of menus and help: Sorot's own, then by what they are called.
CODECS: tuple[type[Codec], ...] = (Sorot, *sorted(_OTHERS, key=lambda one: one.format.name.casefold()))


def formats() -> tuple[Format, ...]:
    """All formats, in the order of menus and help."""
    return tuple(one.format for one in CODECS)


def format_of(format_id: str) -> Format:
    """The format with this id. Raises UnknownFormatError, with the nearest ones named."""
    return _class_of(format_id).format


def codec(
    format_id: str,
    options: Mapping[str, str] | None = None,
    survey: Survey | None = None,
    label_set: LabelSet | None = None,
) -> Codec:
    """A codec of a format, with its options and, for writing, a survey of what will be written.

    Raises UnknownFormatError, MissingExtraError when the extra of the format is not installed, or FormatError
    for its options.
    """
    made = _class_of(format_id)
    if not made.format.is_installed:
        raise MissingExtraError(
            tr(
                "{name} needs {library}, which is not installed: pip install 'sorot[{extra}]'.",
                name=made.format.name,
                library=made.format.needs,
                extra=made.format.extra,
            )
        )
    return made(options, survey, label_set)


@dataclass(frozen=True, slots=True)
class Guess:
    """A format that a file looks like, and why, as the end of "because ..."."""

    format: Format
    why: str


def guesses(path: Path) -> Iterator[Guess]:
    """The formats that a file looks like, in the order of menus; those whose extra is missing too."""
    head = Head(path)
    for one in CODECS:
        if one.format.reads and (why := one.sniff(head)) is not None:
            yield Guess(one.format, why)


def _class_of(format_id: str) -> type[Codec]:
    known = {one.format.id: one for one in CODECS}
    if format_id in known:
        return known[format_id]
    near = get_close_matches(format_id.casefold(), known, 3)
    if near:
        names = tr(" or ").join(near)
        raise UnknownFormatError(
            tr('There is no format "{name}". Did you mean {names}?', name=format_id, names=names)
        )
    there = ", ".join(known)
    raise UnknownFormatError(
        tr('There is no format "{name}". There are: {names}.', name=format_id, names=there)
    )
