"""CoNLL-U Plus: one token a line, and a column for each kind of mention, as PARSEME's cupt writes them.

``# global.columns`` names the columns (universaldependencies.org/ext-format.html). The cells of a mention
hold its number in the sentence, the first one also its label: ``1:GPE``, then ``1``; several are parted by
``;``, and ``*`` is none. So mentions may nest, cross, and have gaps. What stands between tokens is in MISC,
and the text comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from annotations.formats.carries import Carries
from annotations.formats.characters import utf8_text, without_surrogates
from annotations.formats.codec import Codec, Head, Joined, Reference, Sink
from annotations.formats.conll.conllu_reader import BLANK_TEXT, COLUMNS, ConlluReader
from annotations.formats.conll.rows import BEFORE, after, escaped, gaps
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read
from annotations.formats.fitting import Fitted, fitted
from annotations.formats.format import Format, Layout
from annotations.formats.token_fit import on_tokens, renamed, then
from annotations.model.records import Kind, Mention
from annotations.text.segments import BLANK
from annotations.text.span import Span
from annotations.text.tokens import Token, sentences, tokens
from annotations.words import mark, tr

_RENAME = renamed(rf"[{BLANK};]")
_HEADER = " ".join([COLUMNS, "ID FORM MISC", *(f"SOROT:{kind.name}" for kind in Kind)]) + "\n"
_WIDTH = 10

CONLLU = Format(
    id="conllu",
    name="CoNLL-U Plus",
    endings=(".conllup", ".conllu", ".cupt"),
    layout=Layout.JOINED,
    carries=Carries(nested=True, overlapping=True, same_span=True, discontinuous=True),
    unit=mark("tokens"),
    about=mark(
        "One token a line, a column for each kind, for readers of Universal Dependencies; keeps the text."
    ),
)


class Conllu(Codec):
    """One token a line, a column for each kind."""

    format = CONLLU

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the line that names its columns, or by rows of ten columns that begin with numbers."""
        if any(line.startswith(COLUMNS) for line in head.lines[:20]):
            return tr('it has a line "{line}"', line=COLUMNS)
        rows = [line.split("\t") for line in head.lines if line.strip() and not line.startswith("#")]
        if rows and all(len(row) == _WIDTH and row[0][:1].isdecimal() for row in rows):
            return mark("its lines have the ten columns of CoNLL-U")
        return None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents that ``# newdoc`` lines part, or the whole file as one."""
        return ConlluReader(path).documents()

    def fit(self, document: LabelledDocument) -> Fitted:
        """Mentions whose spans are made of tokens."""
        first = without_surrogates(document)
        first = then(first, on_tokens(first.document, _RENAME))
        return then(first, fitted(first.document, CONLLU.carries))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The sentences of a document, behind a ``# newdoc`` line."""
        text = document.text.text
        records = document.sets[0].records if document.sets else ()
        mentions = sorted(
            (one for one in records if isinstance(one, Mention)), key=lambda one: (one.start, -one.end)
        )
        edges = (edge for one in mentions for span in one.spans for edge in (span.start, span.end))
        whole = (Span(one.start, one.end) for one in mentions)
        parts = list(sentences(text, tokens(text, edges), whole))
        name = escaped(utf8_text(document.name))
        lines = [f"# newdoc id = {name}" if name else "# newdoc"]
        if not parts:
            lines += [f"{BLANK_TEXT} {escaped(text)}", ""]
        misc, cells = _misc(text, parts), _Cells(mentions)
        for part in parts:
            lines.append(f"# text = {_plain(text, part)}")
            for number, (token, row) in enumerate(zip(part, cells.rows(part), strict=True), 1):
                form = text[token.start : token.end]
                lines.append("\t".join([str(number), form, next(misc) or "_", *row]))
            lines.append("")
        return {"": ("\n".join(lines) + "\n").encode()}

    def sink(self, file: BinaryIO) -> Sink:
        """The pieces behind the line that names the columns."""
        return Joined(file, head=_HEADER.encode())

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What the ``conllu`` library finds."""
        try:
            import conllu  # noqa: PLC0415  only here
            from conllu.exceptions import ParseException  # noqa: PLC0415
        except ImportError:
            return None
        documents = mentions = 0
        for path in paths:
            try:
                with path.open(encoding="utf-8", newline="\n") as file:
                    for sentence in conllu.parse_incr(file):
                        documents += bool({"newdoc", "newdoc id"} & sentence.metadata.keys())
                        cells = (row.get(f"sorot:{kind.value}", "*") for row in sentence for kind in Kind)
                        mentions += sum(map(_begun, cells))
            except (ParseException, ValueError) as error:
                raise FormatError(tr("conllu does not read it: {why}.", why=error), path) from error
        return Reference("conllu", documents, mentions)


def _begun(cell: str) -> int:
    """How many mentions begin in a cell."""
    return sum(":" in code for code in cell.split(";"))


def _misc(text: str, parts: Sequence[Sequence[Token]]) -> Iterator[str]:
    """The MISC of each token: what stands behind it, and before the first one."""
    found = list(chain.from_iterable(parts))
    for place, (token, gap) in enumerate(zip(found, gaps(text, found), strict=True), 1):
        cell = after(gap, " " if place < len(found) else "")
        if place == 1 and token.start:
            cell = "|".join([f"{BEFORE}={escaped(text[: token.start])}", *([cell] if cell else [])])
        yield cell


def _plain(text: str, part: Sequence[Token]) -> str:
    """The sentence with one blank wherever there are some, as ``# text`` has it."""
    between = [" " if gap else "" for gap in gaps(text[: part[-1].end], part)]
    forms = (text[one.start : one.end] for one in part)
    return "".join(chain.from_iterable(zip(forms, between, strict=True)))


class _Cells:
    """The cells of mentions, sentence by sentence. No mention goes over the end of one."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._next = 0

    def rows(self, part: Sequence[Token]) -> Iterator[list[str]]:
        """The cells of each token of the next sentence, one for each kind."""
        starts = {token.start: place for place, token in enumerate(part)}
        ends = {token.end: place + 1 for place, token in enumerate(part)}
        columns: dict[Kind, dict[int, list[str]]] = {kind: {} for kind in Kind}
        numbers = dict.fromkeys(Kind, 0)
        while self._next < len(self._mentions) and self._mentions[self._next].start < part[-1].end:
            mention = self._mentions[self._next]
            self._next += 1
            numbers[mention.kind] += 1
            code = f"{numbers[mention.kind]}:{mention.label}"
            for span in mention.spans:
                for place in range(starts[span.start], ends[span.end]):
                    columns[mention.kind].setdefault(place, []).append(code)
                    code = str(numbers[mention.kind])
        for place in range(len(part)):
            yield [";".join(column.get(place, "*")) for column in columns.values()]
