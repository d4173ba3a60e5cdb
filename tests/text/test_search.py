"""Search finds what a naive reading of the text finds, at the same offsets."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import hits as hits_module
from annotations.text.graphemes import next_grapheme
from annotations.text.hits import Hits
from annotations.text.search import BadPatternError, Query, TooSlowError, finder
from annotations.text.segments import snap_to_words
from annotations.text.span import Span

PIECES = st.sampled_from(
    [
        "a", "A", "i", "I", "ı", "İ", "ß", "ẞ", "s", "S", "ss", "é", "e\u0301", "e", "\u0301", "ﬁ", "f", "σ",
        "ς", "Σ", "😀", "👨\u200d👩", "\u200d", "🇮🇩", "🇮", "\ud83d", " ", "-", ".", "\n", "\r\n", "\r",
        "luka", "LUKA", "luka-luka", "漢", "ŉ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join)
WANTED = st.lists(PIECES, min_size=1, max_size=3).map("".join)


def boundaries(text: str) -> set[int]:
    found, place = {0}, 0
    while place < len(text):
        place = next_grapheme(text, place)
        found.add(place)
    return found


def naive(text: str, query: Query) -> Iterator[Span]:
    """Every stretch that reads the same, left to right, none over another."""
    wanted = query.text if query.match_case else query.text.casefold()
    carets = boundaries(text)
    place = 0
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            read = text[start:end] if query.match_case else text[start:end].casefold()
            hit = Span(start, end)
            if (
                read == wanted
                and start >= place
                and {start, end} <= carets
                and not (query.whole_word and snap_to_words(text, hit) != hit)
            ):
                yield hit
                place = end


def found(text: str, query: Query) -> list[Span]:
    return list(finder(query)(text, 0, len(text)))


@given(TEXTS, WANTED, st.booleans(), st.booleans())
def test_a_string_is_found_where_it_is_read(text: str, wanted: str, case: bool, word: bool) -> None:
    wanted = wanted.replace("\r", "").replace("\n", "") or "a"
    query = Query(wanted, match_case=case, whole_word=word)
    assert found(text, query) == list(naive(text, query))


@given(TEXTS, st.sampled_from(["a", "ss", "i", "ß", "luka", "😀"]), st.integers(0, 60), st.integers(0, 60))
def test_hits_are_the_same_from_wherever_they_are_searched(
    text: str, wanted: str, near: int, at: int
) -> None:
    query = Query(wanted)
    everything = found(text, query)
    hits = Hits(text, finder(query), min(near, len(text)))
    following = [hit for hit in everything if hit.start >= at]
    earlier = [hit for hit in everything if hit.start < at]
    expected_after = (following or everything or [None])[0]
    expected_before = (earlier or everything or [None])[-1]
    assert hits.after(at) == expected_after
    assert hits.before(at) == expected_before
    assert hits.work(60.0) is False
    assert hits.is_whole
    assert hits.count == len(everything)
    assert hits.within(0, len(text)) == everything
    assert [hits.number(hit) for hit in everything] == list(range(1, len(everything) + 1))
    assert hits.within(at, at + 3) == [hit for hit in everything if hit.start < at + 3 and at < hit.end]
    assert hits.after(at) == expected_after
    assert hits.before(at) == expected_before


def test_a_long_text_is_searched_stretch_by_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits_module, "STRETCH", 50)
    text = "Darna dan Libya, lalu\r\nTRIPOLI\n" * 100
    hits = Hits(text, finder(Query("libya")), len(text) // 2)
    first = hits.after(len(text) // 2)
    assert first is not None
    assert text[first.start : first.end] == "Libya"
    assert hits.count < 5
    assert not hits.is_whole
    assert hits.work(0.0)
    while hits.work(0.0):
        pass
    assert hits.count == 100
    assert hits.within(0, len(text)) == found(text, Query("libya"))


@pytest.mark.parametrize(
    "wanted, text, quotes",
    [
        ("strasse", "STRASSE Straße straſse", ["STRASSE", "Straße", "straſse"]),
        ("s", "Straße", ["S"]),
        ("i", "Iıİi", ["I", "i"]),
        ("kelompok jihad", "Kelompok jihad Libya", ["Kelompok jihad"]),
    ],
)
def test_case_is_folded_as_unicode_says(wanted: str, text: str, quotes: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in found(text, Query(wanted))] == quotes


@pytest.mark.parametrize(
    "pattern, text, quotes",
    [
        (r"\d{4}", "2015, 20155 dan 15", ["2015", "2015"]),
        (r"^\p{Lu}\w+", "TRIPOLI: Darna\r\nBengazi\rx\nMisrata", ["TRIPOLI", "Bengazi", "Misrata"]),
        (r"\w+$", "satu dua\r\ntiga empat", ["dua", "empat"]),
        ("a*", "baab", ["aa"]),
        ("(?i)LIBYA|darna", "Libya Darna", ["Libya", "Darna"]),
    ],
)
def test_patterns(pattern: str, text: str, quotes: list[str]) -> None:
    query = Query(pattern, match_case=True, pattern=True)
    assert [text[hit.start : hit.end] for hit in found(text, query)] == quotes


def test_a_mad_pattern_is_stopped() -> None:
    with pytest.raises(TooSlowError):
        found("a" * 5_000 + "b", Query("((a+)+)+c.*(a|aa)+$", pattern=True))


@pytest.mark.parametrize("pattern", ["(", "[a", "*", r"\p{Nonsense}", "(?<n>a)(?<n", "a{2,1}", "x" * 1_001])
def test_a_pattern_that_cannot_be_read_says_why(pattern: str) -> None:
    with pytest.raises(BadPatternError, match=r"\w"):
        finder(Query(pattern, pattern=True))


@given(TEXTS, st.text(alphabet="ab()[]{}*+?|\\.^$pL&<>-=!:,12 ", max_size=12))
def test_any_pattern_is_searched_or_refused(text: str, pattern: str) -> None:
    try:
        find = finder(Query(pattern, pattern=True))
    except BadPatternError:
        return
    for hit in find(text, 0, len(text)):
        assert not hit.is_empty
        assert not set(text[hit.start : hit.end]) & set("\r\n")
