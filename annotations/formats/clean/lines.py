"""Lines with what they are, to train a classifier that finds boilerplate: one JSON object a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from annotations.formats.carries import Carries
from annotations.formats.codec import Codec
from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout
from annotations.formats.json_text import json_line
from annotations.formats.losses import Reason
from annotations.model.records import Kind, Mention
from annotations.text.intervals import IntervalIndex
from annotations.text.segments import line_at, line_spans, trim_blanks
from annotations.text.span import Span
from annotations.words import mark, tr

CONTENT = "content"

LINES = Format(
    id="lines",
    name="Lines to train a boilerplate classifier",
    endings=(".jsonl",),
    layout=Layout.JOINED,
    carries=Carries(kinds=frozenset({Kind.BOILERPLATE}), text=False),
    unit=mark("code points"),
    about=mark("One JSON object for each line of a text: its place, label and share of boilerplate."),
    reads=False,
)


class Lines(Codec):
    """The lines of texts, each with the label of the boilerplate that most of it is, or ``content``."""

    format = LINES

    def fit(self, document: LabelledDocument) -> Fitted:
        """Boilerplate as it is; where it is a part of a line only that part counts, which is told."""
        text = document.text.text

        def told(cut: Cut) -> None:
            for mention in cut.mentions():
                if any(_is_within_a_line(text, end) for end in (mention.start, mention.end)):
                    cut.note(mention, Reason.MISALIGNED, tr("a part of a line"))

        return fitted_further(fitted(document, LINES.carries), told)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """One object for each line that is not blank, in order."""
        return {"": b"".join(json_line(row) + b"\n" for row in rows_of(document))}


def _is_within_a_line(text: str, offset: int) -> bool:
    line = trim_blanks(text, line_at(text, offset))
    return line.start < offset < line.end


def rows_of(document: LabelledDocument) -> Iterator[dict[str, object]]:
    """The lines of a document that are not blank; ``start`` and ``end`` are offsets, blanks around left out.

    ``share`` is how much of the line is boilerplate, 0 to 1; ``label`` is that of the most of it when more
    than half is, else "content".
    """
    text = document.text.text
    index = IntervalIndex(
        ((span.start, span.end, mention.label), span.start, span.end)
        for labels in document.sets
        for mention in labels.records
        if isinstance(mention, Mention)
        for span in mention.spans
    )
    for line in (trim_blanks(text, Span(*ends)) for ends in zip(*line_spans(text), strict=True)):
        if not line.is_empty:
            label, share = _label(line, index.overlapping(line.start, line.end))
            row = {"document": document.name, "start": line.start, "end": line.end}
            yield row | {"text": text[line.start : line.end], "label": label, "share": round(share, 4)}


def _label(line: Span, spans: Iterable[tuple[int, int, str]]) -> tuple[str, float]:
    """The label of a line by the spans over it, in text order; text under several counts for the first."""
    shares: Counter[str] = Counter()
    place = line.start
    for start, end, label in sorted(spans):
        first, last = max(place, start), min(line.end, end)
        if first < last:
            shares[label] += last - first
            place = last
    share = sum(shares.values()) / line.length
    return (shares.most_common(1)[0][0], share) if share > 0.5 else (CONTENT, share)  # noqa: PLR2004 - half
