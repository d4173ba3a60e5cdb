"""The little that a palette cannot say: spacing, rounded edges, visible focus rings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor

from gui.core.colours import over
from gui.core.theme import Theme

_ICONS = Path(__file__).parent.parent / "icons"

_SHEET = """
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {outline}; padding: 4px 6px; }}
QMenuBar {{ background: {panel}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {quiet}; }}
QMenu {{ background: {raised}; border: 1px solid {outline}; padding: 5px 0; }}
QMenu::item {{ padding: 5px 26px 5px 26px; }}
QMenu::item:selected {{ background: {accent}; color: {accent_text}; }}
QMenu::item:disabled {{ color: {disabled}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 0; }}
QMenu::indicator {{ width: 13px; height: 13px; left: 8px; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QMainWindow::separator {{ background: {seam}; width: 5px; height: 5px; }}
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
QPushButton:disabled {{ color: {disabled}; background: {panel}; border-color: {border}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; outline: none; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QToolButton {{ border: 2px solid transparent; border-radius: 4px; padding: 1px 5px; }}
QToolButton:hover {{ background: {quiet}; }}
QToolButton:checked {{ background: {accent}; color: {accent_text}; }}
QToolButton:focus {{ border: 2px solid {accent}; background: {quiet}; }}
QToolButton:checked:focus {{ background: {accent}; border: 2px solid {text}; }}
QLineEdit, QPlainTextEdit, QTextBrowser {{
    background: {base}; border: 1px solid {outline}; border-radius: 5px; padding: 4px 7px;
    selection-background-color: {accent}; selection-color: {accent_text};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus {{
    border: 2px solid {accent}; padding: 3px 6px;
}}
QComboBox, QSpinBox, QDoubleSpinBox {{
    background: {base}; border: 1px solid {outline}; border-radius: 5px; padding: 4px 7px; min-height: 16px;
    selection-background-color: {accent}; selection-color: {accent_text};
}}
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {accent}; padding: 3px 6px; }}
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {{
    color: {disabled}; border-color: {border};
}}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{
    width: 0; height: 0; border-left: 4px solid {base}; border-right: 4px solid {base};
    border-top: 5px solid {text};
}}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{
    width: 0; height: 0; border-left: 4px solid {base}; border-right: 4px solid {base};
    border-bottom: 5px solid {text};
}}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
    background: {base}; border: none; width: 18px; margin: 2px;
}}
QCheckBox, QRadioButton {{
    border: 2px solid transparent; border-radius: 4px; padding: 1px 3px; spacing: 7px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator,
QListView::indicator {{
    background: {base}; border: 1px solid {outline}; border-radius: 3px; width: 13px; height: 13px;
}}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{tick}");
}}
QTreeView::indicator:disabled {{ border-color: {border}; }}
QRadioButton::indicator {{ border-radius: 7px; }}
QRadioButton::indicator:checked {{ border: 4px solid {accent}; width: 7px; height: 7px; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: {panel}; color: {muted}; border: 2px solid transparent; border-radius: 4px; padding: 4px 12px;
}}
QTabBar::tab:hover {{ background: {quiet}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; border-radius: 0; }}
QTabBar::tab:selected:focus {{ border: 2px solid {accent}; border-radius: 4px; }}
QAbstractItemView {{ background: {base}; border: 2px solid transparent; outline: none; }}
QAbstractItemView:focus {{ border: 2px solid {accent}; }}
QTableView#problems::item, QTableView#effort::item, QTableView#events::item, QTableView#details::item,
QTableView#refitting::item, QTableView#counts::item, QTableView#names::item {{ padding: 0 8px; }}
QMessageBox QLabel#qt_msgbox_label {{ font-weight: 600; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: 320px; }}
QListView#labels, QTableView#mentions {{ selection-background-color: transparent; }}
QTableView#history QHeaderView::section {{ padding: 5px 1px; }}
QTreeView#outline, QTreeWidget#memory, QTableView#details,
QTableView#events {{ selection-background-color: transparent; }}
QTreeView#outline::item:selected, QTreeWidget#memory::item:selected, QTableView#details::item:selected,
QTableView#events::item:selected {{ background: {veil}; color: {text}; }}
QListView#roles, QTableView#history {{ selection-background-color: {veil}; selection-color: {text}; }}
QTreeView#outline::item, QListView#roles::item, QTreeWidget#memory::item {{ padding: 2px 4px; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 5px 8px;
}}
QTabBar#documents {{ background: {panel}; border-bottom: 1px solid {border}; }}
QTabBar#documents::tab {{
    background: {panel}; color: {muted}; border: none; border-top: 2px solid {panel}; border-radius: 0;
    border-right: 1px solid {border}; padding: 5px 6px 6px 10px; min-width: 60px; max-width: 260px;
}}
QTabBar#documents::tab:hover {{ color: {text}; }}
QTabBar#documents::tab:selected {{ background: {base}; color: {text}; border-top: 2px solid {accent}; }}
QTabBar#documents::tab:selected:focus {{
    border: 2px solid {accent}; border-radius: 0; padding: 5px 5px 4px 8px;
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
        "disabled",
    )  # fmt: skip
    colours = {name: getattr(theme, name).name() for name in names}
    seam = colours["border" if theme.is_high_contrast else "panel"]
    tick = (_ICONS / f"tick-{'dark' if theme.is_dark else 'light'}.svg").as_posix()
    veil = over(theme.current, theme.base).name()  # opaque: Qt paints it twice, for the row and for the cell
    return _SHEET.format(seam=seam, tick=tick, quiet=_css(theme.hover), veil=veil, **colours)


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
