"""CoNLL-2003 and its kin: one token a line, the tag in the last column, an empty line behind each sentence.

The format has no text. What stands between tokens goes to the third of its four columns, where CoNLL-2003 has
chunks, so that the text comes back as it was; readers that take the first and the last column do not mind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotations.formats.carries import Carries
from annotations.formats.characters import utf8_text, without_surrogates
from annotations.formats.codec import Codec, Head
from annotations.formats.conll.conll_reader import DOCSTART, NAME_FIELD, ConllReader, rows_of
from annotations.formats.conll.rows import BEFORE, after, are_numbered, chunks_of, escaped, gaps
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read
from annotations.formats.fitting import Fitted, Keep, fitted
from annotations.formats.format import Format, Layout, Option
from annotations.formats.losses import Loss, Reason
from annotations.formats.survey import Survey
from annotations.formats.token_fit import on_tokens, renamed, then
from annotations.formats.token_tags import OUTSIDE, Scheme, is_tag, tags_of
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention
from annotations.text.segments import BLANK
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.text.tokens import Token, sentences, tokens
from annotations.words import mark, tr

_LEAST_ROWS = 3
# The first lines of CoNLL-U Plus and WebAnno TSV, whose rows may end in tags as well.
_OTHERS = re.compile(r"#\s*global\.columns|#FORMAT=|#T_")
_PLAIN_TOKEN = re.compile("[^ \n]+")
_RENAME = renamed(rf"[{BLANK}]")

CONLL = Format(
    id="conll",
    name="CoNLL-2003",
    endings=(".conll", ".iob2", ".iob", ".bio"),
    layout=Layout.JOINED,
    carries=Carries(kind=False),
    unit=mark("tokens"),
    about=mark("One token a line with a tag such as B-PER; what most trainers of name recognisers read."),
    options=(
        Option(
            "scheme",
            mark("Tag scheme"),
            mark("How tags are written; read is whatever is there."),
            tuple(Scheme),
            ("IOB2", "IOB1", "BIOES"),
            reads=False,
        ),
        Option(
            "nested",
            mark("Nested mentions"),
            mark("Of mentions that share text, the one around or the one inside; or a column for each kind."),
            (*Keep, "columns"),
            (mark("the outermost"), mark("the innermost"), mark("a column for each kind")),
            reads=False,
        ),
        Option(
            "text",
            mark("Text"),
            mark("Blanks and line breaks in a column of their own, or two columns and nothing but tokens."),
            ("kept", "tokens"),
            (mark("kept as it is"), mark("only its tokens")),
            reads=False,
        ),
        Option(
            "column",
            mark("Tag column"),
            mark("The column with the tags, counted from 1; without it, the last one."),
            writes=False,
        ),
    ),
)


class Conll(Codec):
    """One token a line, tags last."""

    format = CONLL

    def __init__(
        self,
        options: Mapping[str, str] | None = None,
        survey: Survey | None = None,
        label_set: LabelSet | None = None,
    ) -> None:
        """As other codecs. Raises FormatError also for a column that is no number."""
        super().__init__(options, survey, label_set)
        self._column = _column(self.options["column"])
        self._keeps_text = self.options["text"] == "kept"
        self._kinds: tuple[Kind, ...] = ()
        if self.options["nested"] == "columns":
            self._kinds = tuple(kind for kind in Kind if self.survey.names(kind)) or tuple(Kind)

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By rows that all end in a tag, or are numbered and have one."""
        rows = (
            []
            if head.is_json or any(_OTHERS.match(line) for line in head.lines[:20])
            else rows_of(head.lines)
        )
        tags = _tags(rows)
        if len(rows) < _LEAST_ROWS or not tags:
            return None
        if any(line.startswith(DOCSTART) for line in head.lines):
            return mark("it has -DOCSTART- lines and tags")
        return mark("each line is a token with a tag") if set(tags) != {OUTSIDE} else None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents between ``-DOCSTART-`` lines, or the whole file as one."""
        return ConllReader(path, self._column).documents()

    def fit(self, document: LabelledDocument) -> Fitted:
        """What fits into tags: mentions on tokens that share none, in each column."""
        first = without_surrogates(document)
        first = then(first, on_tokens(first.document, _RENAME))
        if self._kinds:
            second = _fitted_by_kind(first.document, self._kinds)
        else:
            second = fitted(first.document, CONLL.carries, Keep(self.options["nested"]))
        fit = then(first, second)
        return fit if self._keeps_text else _joined(fit)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The rows of a document, behind a ``-DOCSTART-`` line."""
        text = document.text.text
        mentions = _mentions(document)
        parts = list(_parts(text, mentions) if self._keeps_text else _lines(text))
        found = list(chain.from_iterable(parts))
        tags = self._tags(mentions, found, parts)
        tail = [kind.value for kind in self._kinds] or [OUTSIDE]
        if not self._keeps_text:
            rows = [f"{text[one.start : one.end]} {tag}" for one, tag in zip(found, tags, strict=True)]
            head = " ".join([DOCSTART, *tail])
        else:
            cells = _cells(document, found, parts)
            rows = [
                f"{text[one.start : one.end]} _ {cell or '_'} {tag}"
                for one, cell, tag in zip(found, cells, tags, strict=True)
            ]
            blank = f"{NAME_FIELD}={_name(document)}|{BEFORE}={escaped(text)}"
            head = " ".join([DOCSTART, "-X-", OUTSIDE if found else blank, *tail])
        lines, place = [head, ""], 0
        for part in parts:
            lines += [*rows[place : place + len(part)], ""]
            place += len(part)
        return {"": ("\n".join(lines) + "\n").encode()}

    def _tags(
        self, mentions: Sequence[Mention], found: Sequence[Token], parts: Sequence[Sequence[Token]]
    ) -> list[str]:
        """The cells with tags of each token."""
        scheme, starts, place = Scheme(self.options["scheme"]), set(), 0
        for part in parts:
            starts.add(place)
            place += len(part)
        columns = [
            tags_of(chunks_of(group, found), len(found), scheme, starts) for group in self._columns(mentions)
        ]
        return [" ".join(cells) for cells in zip(*columns, strict=True)]

    def _columns(self, mentions: Sequence[Mention]) -> list[Sequence[Mention]]:
        if not self._kinds:
            return [mentions]
        return [[one for one in mentions if one.kind is kind] for kind in self._kinds]


def _tags(rows: Sequence[Sequence[str]]) -> list[str]:
    """The last column if it holds nothing but tags; of numbered rows the tags of all columns that do."""
    if not rows or min(map(len, rows)) < 2:  # noqa: PLR2004  token and tag
        return []
    places = range(2, min(map(len, rows))) if are_numbered(rows) else [-1]
    columns = ([row[place] for row in rows] for place in places)
    return [tag for column in columns if all(map(is_tag, column)) for tag in column]


def _column(option: str) -> int | None:
    if not option:
        return None
    if not option.isdecimal() or not 0 < int(option) < 1000:  # noqa: PLR2004  more columns than any file has
        raise FormatError(
            tr(
                '"column" of {format} is the number of a column from 1, not "{value}".',
                format=CONLL.name,
                value=option,
            )
        )
    return int(option) - 1


def _mentions(document: LabelledDocument) -> list[Mention]:
    records = document.sets[0].records if document.sets else ()
    return [one for one in records if isinstance(one, Mention)]


def _fitted_by_kind(document: LabelledDocument, kinds: Sequence[Kind]) -> Fitted:
    """Mentions of different kinds may share tokens, those of one kind may not."""
    loose = replace(CONLL.carries, kinds=frozenset(kinds), nested=True, overlapping=True, same_span=True)
    first = fitted(document, loose)
    losses, left = list(first.losses), set[str]()
    for kind in kinds:
        sets = tuple(
            replace(one, records=tuple(r for r in one.records if isinstance(r, Mention) and r.kind is kind))
            for one in first.document.sets
        )
        part = fitted(replace(document, sets=sets), CONLL.carries)
        losses += part.losses
        left.update(one.id for labels in part.document.sets for one in labels.records)
    sets = tuple(
        replace(one, records=tuple(r for r in one.records if r.id in left)) for one in first.document.sets
    )
    return Fitted(replace(first.document, sets=sets), tuple(losses))


# -- tokens ------------------------------------------------------------------------------------------------


def _parts(text: str, mentions: Sequence[Mention]) -> Iterator[list[Token]]:
    """The tokens sentence by sentence; no mention goes over the end of one."""
    edges = (edge for one in mentions for edge in (one.start, one.end))
    return sentences(text, tokens(text, edges), (Span(one.start, one.end) for one in mentions))


def _lines(text: str) -> Iterator[list[Token]]:
    """The tokens of a text that ``_joined`` has made."""
    start = 0
    for line in text.split("\n") if text else ():
        yield [Token(start + one.start(), start + one.end()) for one in _PLAIN_TOKEN.finditer(line)]
        start += len(line) + 1


def _joined(fit: Fitted) -> Fitted:
    """A document whose text is its tokens with a blank between them, a line for each sentence."""
    document = fit.document
    before = document.text.text
    mentions = _mentions(document)
    parts = list(_parts(before, mentions))
    text = "\n".join(" ".join(before[one.start : one.end] for one in part) for part in parts)
    if text == before:
        return fit
    moved, place = dict[int, int](), 0
    starts = dict[int, int]()
    for one in chain.from_iterable(parts):
        starts[one.start] = place
        moved[one.end] = place + one.end - one.start
        place = moved[one.end] + 1
    at = {one.id: replace(one, spans=(Span(starts[one.start], moved[one.end]),)) for one in mentions}
    sets = tuple(
        replace(labels, records=tuple(at[one.id] for one in labels.records)) for labels in document.sets
    )
    loss = Loss(Reason.TEXT, document.name, detail=tr("its tokens, with a blank between them"))
    return Fitted(replace(document, text=SourceText(text), sets=sets), (*fit.losses, loss))


def _cells(
    document: LabelledDocument, found: Sequence[Token], parts: Sequence[Sequence[Token]]
) -> Iterator[str]:
    """The third column of each token: what stands behind it, and with the first, the document's name."""
    text = document.text.text
    between = gaps(text, found)
    for number, part in enumerate(parts, 1):
        for place, token in enumerate(part, 1):
            last = "\n" if number < len(parts) else ""
            cell = after(next(between), last if place == len(part) else " ")
            if token is found[0]:
                first = [f"{NAME_FIELD}={_name(document)}"]
                first += [f"{BEFORE}={escaped(text[: token.start])}"] * bool(token.start)
                cell = "|".join([*first, *([cell] if cell else [])])
            yield cell


def _name(document: LabelledDocument) -> str:
    return escaped(utf8_text(document.name))
