"""From the bytes of a text file to its text.

The text is every character of the file as it stands, breaks (CR, LF, CRLF) included, but for a byte order
mark at its very start. The mark says how to read the file and is no part of the text: offset 0 is the
character after it, and ``Decoded.bom`` remembers that it was there.

A mark decides. Without one, UTF-8 is what reads as UTF-8, a few stray zero bytes allowed, and UTF-16 what
holds zero bytes and reads as sensible UTF-16. Anything else without zero bytes is a guess, made by
charset-normalizer from a sample, and marked as one; so is UTF-16 when the zero bytes are few and UTF-8 would
do as well.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from annotations.words import tr
from schemas.late import late_dataclass

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_LEAD = 256
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_UTF8_LEAD = re.compile(rb"[\xc2-\xf4]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# By how much of a sample is what no text holds.
_MOST_CONTROLS_IN_UTF8 = 0.1
_MOST_CONTROLS_IN_LEGACY = 0.02
_ABOUT_AS_GOOD = (
    0.08  # of the detector's "chaos", 0 to 1, where one odd accent in a sentence weighs that much
)
_MOST_NONSENSE_IN_UTF16 = 0.02
_FEW_ZEROS = 0.25  # of all bytes; Latin text in UTF-16 has twice that
_MAINFRAMES = frozenset({"cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"})  # not even ASCII
# Text in a legacy encoding does not look like so many characters of UTF-8 before it fails to.
_SURELY_UTF8 = 8
_FALLBACKS = ("cp1252", "latin-1")


class UndecodableError(ValueError):
    """The bytes cannot be read as text. The message is for the user; ``offset`` counts bytes of the file."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@late_dataclass(frozen=True)
class Decoded:
    """A text and how it was read.

    Attributes:
        text: the characters, without the byte order mark, breaks untouched.
        encoding: Python's name of the encoding, which ``decode`` takes again.
        bom: whether a byte order mark stood before the text.
        guessed: whether the encoding is only the likeliest of several.
        alternatives: the others that a guess leaves, likeliest first.
    """

    text: str
    encoding: str
    bom: bool = False
    guessed: bool = False
    alternatives: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Read the bytes of a file in the given encoding, else in the one they show.

    Raises UndecodableError when they are no text in that encoding, or in none that can be told.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name, len(mark)), name, bom=True)
    has_zeros = b"\0" in data
    if has_zeros and _share_of_controls(data) > _MOST_CONTROLS_IN_UTF8:
        return _unmarked_utf16(data)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        if has_zeros:
            return _unmarked_utf16(data)
        return _guess(data, error)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """Read in an encoding that somebody chose. A mark that belongs to it is dropped."""
    try:
        name = _name(encoding).removesuffix("-sig")
    except (LookupError, ValueError):
        raise UndecodableError(
            tr("There is no encoding called “{encoding}”. Choose another.", encoding=encoding), 0
        ) from None
    for mark, marked in _MARKS:
        if marked.startswith(name) and data.startswith(mark):
            return Decoded(_strict(data, marked, len(mark)), marked, bom=True)
    return Decoded(_strict(data, name, 0), name)


def _strict(data: bytes, name: str, skip: int) -> str:
    try:
        return data[skip:].decode(name)
    except UnicodeError as error:
        place = skip + getattr(error, "start", 0)
        raise UndecodableError(
            tr(
                "The file is not {name} at byte {place}. Choose another encoding, or repair the file.",
                name=name,
                place=place,
            ),
            place,
        ) from error


def _name(encoding: str) -> str:
    """One name for each encoding: Python's own, but latin-1 as people call it.

    Raises LookupError or ValueError.
    """
    "a".encode(encoding)  # a LookupError for codecs that are not about text, too
    name = codecs.lookup(encoding).name
    return "latin-1" if name == "iso8859-1" else name


# -- telling -----------------------------------------------------------------------------------------------


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return len(_CONTROL.findall(sample)) / len(sample)


def _unmarked_utf16(data: bytes) -> Decoded:
    """Read as UTF-16 in the byte order that makes sense. Raises UndecodableError when neither does."""
    readings = []
    for name, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        # The high byte of a Latin letter, a digit or a blank is zero.
        readings.append((_share_of_nonsense(text), -data[high::2].count(0), name, text))
    nonsense, _, name, text = min(readings, default=(1.0, 0, "", ""))
    if nonsense > _MOST_NONSENSE_IN_UTF16:
        raise _not_text(data)
    others = ("utf-8",) if _may_be_utf8(data) else ()
    return Decoded(text, name, guessed=bool(others), alternatives=others)


def _may_be_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with some zero bytes in it as well as they are UTF-16."""
    rest = data.replace(b"\0", b"")
    few = len(rest) > (1 - _FEW_ZEROS) * len(data)
    return few and _share_of_controls(rest) <= _MOST_CONTROLS_IN_LEGACY and _read(data, "utf-8") is not None


def _share_of_nonsense(text: str) -> float:
    """The share of what no text holds: unassigned, private, control characters but breaks and tabs."""
    sample = text[:_SAMPLE]
    categories = Counter(map(unicodedata.category, sample))
    fine = sum(map(sample.count, "\t\n\f\r"))
    return (categories["Cn"] + categories["Co"] + categories["Cc"] - fine) / len(sample)


def _not_text(data: bytes) -> UndecodableError:
    found = _CONTROL.search(data)
    place = found.start() if found else 0
    return UndecodableError(
        tr(
            "This is not a text file: byte {place} is {value}, as in pictures, archives or programs. "
            "If it is a text after all, choose its encoding.",
            place=place,
            value=f"{data[place]:#04x}",
        ),
        place,
    )


# -- guessing ----------------------------------------------------------------------------------------------


def _guess(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if len(_UTF8_LEAD.findall(data, 0, error.start)) >= _SURELY_UTF8:
        _strict(data, "utf-8", 0)
    if _share_of_controls(data) > _MOST_CONTROLS_IN_LEGACY:
        raise _not_text(data)
    names = [*dict.fromkeys([*_ranked(_sample(data)), *_FALLBACKS])]
    while (text := _read(data, names[0])) is None:
        del names[0]  # ends at latin-1, which reads anything
    return Decoded(text, names[0], guessed=True, alternatives=tuple(names[1:]))


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _sample(data: bytes) -> bytes:
    """A piece that begins before the first byte that is not ASCII, and cuts no character of several bytes."""
    found = _NOT_ASCII.search(data)
    start = max(0, found.start() - _LEAD) if found else 0
    sample = data[start : start + _SAMPLE]
    if start + len(sample) == len(data):
        return sample
    # Neither blank nor line feed is the second byte of anything in the encodings of East Asia.
    return sample[: max(sample.rfind(b" "), sample.rfind(b"\n")) + 1] or sample


def _ranked(sample: bytes) -> Iterator[str]:
    """The encodings the sample may be in, likeliest first.

    Among those that do about as well as the best, cp1252 comes first: most legacy text on the web is in it,
    and the detector prefers encodings that spell a short sample with other accents.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415  thirty milliseconds, for few files

    matches = [match for match in from_bytes(sample) if match.encoding not in _MAINFRAMES]
    if any(
        "cp1252" in match.could_be_from_charset
        and match.chaos <= matches[0].chaos + _ABOUT_AS_GOOD
        and match.coherence >= matches[0].coherence
        for match in matches
    ):
        yield "cp1252"
    for match in matches:
        yield _name(match.encoding)
