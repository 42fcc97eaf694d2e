"""What the names of files and their dates say."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus.reading.date_forms import parse_date, study_dates
from cityanalysis.corpus.reading.file_names import name_date, name_number, name_publication


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2020-12-28.txt", (2020, 12, 28)),
        ("20201228_A03.txt", (2020, 12, 28)),
        ("某某日报2020年12月8日A03版.txt", (2020, 12, 8)),
        ("2020/12/28/page.txt", (2020, 12, 28)),
        ("2020-12/28/page.txt", (2020, 12, 28)),
        ("2019-01-01/2020.12.28.txt", (2020, 12, 28)),
        ("003_e0e8b6d176a04388.txt", None),
        ("2020-13-45.txt", None),
        ("13912345678.txt", None),
    ],
)
def test_dates_in_names(name: str, date: tuple[int, int, int] | None) -> None:
    assert name_date(Path(name)) == (datetime.date(*date) if date else None)


@given(st.text(max_size=60))
def test_dates_never_raise(text: str) -> None:
    parse_date(text)
    study_dates([text], datetime.date(2021, 3, 5)).read(text)
    name_date(Path(text.replace("\x00", "")))


def test_parts_of_names() -> None:
    path = Path("齐鲁观察_2021-03-15_A03.txt")
    assert (name_publication(path), name_number(path)) == ("齐鲁观察", "A03")
    assert name_publication(Path("003_e0e8b6d176a04388.txt")) is None
    assert name_number(Path("003_e0e8b6d176a04388.txt")) is None
