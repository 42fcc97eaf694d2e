"""Traditional characters and their simplified forms, one for one."""

import csv
from functools import lru_cache

from cityanalysis.resources import data_path

__all__ = ["simplified_forms"]


@lru_cache(maxsize=1)
def simplified_forms() -> dict[int, str]:
    """A table for ``str.translate``: traditional characters to simplified ones.

    Examples
    --------
    >>> "標題".translate(simplified_forms())
    '标题'
    """
    with data_path("gazetteer/traditional.csv").open(encoding="utf-8", newline="") as file:
        return {ord(traditional): plain for traditional, plain in list(csv.reader(file))[1:]}
