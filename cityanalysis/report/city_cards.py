"""Cities three to a page, each led by what is distinctive of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Cities, Keyness, Prevalence, Quotes
from cityanalysis.report.block_contents import Card, Quote
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, not_drawn
from cityanalysis.report.figure_plan import city_figures
from cityanalysis.report.measured import weak_note
from cityanalysis.report.pages import quote_content
from cityanalysis.report.view import View
from cityanalysis.themes import LISTED_CLUSTERS

__all__ = ["city_cards", "other_cards", "sure_words"]

_IN_BODY = 9  # three pages
_TITLES = 2  # representative articles that a card names
_NAMED = 3  # themes of one largest share that a card names; of more, their number
_TERMS = 8  # words of a city: a line or two


def city_cards(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """The cities with the most articles, three to a page."""
    if not view.cities or not view.themes:
        return []
    say, drawn = view.say, view.drawn
    shown = min(_IN_BODY, len(drawn))
    blocks: list[Block] = []
    if len(drawn) > shown:
        values = {"n": say.count(shown), "rest": say.count(len(drawn) - shown)}
        blocks.append(Block("text", {"text": say("cards.rest", values)}))
    cards = _cards(view, plan, quotes, range(1, shown + 1))
    return [Section("cities", say("cities.title"), tuple(blocks)), *cards]


def other_cards(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """The cities for which the body has no room."""
    numbers = range(_IN_BODY + 1, len(view.drawn) + 1)
    if not view.themes or not numbers:
        return []
    blocks = tuple(not_drawn(view))
    opening = Section("more-cities", view.say("annex.more_cities"), blocks)
    return [opening, *_cards(view, plan, quotes, numbers)]


def _cards(view: View, plan: Plan, quotes: pd.DataFrame, numbers: range) -> list[Section]:
    articles, words = _representative(view), groups_of(view.analysis.keyness, Keyness.city)
    of_city = groups_of(quotes, Quotes.city)
    return [
        _card(
            view,
            plan,
            number,
            of_city.get(city, Quotes.empty()),
            _telling(view, words.get(city, Keyness.empty()), articles.get(city, Articles.empty())),
        )
        for number in numbers
        for city in [view.drawn[number - 1]]
    ]


def _card(
    view: View, plan: Plan, number: int, quotes: pd.DataFrame, telling: Mapping[str, str]
) -> Section:
    say, city = view.say, view.drawn[number - 1]
    rows = view.prevalence[view.prevalence[Prevalence.city] == city]
    rows = rows.sort_values([Prevalence.estimate, Prevalence.theme], ascending=[False, True])
    top = rows.iloc[0]
    ending, largest = _largest(view, rows)
    values = largest | {
        "city": printable(city),
        "n": say.count(view.n_articles(city)),
        "clusters": say.count(rows[Prevalence.n_clusters].max()),
        "interval": say.interval(top[Prevalence.ci_low], top[Prevalence.ci_high]),
    }
    kind = "lead_text" if view.analysis.intervals_of_text else "lead"
    marked, sentence = _distinctive(view, rows)
    shown = dict.fromkeys(theme for theme in (str(top[Prevalence.theme]), marked) if theme)
    weak = [note for note in [weak_note(view, list(shown))] if note]
    name = city_figures(view)[city]
    content: Card = {
        "distinctive": sentence,
        "lead": say.prose([say(f"cities.{kind}{ending}", values), *weak]),
        "small": "",
        "words": telling["words"],
        "articles": telling["articles"],
        "quotes": _quote_of(view, quotes, marked or str(top[Prevalence.theme])),
        "figures": [{"name": name, "alt": say(f"alt.profile{ending}", values)}]
        if name in plan
        else [],
    }
    return Section(f"city-{city}", view.titled(city), (Block("card", content),), level=2)


def _largest(view: View, rows: pd.DataFrame) -> tuple[str, dict[str, str]]:
    """The city's largest theme, or those of one printed share, and how the phrase's key ends."""
    say, first = view.say, float(rows[Prevalence.estimate].iloc[0])
    share = say.percent(first)
    same = [say.percent(one) == share for one in rows[Prevalence.estimate]]
    labels = [view.label(theme) for theme in rows[Prevalence.theme][same]]
    themes = say.listing([say("cities.theme", {"theme": one}) for one in labels], quoted=True)
    ending = "" if len(labels) == 1 else "_tied"
    if len(labels) > _NAMED:
        ending = "_many"
    values = {"theme": labels[0], "themes": themes, "n_themes": say.count(len(labels))}
    return "_none" if not first > 0 else ending, values | {"share": share}


def _distinctive(view: View, rows: pd.DataFrame) -> tuple[str, str]:
    """The theme whose interval lies furthest above the overall share, and the sentence on it."""
    above = rows[Prevalence.ci_low] - rows[Prevalence.theme].map(view.shares)
    if (
        not len(rows)
        or rows[Prevalence.n_clusters].max() < LISTED_CLUSTERS
        or not (above > 0).any()
    ):
        return "", ""
    row = rows.iloc[int(above.round(9).fillna(-1.0).to_numpy().argmax())]
    share, mean = view.say.unlike(row[Prevalence.estimate], view.shares[row[Prevalence.theme]])
    values = {"theme": view.label(row[Prevalence.theme]), "share": share, "mean": mean}
    return str(row[Prevalence.theme]), view.say("cards.distinctive", values)


def _telling(view: View, keyness: pd.DataFrame, articles: pd.DataFrame) -> dict[str, str]:
    """The words that the city uses more, and titles of representative articles."""
    say = view.say
    shown = rows_of(articles.head(_TITLES))
    # A post or a headline that stands alone has no title, a passage only that of its whole text:
    # they are told by how they begin.
    is_passage = view.analysis.unit == "paragraph"
    begun = [
        printable("" if is_passage else row.title, limit=30) or printable(row.text, limit=30)
        for row in shown
    ]
    titles = [say("unit.article_title", {"text": words}) for words in begun if words]
    return {
        "words": sure_words(view, keyness),
        "articles": say("cards.articles", {"titles": say.listing(titles, quoted=True)})
        if titles
        else "",
    }


def sure_words(view: View, keyness: pd.DataFrame) -> str:
    """The sentence on the words that a city surely uses more; nothing where there are none.

    Of one text a city, only one that happens to have two could show words.
    """
    if view.analysis.intervals_of_text:
        return ""
    sure = keyness[(keyness[Keyness.q_value] <= ALPHA) & (keyness[Keyness.z] > 0)]
    sure = sure.sort_values([Keyness.z, Keyness.term], ascending=[False, True]).head(_TERMS)
    terms = [printable(term, limit=12) for term in sure[Keyness.term]]
    return view.say("cards.words", {"words": view.say.listing(terms)}) if terms else ""


def _quote_of(view: View, quotes: pd.DataFrame, theme: str) -> list[Quote]:
    """One quote, on the theme that the card leads with."""
    own = quotes[quotes[Quotes.theme] == theme] if len(quotes) else quotes
    return [quote_content(view, row) for row in rows_of(own.head(1))]


def _representative(view: View, *, per_city: int = 2) -> dict[str, pd.DataFrame]:
    """Articles with the greatest weight on their city's largest themes, one per cluster."""
    analysis = view.analysis
    ids = [theme for theme in view.themes if theme in analysis.weights]
    weights = analysis.weights[ids]
    table = view.prevalence.pivot_table(
        index=Prevalence.city, columns=Prevalence.theme, values=Prevalence.estimate
    )
    own = analysis.cities[analysis.cities[Cities.doc_id].isin(weights.index)]
    own = own[own[Cities.city].isin(table.index)].reset_index(drop=True)
    typical = table.reindex(columns=ids).fillna(0.0)
    of_article = weights.loc[own[Cities.doc_id]].to_numpy(float)
    of_city = typical.loc[own[Cities.city]].to_numpy(float)
    score = (of_article * of_city).sum(axis=1) * own[Cities.weight].to_numpy(float)
    own = own.assign(score=score, cluster=analysis.clusters.reindex(own[Cities.doc_id]).to_numpy())
    own["cluster"] = own["cluster"].fillna(own[Cities.doc_id])
    own = own.sort_values([Cities.city, "score", Cities.doc_id], ascending=[True, False, True])
    own = own.drop_duplicates([Cities.city, "cluster"]).groupby(Cities.city).head(per_city)
    own = own[[Cities.doc_id, Cities.city]].rename(columns={Cities.city: "of"})
    return groups_of(own.merge(view.articles, on=Cities.doc_id, how="inner"), "of")
