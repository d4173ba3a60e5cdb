"""Keys as people see them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def caps_of(key: str) -> list[str]:
    """The caps of a key in portable text, as this system writes them: "Shift+A" is Shift and A."""
    native = QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )
    if native.endswith("++"):
        return [*native[:-2].split("+"), "+"]
    return native.split("+") if len(native) > 1 else [native]
