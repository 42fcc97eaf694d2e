"""Web pages as they are saved: headline, day, the whole text, and nothing of what surrounds it."""

from pathlib import Path

import pytest

from cityanalysis.corpus import read_pages
from tests.corpus.reading.own_fifth import TrialPage
from tests.corpus.reading.own_fifth_again import AGAIN_PAGES
from tests.corpus.reading.own_fifth_further import FURTHER_PAGES
from tests.corpus.reading.own_fifth_government import GOVERNMENT_PAGES
from tests.corpus.reading.own_fifth_papers import PAPER_PAGES
from tests.corpus.reading.own_fifth_portals import PORTAL_PAGES


def closed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "page",
    [*GOVERNMENT_PAGES, *PAPER_PAGES, *PORTAL_PAGES, *AGAIN_PAGES, *FURTHER_PAGES],
    ids=lambda page: page.name,
)
def test_a_saved_page_gives_its_article_only(page: TrialPage, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page.markup.encode(page.encoding))
    (found,) = read_pages(path)
    assert (found.title, str(found.date)) == (page.title, page.date)
    text = closed(found.text)
    assert closed(page.first) in text and closed(page.last) in text
    assert [words for words in page.lacks if closed(words) in text] == []
