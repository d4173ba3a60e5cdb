"""Documents for formats, drawn and checked: what fits comes back equal, the rest is in the loss report."""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from annotations.formats.codec import Codec
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, said
from annotations.formats.fitting import Fitted
from annotations.formats.format import Layout
from annotations.formats.survey import Survey
from annotations.model.records import Kind, Mention, Record
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.records import TEXTS, annotation_sets


@st.composite
def labelled_documents(
    draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS, annotators: int = 1, name: str = "news/darna"
) -> LabelledDocument:
    """A document with everything that label files can hold, said by one to ``annotators`` people."""
    text = draw(texts.filter(bool))
    people = [f"annotator-{number}" for number in range(1, draw(st.integers(1, annotators)) + 1)]
    sets = []
    for person in people:
        drawn = draw(annotation_sets(text))
        sets.append(Labels(person, tuple(drawn.records())))
    return LabelledDocument(name, SourceText(text), tuple(sets))


def survey_of(*documents: LabelledDocument) -> Survey:
    """The survey that an export of the documents is made with."""
    survey = Survey()
    for document in documents:
        survey.add(document)
    return survey


def written(codec: Codec, folder: Path, *documents: LabelledDocument) -> list[Path]:
    """Write documents that fit; the files that a reader is given."""
    if codec.format.layout is Layout.SEPARATE:
        for document in documents:
            stem = document.name.replace("/", "_")
            for ending, data in codec.encode(replace(document, name=stem)).items():
                (folder / (stem + ending)).write_bytes(data)
        return sorted(codec.files(folder))
    path = folder / f"all{codec.format.endings[0]}"
    with path.open("wb") as file:
        sink = codec.sink(file)
        for document in documents:
            sink.add(codec.encode(document)[""])
        sink.close()
    return [path]


def sentences(document: LabelledDocument) -> tuple[str, ...]:
    """What is told of a document, as people read it."""
    return tuple(map(str, document.told))


def read_back(codec: Codec, paths: list[Path]) -> list[Read]:
    """The documents of some files."""
    return [document for path in paths for document in codec.read(path)]


def check_round_trip(codec: Codec, folder: Path, *documents: LabelledDocument) -> list[Fitted]:
    """What fits is read back as it was written, and what does not is in the losses."""
    fits = [codec.fit(document) for document in documents]
    for document, fit in zip(documents, fits, strict=True):
        check_accounted_for(document, fit)
    reader = type(codec)(codec.back)
    read = read_back(reader, written(codec, folder, *(fit.document for fit in fits)))
    assert len(read) == len(fits), read
    for fit, one in zip(fits, read, strict=True):
        assert isinstance(one, LabelledDocument), one
        assert one.text.text == fit.document.text.text
        wanted = [said(kindless(labels, codec)) for labels in fit.document.sets]
        assert [said(kindless(labels, codec)) for labels in one.sets] == wanted or not any(wanted)
    return fits


def kindless(labels: Labels, codec: Codec) -> tuple[Record, ...]:
    """The records, with every kind an entity where the format does not say kinds."""
    if codec.format.carries.kind:
        return labels.records
    return tuple(
        replace(one, kind=Kind.ENTITY) if isinstance(one, Mention) else one for one in labels.records
    )


def check_accounted_for(document: LabelledDocument, fit: Fitted) -> None:
    """Whatever a fitted document does not say as the document did is named in its losses."""
    named = {(loss.annotator, loss.record) for loss in fit.losses}
    same_text = fit.document.text.text == document.text.text
    left = {labels.annotator: labels for labels in fit.document.sets}
    for labels in document.sets:
        records = {one.id: one for one in left[labels.annotator].records} if labels.annotator in left else {}
        for record in labels.records:
            if _plain(records.get(record.id), same_text) != _plain(record, same_text):
                assert (labels.annotator, record.id) in named, (record, records.get(record.id))
    if not same_text:
        assert any(loss.reason.value in ("text", "character") for loss in fit.losses)


def _plain(record: Record | None, same_text: bool) -> Record | None:
    """The record without what is bookkeeping, and without its places where the text is another one."""
    if record is None:
        return None
    if isinstance(record, Mention) and not same_text:
        record = replace(record, spans=record.spans[:1] and (Span(0, 0),))
    return replace(record, provenance=UNSIGNED, extra={})
