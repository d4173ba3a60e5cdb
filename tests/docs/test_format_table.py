"""The table of formats in the docs is what the registry says."""

from scripts.format_table import PAGE, with_table


def test_the_table_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), "python -m scripts.format_table"
