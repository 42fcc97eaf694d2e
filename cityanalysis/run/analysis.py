"""All that one run found, as frames and plain values, and how it is kept on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pandas as pd

from cityanalysis._typing import CountedUnit, OutputFormat
from cityanalysis.compare import ALPHA, TEXT_MARGIN
from cityanalysis.corpus import read_manifest
from cityanalysis.errors import CityAnalysisError, InputError
from cityanalysis.figures import CityMap
from cityanalysis.frames import (
    DAMAGE,
    SCHEMAS,
    Adjusted,
    Articles,
    Assignments,
    Calibrated,
    Cities,
    CityCounts,
    Contrasts,
    Distances,
    GroupShares,
    Hits,
    Keyness,
    LabelScores,
    Omnibus,
    Prevalence,
    Quotients,
    SeedDoubts,
    Series,
    TopicLabels,
    TopicTerms,
    Trends,
    Weights,
    as_html,
    as_text,
    read_frame,
    write_frame,
    write_json,
)
from cityanalysis.run.manifest import Manifest, check_sealed, manifest_from, seal_folder
from cityanalysis.run.out_folder import take_folder
from cityanalysis.run.settings import Settings, read_settings
from cityanalysis.themes import Reason, SentenceVectors, Support, Theme, ThemeFit, load_fit

__all__ = ["Analysis", "load_analysis"]

# What is written into a run's folder beside its data, as module:function; each is called with the
# analysis, the folder and `formats`. They stand above this room, so they are known by name and
# imported when a run is saved.
OUTPUTS = ("cityanalysis.report:save_report",)
# The findings in sentences, which a notebook shows of a run; known by name for the same reason.
FINDINGS = "cityanalysis.report:finding_sentences"

# Frames that lie at the top of a run's folder, where people look for them.
_AT_TOP = ("articles", "cities", "weights")
_RECORD = Path("results") / "analysis.json"
_CLUSTERS = Path("results") / "clusters.parquet"
_MODELS = Path("model")


def _no_support() -> Support:
    return Support(
        n_articles=0,
        n_cities=0,
        n_clusters=0,
        model="lexicon",
        topics=False,
        comparison=False,
        reasons=(),
        cities=CityCounts.empty(),
    )


@dataclass(frozen=True, eq=False)
class Analysis:
    """What `analyse()` returns: every frame of a run, and where it came from.

    Each frame has the columns of its schema (docs/design.md); what the corpus cannot support is
    a frame without rows, never a missing one.

    Attributes
    ----------
    articles, cities, hits : DataFrame
        Articles, the cities that they belong to, and the seed words found in them.
    weights : DataFrame, documents × themes
        theta; rows sum to 1.
    assignments : DataFrame of bool, documents × themes
        What an article is substantially about.
    topic_terms, topic_labels : DataFrame
        The discovered topics: their likeliest terms, and their names.
    city_weights, prevalence : DataFrame
        Mean weight, and share of articles, by city and theme, with intervals.
    omnibus, contrasts, keyness, distances, trends, series : DataFrame
        The cities compared: by theme, pair by pair, by words, as a whole, over time.
    quotients, adjusted : DataFrame
        Each city's share over that of the others; shares with every city given the same mix of
        publications, periods and lengths.
    calibrated, label_scores : DataFrame
        Shares as hand labels correct them, and how well the measure agrees with the labels;
        empty without labels.
    seed_doubts : DataFrame
        Doubtful seed words, each with three sentences to judge it by.
    group_shares : DataFrame
        Shares in the groups of cities that `groups` asked for, with a test of each theme.
    clusters : Series
        doc_id → id of the cluster (story, page and date, reprints).
    fit, topics : ThemeFit or None
        The fit of the named themes; the fit of discovered topics, None where there are none.
    sentences : SentenceVectors or None
        Sentence vectors, where `keep_vectors` asked for them.
    themes : tuple of Theme
        The named themes, in the order of their file.
    unit : {"article", "paragraph"}
        What was counted.
    intervals_of_text : bool
        Whether no city has more than one text, so that intervals speak of that text alone.
    support : Support
        What the corpus can carry, with reason codes and numbers.
    settings : Settings
        Every option of the run.
    map : CityMap or None
        The user's own map, as it was read.
    manifest : Manifest
        `inputs`, `skipped`, `versions`, `stages`, `warnings`, `outputs`.

    Raises
    ------
    InputError
        Where a frame lacks a column of its schema.

    Examples
    --------
    >>> analysis = Analysis(settings=Settings(seed=1))
    >>> analysis.settings.seed, len(analysis.articles)
    (1, 0)
    """

    articles: pd.DataFrame = field(default_factory=Articles.empty)
    cities: pd.DataFrame = field(default_factory=Cities.empty)
    hits: pd.DataFrame = field(default_factory=Hits.empty)
    weights: pd.DataFrame = field(default_factory=Weights.empty)
    assignments: pd.DataFrame = field(default_factory=Assignments.empty)
    topic_terms: pd.DataFrame = field(default_factory=TopicTerms.empty)
    topic_labels: pd.DataFrame = field(default_factory=TopicLabels.empty)
    city_weights: pd.DataFrame = field(default_factory=Prevalence.empty)
    prevalence: pd.DataFrame = field(default_factory=Prevalence.empty)
    omnibus: pd.DataFrame = field(default_factory=Omnibus.empty)
    contrasts: pd.DataFrame = field(default_factory=Contrasts.empty)
    keyness: pd.DataFrame = field(default_factory=Keyness.empty)
    distances: pd.DataFrame = field(default_factory=Distances.empty)
    trends: pd.DataFrame = field(default_factory=Trends.empty)
    series: pd.DataFrame = field(default_factory=Series.empty)
    quotients: pd.DataFrame = field(default_factory=Quotients.empty)
    adjusted: pd.DataFrame = field(default_factory=Adjusted.empty)
    calibrated: pd.DataFrame = field(default_factory=Calibrated.empty)
    label_scores: pd.DataFrame = field(default_factory=LabelScores.empty)
    seed_doubts: pd.DataFrame = field(default_factory=SeedDoubts.empty)
    group_shares: pd.DataFrame = field(default_factory=GroupShares.empty)
    clusters: pd.Series = field(default_factory=lambda: pd.Series(dtype="str", name="cluster"))
    fit: ThemeFit | None = None
    topics: ThemeFit | None = None
    sentences: SentenceVectors | None = None
    themes: tuple[Theme, ...] = ()
    unit: CountedUnit = "article"
    intervals_of_text: bool = False
    support: Support = field(default_factory=_no_support)
    settings: Settings = field(default_factory=Settings)
    map: CityMap | None = None
    manifest: Manifest = field(default_factory=Manifest)

    def __post_init__(self) -> None:
        for name, frame in self.frames().items():
            SCHEMAS[name].check(frame)

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown(), resolve_name(FINDINGS)(self))

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        known = self.support.cities
        n_compared = int(known[CityCounts.comparable].sum())
        n_different = int((self.omnibus[Omnibus.q_value] <= ALPHA).sum())
        topics = () if self.topics is None else self.topics.themes
        return "Analysis", [
            ("documents", self.support.n_articles),
            ("independent clusters", self.support.n_clusters),
            ("cities", f"{len(known)}, of which compared {n_compared}"),
            ("named themes", len(self.themes)),
            ("discovered topics", len(topics)),
            (f"themes that differ (q ≤ {ALPHA})", n_different),
            ("warnings", len(self.manifest.warnings)),
        ]

    @property
    def margin(self) -> float:
        """Difference within which cities are called alike; of shares of text at most two points.

        Examples
        --------
        >>> Analysis().margin, Analysis(unit="paragraph").margin
        (0.1, 0.02)
        """
        asked = self.settings.margin
        return min(asked, TEXT_MARGIN) if self.unit == "paragraph" else asked

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every frame by its name.

        Examples
        --------
        >>> "prevalence" in Analysis().frames()
        True
        """
        return {name: getattr(self, name) for name in SCHEMAS}

    def save(
        self, folder: str | os.PathLike[str], *, formats: Sequence[OutputFormat] | None = None
    ) -> None:
        """Write the run into a folder: its report, tables, frames, models and manifest.

        Parameters
        ----------
        folder : path
            Made where it is absent; the files of an earlier run in it are replaced. Gets
            `report.pdf`, `report.html`, `figures/`, `tables/`, `articles.parquet`,
            `cities.parquet`, `weights.parquet`, `model/`, `results/` and `manifest.json`.
        formats : sequence of {"pdf", "html", "png"}, optional
            What is rendered: by default what the settings say, or all; nothing where empty.

        Raises
        ------
        UsageError
            Where the folder holds files that no run wrote.
        FolderInUseError
            Where another run writes into it.
        """
        with take_folder(folder) as out:
            self.write(out.staged, formats=formats)
            out.publish()

    def write(self, folder: Path, *, formats: Sequence[OutputFormat] | None = None) -> None:
        """Write what `save` writes into an empty folder of the caller's, and seal it."""
        self._save_data(folder)
        for name in OUTPUTS:
            resolve_name(name)(self, folder, formats=formats)
        seal_folder(folder, self.manifest, self.settings)

    def _save_data(self, root: Path) -> None:
        """Frames and models: all that `load_analysis` needs."""
        for name, frame in self.frames().items():
            write_frame(frame, root / _parquet(name))
        cluster = pd.DataFrame(
            {
                Articles.doc_id: list(map(str, self.clusters.index)),
                "cluster": self.clusters.to_numpy(),
            }
        )
        write_frame(cluster, root / _CLUSTERS)
        for name, fit in (("themes", self.fit), ("topics", self.topics)):
            if fit is not None:
                fit.save(root / _MODELS / name)
        if self.sentences is not None:
            self.sentences.save(root)
        write_json(
            {
                "themes": [asdict(theme) for theme in self.themes],
                "unit": self.unit,
                "intervals_of_text": self.intervals_of_text,
                "support": self.support.to_dict(),
                "settings": self.settings.to_dict(),
                "map": None if self.map is None else asdict(self.map),
            },
            root / _RECORD,
        )


def load_analysis(folder: str | os.PathLike[str]) -> Analysis:
    """Read back what `Analysis.save` wrote; nothing is computed again.

    Parameters
    ----------
    folder : path
        Folder of a finished run.

    Raises
    ------
    InputError
        Where the folder holds no saved analysis, or not the files that its manifest lists.

    Examples
    --------
    >>> load_analysis("no-such-folder")
    Traceback (most recent call last):
    ...
    cityanalysis.errors.InputError: no-such-folder holds no analysis...
    """
    root = Path(folder)
    if not (root / _RECORD).is_file():
        raise InputError(
            f"{root} holds no analysis ({_RECORD.name} is missing). "
            "Name the folder that `cityanalysis analyse --out` wrote."
        )
    written = read_manifest(root)
    if written is None:
        raise InputError(
            f"{root} has no manifest: a run was interrupted, or the folder was copied in part. "
            "Start `cityanalysis analyse` again."
        )
    try:
        manifest = manifest_from(written)
        check_sealed(root, manifest)
        return _read_analysis(root, manifest)
    except CityAnalysisError:
        raise
    except DAMAGE as error:
        raise InputError(
            f"{root} was saved by another version of cityanalysis, or is damaged "
            f"({type(error).__name__}: {error}). Start `cityanalysis analyse` again."
        ) from error


def _read_analysis(root: Path, manifest: Manifest) -> Analysis:
    known = json.loads((root / _RECORD).read_text(encoding="utf-8"))
    cluster = read_frame(root / _CLUSTERS)
    frames: dict[str, Any] = {name: read_frame(root / _parquet(name)) for name in SCHEMAS}
    return Analysis(
        **frames,
        clusters=cluster.set_index(Articles.doc_id)["cluster"],
        fit=_load_model(root / _MODELS / "themes"),
        topics=_load_model(root / _MODELS / "topics"),
        sentences=SentenceVectors.load(root),
        themes=tuple(_theme(entry) for entry in known["themes"]),
        unit=known["unit"],
        intervals_of_text=known["intervals_of_text"],
        support=_support(known["support"]),
        settings=read_settings(None, **known["settings"]),
        map=None if known["map"] is None else _map(known["map"]),
        manifest=manifest,
    )


def _parquet(name: str) -> Path:
    return (Path() if name in _AT_TOP else Path("results")) / f"{name}.parquet"


def _theme(entry: dict[str, Any]) -> Theme:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Theme(**values)


def _map(entry: dict[str, Any]) -> CityMap:
    grid = {city: (row, column) for city, (row, column) in entry["grid"].items()}
    return CityMap(grid=grid, regions=entry["regions"])


def _support(entry: dict[str, Any]) -> Support:
    counts = pd.DataFrame(entry["cities"], columns=CityCounts.names())
    types = {column.name: column.dtype for column in CityCounts.columns()}
    reasons = tuple(Reason(**reason) for reason in entry["reasons"])
    return Support(**entry | {"reasons": reasons, "cities": counts.astype(types)})


def _load_model(folder: Path) -> ThemeFit | None:
    return load_fit(folder) if folder.is_dir() else None
