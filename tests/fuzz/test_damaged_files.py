"""Damaged files of every format: read, left out with a reason, or refused; never a traceback.

`CITYANALYSIS_FUZZ=3000 python -m pytest tests/fuzz` reads as many files as that.
"""

import faulthandler
import os
import tracemalloc
import warnings
from pathlib import Path

import pytest

from cityanalysis.corpus import load_corpus
from cityanalysis.errors import CityAnalysisError, CityAnalysisWarning
from tests.corpus.reading.own_inputs import CASES, Case, write_case
from tests.fuzz.mutate import mutate

FILES = int(os.environ.get("CITYANALYSIS_FUZZ", "200"))
# The files are small: one that takes so long, or so much memory, is not read but got lost in.
SECONDS = 60
MEMORY = 512 << 20
# From here on every case is damaged, and not one of each format.
MANY = 1000


PRINTED = Path(__file__).parents[1] / "corpus" / "layout" / "pages" / "page_0001.pdf"


def cases() -> list[Case]:
    """One file of each format in the suite, every file by option."""
    printed = Case("page.pdf", "printed", PRINTED.read_bytes())
    return [*(CASES if FILES >= MANY else _one_a_format().values()), printed]


def _one_a_format() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for case in CASES:
        found.setdefault("".join(Path(case.file).suffixes[-2:]), case)
    return found


def read(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", CityAnalysisWarning)
        try:
            corpus = load_corpus([path])
        except CityAnalysisError as error:
            assert str(error)
        else:
            assert len(corpus.articles) or corpus.skipped or corpus.inputs


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_damaged_files_give_no_traceback(case: Case, tmp_path: Path) -> None:
    sound = write_case(case, tmp_path).read_bytes()
    count = max(1, FILES // len(cases()))
    for seed in range(count):
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = folder / case.file
        path.write_bytes(mutate(sound, seed))
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        try:
            read(path)
        finally:
            faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_sound_files_need_little_memory(case: Case, tmp_path: Path) -> None:
    path = write_case(case, tmp_path)
    tracemalloc.start()
    try:
        read(path)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
