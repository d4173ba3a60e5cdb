"""Sentences for people who read other languages: marked here, translated above (`annotations/words.py`)."""

from __future__ import annotations


def mark(text: str) -> str:
    """The text as it is: marks a sentence, with `{name}` for what comes from elsewhere, for translation."""
    return text
