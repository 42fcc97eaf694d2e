"""Where the packaged data lies: gazetteer, themes, stopwords, font, sample pages."""

from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from cityanalysis.errors import UsageError

__all__ = ["data_path", "font_path", "sample_pages", "stopword_lists"]


def data_path(name: str) -> Path:
    """Path of a packaged data file or folder.

    Parameters
    ----------
    name : str
        Path below ``cityanalysis/data``, with forward slashes.

    Raises
    ------
    FileNotFoundError
        Where the installation lacks the file; reinstalling mends it.

    Examples
    --------
    >>> data_path("themes.toml").name
    'themes.toml'
    """
    path = Path(str(files("cityanalysis"))) / "data" / name
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing from the installed package. Reinstall cityanalysis."
        )
    return path


def sample_pages() -> Path:
    """Folder of the invented sample pages that `cityanalysis demo` analyses."""
    # The gold and the README lie one folder up, so that walking this one meets pages only.
    return data_path("sample_pages/pages")


def stopword_lists() -> dict[str, Path]:
    """Name of each packaged stopword list and its file, in order of name.

    Examples
    --------
    >>> "general" in stopword_lists()
    True
    """
    packaged = Path(str(files("cityanalysis"))) / "data" / "stopwords"
    # A checkout keeps the lists at the top level; the wheel carries them inside the package.
    folder = packaged if packaged.is_dir() else packaged.parents[2] / "stopwords"
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


@lru_cache(maxsize=1)
def font_path() -> Path:
    """TrueType font that covers Chinese, found without importing its package.

    Raises
    ------
    UsageError
        Where the package that carries the font is not installed.

    Examples
    --------
    >>> font_path().suffix
    '.ttf'
    """
    # Importing zhplot would change matplotlib's font.family for the whole process.
    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = sorted(Path(folder).rglob("*.ttf"))
        if found:
            return found[0]
    raise UsageError("no Chinese font: the package zhplot is missing. pip install zhplot")
