"""That a finding says what it rests on, and that the figure beside it shows the same."""

from dataclasses import replace

import pandas as pd

from cityanalysis.compare import ALL_TEXTS
from cityanalysis.report.pairs import clearest_pairs
from cityanalysis.report.summary import find_findings
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run


def test_what_a_share_becomes_under_one_mix_is_said_where_it_changes() -> None:
    analysis = make_run(7, 8, 400)
    finding = next(f for f in find_findings(make_view(analysis), n=9) if f.kind == "leads")
    city = finding.title.partition("占比最高的主题")[0]
    before = analysis.adjusted["unadjusted"]
    for change, is_said in ((0.0, False), (-0.2, True)):
        adjusted = analysis.adjusted.assign(estimate=(before + change).clip(lower=0.01))
        view = make_view(replace(analysis, adjusted=adjusted))
        again = next(f for f in find_findings(view, n=9) if f.title == finding.title)
        assert (f"使之一致后，{city}占" in again.certainty) == is_said


def test_a_finding_and_the_figure_beside_it_name_the_same_pair() -> None:
    view = make_view(make_run(7, 8, 400))
    pairs = clearest_pairs(view)
    cities = zip(pairs["city_a"].astype(str), pairs["city_b"].astype(str))
    drawn = dict(zip(pairs["theme"].astype(str), cities))
    told = [found for found in find_findings(view, n=9) if found.kind == "differ"]
    assert told and all(
        all(city in found.sentence for city in drawn[found.theme]) for found in told
    )


def test_cities_are_called_alike_in_themes_of_weight_alone() -> None:
    view = make_view(make_run(7, 8, 400))
    margin = view.analysis.margin
    close = view.analysis.omnibus.assign(is_alike=True, largest=margin / 2)
    for factor, is_said in ((1.5, False), (2.5, True)):
        shares = dict.fromkeys(view.shares, factor * margin)
        again = replace(view, analysis=replace(view.analysis, omnibus=close), shares=shares)
        assert any(f.kind == "alike" for f in find_findings(again, n=20)) == is_said


def test_a_lead_that_one_mix_of_periods_takes_away_is_no_finding() -> None:
    analysis = make_run(7, 8, 400)
    assert any(f.kind == "leads" for f in find_findings(make_view(analysis), n=20))
    level = replace(analysis, adjusted=analysis.adjusted.assign(ci_low=0.0))
    assert not any(f.kind == "leads" for f in find_findings(make_view(level), n=20))


def test_words_that_tell_of_a_theme_already_told_are_no_further_finding() -> None:
    found = find_findings(make_view(make_run(7, 8, 400)), n=20)
    told = [theme for one in found for theme in (one.theme, one.words_of) if theme]
    assert any(one.words_of for one in found) and len(set(told)) == len(told)


def test_a_trend_of_all_texts_is_told_only_where_the_cities_move_so_too() -> None:
    analysis = make_run(7, 8, 400)
    view = make_view(replace(analysis, trends=analysis.trends.head(0)))
    others = {t for one in find_findings(view, n=20) for t in (one.theme, one.words_of)}
    theme = next(theme for theme in view.themes if theme not in others)
    for within, is_told in ((0.015, True), (0.005, False), (-0.02, False), (None, True)):
        slopes = {ALL_TEXTS: 0.02}
        if within is not None:
            slopes |= dict.fromkeys(view.cities, within)
        rows = {"city": list(slopes), "slope": list(slopes.values()), "theme": theme}
        sure = {"ci_low": 0.001, "ci_high": 0.04, "p_value": 0.01, "q_value": 0.02}
        trends = pd.DataFrame(rows).assign(
            **sure, n_periods=12, refused=None, standard_error=0.005, df=9.0
        )
        trends.loc[trends["city"] != ALL_TEXTS, "q_value"] = 0.5
        found = find_findings(make_view(replace(analysis, trends=trends)), n=20)
        told = [one for one in found if one.kind == "trend"]
        assert bool(told) == is_told
        assert all("不一定来自相同的城市" in one.certainty for one in told)
        assert all(("其中7个城市同向" in one.certainty) == (within is not None) for one in told)
