"""The little that a palette cannot say: spacing, rounded edges, visible focus rings."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.core.theme import Theme

_SHEET = """
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {outline}; padding: 4px 6px; }}
QMenuBar {{ background: {panel}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {quiet}; }}
QMenu {{ background: {raised}; border: 1px solid {outline}; padding: 5px 0; }}
QMenu::item {{ padding: 5px 26px 5px 26px; }}
QMenu::item:selected {{ background: {accent}; color: {accent_text}; }}
QMenu::item:disabled {{ color: {outline}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 0; }}
QMenu::indicator {{ width: 13px; height: 13px; left: 8px; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QMainWindow::separator {{ background: {panel}; width: 5px; height: 5px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QDockWidget {{ border: 1px solid {outline}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{
    background: {raised}; border: 1px solid {outline}; border-radius: 5px;
    padding: 5px 14px; min-height: 18px;
}}
QPushButton:hover {{ background: {quiet}; }}
QPushButton:pressed {{ background: {border}; }}
QPushButton:default {{ background: {accent}; color: {accent_text}; border-color: {accent}; }}
QPushButton:disabled {{ color: {outline}; background: {panel}; border-color: {border}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 2px 6px; }}
QToolButton:hover {{ background: {quiet}; }}
QToolButton:checked {{ background: {accent}; color: {accent_text}; }}
QToolButton:focus {{ border: 1px solid {accent}; background: {quiet}; }}
QToolButton:checked:focus {{ background: {accent}; border: 1px solid {text}; }}
QLineEdit, QPlainTextEdit, QTextBrowser {{
    background: {base}; border: 1px solid {outline}; border-radius: 5px; padding: 4px 7px;
    selection-background-color: {accent}; selection-color: {accent_text};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus {{
    border: 2px solid {accent}; padding: 3px 6px;
}}
QAbstractItemView {{ background: {base}; border: 1px solid transparent; outline: none; }}
QAbstractItemView:focus {{ border: 1px solid {accent}; }}
QTableView#problems::item {{ padding: 0 8px; }}
QMessageBox QLabel#qt_msgbox_label {{ font-weight: 600; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: 320px; }}
QListView#labels, QTableView#mentions {{ selection-background-color: transparent; }}
QTableView#events {{ selection-background-color: {veil}; selection-color: {text}; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 5px 8px;
}}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 13px; }}
QScrollBar:horizontal {{ height: 13px; }}
QScrollBar::handle {{ background: {outline}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {muted}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def stylesheet(theme: Theme) -> str:
    """The sheet in the theme's colours."""
    names = (
        "text", "raised", "outline", "panel", "accent", "accent_text", "border", "base", "muted",
    )  # fmt: skip
    colours = {name: getattr(theme, name).name() for name in names}
    return _SHEET.format(quiet=_css(theme.hover), veil=_css(theme.current), **colours)


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
