"""A corpus in shards gives what it gives as a whole, and is done once."""

import os
import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from cityanalysis.corpus import analysed, read_corpus
from cityanalysis.resources import sample_pages
from cityanalysis.run import Settings, analyse, shard_work, shards
from cityanalysis.run.shards import each_shard, shards_of
from cityanalysis.text import count_terms, tokenize
from cityanalysis.themes import find_seeds, read_themes, score_themes, text_vectors

SIZE = 2_000  # characters: the sample pages have ten shards and more of it


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return analysed(read_corpus(sample_pages())).head(60).reset_index(drop=True)


@dataclass(frozen=True)
class Lengths:
    """Characters of each text; dies in the shard whose turn it is."""

    log: str

    def __call__(self, table: pa.Table) -> pa.Table:
        if os.environ.get("DIES_AT") == str(len(Path(self.log).read_text().splitlines())):
            os.kill(os.getpid(), signal.SIGKILL)
        with Path(self.log).open("a") as log:
            log.write(f"{table['doc_id'][0]}\n")
        return pa.table({"n": [len(text or "") for text in table["text"].to_pylist()]})


def test_shards_hold_every_article_once(articles: pd.DataFrame) -> None:
    rows = shards_of(articles, SIZE)
    assert len(rows) > 5
    assert [n for one in rows for n in range(one.start, one.stop)] == list(range(len(articles)))
    lengths = articles["text"].str.len()
    assert all(lengths[one].sum() <= SIZE or one.stop - one.start == 1 for one in rows)
    assert shards_of(articles.head(0)) == []


def test_new_articles_cost_only_the_shard_they_fall_into(articles, tmp_path: Path) -> None:
    log, known = tmp_path / "log", articles[["doc_id", "text"]]
    log.touch()
    work = Lengths(str(log))
    first = each_shard(work, known, tmp_path, size=SIZE)
    again = pd.concat([known.iloc[:40], known.iloc[:1].assign(doc_id="new"), known.iloc[40:]])
    second = each_shard(work, again, tmp_path, size=SIZE)
    assert len(set(second.keys) - set(first.keys)) <= len(first.keys) / 2
    assert len(log.read_text().splitlines()) == len(set(first.keys) | set(second.keys))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that this one forked")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_killed_run_goes_on_and_does_no_shard_twice(articles, tmp_path: Path) -> None:
    whole, kept = tmp_path / "whole", tmp_path / "kept"
    for folder in (whole, kept):
        folder.mkdir()
        (folder / "log").touch()
    n_shards = len(shards_of(articles, SIZE))
    for turn in sorted(np.random.default_rng(0).choice(n_shards, 3, replace=False)):
        child = os.fork()
        if not child:
            os.environ["DIES_AT"] = str(turn)
            each_shard(Lengths(str(kept / "log")), articles, kept, size=SIZE)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    found = each_shard(Lengths(str(kept / "log")), articles, kept, size=SIZE)
    known = each_shard(Lengths(str(whole / "log")), articles, whole, size=SIZE)
    assert (kept / "log").read_text() == (whole / "log").read_text()
    assert [one["n"].to_pylist() for one in found] == [one["n"].to_pylist() for one in known]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that this one forked")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.filterwarnings("ignore::cityanalysis.errors.CityAnalysisWarning")
def test_a_killed_analysis_goes_on_to_the_same_results(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(shard_work, "each_shard", partial(each_shard, size=SIZE))
    pages = sorted(sample_pages().glob("*"))[:2]
    settings = Settings(measure="fast", topics="0")
    whole = analyse(pages, settings=settings, cache=tmp_path / "whole")
    n_results = len(list((tmp_path / "whole").glob("*.parquet")))
    cache, kept = tmp_path / "kept", shards.keep_table
    seen: dict[Path, int] = {}
    for turn in sorted(np.random.default_rng(1).choice(n_results // 2, 2, replace=False)):
        child = os.fork()
        if not child:
            rest = iter(range(turn))
            monkeypatch.setattr(shards, "keep_table", partial(_kept_until, kept, rest))
            analyse(pages, settings=settings, cache=cache)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        now = {path: path.stat().st_mtime_ns for path in cache.glob("*.parquet")}
        assert seen.items() <= now.items(), "a result was found again"
        seen = now
    again = analyse(pages, settings=settings, cache=cache)
    now = {path: path.stat().st_mtime_ns for path in cache.glob("*.parquet")}
    assert seen.items() <= now.items() and len(now) == n_results
    for name, frame in whole.frames().items():
        pd.testing.assert_frame_equal(again.frames()[name], frame)


def _kept_until(keep, rest, *table: object) -> None:
    """Keep results until there are enough, then die."""
    if next(rest, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    keep(*table)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_found_in_shards_is_what_is_found_in_the_whole(
    articles, tmp_path, monkeypatch, jobs: int
) -> None:
    monkeypatch.setattr(shard_work, "each_shard", partial(each_shard, size=SIZE))
    themes = read_themes()
    hits = shard_work.find_hits(articles, themes, tmp_path, jobs=jobs)
    pd.testing.assert_frame_equal(hits, find_seeds(articles, themes))
    scores = shard_work.score_all(articles, themes, None, tmp_path, jobs=jobs)
    whole = score_themes(articles, themes, encoder=None)
    for name in ("about", "score", "share", "weights"):
        pd.testing.assert_frame_equal(getattr(scores, name), getattr(whole, name))
    words, lists = ["人才引进"], ("general",)
    dtm = shard_work.count_words(
        articles, words, tmp_path, stopwords=lists, min_documents=2, jobs=jobs
    )
    tokens = tokenize(articles, dictionary=words, stopwords=lists)
    known = count_terms(tokens, min_documents=2, keep=words)
    assert dtm.vocabulary == known.vocabulary and (dtm.counts != known.counts).nnz == 0


def test_vectors_of_shards_are_those_of_the_texts(articles, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shard_work, "each_shard", partial(each_shard, size=SIZE))
    few = articles.head(20)
    known = text_vectors(few)
    # Texts that are encoded together may differ in the last of three decimals.
    assert np.allclose(shard_work.embed_all(few, tmp_path), known, atol=0.0011)


def test_nothing_gives_nothing(articles, tmp_path: Path) -> None:
    themes, none = read_themes(), articles.head(0)
    assert shard_work.find_hits(none, themes, tmp_path).empty
    assert shard_work.score_all(none, themes, None, tmp_path).score.shape == (0, len(themes))
    dtm = shard_work.count_words(none, [], tmp_path, stopwords=(), min_documents=1)
    assert dtm.counts.shape == (0, 0)
