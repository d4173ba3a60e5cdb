"""Plain text inside rich text."""

from __future__ import annotations


def escape(text: str) -> str:
    """The text with what has a meaning in HTML written so that it is shown."""
    from html import escape as escaped  # noqa: PLC0415 - brings a table of 2,000 names, wanted by no start

    return escaped(text)
