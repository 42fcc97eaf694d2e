"""Versions of everything that can change a result."""

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["NEEDED", "OPTIONAL", "code_digest", "version_of", "versions"]

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
    *("rapidocr", "onnxruntime", "duckdb", "distributed"),
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


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Digest of the package and of what it stands on: no result outlives what found it."""
    digest = hashlib.sha256(repr(sorted(versions().items())).encode())
    root = Path(__file__).parents[1]
    for file in sorted((*root.rglob("*.py"), *(root / "data").glob("*.*"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()
