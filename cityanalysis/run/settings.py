"""Settings of a whole run: what the command line, a TOML file and `analyse` share."""

import dataclasses
import datetime
import os
import re
import tomllib
from pathlib import Path
from typing import Any

from cityanalysis._typing import (
    DEFAULT_FORMATS,
    OUTPUT_FORMATS,
    EngineChoice,
    Estimand,
    Language,
    Level,
    OutputFormat,
    PeriodChoice,
    ThemeMeasure,
    UnitChoice,
    check_choice,
)
from cityanalysis.cities import MIN_CONFIDENCE
from cityanalysis.compare import MARGIN
from cityanalysis.corpus import ReadOptions, read_corrections
from cityanalysis.errors import InputError, UsageError, did_you_mean
from cityanalysis.themes import COMPARED_ARTICLES, COMPARED_CLUSTERS

__all__ = ["Settings", "read_settings"]

# A single cluster shows no spread, so that no city is compared with fewer than two.
_COMPARED = (("min_clusters", 2), ("min_articles", 2))
# Settings that cannot change a result.
_NO_RESULT = ("jobs", "scheduler", "cache", "quiet")
_CHOICES = {
    "level": Level,
    "unit": UnitChoice,
    "period": PeriodChoice,
    "estimand": Estimand,
    "engine": EngineChoice,
    "measure": ThemeMeasure,
    "lang": Language,
}


def _option(default: Any, means: str, metavar: str = "", *, unset: str = "") -> Any:
    """A setting's default, what it means, and what a run does without it."""
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    if default is None or default is False or default == ():
        text = unset or ("off" if default is False else "none")
    return dataclasses.field(
        default=default, metadata={"means": means, "metavar": metavar, "default": text}
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that a run can be told, with its default.

    The command line, the keys of a TOML file and the table in docs/interface.md come from these
    fields; what each means stands beside it.

    Raises
    ------
    UsageError
        Where a value is not one of its choices.

    Examples
    --------
    >>> Settings(level="county").level
    'county'
    """

    themes: str | None = _option(None, "TOML file of themes", "FILE", unset="the packaged ones")
    level: Level = _option("prefecture", "unit of comparison")
    unit: UnitChoice = _option(
        "auto",
        "what is counted (auto: paragraphs where half the articles exceed 3,000 characters)",
    )
    home: str | None = _option(
        None,
        "the publication's own city: what 我市 means where a page does not say",
        "CITY",
        unset="found from the page and the publication",
    )
    min_confidence: float = _option(
        MIN_CONFIDENCE,
        "how sure a city must be (0 to 1): at 0.7 about 95 tags in 100 are right, fewer are given",
        "P",
    )
    cities: tuple[str, ...] = _option(
        (), "compare only these, by commas", "NAME,...", unset="all that occur"
    )
    since: str | None = _option(
        None,
        "first date (2020-12-28); where given, articles without a date stay out",
        "DATE",
    )
    until: str | None = _option(None, "last date, inclusive", "DATE")
    period: PeriodChoice = _option(
        "auto", "step of the trends (auto: the shortest in which the usual city has five articles)"
    )
    measure: ThemeMeasure = _option(
        "auto",
        "what finds the named themes: full (with sentence vectors), fast (without), seeded_lda or "
        "lexicon (auto: full, for over 5 million characters fast)",
    )
    keep_vectors: bool = _option(
        False,
        "keep the vectors of all sentences: sentences.parquet and sentence_vectors.npy, a kilobyte "
        "a sentence",
    )
    topics: str = _option("auto", "discovered topics: auto, 0 (none) or a number", "K")
    engine: EngineChoice = _option("auto", "engine of the discovered topics")
    runs: int = _option(3, "independent starts of each model", "N")
    sample: int = _option(
        50_000,
        "articles that topics are fitted to, of every city and month in proportion; the others "
        "are measured by that fit",
        "N",
    )
    estimand: Estimand = _option("exposure", "exposure: reprints count; story: each story once")
    min_clusters: int = _option(
        COMPARED_CLUSTERS, "independent clusters a city needs to be compared", "N"
    )
    min_articles: int = _option(COMPARED_ARTICLES, "articles a city needs to be compared", "N")
    margin: float = _option(
        MARGIN,
        "difference within which cities are called alike, as a share (0.1: 10 points; long texts: "
        "at most 0.02)",
        "D",
    )
    labels: str | None = _option(
        None, "CSV of hand labels (doc_id, theme, 0/1) that calibrate the shares", "FILE"
    )
    learn: str | None = _option(
        None, "CSV of hand labels that themes learn from, 30 a theme and more", "FILE"
    )
    topic_labels: str | None = _option(
        None,
        "names of discovered topics: topic_labels.csv of an earlier run, its column label edited",
        "FILE",
        unset="made of the topics' words",
    )
    aliases: str | None = _option(
        None, "CSV of place names of your own (columns alias, code)", "FILE"
    )
    dictionary: str | None = _option(
        None, "words of your own, one per line, or as jieba's dictionaries have them", "FILE"
    )
    stopwords: tuple[str, ...] = _option(
        ("general", "newspaper", "government"), "lists by name or path, by commas", "LIST,..."
    )
    map: str | None = _option(
        None,
        "JSON of city to [row, column], or GeoJSON outlines with a property name",
        "FILE",
        unset="tiles of the province or of the country where the cities lie",
    )
    columns: tuple[tuple[str, str], ...] = _option(
        (), "columns of a table, as text=正文,title=标题", "MAP", unset="found by name"
    )
    lines: bool | None = _option(
        None, "each line of a text file is a document of its own", unset="told by its form"
    )
    today: str | None = _option(
        None, "the day that 今天 and 3小时前 are counted from", "DATE", unset="they are not read"
    )
    group_by: tuple[str, ...] = _option(
        (),
        "columns of a table to keep with its articles; the groups of the first are compared in the "
        "place of cities, those of the others besides",
        "COLUMN,...",
        unset="cities are compared",
    )
    groups: tuple[str, ...] = _option(
        (), "groups of cities compared besides: province, region, tier, or TOML files", "NAME,..."
    )
    shortest: int = _option(1, "rows whose text has fewer characters are left out", "N")
    unpack_limit: str = _option("512MB", "what one packed file may unpack to", "SIZE")
    corrections: str | None = _option(
        None, "what was corrected on the page that `articles --review` writes", "FILE"
    )
    seed: int = _option(0, "seed of all randomness, a whole number from 0", "N")
    jobs: int = _option(1, "worker processes; they never change a result", "N")
    scheduler: str | None = _option(
        None,
        "do the work on texts on the workers of a cluster of Dask or Spark at this address",
        "ADDRESS",
    )
    cache: str | None = _option(
        None,
        "folder that keeps what was read and found, by content, so that a later run does only what "
        "is new",
        "DIR",
        unset="kept until the run is done",
    )
    lang: Language = _option("zh", "language of the report")
    format: tuple[OutputFormat, ...] = _option(
        DEFAULT_FORMATS, f"any of {','.join(OUTPUT_FORMATS)}", "LIST"
    )
    title: str | None = _option(None, "title of the report", "TEXT", unset="the packaged one")
    subtitle: str | None = _option(
        None, "subtitle of the report", "TEXT", unset="says what the material is"
    )
    author: str | None = _option(None, "author, for the cover", "TEXT")
    organisation: str | None = _option(None, "organisation, for the cover", "TEXT")
    logo: str | None = _option(None, "PNG or JPEG for the cover", "FILE")
    date: str | None = _option(None, "date on the cover, as it is to be printed", "TEXT")
    compare: tuple[str, ...] = _option(
        (), "two cities that a page sets side by side", "A,B", unset="all where two to four compare"
    )
    brief: bool = _option(False, "a PDF of two pages: findings, heatmap, limits")
    crops: str | None = _option(
        None, "folder of the pages: quotes of report.html are shown as printed too", "DIR"
    )
    template: str | None = _option(
        None, "your own typst template", "FILE", unset="the packaged one"
    )
    strict: bool = _option(False, "a file that cannot be read is an error")
    quiet: bool = _option(False, "no progress on standard error")

    def __post_init__(self) -> None:
        _take_kinds(self)
        for name, alias in _CHOICES.items():
            check_choice(name, getattr(self, name), alias)
        for value in self.format:
            check_choice("format", value, OutputFormat)
        least_of = {"runs": 1, "jobs": 1, "seed": 0, "shortest": 1, "sample": 50} | dict(_COMPARED)
        for name, least in least_of.items():
            _whole_number(name, getattr(self, name), least)
        if not (_is_number(self.min_confidence) and 0 <= self.min_confidence <= 1):
            raise UsageError(
                f"min_confidence must lie between 0 and 1; got {self.min_confidence!r}."
            )
        if not (_is_number(self.margin) and 0 < self.margin < 1):
            raise UsageError(
                f"margin must lie between 0 and 1 (10 points are 0.1); got {self.margin!r}."
            )
        if self.compare and len(set(self.compare)) != 2:
            raise UsageError(
                f"compare takes two cities, as 聊城,德州; got {','.join(self.compare)!r}."
            )
        for name in ("since", "until", "today"):
            _date(name, getattr(self, name))
        _n_bytes(self.unpack_limit)
        if self.keep_vectors and self.measure not in ("auto", "full"):
            raise UsageError(
                f"keep_vectors: the measure {self.measure} has no sentence vectors. Choose full."
            )
        if self.topics != "auto":
            _whole_number("topics", self.topics, 0, remedy='"auto", or ')
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since ({self.since}) is after until ({self.until}). Swap them.")

    def read_options(self) -> ReadOptions:
        """How files are read."""
        return ReadOptions(
            columns=self.columns,
            keep=self.group_by,
            lines=self.lines,
            today=datetime.date.fromisoformat(self.today) if self.today else None,
            shortest=self.shortest,
            unpack_limit=_n_bytes(self.unpack_limit),
            corrections=read_corrections(self.corrections) if self.corrections else (),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without what cannot change a result."""
        plain = dataclasses.asdict(self)
        return {key: plain[key] for key in plain if key not in _NO_RESULT}


# Kinds of values, and the words for them; lists and choices are checked on their own.
_KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "a text in quotes"),
    str | None: ((str, os.PathLike, type(None)), "a text in quotes"),
    bool: ((bool,), "true or false"),
    bool | None: ((bool, type(None)), "true or false"),
    float: ((int, float), "a number"),
}


def _take_kinds(settings: Settings) -> None:
    for one in dataclasses.fields(settings):
        value = getattr(settings, one.name)
        if one.name == "topics" and type(value) is int:
            object.__setattr__(settings, one.name, str(value))
            continue
        kinds, words = _KINDS.get(one.type, ((object,), ""))
        if not isinstance(value, kinds):
            raise UsageError(f"{one.name} must be {words}; got {value!r}.")


def _whole_number(name: str, value: Any, least: int, remedy: str = "") -> None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if number < least or isinstance(value, bool | float):
        raise UsageError(f"{name} must be {remedy}a whole number from {least}; got {value!r}.")


def _is_number(value: object) -> bool:
    """Whether a settings file gave a number, and neither text nor true."""
    return isinstance(value, int | float) and not isinstance(value, bool)


_SIZE = re.compile(r"(\d+)\s*([kmg]?)b?", re.I)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def _n_bytes(size: str) -> int:
    found = _SIZE.fullmatch(str(size).strip())
    if found is None or int(found[1]) < 1:
        raise UsageError(f"unpack_limit must be a size such as 512MB or 2GB; got {size!r}.")
    return int(found[1]) * _UNITS[found[2].lower()]


def _date(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsageError(f"{name} must be a date such as 2020-12-28; got {value!r}.") from None


def read_settings(path: str | Path | None, **given: Any) -> Settings:
    """Settings from a TOML file, with the values that are given winning over it.

    Parameters
    ----------
    path : str, Path or None
        A file such as cityanalysis.toml; each option of ``analyse`` is a key. None reads no file.
    **given
        Values of single settings; None means not given.

    Raises
    ------
    InputError
        Where the file cannot be read or is no TOML.
    UsageError
        Where a key is unknown or a value is not one of its choices.

    Examples
    --------
    >>> read_settings(None, seed=7).seed
    7
    """
    values = _read_toml(Path(path)) if path is not None else {}
    known = {field.name for field in dataclasses.fields(Settings)}
    for key in values:
        if key not in known:
            choices, near = ", ".join(sorted(known)), did_you_mean(key, sorted(known))
            raise UsageError(f"{path}: unknown setting {key!r}.{near} Known are: {choices}.")
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(**{key: _plain(key, value) for key, value in values.items()})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the settings file {path}: {error}.") from error
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path} is no valid TOML: {error}. Mend that line.") from error
    return {key.replace("-", "_"): value for key, value in table.items()}


def _plain(key: str, value: Any) -> Any:
    """The settings' own types: tuples for lists, text for dates and numbers of topics."""
    is_list = key in ("cities", "columns", "compare", "format", "stopwords", "group_by", "groups")
    if is_list and not isinstance(value, str | list | tuple | dict):
        raise UsageError(f"{key} must be a list or a text; got {value!r}.")
    if key == "columns":
        return _columns(value)
    if is_list:
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(str(part).strip() for part in parts if str(part).strip())
    if key in ("since", "until", "topics", "today", "unpack_limit"):
        return str(value)
    return value


def _columns(value: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict):
        return tuple((str(field), str(name)) for field, name in value.items())
    if not isinstance(value, str):
        if not all(isinstance(one, list | tuple) and len(one) == 2 for one in value):
            raise UsageError(f"columns must look like text=正文,title=标题; got {value!r}.")
        return tuple((str(field), str(name)) for field, name in value)
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    for field, sign, name in pairs:
        if not (field.strip() and sign and name.strip()):
            raise UsageError(f"columns must look like text=正文,title=标题; got {value!r}.")
    return tuple((field.strip(), name.strip()) for field, _, name in pairs)
