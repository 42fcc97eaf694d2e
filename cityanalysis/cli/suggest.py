"""What `cityanalysis suggest` does: a theme of one's own, proposed and judged."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from cityanalysis.cli.failures import visible
from cityanalysis.corpus import analysed
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, SeedSuggestions, SimilarSentences, write_whole
from cityanalysis.report import write_csv
from cityanalysis.run import Analysis, load_analysis
from cityanalysis.text import SentenceIndex
from cityanalysis.themes import Theme, draw_to_judge, precision_of, suggest_theme, theme_toml

__all__ = ["suggest_from"]

_ID = re.compile(r"[A-Za-z]\w*", re.ASCII)


def suggest_from(
    folder: str | Path,
    words: Sequence[str],
    *,
    theme_id: str = "my_theme",
    definition: str = "",
    city: str | None = None,
    n: int = 20,
    out: str | None = None,
    ask: Callable[[str], str] | None = None,
) -> Iterator[str]:
    """Lines that propose seeds for a theme; the theme is written where a file is named.

    Parameters
    ----------
    folder : path
        What `cityanalysis analyse` wrote.
    words : sequence of str
        The theme's name, then words that surely speak for it.
    theme_id : str
        Id in the themes file.
    definition : str
        A sentence that says what the theme is about.
    city : str, optional
        Look only at articles of this city.
    n : int
        Words proposed.
    out : str, optional
        Themes file to write; not over an existing one. Seeds that are doubtful are left out of it.
    ask : function, optional
        Asked about thirty sentences with a seed, one at a time; answers 1 (on the theme), 0, or
        anything else to stop. The judgements are written beside the themes file.

    Raises
    ------
    UsageError
        Where a file exists, the id is none, or no sentence is on the theme.
    """
    _check(theme_id, out)
    analysis = load_analysis(folder)
    articles = analysed(analysis.articles)
    if city is not None:
        own = analysis.cities.loc[analysis.cities[Cities.city] == city, Cities.doc_id]
        articles = articles[articles[Articles.doc_id].isin(own)]
    index = SentenceIndex.of(articles)
    found = suggest_theme(index, words, definition=definition, cities=analysis.cities, n=n)
    yield from _shown(found)
    sure = found[found[SeedSuggestions.doubt].isna() | found[SeedSuggestions.is_given]]
    seeds = tuple(sure[SeedSuggestions.word])
    if out is not None:
        write_whole(theme_toml(theme_id, words[0], definition, seeds), Path(out))
        yield f"{out}: {len(seeds)} seeds; edit it, then run analyse with --themes {out}"
    if ask is not None:
        theme = Theme(theme_id, words[0], theme_id, seeds, definition=definition)
        yield from _judged(index, theme, analysis, out, ask)


def _check(theme_id: str, out: str | None) -> None:
    if not _ID.fullmatch(theme_id):
        raise UsageError(f"an id has letters, digits and underscores; got {theme_id!r}.")
    for path in [] if out is None else [Path(out), _labels_path(out)]:
        if path.exists():
            raise UsageError(f"{path} exists. Name another file with --out.")


def _labels_path(out: str) -> Path:
    return Path(out).with_suffix(".labels.csv")


def _shown(found: pd.DataFrame) -> Iterator[str]:
    for row in found.to_dict("records"):
        doubt = row[SeedSuggestions.doubt]
        mark = "" if pd.isna(doubt) else f"  ({doubt})"
        count = row[SeedSuggestions.n_articles]
        yield visible(f"{row[SeedSuggestions.word]}  {count}{mark}  {row[SeedSuggestions.by_city]}")
        for text in row[SeedSuggestions.contexts]:
            yield visible(f"    {text}")


def _judged(
    index: SentenceIndex,
    theme: Theme,
    analysis: Analysis,
    out: str | None,
    ask: Callable[[str], str],
) -> Iterator[str]:
    """Ask about sentences; give the precision, and keep the answers as hand labels."""
    drawn, answers = draw_to_judge(index, theme, seed=analysis.settings.seed), []
    for number, text in enumerate(drawn[SimilarSentences.sentence], 1):
        answer = ask(visible(f"{number}/{len(drawn)}  {text}  [1/0] ")).strip()
        if answer not in ("0", "1"):
            break
        answers.append(answer == "1")
    if not answers:
        return
    share, low, high = precision_of(answers)
    yield f"{sum(answers)} of {len(answers)} are on the theme: {share:.0%} ({low:.0%}–{high:.0%})"
    if out is not None:
        judged = drawn.head(len(answers)).assign(theme=theme.id, label=list(map(int, answers)))
        write_csv(judged, _labels_path(out))
        yield f"{_labels_path(out)}: the answers"
