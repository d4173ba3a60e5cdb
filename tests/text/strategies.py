"""Texts with everything a scrape may hold, for the property tests of this folder."""

from hypothesis import strategies as st

TROUBLE = [
    "a", "é", "e\u0301", "漢", "\x00", "\r\n", "\r", "\n", "\u2028", "\u2029", "\u00a0", "\u05d0", "\u0627",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ee\U0001f1e9", "\U00010000",
    "\U0010ffff", "\ufeff", "\ufffe", "\uffff", "\ud83d", "\ude00", "\ud800", "\udfff",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(TROUBLE), st.characters(), st.characters(categories=["Cs"])), max_size=30
).map("".join)
"""Any text, lone surrogates included."""

PROSE = st.lists(
    st.sampled_from(
        [
            *TROUBLE, " ", " ", " ", ". ", ".", ", ", "-", "’", "'", "“", "”", "? ", "!\n", "…", "。",
            "Jenderal", "Dr", "luka-luka", "al-Qaeda", "Libya", "kata", "1.000", "2015", "dll", "K",
            "U.S", "(", ")", "\n\n", "\u00ad",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip
"""Something like sentences, with trouble in between."""
