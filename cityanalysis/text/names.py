"""Words that the segmenter should know, and names that topics should not be made of."""

import tomllib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from cityanalysis.resources import data_path

__all__ = ["packaged_seeds", "person_names", "place_names"]


@lru_cache(maxsize=1)
def packaged_seeds() -> frozenset[str]:
    """Seed words of the packaged themes.

    Examples
    --------
    >>> "招商引资" in packaged_seeds()
    True
    """
    with data_path("themes.toml").open("rb") as file:
        themes = tomllib.load(file)["theme"]
    return frozenset(seed for theme in themes for seed in theme["seeds"])


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Names of places that jieba's own dictionary marks as such.

    Examples
    --------
    >>> "济南市" in place_names()
    True
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return frozenset()
    lines = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines if line.endswith(" ns"))


def person_names(articles: pd.DataFrame) -> frozenset[str]:
    """Names in the articles' bylines.

    Parameters
    ----------
    articles : DataFrame
        ``byline`` and ``correspondents``, lists of str, where there are any.

    Examples
    --------
    >>> person_names(pd.DataFrame({"byline": [["张三"], []]}))
    frozenset({'张三'})
    """
    columns = [c for c in ("byline", "correspondents") if c in articles]
    lists = (names for column in columns for names in articles[column])
    return frozenset(name for names in lists if isinstance(names, (list, tuple)) for name in names)
