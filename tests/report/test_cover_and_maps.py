"""The cover's options, hatched cities, and the map of provinces."""

from dataclasses import replace

import pytest
from PIL import Image

from cityanalysis.errors import UsageError
from cityanalysis.figures import plot_heatmap
from cityanalysis.report import build_report, write_pdf
from cityanalysis.report.alt_texts import map_alt
from cityanalysis.report.city_names import with_names
from cityanalysis.report.pdf import check_logo
from cityanalysis.report.province_map import province_grid, province_shares, province_signs
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis, Settings
from tests.simulate.run import make_run


def test_author_and_date_stand_on_the_cover_and_the_logo_is_set(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(logo)
    settings = Settings(author="张三", organisation="某研究院", date="2022年4月", logo=str(logo))
    plain, signed = Analysis(settings=Settings()), Analysis(settings=settings)
    assert build_report(signed).lines[:2] == ("张三 · 某研究院", "2022年4月")
    sizes = [
        write_pdf(build_report(run), tmp_path / "a.pdf", figures=tmp_path)
        .read_bytes()
        .count(b"/Image")
        for run in (plain, signed)
    ]
    assert sizes[1] > sizes[0]


def test_a_logo_that_is_no_picture_is_refused(tmp_path):
    (tmp_path / "logo.png").write_text("<svg>", encoding="utf-8")
    with pytest.raises(UsageError, match="no PNG or JPEG"):
        check_logo(str(tmp_path / "logo.png"))
    with pytest.raises(UsageError, match="cannot be read"):
        check_logo(str(tmp_path / "none.png"))


def test_listed_cities_are_hatched_and_stand_last():
    prevalence = make_run(4, 4, 60).prevalence
    listed = sorted(prevalence["city"].unique())[0]
    axes = plot_heatmap(prevalence, listed=(listed,))
    hatched = {patch.get_gid().split("/")[1] for patch in axes.patches if patch.get_hatch()}
    assert hatched == {listed}
    assert axes.get_xticklabels()[-1].get_text().startswith(listed)


def test_every_province_has_a_tile_of_its_own():
    grid = province_grid(make_view(Analysis(), "en"))
    assert len(grid) == len(set(grid.values())) == 34 and "Shandong" in grid
    for lang in ("zh", "en"):
        signs = province_signs(lang)
        assert len(set(signs.values())) == 34 and max(map(len, signs.values())) <= 2
    assert set(province_signs("en")) == set(grid)


def test_cities_of_several_provinces_are_pooled_by_articles():
    run = make_run(4, 4, 60)
    places = {"济南": "南京", "青岛": "苏州", "淄博": "杭州", "枣庄": "合肥"}
    codes = {"南京": "320100", "苏州": "320500", "杭州": "330100", "合肥": "340100"}
    far = with_names(run, places)
    far = replace(far, cities=far.cities.assign(code=far.cities["city"].map(codes)))
    view = make_view(far)
    pooled, theme = province_shares(view), view.themes[0]
    assert set(pooled["city"]) == {"江苏", "浙江", "安徽"} <= set(province_grid(view))
    rows = view.prevalence[view.prevalence["theme"] == theme]
    own = rows[rows["city"].isin(["南京", "苏州"])]
    share = (own["estimate"] * own["n_articles"]).sum() / own["n_articles"].sum()
    found = pooled[(pooled["city"] == "江苏") & (pooled["theme"] == theme)]["estimate"].iloc[0]
    assert found == pytest.approx(share)
    assert province_shares(make_view(run)).empty
    top = pooled[pooled["theme"] == theme].sort_values("estimate").iloc[-1]
    assert f"最高的是{top['city']}，" in map_alt(view, theme)
