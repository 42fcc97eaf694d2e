"""The choices of `_typing` are those that the tables behind them offer."""

from typing import get_args

import numpy as np
import pandas as pd
import pytest

from cityanalysis import _typing
from cityanalysis.compare.distinctive_words import MEASURES
from cityanalysis.compare.trend import PERIODS
from cityanalysis.corpus.splitting.items import _ALONE
from cityanalysis.text import TOKENIZERS, count_terms
from cityanalysis.themes import fit_topics
from cityanalysis.themes.fit import TOPIC_ENGINES
from cityanalysis.themes.nmf import NMF
from cityanalysis.wording.phrase_table import phrase_table


@pytest.mark.parametrize(
    ("alias", "offered"),
    [
        (_typing.TopicEngine, set(TOPIC_ENGINES)),
        (_typing.EngineChoice, {"auto", *TOPIC_ENGINES}),
        (_typing.TokenizerEngine, {"auto", *TOKENIZERS}),
        (_typing.KeynessMeasure, set(MEASURES)),
        (_typing.Period, set(PERIODS)),
        (_typing.Kind, {"article", *_ALONE.values()}),
        (_typing.CountedUnit, set(phrase_table()["counted"])),
        (_typing.Language, set(phrase_table()["format"]["day"])),
    ],
)
def test_a_choice_is_offered_and_what_is_offered_is_a_choice(
    alias: object, offered: set[str]
) -> None:
    assert set(get_args(alias)) == offered


def test_a_topic_engine_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TOPIC_ENGINES, "nmf_again", NMF)
    words = [["研发", "人才"], ["蔬菜", "小麦"]]
    tokens = pd.Series({f"d{n}": words[n % 2] for n in range(8)})
    dtm = count_terms(tokens)
    again = fit_topics(dtm, n_topics=2, engine="nmf_again")  # type: ignore[arg-type]
    assert np.allclose(again.theta, fit_topics(dtm, n_topics=2, engine="nmf").theta)
