"""Reading the bytes of a file."""

import codecs
import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.text.decoding import Decoded, UndecodableError, decode

INDONESIAN = "Pejabat medis mengatakan 13 pejuang Dewan tewas dan 20 lainnya luka-luka.\r\n"
QUOTED = "Mereka mengatakan “setidaknya” 27 pejuang — di kota pesisir, café.\n"
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю.\n"
JAPANESE = "日本語のテキストです。これは試験です。\n"
CHINESE = "这是一个中文文本。\n我们在测试编码。\n"
POLISH = "Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi pod względem swej godności.\n"

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\ufeff\u2028é\U0001f600"))
)
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@given(TEXTS)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assume("\x00" not in text and not text.startswith("\ufeff"))
    assume(not text.encode().startswith(tuple(MARKED.values())))
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize("name", MARKED)
@given(text=TEXTS)
def test_a_mark_decides_and_is_not_part_of_the_text(name: str, text: str) -> None:
    data = MARKED[name] + text.encode(name)
    assume(name != "utf-16-le" or not text.startswith("\x00"))  # reads as the mark of UTF-32
    assert decode(data) == decode(data, name) == Decoded(text, name, bom=True)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "cp1252", "utf-16"])
@given(text=st.text("abc é\r\n\ufeff", min_size=1))
def test_a_chosen_encoding_is_taken(name: str, text: str) -> None:
    assume("\ufeff" not in text)
    decoded = decode(text.encode(name), name)
    assert decoded.text == text
    assert not decoded.guessed


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["a", "ab 12", INDONESIAN, QUOTED * 900, RUSSIAN, CHINESE, JAPANESE * 5])
def test_utf16_without_a_mark_is_known(name: str, text: str) -> None:
    assert decode(text.encode(name)) == Decoded(text, name)


@pytest.mark.parametrize(
    "encoding,text",
    [
        ("cp1252", QUOTED),
        ("cp1252", "Jenderal “Khalifa” Hifter"),
        ("latin-1", "Señor café über naïve façade.\n" * 6),
        ("cp1250", POLISH * 4),
        ("cp1251", RUSSIAN * 4),
        ("koi8-r", RUSSIAN * 4),
        ("shift_jis", JAPANESE * 4),
        ("gbk", CHINESE * 4),
    ],
)
@pytest.mark.parametrize("padding", [0, 3000])
def test_legacy_text_is_guessed_and_says_so(encoding: str, text: str, padding: int) -> None:
    data = INDONESIAN.encode() * padding + text.encode(encoding) * 3
    decoded = decode(data)
    assert decoded.text == data.decode(encoding)
    assert decoded.guessed
    assert {"cp1252", "latin-1"} <= {decoded.encoding, *decoded.alternatives}
    assert decoded.encoding not in decoded.alternatives
    assert decode(data) == decoded
    assert decode(data, decoded.encoding) == Decoded(decoded.text, decoded.encoding)


def test_a_guess_reads_every_byte_of_the_file() -> None:
    data = QUOTED.encode("cp1252") * 3000 + b"\x81"  # not in cp1252, and far behind the sample
    decoded = decode(data)
    assert decoded.encoding != "cp1252"
    assert decoded.text == data.decode(decoded.encoding)


@pytest.mark.parametrize("data", [b"abc\x00def\n" * 100, b"name\x00value\x00other\x00" * 40])
def test_text_full_of_zero_bytes_is_not_surely_utf16(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.guessed
    assert decoded.alternatives == ("utf-8",)


@pytest.mark.parametrize("data", [b"\x80", b"\x85", b"\xe9"])
def test_nobody_has_texts_in_the_alphabets_of_mainframes(data: bytes) -> None:
    decoded = decode(data)
    assert not {"cp037", "cp500", "cp1140"} & {decoded.encoding, *decoded.alternatives}


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    text = QUOTED + "\x00" + QUOTED
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    "data,offset",
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80", 6),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(9), 4),
        (bytes(range(256)) * 20, 0),
        (b"\x00", 0),
        (b"PK" + bytes(range(1, 256)) * 5, 2),
        (b"abc\x00\x00\x00def\x00\x00\x00", 3),
    ],
)
def test_binary_is_refused_with_its_place(data: bytes, offset: int) -> None:
    with pytest.raises(
        UndecodableError, match=f"not a text file: byte {offset} is .* choose its encoding"
    ) as told:
        decode(data)
    assert told.value.offset == offset


@pytest.mark.parametrize(
    "data,encoding,offset",
    [
        (QUOTED.encode() * 9 + b"\xe9 " + QUOTED.encode(), None, 9 * len(QUOTED.encode())),
        (codecs.BOM_UTF8 + b"abc\xff", None, 6),
        (codecs.BOM_UTF16_LE + b"a\x00b", None, 4),
        (b"ab\xe9", "utf-8", 2),
        (b"ab\x81", "cp1252", 2),
        (b"\xff.a", "idna", 0),
    ],
)
def test_what_does_not_fit_the_encoding_is_refused_with_its_place(
    data: bytes, encoding: str | None, offset: int
) -> None:
    with pytest.raises(UndecodableError, match=f"at byte {offset}. Choose another encoding") as told:
        decode(data, encoding)
    assert told.value.offset == offset


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "rot13", "undefined", "utf\0-8", "\ud800"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(UndecodableError, match="no encoding called"):
        decode(b"abc", encoding)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UndecodableError):
        decoded = decode(data)
        assert decode(data, decoded.encoding).text == decoded.text


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == Decoded("", "utf-8")


def test_the_detector_is_loaded_for_guesses_only() -> None:
    script = (
        "import sys; from annotations.text.decoding import decode; decode('é'.encode());"
        "assert 'charset_normalizer' not in sys.modules; decode(b'caf\\xe9');"
        "assert 'charset_normalizer' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
