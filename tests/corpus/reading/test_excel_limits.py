"""Workbooks that would take all memory are refused in words, and the process lives on."""

from pathlib import Path

import openpyxl
import pytest

from cityanalysis.corpus import load_corpus
from cityanalysis.corpus.reading.sources import parsing
from cityanalysis.errors import InputError
from tests.corpus.reading.own_office import old_book
from tests.fuzz.mutate import mutate

TEXT = "企业加大研发投入，引进高层次人才，项目集中开工。"


def test_a_lone_cell_far_away_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["正文"], [TEXT]):
        book.active.append(row)
    book.active.cell(1_048_576, 16_384).value = "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(InputError, match="row 1048576 and column 16384"):
        load_corpus([tmp_path / "far.xlsx"])


def test_a_tall_or_a_wide_table_is_read(tmp_path: Path) -> None:
    for name, (row, column) in {"tall": (200_000, 1), "wide": (3, 700)}.items():
        book = openpyxl.Workbook()
        for line in (["正文"], [TEXT]):
            book.active.append(line)
        book.active.cell(row, column).value = TEXT
        book.save(tmp_path / f"{name}.xlsx")
        assert len(load_corpus([tmp_path / f"{name}.xlsx"]).articles) >= 1


def test_an_old_workbook_that_asks_for_all_memory_does_not_end_the_program(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("新闻")
    sheet.write(0, 0, "正文")
    sheet.write(1, 0, TEXT)
    book.save(str(tmp_path / "old.xls"))
    sound = (tmp_path / "old.xls").read_bytes()
    assert len(load_corpus([tmp_path / "old.xls"]).articles) == 1
    for seed in range(8):
        path = tmp_path / f"{seed}.xls"
        path.write_bytes(mutate(sound, seed))
        try:
            load_corpus([path])
        except InputError as error:
            assert path.name in str(error)


def test_a_panic_of_the_library_is_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old_book(tmp_path / "sound.xls")
    # Of the seeds of the fuzz test the one whose harm cuts the file's table of blocks.
    (tmp_path / "cut.xls").write_bytes(mutate((tmp_path / "sound.xls").read_bytes(), 12))
    with pytest.raises(InputError, match=r"cut\.xls: the file is damaged"):
        load_corpus([tmp_path / "cut.xls"])
    assert "panicked" not in capfd.readouterr().err


def test_what_is_no_exception_is_a_damaged_file_too(tmp_path: Path) -> None:
    class Panic(BaseException):
        pass

    with pytest.raises(InputError, match="damaged"), parsing(tmp_path / "a.xlsx"):
        raise Panic("range end index 124 out of range")
    with pytest.raises(KeyboardInterrupt), parsing(tmp_path / "a.xlsx"):
        raise KeyboardInterrupt
