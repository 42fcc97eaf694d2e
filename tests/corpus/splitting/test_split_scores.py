"""Floors under the quality of splitting: on hand-made gold, and on simulated pages."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from cityanalysis.resources import data_path
from tests.corpus.dump_predictions import predictions
from tests.simulate.drafts import read_stories
from tests.simulate.pages import write_pages

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


@pytest.mark.parametrize(
    ("noise", "bcubed", "whole", "title", "interleaved"),
    [(0.0, 0.96, 0.92, 0.90, 0.70), (0.01, 0.95, 0.90, 0.88, 0.65), (0.03, 0.92, 0.85, 0.80, 0.55)],
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
