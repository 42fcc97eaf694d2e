"""Cities that are found in shards are those that are found in the whole."""

from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cities import read_gazetteer, tag_cities, tag_places
from cityanalysis.corpus import read_corpus
from cityanalysis.resources import sample_pages
from cityanalysis.run import Settings, place_shards
from cityanalysis.run.place_shards import place_all
from cityanalysis.run.shards import each_shard

SIZE = 2_000  # characters: the sample pages have more than twenty shards


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    frame = read_corpus(sample_pages())
    frame.loc[frame.index[::9], "labelled_city"] = "青岛"
    return frame


@pytest.mark.parametrize(("home", "jobs"), [(None, 2), ("聊城", 1)])
def test_pages_vote_over_shards(articles, tmp_path: Path, monkeypatch, home, jobs: int) -> None:
    monkeypatch.setattr(place_shards, "each_shard", partial(each_shard, size=SIZE))
    settings = Settings(home=home, jobs=jobs)
    found = place_all(articles, settings, tmp_path)
    whole = tag_places(articles, home=home, min_confidence=settings.min_confidence)
    alone = tag_cities(articles.drop(columns=["source", "publication"]))
    # Lists are held by Arrow once they were in a file; the lists are the same.
    told = found.cities.astype({"evidence": object})
    pd.testing.assert_frame_equal(told, whole.cities)
    pd.testing.assert_frame_equal(found.scopes, whole.scopes[list(found.scopes.columns)])
    assert not whole.cities.equals(alone), "no page told anything: the test shows nothing"


def test_an_edited_file_of_aliases_is_read_anew(articles, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    few = articles.head(3).assign(text="港城记者今天报道，港城的外贸增长。", title="港城外贸增长")
    few = few.assign(labelled_city=None, dateline=None, source=None, publication=None)
    for code in ("370600", "370700"):
        aliases.write_text(f"alias,code\n港城,{code}\n", encoding="utf-8")
        found = place_all(few, Settings(aliases=str(aliases)), tmp_path)
        assert set(found.cities["code"]) == {code}, read_gazetteer().short_name(code)


def test_no_article_has_no_place(articles, tmp_path: Path) -> None:
    found = place_all(articles.head(0), Settings(), tmp_path)
    assert found.cities.empty and found.scopes.empty
