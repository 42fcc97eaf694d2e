"""From measured to true shares."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.api import GLM, add_constant, families

from cityanalysis.compare import calibrate, draw_label_sample, prevalence
from cityanalysis.compare.calibration import _logistic
from cityanalysis.errors import CityAnalysisWarning, UsageError
from tests.simulate import calibration as simulate


def test_regression_is_that_of_statsmodels_where_the_prior_does_not_bite() -> None:
    rng = np.random.default_rng(0)
    X = add_constant(rng.normal(size=(4000, 2)))
    y = (rng.random(4000) < 1 / (1 + np.exp(-(X @ [0.3, 1.5, 0.8])))).astype(float)
    weight = rng.uniform(0.5, 2, 4000)
    expected = GLM(y, X, family=families.Binomial(), freq_weights=weight).fit().params
    assert _logistic(X, y, weight[None, :])[0] == pytest.approx(expected, abs=0.01)


def _corpus(seed: int = 0):
    rng = np.random.default_rng(seed)
    truth = np.array([0.15, 0.3, 0.5])
    city = np.repeat([0, 1, 2], 300)
    real = rng.random(900) < truth[city]
    said = np.where(real, rng.random(900) < 0.7, rng.random(900) < 0.25)
    ids = pd.Index([f"d{i:04d}" for i in range(900)], dtype="str")
    values = pd.DataFrame({"water": said, "trade": ~said}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": np.array(list("甲乙丙"))[city]})
    drawn = draw_label_sample(values, cities, n=150, seed=77)
    drawn = drawn[drawn["theme"] == "water"].copy()
    drawn["label"] = pd.Series(real.astype(int), index=ids)[drawn["doc_id"]].to_numpy()
    return values, cities, drawn, dict(zip("甲乙丙", truth, strict=True))


def test_calibration_moves_shares_towards_the_truth_and_says_how_sure() -> None:
    values, cities, labels, truth = _corpus()
    table = calibrate(values, cities, labels).set_index("city")
    assert list(table["theme"]) == ["water"] * 3
    real = pd.Series(truth).reindex(table.index)
    assert (table["estimate"] - real).abs().max() < (table["measured"] - real).abs().max()
    assert ((table["ci_low"] <= real + 0.02) & (real - 0.02 <= table["ci_high"])).all()
    assert ((table["dsl_low"] <= real + 0.02) & (real - 0.02 <= table["dsl_high"])).all()
    plain = prevalence(values[["water"]], cities).set_index("city")
    assert table["measured"].equals(plain["estimate"])
    wider = (table["ci_high"] - table["ci_low"]) > (plain["ci_high"] - plain["ci_low"])
    assert wider.all() and (table["n_labels"] == len(labels)).all()


def test_design_based_estimate_is_the_mean_of_labels_where_all_are_labelled() -> None:
    values, cities, _, _ = _corpus()
    rng = np.random.default_rng(1)
    real = rng.random(900) < 0.4
    labels = pd.DataFrame({"doc_id": values.index, "theme": "water", "label": real.astype(int)})
    table = calibrate(values, cities, labels, n_bootstrap=20).set_index("city")
    expected = pd.Series(real, index=cities["city"].to_numpy()).groupby(level=0).mean()
    assert table["dsl"].to_dict() == pytest.approx(expected.to_dict())


def test_intervals_cover_the_true_shares() -> None:
    found = simulate.labels(np.random.default_rng(4), n_labels=120, repeats=25)
    assert 0.91 <= found["calibrated"] <= 0.985
    assert found["as measured"] < 0.87


def test_errors_that_differ_by_city_are_calibrated_by_city() -> None:
    found = simulate.labels(np.random.default_rng(5), n_labels=300, repeats=12, false=(0.02, 0.25))
    assert found["calibrated"] >= 0.9 and found["as measured"] < 0.85


def test_errors_that_differ_by_city_are_noticed() -> None:
    values, cities, _, _ = _corpus()
    rng = np.random.default_rng(2)
    rate = cities["city"].map({"甲": 0.95, "乙": 0.5, "丙": 0.1}).to_numpy()
    real = values["water"].to_numpy() & (rng.random(900) < rate)
    drawn = draw_label_sample(values[["water"]], cities, n=240).drop(columns="stratum")
    drawn["label"] = pd.Series(real.astype(int), values.index)[drawn["doc_id"]].to_numpy()
    with pytest.warns(CityAnalysisWarning, match="city to city in water"):
        table = calibrate(values, cities, drawn).set_index("city")
    truth = pd.Series(real, index=cities["city"].to_numpy()).groupby(level=0).mean()
    assert (table["estimate"] - truth).abs().max() < 0.06
    assert ((table["ci_low"] <= truth) & (truth <= table["ci_high"])).all()


@pytest.mark.parametrize("label", [0, 1])
def test_labels_that_all_agree_still_give_an_interval(label: int) -> None:
    values, cities, labels, _ = _corpus()
    table = calibrate(values, cities, labels.assign(label=label))
    assert table[["ci_low", "ci_high"]].stack().between(0, 1).all()
    assert (table["ci_high"] > table["ci_low"]).all()


def test_no_labels_give_an_empty_frame_and_wrong_ones_an_error() -> None:
    values, cities, labels, _ = _corpus()
    empty = calibrate(values, cities, labels.iloc[:0])
    assert empty.empty and "dsl" in empty
    with pytest.raises(UsageError, match="lacks label"):
        calibrate(values, cities, labels.drop(columns="label"))
    with pytest.raises(UsageError, match="must be 1"):
        calibrate(values, cities, labels.assign(label=2))


# Where a theme is common a weight means more, which looks like errors that differ by city.
@pytest.mark.filterwarnings("ignore:the measure errs")
def test_weights_are_calibrated_too() -> None:
    values, cities, labels, truth = _corpus()
    rng = np.random.default_rng(3)
    theta = values.astype(float) * 0.5 + rng.random(values.shape) * 0.3
    table = calibrate(theta, cities, labels).set_index("city")
    assert (table["estimate"] - pd.Series(truth)).abs().max() < 0.15


def test_a_theme_is_left_out_where_no_labelled_article_belongs_to_a_city() -> None:
    values, cities, labels, _ = _corpus()
    elsewhere = pd.DataFrame({"doc_id": values.index[:6], "theme": "trade", "label": [1, 0] * 3})
    placed = cities[~cities["doc_id"].isin(elsewhere["doc_id"])]
    table = calibrate(values, placed, pd.concat([labels, elsewhere], ignore_index=True))
    assert set(table["theme"]) == {"water"}
    assert calibrate(values, placed, elsewhere).empty
