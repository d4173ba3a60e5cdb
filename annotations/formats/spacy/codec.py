"""spaCy's DocBin: what ``spacy train`` takes.

Mentions are in ``spans["sc"]``, nested ones too, and once more in a group for each kind. ``doc.ents`` takes
none that share a token: there are the outermost of one kind, entities where the corpus has any.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from annotations.formats.carries import Carries
from annotations.formats.characters import utf8_text, without_surrogates
from annotations.formats.codec import Codec, Head, Reference, Sink, are_too_large
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.fitting import Cut, Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout, Option
from annotations.formats.losses import Reason
from annotations.formats.names import as_id, is_id
from annotations.formats.spaced_tokens import Spaced
from annotations.formats.spacy.docbin import (
    ENT_ID,
    ENT_IOB,
    ENT_KB_ID,
    ENT_TYPE,
    LINGUISTIC,
    ORTH,
    MergedDocs,
    PackedDoc,
    PackedDocs,
)
from annotations.formats.token_fit import then
from annotations.formats.told import Told
from annotations.model.records import Kind, Mention
from annotations.text.segments import trim_blanks
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import mark, tr

GROUP = "sc"
NAME = "name"
_ALONE = Carries(links=True)
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_BEGINS, _INSIDE = 3, 1  # what ENT_IOB says of a token

SPACY = Format(
    id="spacy",
    name="spaCy DocBin",
    endings=(".spacy",),
    layout=Layout.JOINED,
    carries=Carries(nested=True, overlapping=True, same_span=True, links=True),
    unit=mark("tokens"),
    about=mark("What spacy train takes: the outermost mentions as entities, and all of them as spans."),
    extra="spacy",
    needs="spacy",
    options=(
        # News in Indonesian is what Sorot was made for; tokens of a DocBin do not depend on it.
        Option(
            "language",
            mark("Language"),
            mark('The language of the configurations that go with it; "xx" is none.'),
            default="id",
            reads=False,
        ),
    ),
)


class Spacy(Codec):
    """DocBins with spans and entities."""

    format = SPACY

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the name and the first bytes: DocBins are compressed."""
        is_docbin = head.path.name.endswith(".spacy") and head.data.startswith(_ZLIB)
        return mark('it is called ".spacy" and is compressed') if is_docbin else None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a file: all span groups, and entities that are not among them."""
        from spacy.strings import StringStore  # noqa: PLC0415  an extra

        docs = PackedDocs(path)
        try:
            strings = StringStore(docs.strings)
            for number, doc in enumerate(docs, 1):
                if isinstance(doc, FormatError):
                    yield Refused("", path, doc.place, doc.message)
                    continue
                try:
                    yield _Reading(doc, strings).document()
                except (KeyError, IndexError, ValueError, OverflowError) as error:
                    yield Refused("", path, tr("document {number}", number=number), _why(error))
        finally:
            docs.close()

    def fit(self, document: LabelledDocument) -> Fitted:
        """All mentions of one span: tokens are cut where they begin and end."""
        first = without_surrogates(document)
        return then(first, fitted_further(fitted(first.document, SPACY.carries), _fit))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """A DocBin with one document."""
        from spacy.tokens import Doc, DocBin  # noqa: PLC0415  an extra
        from spacy.vocab import Vocab  # noqa: PLC0415

        text = document.text.text
        mentions = _mentions(document)
        spaced = Spaced(text, mentions)
        # A vocabulary for each document: one for all of them would grow with the corpus.
        doc = Doc(
            Vocab(),
            words=[text[one.start : one.end] for one in spaced.tokens],
            spaces=[one.space for one in spaced.tokens],
        )
        spans = {one.id: _span(doc, spaced, one) for one in mentions}
        doc.spans[GROUP] = list(spans.values())
        for kind in {one.kind: None for one in mentions}:
            doc.spans[kind.value] = [spans[one.id] for one in mentions if one.kind is kind]
        doc.ents = [_span(doc, spaced, one) for one in self._entities(document)]
        doc.user_data[NAME] = utf8_text(document.name)
        packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"], store_user_data=True)
        packed.add(doc)
        return {"": packed.to_bytes()}

    def sink(self, file: BinaryIO) -> Sink:
        """The documents put together to one DocBin."""
        return MergedDocs(file)

    def companions(self) -> Mapping[str, bytes]:
        """Configurations to train a recogniser of entities, and one of all spans, nested or not."""
        from spacy.cli.init_config import init_config  # noqa: PLC0415  an extra

        made = {}
        for pipe in ("ner", "spancat"):
            try:
                config = init_config(lang=self.options["language"], pipeline=[pipe], silent=True)
            except (ImportError, ValueError) as error:
                raise FormatError(
                    tr('spaCy has no language "{language}".', language=self.options["language"])
                ) from error
            made[f"{pipe}.cfg"] = config.to_bytes()
        return made

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What spaCy's own DocBin finds; None also for files that it would take too much memory for."""
        if not SPACY.is_installed or are_too_large(paths):
            return None
        from spacy.tokens import DocBin  # noqa: PLC0415  an extra
        from spacy.vocab import Vocab  # noqa: PLC0415

        documents = mentions = 0
        for path in paths:
            try:
                for doc in DocBin().from_disk(path).get_docs(Vocab()):
                    documents += 1
                    mentions += len(doc.spans.get(GROUP, ()))
            except (ValueError, KeyError, IndexError) as error:
                raise FormatError(tr("spaCy does not read it: {why}.", why=error), path) from error
        return Reference("spaCy", documents, mentions)

    def _entities(self, document: LabelledDocument) -> list[Mention]:
        """The outermost mentions of one kind, without blanks at their ends: spaCy takes none with them."""
        used = self.survey.labels or {(one.kind, one.label) for one in _mentions(document)}
        kind = next((kind for kind in Kind if any(one is kind for one, _ in used)), Kind.ENTITY)
        sets = tuple(
            replace(labels, records=tuple(one for one in _mentions(document) if one.kind is kind))
            for labels in document.sets[:1]
        )
        found = _mentions(fitted(replace(document, sets=sets), _ALONE).document)
        trimmed = [
            replace(one, spans=(trim_blanks(document.text.text, Span(one.start, one.end)),)) for one in found
        ]
        return [one for one in trimmed if one.spans[0].length]


def _fit(cut: Cut) -> None:
    for mention in cut.mentions():
        # spaCy takes "" for no label, and for no id.
        label = utf8_text(mention.label) or "_"
        if label != mention.label:
            mention = replace(mention, label=label)  # noqa: PLW2901
            cut.change(mention, Reason.NAME, tr("became {label}", label=label))
        if mention.link is not None and (not mention.link or utf8_text(mention.link) != mention.link):
            cut.change(replace(mention, link=None), Reason.LINK, mention.link)


def _mentions(document: LabelledDocument) -> list[Mention]:
    records = document.sets[0].records if document.sets else ()
    return [one for one in records if isinstance(one, Mention)]


def _span(doc: Any, spaced: Spaced, mention: Mention) -> Any:  # noqa: ANN401  spaCy's classes
    """The mention as a span; its id has to be given here, for it cannot be set later."""
    from spacy.tokens import Span as SpacySpan  # noqa: PLC0415  an extra

    return SpacySpan(
        doc,
        spaced.first(mention.start),
        spaced.last(mention.end) + 1,
        label=mention.label,
        kb_id=mention.link or "",
        span_id=mention.id,
    )


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return tr("A string that the document uses is not in the file.")
    return tr("The document is broken: {why}.", why=error)


class _Reading:
    """Makes a document of a packed one."""

    def __init__(self, doc: PackedDoc, strings: Any) -> None:  # noqa: ANN401  a StringStore
        self._doc = doc
        self._strings = strings
        self._starts, self._ends = array("q"), array("q")
        self._text = self._read_text()
        self._mentions: list[Mention] = []
        self._ids: set[str] = set()
        self._seen: set[tuple[int, int, str]] = set()

    def document(self) -> LabelledDocument:
        """The document. Raises KeyError, IndexError or ValueError where it is broken."""
        groups = dict(self._doc.groups)
        for kind in Kind:
            self._add_group(groups.pop(kind.value, ()), kind)
        for spans in groups.values():
            self._add_group(spans, Kind.ENTITY)
        self._add_entities()
        name = self._doc.user_data.get(NAME)
        labels = Labels("", tuple(self._mentions))
        return LabelledDocument(
            name if isinstance(name, str) else "", SourceText(self._text), (labels,), told=tuple(self._told())
        )

    def _read_text(self) -> str:
        pieces, length = [], 0
        for word, space in zip(self._doc.attributes[ORTH], self._doc.spaces, strict=True):
            form = self._strings[word]
            self._starts.append(length)
            length += len(form)
            self._ends.append(length)
            pieces.append(form)
            if space or not self._doc.has_spaces:
                pieces.append(" ")
                length += 1
        return "".join(pieces)

    def _add_group(self, spans: Sequence[Any], kind: Kind) -> None:
        """Add the spans of a group, without those that another group has had."""
        found = set()
        for one in spans:
            if not 0 <= one.start < one.end <= len(self._starts):
                raise ValueError(tr("a span goes from token {start} to {end}", start=one.start, end=one.end))
            start, end = self._starts[one.start], self._ends[one.end - 1]
            label = self._strings[one.label]
            if (start, end, label) not in self._seen:
                found.add((start, end, label))
                self._add(Span(start, end), kind, label, self._of(one.link), self._of(one.id))
        self._seen |= found

    def _add_entities(self) -> None:
        """Add entities that are in no group, blanks at the ends aside."""
        spans = (trim_blanks(self._text, Span(start, end)) for start, end, _ in self._seen)
        labels = [label for _, _, label in self._seen]
        known = {(span.start, span.end, label) for span, label in zip(spans, labels, strict=True)}
        for first, last in self._entity_ranges():
            span = Span(self._starts[first], self._ends[last])
            label, link, name = (self._value(one, first) for one in (ENT_TYPE, ENT_KB_ID, ENT_ID))
            if (span.start, span.end, label) not in known:
                self._add(span, Kind.ENTITY, label or "", link, name)

    def _entity_ranges(self) -> Iterator[tuple[int, int]]:
        """The first and the last token of each entity."""
        first = -1
        marks = self._doc.attributes.get(ENT_IOB, array("Q"))
        for place, iob in enumerate([*marks, 0]):
            if first >= 0 and iob != _INSIDE:
                yield first, place - 1
                first = -1
            if iob == _BEGINS or (iob == _INSIDE and first < 0):
                first = place

    def _value(self, attribute: int, place: int) -> str | None:
        values = self._doc.attributes.get(attribute)
        return self._of(values[place]) if values is not None else None

    def _of(self, key: int) -> str | None:
        """The string of a hash; None for none, and for ids that the file does not have the words of."""
        return self._strings[key] if key and key in self._strings else None

    def _add(self, span: Span, kind: Kind, label: str, link: str | None, name: str | None) -> None:
        mention_id = name if name and is_id(name) and name not in self._ids else ""
        if not mention_id:
            mention_id = as_id(f"m{len(self._mentions) + 1}", self._ids)
        self._ids.add(mention_id)
        self._mentions.append(Mention(mention_id, kind, label, (span,), UNSIGNED, link=link))

    def _told(self) -> Iterator[Told]:
        if not self._doc.has_spaces:
            yield Told(tr("the file does not say where blanks are; there is one behind each token"))
        if self._doc.cats:
            yield Told(tr("categories of the document are not kept"))
        if any(any(self._doc.attributes.get(one, ())) for one in LINGUISTIC):
            yield Told(tr("what is said of tokens (lemmas, tags, dependencies) is not kept"))
