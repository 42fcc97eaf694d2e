"""How likely a text begins in the middle of a sentence, by its first words and first mark."""

import json
import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from cityanalysis.resources import data_path

__all__ = ["PAUSES", "TailOdds", "tail_features", "tail_odds"]

PAUSES = "，、；："
# Characters within which the first mark is looked for, and classes of its distance.
_READ = 40
_DISTANCES = (1, 2, 3, 5, 8, 14)
_MARK = re.compile("[，。、；：！？”“’》《]")
_WIDE = str.maketrans(",;:?!", "，；：？！")
_FIGURES = re.compile(r"\d+")


class TailOdds(NamedTuple):
    """Log odds of features (`tail_features`), to be summed with `constant`.

    `clauses` holds the log odds that a character stands first behind a comma, against any other
    place in a sentence.
    """

    constant: float
    weights: dict[str, float]
    clauses: dict[str, float]

    def of(self, text: str) -> float:
        """Log odds that a paragraph goes on in mid-sentence, against beginning a sentence."""
        get = self.weights.get
        return self.constant + sum([get(name, 0.0) for name in tail_features(text)])


def tail_features(text: str) -> tuple[str, ...]:
    """The first character and the first two, and how far away which mark stands first.

    Examples
    --------
    >>> tail_features("张。讲解员身后")
    ('张', '张。', '1。')
    """
    begin = _FIGURES.sub("0", text[:_READ]).translate(_WIDE)
    mark = _MARK.search(begin, 1)
    far = bisect_left(_DISTANCES, mark.start()) if mark else len(_DISTANCES)
    distance = _DISTANCES[far] if far < len(_DISTANCES) else _READ
    return begin[:1], begin[:2], f"{distance}{mark.group() if mark else ''}"


@cache
def tail_odds() -> TailOdds:
    """What the package ships, learned by ``training/tails.py``."""
    stored = json.loads(data_path("tails.json").read_text(encoding="utf-8"))
    return TailOdds(stored["constant"], stored["weights"], stored["clauses"])
