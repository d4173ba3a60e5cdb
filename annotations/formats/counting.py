"""Numbers of things in English, as verbs and reports print them."""

from __future__ import annotations


def counted(number: int, name: str) -> str:
    """The number with the name of the things: "1 document", "2,000 documents"."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
