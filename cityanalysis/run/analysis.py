"""All that one run found, as frames and plain values, and how it is kept on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis._typing import OutputFormat
from cityanalysis.errors import InputError
from cityanalysis.frames import as_html, as_text, read_frame, write_frame, write_json
from cityanalysis.run.manifest import seal_folder
from cityanalysis.run.out_folder import take_folder

if TYPE_CHECKING:
    from cityanalysis.themes import Theme, ThemeFit

__all__ = ["Analysis", "load_analysis"]

# What is written into a run's folder beside its data, as module:function; each is called with the
# analysis, the folder and `formats`. They stand above this room, so they are known by name and
# imported when a run is saved.
OUTPUTS = ("cityanalysis.report:save_report",)

# Frames that lie at the top of a run's folder, where people look for them.
_AT_TOP = ("articles", "cities", "weights")


@dataclass(frozen=True)
class Analysis:
    """What `analyse()` returns: every frame of a run, and where it came from.

    Frames have the columns of docs/design.md. A frame that the corpus cannot support is empty.

    Attributes
    ----------
    articles, cities, hits : DataFrame
        Articles, the cities that they belong to, and the seed words found in them.
    weights : DataFrame, documents × themes
        theta; rows sum to 1.
    assignments : DataFrame of bool, documents × themes
        What an article is substantially about.
    fit, topics : ThemeFit or None
        The fit of the named themes; the fit of discovered topics, None where there are none.
    topic_terms : DataFrame
        `topic`, `rank`, `term`, `probability`, `frex`.
    topic_labels : DataFrame
        `topic`, `label`, `terms`: names of the topics, with the terms that tell them again.
    city_weights, prevalence : DataFrame
        Mean weight, and share of articles, by city and theme, with intervals.
    omnibus, contrasts, keyness, distances, trends, series : DataFrame
        See docs/design.md.
    quotients, adjusted : DataFrame
        Each city's share over that of the others; shares with every city given the same mix of
        publications, periods and lengths.
    calibrated, label_scores : DataFrame
        Shares as hand labels correct them, and how well the measure agrees with the labels;
        empty without labels.
    clusters : Series
        doc_id → id of the cluster (story, page and date, reprints).
    themes : tuple of Theme
        The named themes, in the order of their file.
    support : dict
        What the corpus can carry, with reason codes and numbers.
    settings : dict
        Every option of the run.
    manifest : dict
        `inputs`, `versions`, `warnings`, `skipped`, `stages`.

    Examples
    --------
    >>> analysis = Analysis(settings={"seed": 1})
    >>> analysis.settings["seed"], len(analysis.articles)
    (1, 0)
    """

    articles: pd.DataFrame = field(default_factory=pd.DataFrame)
    cities: pd.DataFrame = field(default_factory=pd.DataFrame)
    hits: pd.DataFrame = field(default_factory=pd.DataFrame)
    weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    assignments: pd.DataFrame = field(default_factory=pd.DataFrame)
    topic_terms: pd.DataFrame = field(default_factory=pd.DataFrame)
    topic_labels: pd.DataFrame = field(default_factory=pd.DataFrame)
    city_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    prevalence: pd.DataFrame = field(default_factory=pd.DataFrame)
    omnibus: pd.DataFrame = field(default_factory=pd.DataFrame)
    contrasts: pd.DataFrame = field(default_factory=pd.DataFrame)
    keyness: pd.DataFrame = field(default_factory=pd.DataFrame)
    distances: pd.DataFrame = field(default_factory=pd.DataFrame)
    trends: pd.DataFrame = field(default_factory=pd.DataFrame)
    series: pd.DataFrame = field(default_factory=pd.DataFrame)
    quotients: pd.DataFrame = field(default_factory=pd.DataFrame)
    adjusted: pd.DataFrame = field(default_factory=pd.DataFrame)
    calibrated: pd.DataFrame = field(default_factory=pd.DataFrame)
    label_scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    clusters: pd.Series = field(default_factory=lambda: pd.Series(dtype="str", name="cluster"))
    fit: ThemeFit | None = None
    topics: ThemeFit | None = None
    themes: tuple[Theme, ...] = ()
    support: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown())

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        known = self.support.get("cities", [])
        topics = () if self.topics is None else self.topics.themes
        return "Analysis", [
            ("documents", self.support.get("n_articles", 0)),
            ("independent clusters", self.support.get("n_clusters", 0)),
            ("cities", f"{len(known)}, of which compared {_n_compared(known)}"),
            ("named themes", len(self.themes)),
            ("discovered topics", len(topics)),
            ("themes that differ (q ≤ 0.05)", _n_different(self.omnibus)),
            ("warnings", len(self.manifest.get("warnings", ()))),
        ]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every frame by its name.

        Examples
        --------
        >>> "prevalence" in Analysis().frames()
        True
        """
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, pd.DataFrame)}

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
        seal_folder(folder, self.manifest)

    def _save_data(self, root: Path) -> None:
        """Frames and models: all that `load_analysis` needs."""
        (root / "results").mkdir(parents=True, exist_ok=True)
        for name, frame in self.frames().items():
            write_frame(frame, _parquet(root, name))
        cluster = pd.DataFrame(
            {"doc_id": list(map(str, self.clusters.index)), "cluster": self.clusters.to_numpy()}
        )
        write_frame(cluster, root / "results" / "clusters.parquet")
        for name, fit in (("themes", self.fit), ("topics", self.topics)):
            if fit is not None:
                fit.save(root / "model" / name)
        write_json(
            {
                "themes": [vars_of(theme) for theme in self.themes],
                "support": dict(self.support),
                "settings": dict(self.settings),
            },
            root / "results" / "analysis.json",
        )


def load_analysis(folder: str | os.PathLike[str]) -> Analysis:
    """Read back what `Analysis.save` wrote; nothing is computed again.

    Raises
    ------
    InputError
        Where the folder holds no saved analysis.

    Examples
    --------
    >>> load_analysis("no-such-folder")
    Traceback (most recent call last):
    ...
    cityanalysis.errors.InputError: no-such-folder holds no analysis...
    """
    root = Path(folder)
    record = root / "results" / "analysis.json"
    if not record.is_file():
        raise InputError(
            f"{root} holds no analysis ({record.name} is missing). "
            "Name the folder that `cityanalysis analyse --out` wrote."
        )
    values: dict[str, Any] = _read_json(record)
    kept = [name for name in Analysis().frames() if _parquet(root, name).is_file()]
    for name in kept:
        values[name] = read_frame(_parquet(root, name))
    cluster = read_frame(root / "results" / "clusters.parquet")
    values["clusters"] = cluster.set_index("doc_id")["cluster"]
    values["themes"] = tuple(_theme(entry) for entry in values["themes"])
    manifest = root / "manifest.json"
    values["manifest"] = _read_json(manifest) if manifest.is_file() else {}
    values["fit"] = _load_model(root / "model" / "themes")
    values["topics"] = _load_model(root / "model" / "topics")
    return Analysis(**values)


def _n_compared(cities: Iterable[Mapping[str, Any]]) -> int:
    return sum(bool(city["comparable"]) for city in cities)


def _n_different(omnibus: pd.DataFrame) -> int:
    return int((omnibus["q_value"] <= 0.05).sum()) if len(omnibus) else 0


def vars_of(value: Any) -> dict[str, Any]:
    """Fields of a frozen dataclass as a plain dict, tuples as lists."""
    pairs = {f.name: getattr(value, f.name) for f in fields(value)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs.items()}


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _parquet(root: Path, name: str) -> Path:
    return (root if name in _AT_TOP else root / "results") / f"{name}.parquet"


def _theme(entry: dict[str, Any]) -> Theme:
    from cityanalysis.themes import Theme

    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Theme(**values)


def _load_model(folder: Path) -> ThemeFit | None:
    from cityanalysis.themes import load_fit

    return load_fit(folder) if folder.is_dir() else None
