"""Ten tables of different kinds are read as they are meant with no option given."""

from pathlib import Path

import pytest

from cityanalysis.corpus import analysed, load_corpus
from tests.corpus.reading.own_ten_tables import ITEMS, TABLES, write_table

UNDATED = {"headlines.txt"}
UNTITLED = {"posts.csv", "headlines.txt"}


@pytest.mark.parametrize("name", TABLES)
def test_no_option_is_needed(name: str, tmp_path: Path) -> None:
    corpus = load_corpus(write_table(name, tmp_path))
    articles = analysed(corpus.articles)
    assert len(articles) == len(ITEMS)
    (known,) = corpus.inputs
    assert len(known.tables) == 1 and known.tables[0].n_unread_dates == 0
    for item, text in zip(ITEMS, articles["text"], strict=True):
        assert (item.title if name == "headlines.txt" else item.text[:30]) in text
        assert "网友您好" not in text and "<p>" not in text
    if name not in UNTITLED:
        assert list(articles["title"]) == [
            f"关于做好{item.title}工作的通知" if name == "policies.json" else item.title
            for item in ITEMS
        ]
    if name not in UNDATED:
        assert [date.date() for date in articles["date"]] == [item.date for item in ITEMS]
