"""The names of encodings on screen."""

from __future__ import annotations

import pytest

from gui.core.encodings import shown_encoding


@pytest.mark.parametrize(
    "name, shown",
    [
        ("utf-8", "UTF-8"),
        ("utf_8", "UTF-8"),
        ("utf-16-le", "UTF-16 LE"),
        ("cp1252", "Windows-1252"),
        ("windows-1252", "Windows-1252"),
        ("latin-1", "ISO 8859-1"),
        ("iso-8859-15", "ISO 8859-15"),
        ("shift_jis", "Shift JIS"),
        ("gb18030", "GB18030"),
        ("euc-kr", "EUC-KR"),
        ("mac-roman", "Mac Roman"),
        ("cp437", "CP437"),
    ],
)
def test_encodings_go_by_their_usual_names(name: str, shown: str) -> None:
    assert shown_encoding(name) == shown
