"""Learns the weights by which the pieces of a page get their labels, from simulated pages."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cityanalysis.corpus.splitting.features import page_features
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.piece_labels import LABELS
from cityanalysis.corpus.splitting.pieces import read_pieces
from training.piece_labels import true_labels
from training.random_field import Example, FitOptions, fit
from training.recipes import Inputs, Recipe
from training.simulate.drafts import Story, read_stories, story
from training.simulate.local_articles import read_local_articles
from training.simulate.pages import compose_local_page, compose_page
from training.simulate.sample import sample_stories

__all__ = ["learn"]

# Half of the pages are clean, a quarter have an error in a hundred characters or fewer.
_NOISE = (0, 0, 0, 0.003, 0.01, 0.01, 0.03, 0.03)
# Pages of two kinds with one number must differ.
_APART = 1_000_003
# A report of a city's government is cut off here: its beginning is what could be mistaken.
_LONGEST_DOCUMENT = 12_000
_LEAST_PARAGRAPH = 60
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 40


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Weights of the labels (`cityanalysis.corpus.splitting.piece_labels.SequenceModel`)."""
    options = recipe.options
    rng = random.Random(recipe.seed)
    data = [
        *_news_pages(recipe, inputs, rng),
        *_local_pages(recipe, inputs),
        *_sample_pages(recipe),
        *_documents(recipe, inputs, rng),
    ]
    return fit(
        data,
        list(LABELS),
        FitOptions(options["penalty"], options["rarest"], options["steps"]),
    )


def _news_pages(recipe: Recipe, inputs: Inputs, rng: random.Random) -> Iterator[Example]:
    """Pages of news, and of passages of reports as long as news are; some are web pages."""
    stories = [s for path in inputs.matching("shared/data/news/") for s in read_stories(path)]
    reports = _reports(inputs)
    passages = _passages(rng.sample(reports, len(reports) // 4), rng)
    stories += rng.sample(passages, min(len(stories) // 2, len(passages)))
    for number in range(recipe.options["news_pages"]):
        seed = recipe.seed * _APART + number
        yield _example(*compose_page(stories, seed=seed, noise=_noise(seed)))
    for number in range(recipe.options["web_pages"]):
        seed, layout = (recipe.seed + 3) * _APART + number, ("web", "posts")[number % 2]
        yield _example(*compose_page(stories, seed=seed, noise=_noise(seed), layout=layout))


def _sample_pages(recipe: Recipe) -> Iterator[Example]:
    """Pages of the packaged sample, whose features and columns begin otherwise than news."""
    for number in range(recipe.options["sample_pages"]):
        seed = (recipe.seed + 1) * _APART + number
        yield _example(*compose_page(sample_stories(), seed=seed, noise=_noise(seed)))


def _local_pages(recipe: Recipe, inputs: Inputs) -> Iterator[Example]:
    """Pages of local newspapers, but for the articles that are held back."""
    path = inputs.path("shared/data/articles/articles.jsonl")
    articles = read_local_articles(path, held_back=False)
    for number in range(recipe.options["local_pages"]):
        seed = (recipe.seed + 2) * _APART + number
        yield _example(*compose_local_page(articles, seed=seed, noise=_noise(seed)))


def _documents(recipe: Recipe, inputs: Inputs, rng: random.Random) -> Iterator[Example]:
    """Whole documents of one article each."""
    for row in rng.sample(_reports(inputs), recipe.options["documents"]):
        text = f"{row['title']}\n\n{row['text']}"[:_LONGEST_DOCUMENT]
        pieces = read_pieces(read_paragraphs(text))
        labels = ["H"] + ["B"] * (len(pieces) - 1)
        yield Example(list(page_features(text, pieces)), [list(LABELS).index(k) for k in labels])


def _example(text: str, gold: Sequence[dict[str, Any]]) -> Example:
    pieces = read_pieces(read_paragraphs(text))
    return Example(list(page_features(text, pieces)), true_labels(text, pieces, gold))


def _noise(seed: int) -> float:
    return random.Random(f"noise {seed}").choice(_NOISE)


def _reports(inputs: Inputs) -> list[dict[str, Any]]:
    path: Path = inputs.path("shared/data/city_reports/china_to_2022.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _passages(rows: Sequence[dict[str, Any]], rng: random.Random) -> list[Story]:
    """Stories out of long documents: some paragraphs, their first clause as the title."""
    found = []
    for row in rows:
        lines = (line.strip(" *　") for line in row["text"].split("\n"))
        paragraphs = [line for line in lines if len(line) > _LEAST_PARAGRAPH]
        for k in range(0, len(paragraphs) - 3, 4):
            title, _, rest = paragraphs[k].partition("。")
            if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or len(rest) <= _LEAST_PARAGRAPH:
                continue
            text = "\n".join([rest, *paragraphs[k + 1 : k + rng.randint(2, 6)]])
            if (passage := story(title, text)) is not None:
                found.append(passage)
    return found
