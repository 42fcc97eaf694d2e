"""Floors under the quality of splitting: on hand-made gold, and on simulated pages."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from cityanalysis.resources import data_path
from tests.corpus.dump_predictions import predictions
from tests.corpus.splitting import whole_articles
from training.simulate.drafts import read_stories
from training.simulate.local_articles import read_local_articles
from training.simulate.pages import compose_local_page, compose_page, write_pages
from training.simulate.sample import sample_stories

# The scorer leaves files for the garbage collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pages", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(script: Path, pages: Path, gold: Path) -> dict:
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    return load(script).main_score(rows, list(predictions(pages)), str(pages))


def test_real_pages(shared_data: Path, score_pages: Path) -> None:
    pages = shared_data / "pages"
    found = score(score_pages, pages, pages / "gold.jsonl")
    assert found["bcubed_f1"] >= 0.97
    assert found["articles_iou>=0.8"] >= 0.93
    assert found["title_near"] >= 0.9
    assert found["title_exact_main"] >= 0.8
    assert all(found["interleaved_recovered"].values())
    assert found["spam_char_rejected"] >= 0.98
    assert found["content_char_dropped"] <= 0.005
    assert found["spurious_predictions"] <= 1
    assert found["byline_f1"] >= 0.95
    assert found["dateline_accuracy"] >= 0.93


def test_sample_pages(score_pages: Path) -> None:
    folder = data_path("sample_pages")
    found = score(score_pages, folder / "pages", folder / "gold.jsonl")
    assert found["bcubed_f1"] >= 0.98
    assert found["articles_iou>=0.8"] >= 0.95
    assert found["title_near"] >= 0.95
    assert found["content_char_dropped"] <= 0.01
    assert found["spurious_predictions"] <= 0.05 * found["gold_articles"]


def test_sample_pages_anywhere() -> None:
    folder = data_path("sample_pages")
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    names = sorted({item["page"] for item in gold})
    found = whole_articles.score(
        (
            (folder / "pages" / name).read_bytes().decode("utf-8"),
            [item for item in gold if item["page"] == name],
        )
        for name in names
    )
    assert found.whole >= 0.95
    assert found.titled >= 0.88


def test_simulated_pages_anywhere() -> None:
    """Pages of the sample's articles, some of which the weights were learned from."""
    found = whole_articles.score(
        compose_page(sample_stories(), seed=seed, noise=0.01) for seed in range(500, 520)
    )
    assert found.n > 60
    assert found.whole >= 0.79
    assert found.titled >= 0.8


def test_local_pages_anywhere() -> None:
    """Pages of a local newspaper, of articles and writers that the weights have not seen."""
    path = Path(__file__).parents[2] / "data" / "local_articles.jsonl"
    articles = read_local_articles(path, held_back=True)
    found = whole_articles.score(
        compose_local_page(articles, seed=seed, noise=0.01) for seed in range(500, 520)
    )
    assert found.n > 100
    assert found.whole >= 0.85
    assert found.titled >= 0.78


@pytest.mark.parametrize(
    ("noise", "bcubed", "whole", "title"),
    [(0.0, 0.96, 0.85, 0.87), (0.01, 0.95, 0.83, 0.85), (0.03, 0.94, 0.8, 0.84)],
)
def test_local_pages(
    shared_data: Path,
    score_pages: Path,
    tmp_path: Path,
    noise: float,
    bcubed: float,
    whole: float,
    title: float,
) -> None:
    articles = read_local_articles(shared_data / "articles" / "articles.jsonl", held_back=True)
    write_pages(tmp_path, articles, n_pages=40, seed=901, noise=noise)
    found = score(score_pages, tmp_path, tmp_path / "gold.jsonl")
    assert found["bcubed_f1"] >= bcubed
    assert found["articles_iou>=0.8"] >= whole
    assert found["title_near"] >= title
    assert found["title_exact_main"] >= 0.77
    assert found["content_char_dropped"] <= 0.01
    assert found["spurious_predictions"] <= 0.05 * found["gold_articles"]


@pytest.mark.parametrize(
    ("noise", "bcubed", "whole", "title", "interleaved"),
    [(0.0, 0.97, 0.92, 0.9, 0.75), (0.01, 0.96, 0.9, 0.9, 0.7), (0.03, 0.95, 0.88, 0.89, 0.7)],
)
def test_simulated_pages(
    shared_data: Path,
    score_pages: Path,
    tmp_path: Path,
    noise: float,
    bcubed: float,
    whole: float,
    title: float,
    interleaved: float,
) -> None:
    stories = read_stories(shared_data / "news" / "broadcast_2019.jsonl.gz")
    write_pages(tmp_path, stories, n_pages=50, seed=1, noise=noise)
    found = score(score_pages, tmp_path, tmp_path / "gold.jsonl")
    assert found["bcubed_f1"] >= bcubed
    assert found["articles_iou>=0.8"] >= whole
    assert found["title_near"] >= title
    recovered = found["interleaved_recovered"].values()
    assert sum(recovered) >= interleaved * len(recovered)
    assert found["spam_char_rejected"] >= 0.97
    assert found["content_char_dropped"] <= 0.01
    assert found["spurious_predictions"] <= 0.05 * found["gold_articles"]
