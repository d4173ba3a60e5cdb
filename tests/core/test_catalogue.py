"""The window in other languages is complete: every word of the sources is translated, and nothing more."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog

from scripts import words


def test_every_catalogue_is_complete_and_compiled() -> None:
    assert list(words.all_problems()) == []


def test_there_is_indonesian() -> None:
    assert [file.parents[1].name for file in words.catalogues()] == ["id"]


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    broken = Catalog(locale="id")
    broken.add("&Open {name}…", "Buka {nama}")
    broken.add("Close", "")
    (message,) = (one for one in broken if one.id == "&Open {name}…")
    assert list(words._message_problems(message)) == [
        "other {fields}",
        "a key to press with Alt is lost or new",
        "the dots at the end, which say that a question comes",
    ]
    (empty,) = (one for one in broken if one.id == "Close")
    assert list(words._message_problems(empty)) == ["no translation"]
