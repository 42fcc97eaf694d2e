"""What the installation has, what it lacks, and how to get it."""

import platform

import pandas as pd

from cityanalysis.resources import data_path, font_path, stopword_lists
from cityanalysis.run import NEEDED, OPTIONAL, version_of

__all__ = ["check_installation"]

_REMEDIES = dict.fromkeys(("rapidocr", "onnxruntime"), "pip install 'cityanalysis[scans]'")
_REMEDIES["duckdb"] = "pip install 'cityanalysis[sql]'"


def check_installation() -> pd.DataFrame:
    """One row a check.

    Returns
    -------
    DataFrame
        `name`, `found` (version or path), `is_ok`, `needed`, `remedy`.

    Examples
    --------
    >>> bool(check_installation().query("needed")["is_ok"].all())
    True
    """
    rows = [("python", platform.python_version(), True, True, "")]
    for needed, names in ((True, NEEDED), (False, OPTIONAL)):
        for name in names:
            found = version_of(name)
            remedy = "" if found else _REMEDIES.get(name, f"pip install {name}")
            rows.append((name, found or "missing", found is not None, needed, remedy))
    for name in ("gazetteer", "themes.toml", "sample_pages", "report"):
        rows.append(_data_row(name))
    rows.append(("stopwords", ", ".join(stopword_lists()), bool(stopword_lists()), True, ""))
    rows.append(_font_row())
    return pd.DataFrame(rows, columns=["name", "found", "is_ok", "needed", "remedy"])


def _data_row(name: str) -> tuple[str, str, bool, bool, str]:
    try:
        return name, data_path(name).name, True, True, ""
    except FileNotFoundError:
        return name, "missing", False, True, "reinstall cityanalysis"


def _font_row() -> tuple[str, str, bool, bool, str]:
    try:
        return "font", font_path().name, True, True, ""
    except Exception as error:  # the message is the remedy
        return "font", "missing", False, True, str(error)
