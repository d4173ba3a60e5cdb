"""The fonts of a document's text: the one that is wanted, and others for the scripts that it lacks."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

_CHAIN = (
    # Latin, Greek, Cyrillic; Arabic; Hebrew; Chinese, Japanese, Korean; emoji. In each the fonts of Linux,
    # Windows and macOS; without them the system would take any font that has the letter.
    "Noto Sans", "Segoe UI", "Helvetica Neue",
    "Noto Naskh Arabic", "Noto Sans Arabic", "Geeza Pro",
    "Noto Sans Hebrew", "Arial Hebrew",
    "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans",
    "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo",
    "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji",
)  # fmt: skip


def text_font(window: QFont, family: str) -> QFont:
    """The window's font in the family, or in its own if that is empty; behind it fonts for other scripts."""
    font, own = QFont(window), window.families()
    wanted = (family, *_installed(), *own) if family else (*own, *_installed())
    font.setFamilies(list(dict.fromkeys(wanted)))
    return font


@lru_cache(maxsize=1)
def _installed() -> tuple[str, ...]:
    """The fonts of the chain that are here: Qt would look for the others again and again."""
    return tuple(name for name in _CHAIN if QFontDatabase.hasFamily(name))
