"""English within pages: lines that were broken between words keep the blank there."""

import textwrap

import pytest

from cityanalysis.corpus import Page, articles_of
from cityanalysis.corpus.page import page_offset

HEAD = "City opens new port office"
FIRST = (
    "The municipal government of Qingdao opened a new office on Monday for the registration of "
    "vessels. In 2019, it counted 12,000 ships and (according to officials) 3 million boxes in the "
    "first half-year. “We are glad,” said the mayor, who had promised it to the merchants."
)
SECOND = (
    "The second paragraph is about the harbour and its workers, who number 4,500 in all its "
    "branches and come from every part of the province and from other regions too."
)


def page(width: int, *, parted: str = "\n\n", end: str = "\n") -> Page:
    body = parted.join(textwrap.fill(text, width) for text in (FIRST, SECOND))
    return Page("harbour.txt", f"{HEAD}\n\n{body}\n".replace("\n", end))


@pytest.mark.parametrize("width", [36, 60, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_english_keeps_its_blanks_and_its_paragraphs(width: int, end: str) -> None:
    wrapped = page(width, end=end)
    (article,) = articles_of(wrapped)
    assert article.text.endswith(f"{FIRST}\n{SECOND}")
    for word in ("vessels", "12,000", "regions"):
        at = page_offset(article.segments, article.text.index(word))
        assert at is not None and wrapped.text[at:].startswith(word)


def test_headlines_and_bylines_of_english_pages_are_found() -> None:
    text = "\n\n".join(
        [HEAD, FIRST, "Wider docks", SECOND, "Ships wait for rain", "By Li Na and Xu Wei", SECOND]
    )
    first, second = articles_of(Page("two.txt", text))
    assert (first.title, first.text) == (HEAD, f"{FIRST}\nWider docks\n{SECOND}")
    assert (second.title, second.byline) == ("Ships wait for rain", ("Li Na", "Xu Wei"))


def test_a_menu_in_english_is_no_article() -> None:
    articles = articles_of(Page("menu.txt", "Home\nNews\nSports\nAbout us\nContact"))
    assert all(article.title is None or len(article.text) < 40 for article in articles)


def test_chinese_wrapped_among_figures_and_letters_gets_no_blank() -> None:
    lines = [
        "　　开发区去年引进企业共20",
        "23家，其中有一半以上使用5",
        "G网络，新厂房都装着LED",
        "灯，工人夜里上班也看得清，",
    ]
    text = "\n".join([*lines, "厂里的食堂到了夜里还开着，", "一碗面只要五块钱。"])
    (article,) = articles_of(Page("a.txt", f"开发区引进企业\n\n{text}"))
    assert " " not in article.text
    assert "共2023家" in article.text and "使用5G网络" in article.text and "LED灯" in article.text
