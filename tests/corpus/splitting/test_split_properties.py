"""What holds of every page, however broken."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.splitting.split import Split, split_page, split_with_dropped
from tests.simulate.mutations import mutate
from training.simulate.pages import compose_page
from training.simulate.sample import sample_stories

# CITYANALYSIS_MUTATED_PAGES=10000 python -m pytest tests/corpus/test_split_properties.py
N_MUTATED = int(os.environ.get("CITYANALYSIS_MUTATED_PAGES", "320"))
KINDS = {"article", "caption", "editor_note", "header", "boilerplate", "spam"}
ALPHABET = st.sampled_from(
    list(
        "□■【】（）()“”。，：:；!?！？—…\n\n\n 　\t*#•·1年月日"
        "记者通讯员报道本报讯电来源城市发展改革的了在图为摄版"
    )
)


def check(page: Page, split: Split) -> None:
    """Every character has one place; every segment shows where its text stands."""
    owned = [span for article in split.articles for span in article.spans] + list(split.dropped)
    owned.sort()
    assert [a for a, _ in owned] == [0, *(b for _, b in owned)][: len(owned)]
    assert (owned[-1][1] if owned else 0) == len(page.text)
    assert all(a < b for a, b in owned)
    assert [article.order for article in split.articles] == list(range(1, len(split.articles) + 1))
    for article in split.articles:
        check_article(page, article)


def check_article(page: Page, article: Article) -> None:
    assert article.kind in KINDS
    inside = [False] * (len(page.text) + 1)
    for start, end in article.spans:
        inside[start:end] = [True] * (end - start)
    for text, segments in (
        (article.text, article.segments),
        (article.title, article.title_segments),
    ):
        for at, start, length in segments:
            assert length > 0
            assert at + length <= len(text or "")
            assert all(inside[start : start + length])
            for k in range(length):
                ours, theirs = (text or "")[at + k], page.text[start + k]
                assert ours == theirs or not ours.isalpha() or theirs >= "\uff00"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=600) | st.text(max_size=300))
def test_any_text_is_split_without_loss(text: str) -> None:
    page = Page("any", text)
    check(page, split_with_dropped(page))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_a_row_is_one_article(text: str) -> None:
    page = Page("row", text, title="标题", is_article=True)
    split = split_with_dropped(page)
    check(page, split)
    assert [article.title for article in split.articles] == ["标题"]


@pytest.mark.parametrize(
    "text", ["", "\n", " 　\n\n", "\ufeff", "。", "□", "【】", "\x00", "•\n•\n•"]
)
def test_next_to_nothing(text: str) -> None:
    page = Page("empty", text)
    check(page, split_with_dropped(page))
    assert not any(article.text.strip("。□【】•\x00") for article in split_page(page))


@pytest.mark.parametrize("seed", range(8))
def test_mutated_pages_are_split_without_loss(seed: int) -> None:
    rng = random.Random(seed)
    text = ""
    for number in range(N_MUTATED // 8):
        if number % 10 == 0:
            text, _ = compose_page(
                sample_stories(), seed=1000 * seed + number, noise=rng.choice((0, 0.01, 0.03))
            )
        page = Page("mutated", mutate(text, rng))
        check(page, split_with_dropped(page))


def test_the_same_page_gives_the_same_items() -> None:
    text, _ = compose_page(sample_stories(), seed=3, noise=0.01)
    assert split_page(Page("a", text)) == split_page(Page("a", text))


def test_a_long_page_of_one_character_is_no_trouble() -> None:
    for char in "的。，“（【□ 1\n—*":
        page = Page("long", char * 20_000)
        check(page, split_with_dropped(page))
