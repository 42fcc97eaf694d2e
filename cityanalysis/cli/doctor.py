"""What the installation has, what it lacks, and how to get it."""

import platform
from typing import NamedTuple

import pandas as pd

from cityanalysis.resources import data_path, font_path, stopword_lists
from cityanalysis.run import NEEDED, OPTIONAL, version_of

__all__ = ["check_installation"]

_REMEDIES = dict.fromkeys(("rapidocr", "onnxruntime"), "pip install 'cityanalysis[scans]'")
_REMEDIES["duckdb"] = "pip install 'cityanalysis[sql]'"


class _Check(NamedTuple):
    """One thing that is looked for."""

    name: str
    found: str
    is_ok: bool = True
    needed: bool = True
    remedy: str = ""


def check_installation() -> pd.DataFrame:
    """One row per check.

    Returns
    -------
    DataFrame
        `name`, `found` (version or path), `is_ok`, `needed`, `remedy`.

    Examples
    --------
    >>> bool(check_installation().query("needed")["is_ok"].all())
    True
    """
    rows = [_Check("python", platform.python_version())]
    for needed, names in ((True, NEEDED), (False, OPTIONAL)):
        for name in names:
            found = version_of(name)
            remedy = "" if found else _REMEDIES.get(name, f"pip install {name}")
            rows.append(_Check(name, found or "missing", found is not None, needed, remedy))
    for name in ("gazetteer", "themes.toml", "sample_pages", "report"):
        rows.append(_data_row(name))
    rows.append(_Check("stopwords", ", ".join(stopword_lists()), bool(stopword_lists())))
    rows.append(_font_row())
    return pd.DataFrame(rows, columns=list(_Check._fields))


def _data_row(name: str) -> _Check:
    try:
        return _Check(name, data_path(name).name)
    except FileNotFoundError:
        return _Check(name, "missing", is_ok=False, remedy="reinstall cityanalysis")


def _font_row() -> _Check:
    try:
        return _Check("font", font_path().name)
    except Exception as error:  # the message is the remedy
        return _Check("font", "missing", is_ok=False, remedy=str(error))
