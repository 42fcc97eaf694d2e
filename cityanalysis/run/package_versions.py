"""Versions of everything that can change a result."""

import platform
from importlib.metadata import PackageNotFoundError, version

__all__ = ["NEEDED", "OPTIONAL", "version_of", "versions"]

NEEDED = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "jieba",
    "ahocorasick-rs",
    "matplotlib",
    "typst",
    "fonttools",
    "zhplot",
)
OPTIONAL = (
    *("rjieba", "gensim", "tomotopy", "trafilatura", "pypdfium2", "python-docx", "openpyxl"),
    *("rapidocr", "onnxruntime", "duckdb"),
)


def version_of(package: str) -> str | None:
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
    found = {name: version_of(name) for name in ("cityanalysis", *NEEDED, *OPTIONAL)}
    return {"python": platform.python_version()} | {k: v for k, v in found.items() if v}
