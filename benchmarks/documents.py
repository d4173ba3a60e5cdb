"""Made-up documents of any size, and odd ones, the same for the same arguments."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, islice

from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.label_set import Filler, KindRules, Label, LabelSet
from annotations.model.records import (
    Argument,
    Comment,
    Event,
    Kind,
    Mention,
    Provenance,
    Record,
    Relation,
)
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


@cache
def many_labels(number: int = 300) -> LabelSet:
    """The same labels again and again, by other names, until there are so many; only the first have keys."""
    news = news_labels()
    kinds = news.kinds
    for turn in range(2, number):
        missing = number - sum(len(rules.labels) for rules in kinds)
        if missing <= 0:
            break
        more = iter(islice(((rules.kind, label) for rules in news.kinds for label in rules.labels), missing))
        kinds = _with_copies(kinds, list(more), turn)
    relations = tuple(
        replace(one, source=_any_label(one.source), target=_any_label(one.target)) for one in news.relations
    )
    return LabelSet(LabelSetRef("many", 1), f"{number} labels", kinds, news.attributes, relations)


def _any_label(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """The same with every label of the kind."""
    return tuple(Filler(kind) for kind in dict.fromkeys(one.kind for one in fillers))


def _with_copies(
    kinds: tuple[KindRules, ...], labels: Sequence[tuple[Kind, Label]], turn: int
) -> tuple[KindRules, ...]:
    def copy(label: Label) -> Label:
        roles = tuple(replace(role, fillers=_any_label(role.fillers)) for role in label.roles)
        return replace(label, id=f"{label.id}{turn}", name=f"{label.name} {turn}", key="", roles=roles)

    copies = {rules.kind: [copy(label) for kind, label in labels if kind is rules.kind] for rules in kinds}
    return tuple(replace(rules, labels=(*rules.labels, *copies[rules.kind])) for rules in kinds)


def article(size: int, seed: int = 1) -> Made:
    """Paragraphs of 200 to 800 characters, every fifth mention nested; ``size`` in code points."""
    chance = random.Random(seed)
    paragraphs, length = [], 0
    while length < size:
        paragraphs.append(_sentences(chance, chance.randint(200, 800), _WORDS))
        length += len(paragraphs[-1]) + 1
    text = "\n".join(paragraphs)[:size]
    wanted = size * MENTIONS_A_KILOBYTE // 1000
    return _made(f"{size_name(size)} article", text, _scattered(chance, len(text), wanted))


def labelled_through(size: int) -> Made:
    """An article with events, relations, attributes and notes besides its mentions."""
    return with_events(article(size))


def crowded(size: int = 300_000, mentions: int = 5_000, labels: int = 300) -> Made:
    """An article with so many mentions by so many labels, and with events as above."""
    text, label_set = article(size).text, many_labels(labels)
    spans = _scattered(random.Random(10), text.length, mentions)
    return with_events(_made(f"{labels} labels, {mentions:,} mentions", text.text, spans, label_set))


def with_events(made: Made) -> Made:
    """The same with an event on every mention of kind event, and more said of the others.

    Arguments stand close by, every tenth somewhere in the text. Every fifth entity is related to the next
    one, every third has an attribute, every fiftieth mention has a note.
    """
    chance, records = random.Random(11), list[Record]()
    mentions = sorted(made.annotations.of_type(Mention), key=lambda one: (one.start, one.id))
    entities = [one for one in mentions if one.kind is Kind.ENTITY]
    near = 0
    for number, one in enumerate(mentions):
        while near < len(entities) - 1 and entities[near].start < one.start:
            near += 1
        around = [*entities[max(0, near - 4) : near + 4], *chance.choices(entities, k=number % 10 == 0)]
        if one.kind is Kind.EVENT:
            records.append(_event(made.label_set, one, around, f"e{number}"))
        elif one.kind is Kind.ENTITY and number % 5 == 0:
            other = next((each for each in around if each.id != one.id), one)
            records.append(Relation(f"r{number}", "Coreference", one.id, other.id, _HAND))
        if number % 50 == 0:
            records.append(Comment(f"c{number}", one.id, "Is this meant?", _HAND))
    said = [replace(one, attributes={"mention_type": "name"}) for one in entities[::3]]
    unsaid = {one.id: one for one in mentions} | {one.id: one for one in said}
    annotations = AnnotationSet(
        made.annotations.document, made.label_set.ref, "bench", [*unsaid.values(), *records]
    )
    return replace(made, name=f"{made.name}, events", annotations=annotations)


def _event(label_set: LabelSet, trigger: Mention, around: Iterable[Mention], event_id: str) -> Event:
    """An event with those for arguments that a role has room for."""
    label, free = label_set.label(Kind.EVENT, trigger.label), list(around)
    arguments = []
    for role in () if label is None else label.roles:
        found = next((one for one in reversed(free) if role.admits(one.kind, one.label)), None)
        if found is not None:
            free.remove(found)
            arguments.append(Argument(role.id, found.id))
    attributes = {"negated": True} if trigger.start % 4 == 0 else {}
    return Event(event_id, trigger.id, _HAND, tuple(arguments), attributes)


def single_line(size: int = 2_000_000) -> Made:
    """One line, no break in it."""
    chance = random.Random(2)
    text = _sentences(chance, size, _WORDS)[:size]
    wanted = size * MENTIONS_A_KILOBYTE // 1000
    return _made(f"one line of {size_name(size)}", text, _scattered(chance, len(text), wanted))


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
    return _made(f"right to left, {size_name(size)}", text, _scattered(chance, len(text), wanted))


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


def annotated(
    text: SourceText, mentions: Iterator[Mention], label_set: LabelSet | None = None
) -> AnnotationSet:
    """An annotation set with these mentions, of the news labels unless others are given."""
    ref = (label_set or news_labels()).ref
    return AnnotationSet(DocumentRef.of("made-up", "made-up.txt", text), ref, "bench", mentions)


def _made(
    name: str, text: str, spans: Iterator[Span] | tuple[Span, ...], label_set: LabelSet | None = None
) -> Made:
    source, labels, chance = SourceText(text), label_set or news_labels(), random.Random(8)
    mentions = (
        mention(number, chance.choice(labels.labels), span)
        for number, span in zip(count(1), spans, strict=False)
    )
    return Made(name, source, annotated(source, mentions, labels), labels)


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


def size_name(size: int) -> str:
    """A size in code points, in words."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"
