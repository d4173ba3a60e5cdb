"""Words pass through a catalogue that knows plurals."""

import gettext
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.words import english, languages_in_use, mark, rewritten, tr, trn, use_languages

WORDS = {
    "": "Language: id\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",
    "Saved": "Tersimpan",
    "{count} mention\0{count} mentions": "{count} sebutan",
    "{count} note": "{count} catatan",
    "{count} notes": "{count} catatan",
    "{name}: {what} ({count:,})": "{name}: {what} ({count:,})",
}


def catalogue(words: dict[str, str]) -> bytes:
    """A .mo file (GNU gettext manual, 10.3)."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted(words.items())]
    start, tables, blob = 28 + 16 * len(pairs), [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), start + len(blob)))
            blob += pair[column] + b"\0"
    return (
        struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + b"".join(tables) + blob
    )


@pytest.fixture
def indonesian(tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "sorot.mo").write_bytes(catalogue(WORDS))
    assert gettext.find("sorot", str(tmp_path), ["id"])
    use_languages(["id"], tmp_path)
    yield
    use_languages([], tmp_path)


def test_english_needs_no_catalogue() -> None:
    assert tr("Saved") == "Saved"
    assert tr("") == ""
    assert tr("{label} {quote}") == "{label} {quote}"
    assert tr("{label} {quote}", label="PER", quote="{x}") == "PER {x}"
    assert [trn("{count} mention", "{count} mentions", n) for n in (0, 1, 2)] == [
        "0 mentions",
        "1 mention",
        "2 mentions",
    ]


@pytest.mark.usefixtures("indonesian")
def test_a_catalogue_words_everything() -> None:
    assert tr(mark("Saved")) == "Tersimpan"
    assert tr("Not in it") == "Not in it"
    assert tr("") == ""
    assert trn("{count} mention", "{count} mentions", 1) == "1 sebutan"


@pytest.mark.usefixtures("indonesian")
def test_texts_from_a_table_are_counted_too() -> None:
    assert [trn("{count} note", "{count} notes", number) for number in (1, 3)] == ["1 catatan", "3 catatan"]


@pytest.mark.usefixtures("indonesian")
def test_digits_are_grouped_as_the_language_does() -> None:
    assert tr("{count:,} of {name}", count=1234567, name="1,2") == "1.234.567 of 1,2"
    use_languages([])
    assert tr("{count:,} of {name}", count=1234567, name="1,2") == "1,234,567 of 1,2"


@pytest.mark.usefixtures("indonesian")
def test_a_translated_text_knows_what_it_is_in_english(tmp_path: Path) -> None:
    assert languages_in_use() == (("id",), tmp_path)
    what = trn("{count} mention", "{count} mentions", 2)
    text = tr("{name}: {what} ({count:,})", name="Saved", what=what, count=1234)
    assert text == "Saved: 2 sebutan (1.234)"
    assert english(text) == "Saved: 2 mentions (1,234)"
    assert english(tr("Saved")) == "Saved"
    assert english(trn("{count} mention", "{count} mentions", 1)) == "1 mention"
    assert english("Tersimpan") == "Tersimpan"
    assert english(rewritten(tr("Saved"), str.upper)) == "SAVED"
    assert [rewritten(one, str.upper) for one in (tr("Saved"), "plain")] == ["TERSIMPAN", "PLAIN"]
