"""The choices of `_typing` are those that the tables behind them offer."""

import copy
import subprocess
import sys
from typing import Literal, get_args

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
from cityanalysis.wording import phrase_table as phrase_table_module
from cityanalysis.wording import phrases
from cityanalysis.wording.phrase_table import phrase_table


@pytest.mark.parametrize(
    ("alias", "offered"),
    [
        (_typing.TopicEngine, {*TOPIC_ENGINES, "embedding"}),
        (_typing.EngineChoice, {"auto", "embedding", *TOPIC_ENGINES}),
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
    again = fit_topics(dtm, n_topics=2, engine="nmf_again")
    assert np.allclose(again.theta, fit_topics(dtm, n_topics=2, engine="nmf").theta)


def test_an_analysed_kind_is_one_entry() -> None:
    """In a process of its own: a kind that is added before anything else is imported."""
    code = """
import cityanalysis._typing as typing
typing.ANALYSED_KINDS += ("letter",)
import pandas as pd, cityanalysis as ca
from cityanalysis.corpus import find_duplicates
text = "本报聊城讯 聊城推广招才引智新模式，引进人才三十名，项目落地十二个，企业研发提速。"
page = sorted(ca.sample_pages().glob("*.txt"))[:1]
articles = ca.read_corpus(page).assign(kind="letter", text=text)
assert len(ca.analysed(articles)) == len(articles) > 1
assert len(ca.clusters(articles)) == len(articles)
assert find_duplicates(articles)["duplicate_group"].notna().all()
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_language_of_phrases_is_an_entry_beside_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(phrases, "Language", Literal["zh", "en", "fr"])
    table = copy.deepcopy(phrase_table())
    for kind in table["counted"].values():
        kind["fr"] = kind["en"] | {"units": "articles de presse"}
    for group, entries in table.items():
        for entry in entries.values() if group != "counted" else ():
            if isinstance(entry, dict):
                entry["fr"] = entry["en"]
    for home in (phrases, phrase_table_module):
        monkeypatch.setattr(home, "phrase_table", lambda: table)
    say = phrases.Phrases("fr")
    assert say("unit.articles", {"n": say.count(7)}) == "7 articles de presse"
    assert say.count(12345) == "12\u202f345"
    assert say.date(pd.Timestamp("2021-03-04")) == "4 mars 2021"
