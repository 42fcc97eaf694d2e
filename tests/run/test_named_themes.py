"""What the measure of named themes leaves out."""

import pandas as pd

from cityanalysis.run.named_themes import at_home
from cityanalysis.themes import ThemeFit


def test_texts_of_hong_kong_are_not_foreign_affairs() -> None:
    ids = pd.Index(["a", "b", "c"], name="doc_id")
    theta = pd.DataFrame({"diplomacy": [0.6, 0.6, 0.6], "residual_1": 0.4}, index=ids)
    phi = pd.DataFrame({"访问": [1.0, 1.0]}, index=theta.columns)
    fit = ThemeFit(theta, phi, "scorer", ("diplomacy",), seed=0, runs=(theta,))
    about = pd.DataFrame({"diplomacy": [True] * 3}, index=ids)
    rows = [("a", "香港", "810000"), ("b", "北京", "110000"), ("b", "香港", "810000")]
    rows += [("c", "聊城", None)]
    cities = pd.DataFrame(rows, columns=["doc_id", "city", "code"])
    found, left = at_home(fit, about, cities)
    # Only where no other city shares the text; nothing is lost of what a text is about.
    assert left["diplomacy"].tolist() == [False, True, True]
    assert found.theta["diplomacy"].tolist() == [0.0, 0.6, 0.6]
    assert (found.theta.sum(axis=1) == 1).all() and found.runs[0].equals(found.theta)
    assert about["diplomacy"].all() and (fit.theta["diplomacy"] == 0.6).all()
