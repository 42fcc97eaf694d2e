"""Shares by province, for a map of the whole country where cities of several provinces compare."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.frames import Articles, Cities, Prevalence
from cityanalysis.report.city_names import province_names
from cityanalysis.report.view import View
from cityanalysis.resources import data_path

__all__ = ["province_grid", "province_shares", "province_signs"]

_LEAST = 3  # provinces that make a map worth its room


class _Tile(NamedTuple):
    """A province on the map: row and column, and what names it in a small tile."""

    cell: tuple[int, int]
    signs: dict[Language, str]  # one character in Chinese, the code of ISO 3166-2 in English


@cache
def _tiles() -> dict[str, _Tile]:
    tiles = json.loads(data_path("report/tiles_china.json").read_text(encoding="utf-8"))
    return {
        name: _Tile((row, column), {"zh": character, "en": code})
        for name, (row, column, character, code) in tiles.items()
    }


def province_grid(view: View) -> dict[str, tuple[int, int]]:
    """Row and column of each province, called as the report's language calls it."""
    names = province_names(view.lang)
    return {names.get(province, province): tile.cell for province, tile in _tiles().items()}


def province_signs(lang: Language) -> dict[str, str]:
    """Each province as a small tile names it: by one character, or by its ISO 3166-2 code.

    Examples
    --------
    >>> province_signs("zh")["山东"], province_signs("en")["Shandong"]
    ('鲁', 'SD')
    """
    names = province_names(lang)
    return {names.get(province, province): tile.signs[lang] for province, tile in _tiles().items()}


def province_shares(view: View) -> pd.DataFrame:
    """Shares of the compared cities pooled by province, weighted by articles.

    Empty where a map of cities is shown, or where fewer than three provinces have a city that is
    compared.

    Parameters
    ----------
    view : View
        A run as the report shows it.

    Returns
    -------
    DataFrame
        `city` (the province), `theme`, `estimate`.
    """
    nothing = pd.DataFrame(columns=[Prevalence.city, Prevalence.theme, Prevalence.estimate])
    if view.has_map or view.analysis.settings.map:
        return nothing
    known = view.analysis.cities.drop_duplicates(Cities.city)
    codes = dict(zip(known[Cities.city], known[Cities.code].astype(str).str[:2] + "0000"))
    names = province_names(view.lang, by_code=True)
    province = view.prevalence[Prevalence.city].map(lambda city: names.get(codes.get(city, "")))
    rows = view.prevalence.assign(province=province).dropna(
        subset=[Articles.province, Prevalence.estimate]
    )
    if rows[Articles.province].nunique() < _LEAST:
        return nothing
    rows = rows.assign(mass=rows[Prevalence.estimate] * rows[Prevalence.n_articles])
    pooled = rows.groupby([Articles.province, Prevalence.theme])[
        ["mass", Prevalence.n_articles]
    ].sum()
    share = (pooled["mass"] / pooled[Prevalence.n_articles]).rename(Prevalence.estimate)
    return share.reset_index().rename(columns={Articles.province: Prevalence.city})
