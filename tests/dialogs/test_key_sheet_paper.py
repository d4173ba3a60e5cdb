"""The key sheet on paper: nothing is left out, and no heading stands alone."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from gui.dialogs.key_sheet_paper import _FOOT, _TITLE, _Line, _pages, write_pdf
from gui.models.key_sections import KeyRow, KeySection, key_sections

SECTIONS = st.lists(st.integers(1, 60), max_size=12).map(
    lambda sizes: [
        KeySection(f"S{n}", tuple(KeyRow(f"{n}.{row}", ("F1",)) for row in range(size)))
        for n, size in enumerate(sizes)
    ]
)


@given(SECTIONS, st.integers(200, 900))
def test_columns_hold_every_row_under_its_heading(sections: list[KeySection], height: int) -> None:
    columns: list[list[_Line]] = [column for page in _pages(sections, height) for column in page]
    rows = [line.row for column in columns for line in column if line.row is not None]
    assert rows == [row for section in sections for row in section.rows]
    for column in columns if sections else []:
        assert column[0].row is None
        assert column[-1].row is not None
        assert sum(line.height for line in column) <= height - _TITLE - _FOOT
        heading = ""
        for line in column:
            heading = line.heading if line.row is None else heading
            assert line.heading == heading


def test_the_sheet_is_written_without_a_label_set_too(qapp: QApplication, tmp_path: Path) -> None:
    assert write_pdf(tmp_path / "keys.pdf", key_sections(None), "")
