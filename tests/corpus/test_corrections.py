"""Corrections change what they name and nothing else; a file that is none says why."""

import json
from pathlib import Path

import pytest

from cityanalysis.corpus import Page, apply_corrections, articles_of, read_corrections, text_digest
from cityanalysis.corpus.corrections import Correction
from cityanalysis.errors import CorrectionWarning, InputError
from tests.corpus.layout.sheets import PAGES

PAGE = Page("a.txt", (PAGES / "page_0001.txt").read_text(encoding="utf-8"))
ITEMS = articles_of(PAGE)
DIGEST = text_digest(PAGE)


def traces(articles: list) -> bool:
    """Whether each run of a text stands in the page where its segment says."""
    return all(
        PAGE.text[at : at + length] == article.text[start : start + length]
        for article in articles
        for start, at, length in article.segments
    )


def longest() -> int:
    return max(range(len(ITEMS)), key=lambda k: ITEMS[k].text.count("\n"))


def test_cut_and_join_give_the_article_back() -> None:
    article = ITEMS[longest()]
    place = article.text.index("\n") + 1
    at = next(b + place - s for s, b, n in article.segments if s <= place < s + n)
    start = article.spans[0][0]
    cut = Correction(DIGEST, "cut", start, at)
    parts = apply_corrections(PAGE, ITEMS, [cut])
    assert len(parts) == len(ITEMS) + 1 and traces(parts)
    whole = apply_corrections(PAGE, ITEMS, [cut, Correction(DIGEST, "join", start, at)])
    assert [one.text for one in whole] == [one.text for one in ITEMS]
    assert traces(whole)
    assert [one.order for one in whole] == list(range(1, len(whole) + 1))


def test_every_character_stays_in_one_item() -> None:
    starts = [item.spans[0][0] for item in ITEMS]
    joined = apply_corrections(PAGE, ITEMS, [Correction(DIGEST, "join", starts[0], starts[-1])])
    covered = sorted(span for item in joined for span in item.spans)
    assert covered == sorted(span for item in ITEMS for span in item.spans)


def test_corrections_of_another_text_change_nothing() -> None:
    other = Correction("0" * 16, "kind", ITEMS[0].spans[0][0], value="spam")
    assert apply_corrections(PAGE, ITEMS, [other]) == ITEMS


def test_a_correction_that_fits_nothing_is_told() -> None:
    with pytest.warns(CorrectionWarning, match="1 corrections fit no item"):
        assert apply_corrections(PAGE, ITEMS, [Correction(DIGEST, "join", 1, 2)]) == ITEMS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no JSON", "not JSON"),
        ("[]", "no corrections"),
        ('{"corrections": [7]}', "correction 1: `action`"),
        ('{"corrections": [{"action": "kind", "item": 0, "value": "x"}]}', "`value` must be"),
        ('{"corrections": [{"action": "cut", "item": -1}]}', "numbers from 0"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_corrections(path)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    row = {"digest": "d", "action": "title", "item": 3, "at": 0, "value": "新题"}
    path.write_text(json.dumps({"version": 1, "corrections": [row]}), encoding="utf-8")
    assert read_corrections(path) == (Correction("d", "title", 3, 0, "新题"),)
