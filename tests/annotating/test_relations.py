"""Which relations a mention may have, with which keys, and what may stand at their other ends."""

import pytest

from annotations.edits.integrity import Context
from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.model.records import Mention, Relation
from annotations.text.source import SourceText
from gui.editor.links import relations_of
from gui.editor.relations import places_of, related_candidates
from schemas.shipped import shipped_label_set
from tests.support.shown import HAND, mentions_of

TEXT = "The port of Darna in Libya was taken by ISIS on Monday."
MARKS = {"m1": ("FAC", "The port"), "m2": ("GPE", "Darna"), "m3": ("GPE", "Libya"), "m4": ("ORG", "ISIS"),
         "m5": ("TIME", "Monday"), "m6": ("Attack", "taken")}  # fmt: skip


@pytest.fixture(scope="module")
def news() -> LabelSet:
    return label_set_from_dict(shipped_label_set("news"))


@pytest.fixture
def annotations(news: LabelSet) -> AnnotationSet:
    records = [*mentions_of(TEXT, MARKS), Relation("r1", "Located", "m2", "m3", HAND)]
    return AnnotationSet(DocumentRef.of("d", "d.txt", SourceText(TEXT)), news.ref, "test", records)


def mention(annotations: AnnotationSet, mention_id: str) -> Mention:
    found = annotations.mention(mention_id)
    assert found is not None
    return found


def test_places_follow_the_fillers_and_shift_turns_them_round(
    news: LabelSet, annotations: AnnotationSet
) -> None:
    def keys(mention_id: str) -> list[str]:
        return [role.key for role in places_of(news, mention(annotations, mention_id))]

    assert keys("m1") == ["w", "i", "c", "Shift+W", "Shift+I", "Shift+C"]
    assert keys("m3") == ["w", "i", "c", "Shift+W", "Shift+I", "Shift+A", "Shift+C"]
    assert keys("m5") == ["c", "Shift+C"]
    assert keys("m6") == []


def test_candidates_are_what_may_stand_there_and_does_not_yet(
    news: LabelSet, annotations: AnnotationSet
) -> None:
    context = Context(SourceText(TEXT), news)

    def found(mention_id: str, key: str) -> list[str]:
        places = places_of(news, mention(annotations, mention_id))
        end = next(end for role, end in places.items() if role.key == key)
        near = related_candidates(annotations, context, mention(annotations, mention_id), end, "123456")
        return [one.mention.id for one in near]

    assert found("m1", "i") == ["m2", "m3"]
    assert found("m2", "i") == ["m1"], "Libya is there already, and nothing is in itself"
    assert found("m3", "Shift+I") == ["m1", "m4"]
    assert found("m5", "c") == ["m4", "m3", "m2", "m1"]


def test_relations_are_drawn_from_either_end(news: LabelSet, annotations: AnnotationSet) -> None:
    def captions(mention_id: str) -> list[tuple[str, str]] | None:
        links = relations_of(annotations, news, mention(annotations, mention_id))
        return None if links is None else [(one.caption, one.mention.id) for one in links.others]

    assert captions("m2") == [("→ Located in", "m3")]
    assert captions("m3") == [("← Located in", "m2")]
    assert captions("m1") is None
    annotations.replace(None, Relation("r2", "Coreference", "m2", "m3", HAND))
    assert captions("m2") == [("→ Located in, → Same thing", "m3")]
