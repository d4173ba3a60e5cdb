"""Made-up documents of any size, and odd ones, the same for the same arguments."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Mention, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.shipped import shipped_label_set

MENTIONS_A_KILOBYTE = 15
"""As dense as a fully labelled article: 15,000 mentions in a megabyte."""

_INDONESIAN = (
    "kelompok jihad Libya yang bersaing mengusir afiliasi ISIS dari sebagian besar wilayah timur Darna "
    "dalam pertempuran yang menewaskan militan di kedua belah pihak kata para pejabat Kamis mereka "
    "mengatakan setidaknya pejuang tewas pada malam sebelumnya ketika Dewan Jihadis Syura menyerang "
    "kelompok tersebut di kota pesisir tempat"
)
_HEBREW = "שלום עולם הממשלה אמרה כי הלוחמים נסוגו מן העיר ביום חמישי לאחר קרבות קשים בין שני הצדדים"
_WORDS, _HEBREW_WORDS = _INDONESIAN.split(), _HEBREW.split()

_HAND = Provenance(by="bench", at="2024-01-01T00:00:00Z")


@dataclass(frozen=True)
class Made:
    """A document and its labels, ready to be shown."""

    name: str
    text: SourceText
    annotations: AnnotationSet
    label_set: LabelSet


@cache
def news_labels() -> LabelSet:
    """The label set that comes with the program."""
    return label_set_from_dict(shipped_label_set("news"))


def article(size: int, seed: int = 1) -> Made:
    """Paragraphs of 200 to 800 characters, every fifth mention nested; ``size`` in code points."""
    chance = random.Random(seed)
    paragraphs, length = [], 0
    while length < size:
        paragraphs.append(_sentences(chance, chance.randint(200, 800), _WORDS))
        length += len(paragraphs[-1]) + 1
    text = "\n".join(paragraphs)[:size]
    wanted = size * MENTIONS_A_KILOBYTE // 1000
    return _made(f"{_size_name(size)} article", text, _scattered(chance, len(text), wanted))


def single_line(size: int = 2_000_000) -> Made:
    """One line, no break in it."""
    chance = random.Random(2)
    text = _sentences(chance, size, _WORDS)[:size]
    wanted = size * MENTIONS_A_KILOBYTE // 1000
    return _made(f"one line of {_size_name(size)}", text, _scattered(chance, len(text), wanted))


def nested(depth: int = 200) -> Made:
    """An article of 100 KB with so many mentions around one another, paragraph by paragraph."""
    text = article(100_000, seed=3).text.text
    middle = len(text) // 2
    spans = (Span(middle - 40 * level - 3, middle + 40 * level + 3) for level in range(depth))
    return _made(f"{depth} nested", text, spans)


def as_long_as_the_document(number: int = 200) -> Made:
    """An article of 1 MB with mentions from its start to its end, besides the usual ones."""
    base = article(1_000_000, seed=4)
    length = base.text.length
    long = (Span(index, length - index) for index in range(number))
    usual = _scattered(random.Random(4), length, 15_000)
    return _made("mentions as long as the document", base.text.text, (*long, *usual))


def short_lines(number: int = 50_000) -> Made:
    """Lines of a few words."""
    chance = random.Random(5)
    text = "\n".join(" ".join(chance.choices(_WORDS, k=chance.randint(1, 5))) for _ in range(number))
    return _made(f"{number:,} short lines", text, _scattered(chance, len(text), number // 2))


def right_to_left(size: int = 1_000_000) -> Made:
    """Hebrew with Latin names in it."""
    chance = random.Random(6)
    words = [*_HEBREW_WORDS, "Darna", "ISIS"]
    text = "\n".join(_sentences(chance, 400, words) for _ in range(size // 400))[:size]
    wanted = size * MENTIONS_A_KILOBYTE // 1000
    return _made(f"right to left, {_size_name(size)}", text, _scattered(chance, len(text), wanted))


def dense_paragraph(mentions: int = 2_000) -> Made:
    """One paragraph of 20 KB with so many mentions."""
    chance = random.Random(7)
    text = _sentences(chance, 20_000, _WORDS)[:20_000]
    return _made(f"{mentions:,} mentions in one paragraph", text, _scattered(chance, len(text), mentions))


ODD: tuple[Callable[[], Made], ...] = (
    single_line, nested, as_long_as_the_document, short_lines, right_to_left, dense_paragraph,
)  # fmt: skip


def mention(number: int, label: Label, *spans: Span) -> Mention:
    """A mention made by hand."""
    return Mention(id=f"m{number}", kind=label.kind, label=label.id, spans=spans, provenance=_HAND)


def annotated(text: SourceText, mentions: Iterator[Mention]) -> AnnotationSet:
    """An annotation set of the news labels with these mentions."""
    return AnnotationSet(DocumentRef.of("made-up", "made-up.txt", text), news_labels().ref, "bench", mentions)


def _made(name: str, text: str, spans: Iterator[Span] | tuple[Span, ...]) -> Made:
    source, labels, chance = SourceText(text), news_labels().labels, random.Random(8)
    mentions = (
        mention(number, chance.choice(labels), span) for number, span in zip(count(1), spans, strict=False)
    )
    return Made(name, source, annotated(source, mentions), news_labels())


def _sentences(chance: random.Random, size: int, words: list[str]) -> str:
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = " ".join(chance.choices(words, k=chance.randint(6, 18))).capitalize() + "."
        parts.append(sentence)
        length += len(sentence) + 1
    return " ".join(parts)


def _scattered(chance: random.Random, length: int, number: int) -> Iterator[Span]:
    """Spans of 3 to 30 code points all over the text, every fifth inside of another or around it."""
    start = end = 0
    for index in range(number):
        if index % 5 or start == end:
            start = chance.randrange(max(1, length - 40))
            end = start + chance.randint(3, 30)
        else:
            start, end = max(0, start - chance.randint(0, 30)), min(length, end + chance.randint(0, 60))
        yield Span(start, end)


def _size_name(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"
