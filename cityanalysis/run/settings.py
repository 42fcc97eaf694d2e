"""Settings of a whole run: what the command line, a TOML file and `analyse` share."""

import dataclasses
import datetime
import tomllib
from pathlib import Path
from typing import Any

from cityanalysis._typing import (
    OUTPUT_FORMATS,
    EngineChoice,
    Estimand,
    Language,
    Level,
    OutputFormat,
    Period,
    UnitChoice,
    check_choice,
)
from cityanalysis.errors import InputError, UsageError

__all__ = ["Settings", "read_settings"]

_CHOICES = {
    "level": Level,
    "unit": UnitChoice,
    "period": Period,
    "estimand": Estimand,
    "engine": EngineChoice,
    "lang": Language,
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that a run can be told, with its default.

    Parameters
    ----------
    themes : str or None
        Themes file; None takes the packaged one.
    level : {"prefecture", "province", "county"}
        Unit of comparison.
    unit : {"auto", "article", "paragraph"}
        What is counted; ``auto`` takes the paragraphs of long articles.
    home : str or None
        The publication's own city: what 我市 means where a page does not say.
    cities : tuple of str
        Only these cities are compared; empty means all that occur.
    since, until : str or None
        First and last date (YYYY-MM-DD), inclusive; where either is set, articles without a date
        stay out.
    period : {"month", "quarter", "year"}
        Step of the trends.
    topics : str
        ``"auto"`` lets the corpus decide, ``"0"`` discovers none, else the number of topics.
    engine : str
        Engine of the discovered topics.
    runs : int
        Independent starts of each model.
    estimand : {"exposure", "story"}
        Whether reprints count.
    labels : str or None
        CSV of hand labels (doc_id, theme, 0/1) that calibrate the shares.
    topic_labels : str or None
        CSV of names for the discovered topics: `topic_labels.csv` of an earlier run, edited.
    aliases, dictionary, template : str or None
        The user's own place aliases (CSV), words (one a line) and typst template.
    map : str or None
        JSON of city to [row, column], or GeoJSON outlines, in the place of Shandong's tiles.
    stopwords : tuple of str
        Names of packaged lists, or paths of own ones.
    columns : tuple of (str, str)
        Which column of a table is what, as pairs (field, name).
    seed, jobs : int
        Seed of all randomness; worker processes, which never change a result.
    lang : {"zh", "en"}
        Language of the report.
    format : tuple of {"pdf", "html", "png"}
        What is rendered.
    strict : bool
        A file that cannot be read is an error.
    quiet : bool
        No progress on standard error.

    Raises
    ------
    UsageError
        Where a value is not one of its choices.

    Examples
    --------
    >>> Settings(level="county").level
    'county'
    """

    themes: str | None = None
    level: Level = "prefecture"
    unit: UnitChoice = "auto"
    home: str | None = None
    cities: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    period: Period = "month"
    topics: str = "auto"
    engine: EngineChoice = "auto"
    runs: int = 3
    estimand: Estimand = "exposure"
    labels: str | None = None
    topic_labels: str | None = None
    aliases: str | None = None
    dictionary: str | None = None
    template: str | None = None
    map: str | None = None
    stopwords: tuple[str, ...] = ("general", "newspaper", "government")
    columns: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    jobs: int = 1
    lang: Language = "zh"
    format: tuple[OutputFormat, ...] = OUTPUT_FORMATS
    strict: bool = False
    quiet: bool = False

    def __post_init__(self) -> None:
        for name, alias in _CHOICES.items():
            check_choice(name, getattr(self, name), alias)
        for value in self.format:
            check_choice("format", value, OutputFormat)
        for name, least in (("runs", 1), ("jobs", 1), ("seed", 0)):
            _whole_number(name, getattr(self, name), least)
        for name in ("since", "until"):
            _date(name, getattr(self, name))
        if self.topics != "auto":
            _whole_number("topics", self.topics, 0, remedy='"auto", or ')
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since ({self.since}) is after until ({self.until}). Swap them.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without what cannot change a result (jobs, quiet)."""
        plain = dataclasses.asdict(self)
        return {key: plain[key] for key in plain if key not in ("jobs", "quiet")}


def _whole_number(name: str, value: Any, least: int, remedy: str = "") -> None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if number < least or isinstance(value, bool | float):
        raise UsageError(f"{name} must be {remedy}a whole number from {least}; got {value!r}.")


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
            choices = ", ".join(sorted(known))
            raise UsageError(f"{path}: unknown setting {key!r}. Known are: {choices}.")
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(**{key: _plain(key, value) for key, value in values.items()})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the settings file {path}: {error}.") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is no valid TOML: {error}. Mend that line.") from error
    return {key.replace("-", "_"): value for key, value in table.items()}


def _plain(key: str, value: Any) -> Any:
    """The settings' own types: tuples for lists, text for dates and numbers of topics."""
    if key == "columns":
        return _columns(value)
    if key in ("cities", "format", "stopwords"):
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(str(part).strip() for part in parts if str(part).strip())
    if key in ("since", "until", "topics"):
        return str(value)
    return value


def _columns(value: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict):
        return tuple((str(field), str(name)) for field, name in value.items())
    if not isinstance(value, str):
        return tuple((str(field), str(name)) for field, name in value)
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    for field, sign, name in pairs:
        if not (field.strip() and sign and name.strip()):
            raise UsageError(f"columns must look like text=正文,title=标题; got {value!r}.")
    return tuple((field.strip(), name.strip()) for field, _, name in pairs)
