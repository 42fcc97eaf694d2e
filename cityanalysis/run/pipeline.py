"""The whole way in one call: pages in, an analysis out."""

import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.cities import with_city, with_scope
from cityanalysis.corpus import (
    InputFile,
    Skipped,
    analysed,
    find_duplicates,
    load_corpus,
    part_by_place,
)
from cityanalysis.errors import (
    CityAnalysisWarning,
    EmptyCorpusError,
    UsageError,
    did_you_mean,
    warn,
)
from cityanalysis.figures import read_map
from cityanalysis.frames import Articles, Cities
from cityanalysis.run.analysis import Analysis
from cityanalysis.run.free_memory import give_back, one_heap
from cityanalysis.run.manifest import Manifest, Stage
from cityanalysis.run.measure import compare_cities, find_themes
from cityanalysis.run.package_versions import versions
from cityanalysis.run.place_shards import place_all
from cityanalysis.run.settings import Settings
from cityanalysis.run.shard_work import find_hits
from cityanalysis.run.shards import shard_cache
from cityanalysis.run.table_groups import group_articles
from cityanalysis.run.units import Units, choose_units
from cityanalysis.themes import read_themes

__all__ = ["Tagged", "analyse", "tag_articles"]

_FEW_PROVINCIAL = 5  # articles about a province before another level is proposed

Inputs = str | Path | Sequence[str | Path]
OnStage = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Tagged:
    """Articles with their cities, and the files that they came from.

    Attributes
    ----------
    articles, cities : DataFrame
        As in `Analysis`; cities of the kinds that are analysed only.
    inputs : tuple of InputFile
        Files that were read.
    skipped : tuple of Skipped
        What was left out.
    """

    articles: pd.DataFrame
    cities: pd.DataFrame
    inputs: tuple[InputFile, ...]
    skipped: tuple[Skipped, ...]


class _Log:
    """Stages with their times, and the warnings that were given in them."""

    def __init__(self, on_stage: OnStage | None) -> None:
        self.on_stage = on_stage or (lambda stage: None)
        self.stages: list[Stage] = []
        self.warnings: list[str] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.on_stage(name)
        started = time.perf_counter()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", CityAnalysisWarning)
            yield
        give_back()
        for warning in caught:
            if issubclass(warning.category, CityAnalysisWarning):
                self.warnings.append(str(warning.message))
                warn(warning.message, warning.category)
            else:
                warnings.warn_explicit(
                    warning.message, warning.category, warning.filename, warning.lineno
                )
        seconds = round(time.perf_counter() - started, 3)
        self.stages.append(Stage(name, seconds))

    def manifest(self, tagged: Tagged) -> Manifest:
        """What is known of the run so far."""
        return Manifest(
            inputs=tagged.inputs,
            skipped=tagged.skipped,
            versions=versions(),
            stages=tuple(self.stages),
            warnings=tuple(self.warnings),
        )


@one_heap()
def analyse(
    inputs: Inputs,
    *,
    settings: Settings | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    cache: str | Path | None = None,
    on_stage: OnStage | None = None,
) -> Analysis:
    """Read pages, tag cities, find themes and compare the cities.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files, folders (walked), or ``-`` for text on standard input.
    settings : Settings, optional
        Everything that a run can be told.
    seed, jobs : int, optional
        Win over those of `settings`.
    cache : path, optional
        Folder in which the articles of each file, and what is found in each shard of them, are
        kept by their content, so that a second run does only what is new.
    on_stage : callable, optional
        Told the name of each stage as it begins.

    Returns
    -------
    Analysis
        Every frame of the run; `save` writes the report's folder.

    Raises
    ------
    InputError
        Where nothing could be read, or nothing was left to analyse.
    UsageError
        Where a setting is wrong.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = path.write_text("本报聊城讯 聊城推广招才引智新模式，引进领军人才。", encoding="utf-8")
    >>> analysis = analyse(path)
    >>> analysis.cities["city"].tolist()
    ['聊城']
    """
    given: dict[str, Any] = {"seed": seed, "jobs": jobs}
    chosen = replace(settings or Settings(), **{k: v for k, v in given.items() if v is not None})
    log = _Log(on_stage)
    with log.stage("themes file"):
        themes = read_themes(chosen.themes)
        shapes = read_map(chosen.map) if chosen.map else None
    tagged = _read_and_tag(inputs, chosen, cache, log)
    with shard_cache(cache) as kept:
        with log.stage("seeds"):
            units = _units(tagged, chosen)
            hits = find_hits(
                units.documents, themes, kept, jobs=chosen.jobs, scheduler=chosen.scheduler
            )
        with log.stage("themes"):
            measured = find_themes(units, hits, themes, chosen, kept)
    with log.stage("comparison"):
        compared = compare_cities(units, measured, chosen)
    frames: dict[str, Any] = compared.frames()
    return Analysis(
        **frames,
        articles=_shown(tagged.articles, units),
        cities=units.cities,
        hits=hits,
        weights=measured.fit.theta,
        assignments=measured.assignments,
        topic_terms=measured.topic_terms,
        topic_labels=measured.topic_labels,
        seed_doubts=measured.seed_doubts,
        sentences=measured.sentences,
        clusters=units.cluster,
        fit=measured.fit,
        topics=measured.topics,
        themes=themes,
        unit=units.kind,
        intervals_of_text=units.text_cluster is not None,
        support=measured.support,
        settings=chosen,
        map=shapes,
        manifest=log.manifest(tagged),
    )


@one_heap()
def tag_articles(
    inputs: Inputs,
    *,
    settings: Settings,
    cache: Path | None = None,
    on_stage: OnStage | None = None,
) -> Tagged:
    """Read pages and tag their cities; the first half of `analyse`."""
    return _read_and_tag(inputs, settings, cache, _Log(on_stage))


def _read_and_tag(
    inputs: Inputs, settings: Settings, cache: str | Path | None, log: _Log
) -> Tagged:
    with log.stage("pages"):
        corpus = load_corpus(
            inputs,
            options=settings.read_options(),
            jobs=settings.jobs,
            strict=settings.strict,
            cache=cache,
        )
    with log.stage("duplicates"):
        articles = find_duplicates(corpus.articles)
    with log.stage("cities"):
        with shard_cache(cache) as folder:
            cities, scopes = place_all(articles, settings, folder)
        kept = analysed(articles)[Articles.doc_id]
        cities = cities[cities[Cities.doc_id].isin(kept)].reset_index(drop=True)
        articles = part_by_place(with_scope(with_city(articles, cities), scopes), cities)
        _propose_provinces(articles, settings)
    return Tagged(articles, cities, corpus.inputs, corpus.skipped)


def _propose_provinces(articles: pd.DataFrame, settings: Settings) -> None:
    """Say that a corpus that is mostly about provinces is better compared by provinces."""
    scopes = analysed(articles)[Articles.scope]
    n_provincial, n_local = (
        int((scopes == "province").sum()),
        int((scopes == "city").sum()),
    )
    if settings.level == "prefecture" and n_provincial > max(n_local, _FEW_PROVINCIAL):
        warn(
            f"{n_provincial} of {len(scopes)} articles are about a province as a whole, {n_local} "
            "about a city: compare provinces with --level province.",
            CityAnalysisWarning,
        )


def _units(tagged: Tagged, settings: Settings) -> Units:
    """What the run is about: the articles and cities that the settings choose."""
    documents = _chosen_documents(tagged.articles, settings)
    found = tagged.cities
    if settings.group_by:
        found = group_articles(documents, settings.group_by[0])
    cities = _chosen_cities(found, documents, settings)
    return choose_units(documents, cities, settings)


def _shown(articles: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The articles frame of the result, with paragraphs in the place of what they were cut from."""
    if units.kind == "article":
        return articles
    parts = units.documents
    title = articles.set_index(Articles.doc_id)[Articles.title].reindex(parts["article_id"])
    rest = articles[~articles[Articles.doc_id].isin(parts["article_id"])]
    return pd.concat([parts.assign(title=title.to_numpy()), rest], ignore_index=True)


def _chosen_documents(articles: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Articles of the kinds, dates and estimand that the run is about."""
    documents = analysed(articles)
    if documents.empty:
        raise EmptyCorpusError(
            "nothing to analyse: every item was empty, a header or spam. "
            "`cityanalysis articles INPUT` shows what was cut out of each page, and its kind."
        )
    # Column by column: joining whole rows would take as much memory as the corpus.
    texts = (documents[name] for name in (Articles.text, Articles.title))
    if not any(column.str.contains("[\u4e00-\u9fff]", regex=True).any() for column in texts):
        raise EmptyCorpusError(
            f"no Chinese text in the {len(documents)} articles that were read: cities and themes "
            "are looked for in Chinese. Is it the right folder, or the right column of the table?"
        )
    if settings.since or settings.until:
        since = pd.Timestamp(settings.since or pd.Timestamp.min)
        until = pd.Timestamp(settings.until or pd.Timestamp.max)
        documents = documents[documents[Articles.date].between(since, until)]
    if documents.empty:
        raise EmptyCorpusError(
            f"no article has a date from {settings.since or 'the beginning'} to "
            f"{settings.until or 'the end'}. Widen --since and --until; dates come from the "
            "text, a date column, or the file name (2020-12-28)."
        )
    if settings.estimand == "story":
        documents = documents[documents[Articles.is_canonical]]
    return documents.reset_index(drop=True)


def _chosen_cities(
    cities: pd.DataFrame, documents: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    known = cities[cities[Cities.doc_id].isin(documents[Articles.doc_id])]
    if settings.cities:
        found = set(known[Cities.city])
        names = {_short(name, found) for name in settings.cities}
        absent = sorted(names - found)
        if absent:
            shown, near = "、".join(sorted(found)[:20]), did_you_mean(absent[0], sorted(found))
            raise UsageError(
                f"cities: {'、'.join(absent)} does not occur in this corpus at this level.{near} "
                f"Found: {shown or 'none'}."
            )
        known = known[known[Cities.city].isin(names)]
    if known.empty:
        warn(
            "no article could be placed in a city, so nothing is compared. Give the table a column "
            "of cities (城市), or the publication's own city with --home.",
            CityAnalysisWarning,
        )
    return known.reset_index(drop=True)


def _short(name: str, found: set[str]) -> str:
    """聊城市 means 聊城 where only that is there."""
    return name if name in found or name[:-1] not in found else name[:-1]
