"""What the installation has, what it lacks, and how to get it."""

import platform
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from cityanalysis.resources import data_path, font_path, stopword_lists

__all__ = ["check_installation", "versions"]

_NEEDED = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "gensim",
    "jieba",
    "ahocorasick-rs",
    "matplotlib",
    "typst",
    "fonttools",
    "zhplot",
)
_OPTIONAL = ("rjieba", "tomotopy", "trafilatura", "pypdfium2", "python-docx", "openpyxl")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def versions() -> dict[str, str]:
    """Version of Python, of this package and of everything that can change a result.

    Examples
    --------
    >>> "numpy" in versions()
    True
    """
    found = {name: _version(name) for name in ("cityanalysis", *_NEEDED, *_OPTIONAL)}
    return {"python": platform.python_version()} | {k: v for k, v in found.items() if v}


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
    for needed, names in ((True, _NEEDED), (False, _OPTIONAL)):
        for name in names:
            found = _version(name)
            remedy = "" if found else f"pip install {name}"
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
