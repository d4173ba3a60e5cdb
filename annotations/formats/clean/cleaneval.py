"""Texts beside what is left of them without boilerplate, as the CleanEval competition had them.

`NAME.txt` is the text, `NAME-cleaned.txt` its lines that are content, each after `<p>`; `<h>` (headings) and
`<l>` (items of lists) are read as well. Which lines are boilerplate is all that is said: those that are not
in the clean text, found by aligning the two, as the evaluation of CleanEval does with words (Baroni et al.,
"CleanEval: a competition for cleaning web pages", LREC 2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from annotations.formats.carries import Carries
from annotations.formats.characters import without_surrogates
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read
from annotations.formats.fitting import Cut, Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout
from annotations.formats.inputs import read_text
from annotations.formats.losses import Reason
from annotations.formats.sorot import text_bytes
from annotations.model.records import Kind, Mention
from annotations.text.intervals import IntervalIndex
from annotations.text.patterns import pattern
from annotations.text.segments import BLANK
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.text.stretches import joined
from annotations.words import mark, tr

LABEL = "Boilerplate"
_CLEANED = "-cleaned.txt"
_TAG = re.compile(r"<(?:p|h|l)>[ \t]?", re.IGNORECASE)
_LINE = rf"[^{BLANK}](?:[^\r\n]*[^{BLANK}])?"
# Past so many lines on either side aligning all with all takes too long: lines are then taken in order.
_MOST_ALIGNED = 4_000

CLEANEVAL = Format(
    id="cleaneval",
    name="CleanEval clean text",
    endings=(_CLEANED, ".txt"),
    main=_CLEANED,
    layout=Layout.SEPARATE,
    carries=Carries(kinds=frozenset({Kind.BOILERPLATE})),
    unit=mark("lines"),
    about=mark("Each text with its lines that are no boilerplate beside it, for tools that clean web pages."),
)


class CleanEval(Codec):
    """Which lines of texts are boilerplate."""

    format = CLEANEVAL

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the name of a clean text."""
        is_clean = head.path.name.endswith(_CLEANED) and _text_of(head.path).is_file()
        return mark("there are texts with -cleaned.txt beside them") if is_clean else None

    @classmethod
    def files(cls, folder: Path) -> Iterator[Path]:
        """The clean texts in and below a folder."""
        yield from (path for path in super().files(folder) if path.name.endswith(_CLEANED))

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The clean text and the text."""
        return [path, _text_of(path)]

    @classmethod
    def document_name(cls, path: Path) -> str:
        """The text's name without `.txt`."""
        return _text_of(path).stem

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a clean text, or of a text that has one."""
        clean_path = path if path.name.endswith(_CLEANED) else path.with_name(path.stem + _CLEANED)
        text_path = _text_of(clean_path)
        if not text_path.is_file():
            raise FormatError(
                tr("There is no {name} beside it, the text that was cleaned.", name=text_path.name), path
            )
        text = read_text(text_path).text
        kept = [_TAG.sub("", line, count=1) for line in read_text(clean_path).text.splitlines()]
        spans = joined(text, _missing(text, [line.strip() for line in kept if line.strip()]))
        yield LabelledDocument("", SourceText(text), (Labels("", _mentions(spans)),))

    def fit(self, document: LabelledDocument) -> Fitted:
        """Whole lines of boilerplate, under one label; those the alignment would find elsewhere are lost."""
        clean = without_surrogates(document)
        fit = fitted(clean.document, CLEANEVAL.carries)
        text = fit.document.text.text

        def to_lines(cut: Cut) -> None:
            _to_lines(cut, text)

        further = fitted_further(fit, to_lines)
        return Fitted(further.document, (*clean.losses, *further.losses))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The text, and its lines that are content."""
        text = document.text.text
        gone = IntervalIndex(
            (mention.id, mention.start, mention.end)
            for one in document.sets
            for mention in one.records
            if isinstance(mention, Mention)
        )
        kept = (line for line in _lines(text) if not gone.overlapping(line.start, line.end))
        clean = "".join(f"<p> {text[line.start : line.end]}\n" for line in kept)
        return {".txt": text_bytes(text), _CLEANED: text_bytes(clean)}


def _text_of(clean_path: Path) -> Path:
    name = clean_path.name
    return (
        clean_path.with_name(name.removesuffix(_CLEANED) + ".txt") if name.endswith(_CLEANED) else clean_path
    )


def _lines(text: str) -> list[Span]:
    """The lines that are not blank, without the blanks around them."""
    return [Span(*found.span()) for found in pattern(_LINE).finditer(text)]


def _missing(text: str, kept: Sequence[str]) -> list[Span]:
    """The lines of the text that the alignment does not find among those kept."""
    lines = _lines(text)
    written = [_folded(text[line.start : line.end]) for line in lines]
    wanted = [_folded(line) for line in kept]
    if len(lines) > _MOST_ALIGNED or len(wanted) > _MOST_ALIGNED:
        return [line for line, found in zip(lines, _in_order(written, wanted), strict=True) if not found]
    missing = []
    matcher = SequenceMatcher(None, written, wanted, autojunk=False)
    for what, start, end, _, _ in matcher.get_opcodes():
        missing += lines[start:end] if what in ("delete", "replace") else []
    return missing


def _in_order(written: Sequence[str], wanted: Sequence[str]) -> Iterator[bool]:
    """Whether each line written is the next one wanted; wanted ones that were never written do not count."""
    there = set(written)
    wanted = [line for line in wanted if line in there]
    place = 0
    for line in written:
        found = place < len(wanted) and wanted[place] == line
        place += found
        yield found


def _folded(line: str) -> str:
    return " ".join(line.split())


def _mentions(spans: Sequence[Span]) -> tuple[Mention, ...]:
    return tuple(
        Mention(f"m{number}", Kind.BOILERPLATE, LABEL, (span,), UNSIGNED)
        for number, span in enumerate(spans, 1)
    )


def _to_lines(cut: Cut, text: str) -> None:
    """Put the stretches of whole lines, as they will be read back, in the place of the mentions."""
    mentions = cut.mentions()
    covered = joined(text, (span for mention in mentions for span in mention.spans))
    ends = IntervalIndex((span, span.start, span.end) for span in covered)
    kept = [
        _folded(text[line.start : line.end])
        for line in _lines(text)
        if not any(span.encloses(line) for span in ends.overlapping(line.start, line.end))
    ]
    found = joined(text, _missing(text, kept))
    for mention in mentions:
        same = next((span for span in found if mention.spans == (span,)), None)
        if same is None:
            cut.lose(mention, Reason.MISALIGNED)
            continue
        found.remove(same)
        if mention.label != LABEL:
            cut.change(replace(mention, label=LABEL), Reason.NAME, mention.label)
    taken = {record.id for record in cut.records()} | {mention.id for mention in mentions}
    number = 0
    for span in found:
        while f"m{(number := number + 1)}" in taken:
            pass
        cut.change(Mention(f"m{number}", Kind.BOILERPLATE, LABEL, (span,), UNSIGNED))
