"""Pages, dumps and digests that were made to take long, or that end in the middle."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cityanalysis.corpus import read_pages
from cityanalysis.corpus.reading.bibtex import bibtex_records
from cityanalysis.corpus.reading.sql_dump import read_sql_dump
from cityanalysis.corpus.reading.web_page import read_web
from cityanalysis.errors import InputError, SkippedInputWarning

WORDS = "市里的老灯塔完成改造，增设展览和研学空间，市民可以登塔看海。"
# Seconds of the processor for less than a megabyte; read again from each place, each of the files
# below takes minutes.
MOST = 20


@pytest.fixture(autouse=True)
def _is_quick() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < MOST


def _page(folder: Path, body: str, head: str = "") -> Path:
    path = folder / "a.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return path


def test_a_dump_says_which_rows_it_could_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    rows = [f"({i},'{WORDS}{i}')" for i in range(9)]
    rows[4] = f"(4,'{WORDS}' and more 'words')"
    path.write_text("INSERT INTO t (id,content) VALUES\n" + ",\n".join(rows) + ",(9,'" + WORDS)
    with pytest.warns(SkippedInputWarning, match="row 5, 10"):
        pages = list(read_pages(path))
    assert [page.source_id for page in pages] == list("01235678")


def test_names_in_quotes_hold_any_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    row = f"(1,'灯会','{WORDS}')"
    path.write_text(
        f"INSERT INTO `a`.`news-2022 (1)` (id,title,content) VALUES {row};\n"
        f"INSERT INTO news (id,title,content) VALUES {row};",
        "utf-8",
    )
    tables = [page.source.partition("#")[2] for page in read_pages(path)]
    assert tables == ["news-2022 (1)", "news"]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO t VALUES (" + " " * 20_000 + "x",
        "INSERT INTO t VALUES ('" + "''" * 100_000,
        "CREATE TABLE a (a int," * 10_000 + "INSERT INTO t VALUES (",
        "".join(f"INSERT INTO t{i} VALUES (" for i in range(5_000)),
    ],
)
def test_dumps_that_end_within_a_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.sql"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        list(read_sql_dump(path))


def test_bibtex_of_many_fields_and_unclosed_braces() -> None:
    fields = "".join(f"f{i} = {{x}}, " for i in range(50_000))
    (record,) = bibtex_records(f"@article{{a, title = {{灯会}}, {fields} abstract = {{今晚{{亮灯。")
    assert (record["title"], record["abstract"]) == ("灯会", "今晚亮灯。")


def test_fields_behind_what_is_no_field_are_kept() -> None:
    (record,) = bibtex_records("@misc{a, title = {灯会} and more, date-added = {x}, year = 2022}")
    assert record == {"title": "灯会", "date-added": "x", "year": "2022"}


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f'<p>{WORDS * 3}</p><script>var a = "' + '\\"' * 50_000 + "\\\n</script>", ""),
        (f"<p>{WORDS * 3}</p>", f"<title>{'灯-会_' * 10_000}</title>"),
        (f"<p>{WORDS[:-1]}</p>" * 1_000 + f"<p>{WORDS * 3}</p>", "<meta name=a>" * 1_000),
        (f"<p>{'2020-01-01 ' * 10_000}</p><p>{WORDS * 3}</p>", ""),
        ("<div class=side>" * 200 + f"<p>{WORDS}</p>" * 2_000, ""),
        (f"<p>{WORDS * 3}</p>" + "<script></script>字字" * 20_000, ""),
        (f"<p>{WORDS * 3}</p>" + "<?xml " * 10_000, ""),
    ],
)
def test_pages_that_would_be_looked_through_again_and_again(
    tmp_path: Path, body: str, head: str
) -> None:
    (page,) = read_web(_page(tmp_path, body, head))
    assert WORDS in page.text


def test_text_below_tags_that_nobody_closes_is_read(tmp_path: Path) -> None:
    (page,) = read_web(_page(tmp_path, "<font>" * 400 + f"<p>{WORDS * 3}</p>"))
    assert page.text == WORDS * 3
    with pytest.raises(InputError, match="1000 tags within each other"):
        list(read_web(_page(tmp_path, "<div>" * 100_000 + WORDS)))
