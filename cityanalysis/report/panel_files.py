"""A panel of theme shares as files that Excel, Stata and R read."""

import os
from pathlib import Path

import pandas as pd

from cityanalysis.errors import UsageError
from cityanalysis.frames import Panel, unfinished, write_frame
from cityanalysis.report.csv_tables import harmless, write_csv

__all__ = ["write_panel"]

# Excel's limit of rows on a sheet.
_EXCEL_ROWS = 1_048_576
_TEXTS = (Panel.city, Panel.code, Panel.code_then)
# Stata's limits of letters of a name and of a label.
_STATA_NAME, _STATA_LABEL = 32, 80


def write_panel(frame: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a panel as other programs take it: one row per city and period, a column per theme.

    Parameters
    ----------
    frame : DataFrame
        Of `panel`.
    path : path
        Its ending says the format: ``.csv`` (UTF-8 with a mark that Excel knows), ``.xlsx``,
        ``.dta`` (Stata 14 and later; R reads it with haven) or ``.parquet``. Codes are those of
        GB/T 2260, by which yearbooks can be joined.

    Returns
    -------
    Path

    Raises
    ------
    UsageError
        Where the ending is none of these, or the panel has more rows than the format takes.
    """
    target = Path(path)
    if target.suffix.lower() not in _WRITERS:
        raise UsageError(f"{target} must end with one of {', '.join(_WRITERS)}.")
    wide = _wide(frame)
    if target.suffix.lower() == ".xlsx" and len(wide) >= _EXCEL_ROWS:
        raise UsageError(f"{len(wide)} rows are more than Excel takes; write .csv or .dta.")
    _WRITERS[target.suffix.lower()](wide, target)
    return target


def _wide(frame: pd.DataFrame) -> pd.DataFrame:
    keys = [
        Panel.city,
        Panel.code,
        Panel.code_then,
        Panel.period,
        Panel.n_articles,
        Panel.n_clusters,
    ]
    themes = list(dict.fromkeys(frame[Panel.theme]))
    n_themes = max(len(themes), 1)
    rows = frame.iloc[::n_themes][keys].reset_index(drop=True)
    shares = frame[Panel.share].to_numpy(float).reshape(len(rows), len(themes))
    return pd.concat([rows, pd.DataFrame(shares, columns=themes)], axis=1)


def _write_excel(wide: pd.DataFrame, path: Path) -> None:
    safe = wide.rename(columns=lambda name: harmless(str(name)))
    for name in _TEXTS:
        safe[name] = safe[name].map(harmless, na_action="ignore").astype(object)
    with unfinished(path) as draft, draft.open("wb") as stream:
        safe.to_excel(stream, index=False, sheet_name="panel", engine="openpyxl")


def _write_stata(wide: pd.DataFrame, path: Path) -> None:
    if wide[Panel.period].isna().all():
        wide = wide.drop(columns=[Panel.period, Panel.code_then])
    named = _stata_names(list(map(str, wide.columns)))
    plain = wide.rename(columns=named)
    for name in (one for one in _TEXTS if one in plain):
        plain[name] = plain[name].astype(object).where(plain[name].notna(), "")
    with unfinished(path) as draft:
        plain.to_stata(
            draft,
            write_index=False,
            version=118,
            convert_dates={Panel.period: "td"} if Panel.period in plain else None,
            # Stata notes when a file was written; a fixed day keeps its bytes the same.
            time_stamp=pd.Timestamp("2000-01-01").to_pydatetime(),
            variable_labels={new: old[:_STATA_LABEL] for old, new in named.items()},
        )


def _stata_names(names: list[str]) -> dict[str, str]:
    """Letters (Chinese ones too), digits and underscores that Stata takes, none of them twice."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        kept = "".join(letter if letter.isalnum() else "_" for letter in name)
        kept = (kept if kept[:1].isalpha() else f"v_{kept}")[:_STATA_NAME]
        number, free = 1, kept
        while free in taken:
            number += 1
            end = f"_{number}"
            free = kept[: _STATA_NAME - len(end)] + end
        taken.add(free)
        found[name] = free
    return found


_WRITERS = {
    ".csv": write_csv,
    ".xlsx": _write_excel,
    ".dta": _write_stata,
    ".parquet": write_frame,
}
