"""What a model reads: which boilerplate goes, and what becomes of the mentions."""

from annotations.formats.native import label_set_from_dict
from annotations.model.clean import cleaned
from annotations.model.records import Kind, Mention
from annotations.text.span import Span
from schemas.shipped import shipped_label_set
from tests.support.small import HAND

NEWS = label_set_from_dict(shipped_label_set("news"))
TEXT = "TRIPOLI: Forces in [googletag] Darna said.\nShare by Ali\nForces in Darna said.\n"


def mention(mention_id: str, kind: Kind, label: str, *quotes: str, number: int = 0) -> Mention:
    spans = []
    for quote in quotes:
        start = TEXT.index(quote)
        for _ in range(number):
            start = TEXT.index(quote, start + 1)
        spans.append(Span(start, start + len(quote)))
    return Mention(mention_id, kind, label, tuple(spans), HAND)


def test_datelines_are_read_and_duplicates_are_not() -> None:
    ad = mention("b1", Kind.BOILERPLATE, "AdCode", "[googletag]")
    share = mention("b2", Kind.BOILERPLATE, "ShareBar", "Share by Ali")
    copy = mention("b3", Kind.BOILERPLATE, "Duplicate", "Forces in Darna said.")
    dateline = mention("b4", Kind.BOILERPLATE, "Dateline", "TRIPOLI:")
    unknown = mention("b5", Kind.BOILERPLATE, "NoSuchLabel", "said.")
    across = mention("m1", Kind.ENTITY, "PER", "in [googletag] Darna")
    split = mention("m2", Kind.ENTITY, "PER", "in", "Darna")
    inside = mention("m3", Kind.ENTITY, "PER", "Ali")
    second = mention("m4", Kind.ENTITY, "GPE", "Darna", number=1)
    half = mention("m5", Kind.ENTITY, "GPE", "[googletag", "Darna")
    everything = [second, half, across, dateline, ad, inside, copy, share, split]

    made = cleaned(TEXT, everything, NEWS)

    assert made is not None
    assert made.text.text == "TRIPOLI: Forces in Darna said.\n"
    quotes = {one.id: [made.text.text[span.start : span.end] for span in one.spans] for one in made.mentions}
    assert quotes == {"b4": ["TRIPOLI:"], "m1": ["in Darna"], "m2": ["in", "Darna"], "m5": ["Darna"]}
    assert [one.id for one in made.lost] == ["m4", "m3"]
    assert [one.id for one in made.cut] == ["m5", "m1"]
    for mentions, text in (([unknown], TEXT.replace(" said.\nShare", "\nShare")), ([], TEXT)):
        other = cleaned(TEXT, mentions, NEWS)
        assert other is not None
        assert other.text.text == text


def test_it_can_be_cancelled() -> None:
    told: list[int] = []

    def go_on(done: int) -> bool:
        told.append(done)
        return len(told) < 2

    names = [Mention(f"m{number}", Kind.ENTITY, "PER", (Span(0, 2),), HAND) for number in range(5000)]
    assert cleaned(TEXT, names, NEWS, go_on) is None
    assert len(told) == 2
