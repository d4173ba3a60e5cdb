"""Counted hands are kept from day to day, whatever happens to the file."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.effort.csv_file import COLUMNS, as_csv
from annotations.effort.deeds import Deed
from annotations.effort.diary import DAYS, DOCUMENTS_DAYS, Diary, DiaryError
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally

TAG = Account("2026-11-22", "darna", "entity", "PER", Deed.TAG)
INSERT = "INSERT OR IGNORE INTO effort VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ONE = Entry(1, 1, Tally(3, 2, 1, 0, 4, 2.5))


def day(number: int) -> str:
    return f"{2000 + number // 360}-{number % 360 // 30 + 1:02}-{number % 30 + 1:02}"


def test_days_add_up(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "data" / "effort.sqlite3")
    assert diary.entries() == {}
    diary.add({})
    assert list(tmp_path.iterdir()) == []
    diary.add({TAG: ONE})
    Diary(tmp_path / "data" / "effort.sqlite3").add({TAG: ONE})
    assert diary.entries() == {TAG: ONE + ONE}
    assert diary.entries("2026-11-23") == {}
    diary.forget()
    assert diary.entries() == {}


def test_it_stays_small(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "effort.sqlite3")
    diary.add(
        {
            Account(day(number), document, "entity", "PER", Deed.TAG): ONE
            for number in range(DAYS + 20)
            for document in ("a", "b")
        }
    )
    left = diary.entries()
    assert {account.day for account in left} == {day(number) for number in range(20, DAYS + 20)}
    named = {account.day for account in left if account.document}
    assert named == {day(number) for number in range(DAYS + 20 - DOCUMENTS_DAYS, DAYS + 20)}
    assert left[Account(day(20), "", "entity", "PER", Deed.TAG)] == ONE + ONE


@pytest.mark.parametrize(
    "content", [b"no diary at all", b"SQLite format 3\0" + b"\xff" * 4096, b"\0" * 100_000]
)
def test_what_is_no_diary_is_put_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "effort.sqlite3"
    path.write_bytes(content)
    diary = Diary(path)
    assert diary.entries() == {}
    assert path.with_suffix(".broken.sqlite3").read_bytes() == content
    diary.add({TAG: ONE})
    assert diary.entries() == {TAG: ONE}


def test_another_program_s_tables_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "effort.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE effort (something)")
    Diary(path).add({TAG: ONE})
    assert Diary(path).entries() == {TAG: ONE}
    assert path.with_suffix(".broken.sqlite3").exists()


@given(
    st.lists(
        st.none()
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats()
        | st.text(max_size=5)
        | st.binary(max_size=5),
        min_size=13,
        max_size=13,
    )
)
def test_rows_of_another_hand_are_left_out(
    tmp_path_factory: pytest.TempPathFactory, row: list[object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "another-hand.sqlite3"
    if not path.exists():
        Diary(path).add({TAG: ONE})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute("DELETE FROM effort WHERE document <> ?", (TAG.document,))
            connection.execute(INSERT, row)
    assert Diary(path).entries() == {TAG: ONE}


def test_a_damaged_page_is_put_aside_with_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "effort.sqlite3"
    diary = Diary(path)
    diary.add({Account("2026-11-22", f"d{n}", "entity", "PER", Deed.TAG): ONE for n in range(3000)})
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xee" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(DiaryError):
        diary.entries()
    diary.add({TAG: ONE})
    assert diary.entries() == {TAG: ONE}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiaryError):
        Diary(tmp_path / "file" / "effort.sqlite3").add({TAG: ONE})


def test_another_window_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "effort.sqlite3"
    Diary(path).add({TAG: ONE})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryError, match="locked"):
            Diary(path).add({TAG: ONE})
        other.execute("ROLLBACK")
    assert Diary(path).entries() == {TAG: ONE}


def test_a_table_for_spreadsheets() -> None:
    odd = Account("2026-11-22", '=HYPERLINK("x")', "entity", "-1+1", Deed.TAG)
    rows = list(csv.reader(io.StringIO(as_csv({odd: ONE, TAG: ONE + ONE}).decode("utf-8"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][:5] == ["2026-11-22", '\'=HYPERLINK("x")', "entity", "'-1+1", "tag"]
    assert rows[2] == [
        "2026-11-22",
        "darna",
        "entity",
        "PER",
        "tag",
        "2",
        "2",
        "8",
        "6",
        "4",
        "2",
        "0",
        "8",
        "5.0",
    ]


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_name_is_a_formula_or_breaks_a_row(document: str, label: str) -> None:
    account = Account("2026-11-22", document, "entity", label, Deed.TAG)
    rows = list(csv.reader(io.StringIO(as_csv({account: ONE}).decode("utf-8"), newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in rows[1])
