"""Whether the shares hold: corrected by hand labels, by the mix of articles; doubtful seeds."""

from __future__ import annotations

import pandas as pd

from cityanalysis.figures import printable, rows_of
from cityanalysis.frames import (
    Adjusted,
    Calibrated,
    LabelScores,
    Multiverse,
    Prevalence,
    SeedDoubts,
)
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, table
from cityanalysis.report.figure_plan import choices_figure
from cityanalysis.report.pairs import clearest_pairs
from cityanalysis.report.view import View

__all__ = ["checks"]

_ROWS = 12  # of shares that a correction moves most
_LEAST_MOVE = 0.01  # of a share, from which a table shows that it moves
_THEMES = 30  # rows of agreement with the labels; all stand in tables/label_scores.csv
_SEEDS = 8  # doubtful seed words shown, those met most often
_EXAMPLE = 60  # characters


def checks(view: View, plan: Plan) -> list[Section]:
    """Shares corrected by labels and by an equal mix, differences on every path, doubtful seeds.

    Nothing where there is none of these.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    plan : mapping
        What `plan_figures` returns.
    """
    blocks = [
        *_by_labels(view),
        *_by_mix(view),
        *_by_choices(view, plan),
        *_doubtful_seeds(view),
    ]
    if not blocks:
        return []
    return [Section("checks", view.say("checks.title"), tuple(blocks))]


def _shown(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the cities and themes of the report that are known."""
    rows = frame[
        frame[Prevalence.city].isin(view.cities) & frame[Prevalence.theme].isin(view.themes)
    ]
    return rows.dropna(subset=[Prevalence.estimate])


def _by_labels(view: View) -> list[Block]:
    rows = _shown(view, view.analysis.calibrated)
    if rows.empty:
        return []
    return [
        *_most_moved(view, rows, Calibrated.measured, "calibrated", "labels"),
        *_agreement(view),
    ]


def _by_mix(view: View) -> list[Block]:
    rows = _shown(view, view.analysis.adjusted).dropna(subset=[Adjusted.unadjusted])
    return [] if rows.empty else _most_moved(view, rows, Adjusted.unadjusted, "adjusted", "mix")


def _by_choices(view: View, plan: Plan) -> list[Block]:
    """How many of the defensible ways to measure a difference find it again."""
    say, sentences = view.say, []
    for row in rows_of(clearest_pairs(view)):
        if (name := choices_figure(str(row.theme))) not in plan:
            continue
        found = plan[name].frame
        values = {
            "theme": view.label(row.theme),
            "a": printable(row.city_a),
            "b": printable(row.city_b),
            "n": say.count(len(found)),
            "sign": say.percent(float((found[Multiverse.difference] > 0).mean())),
            "verdict": say.percent(float((found[Multiverse.ci_low] > 0).mean())),
            "smallest": say.points(float(found[Multiverse.difference].min())),
            "largest": say.points(float(found[Multiverse.difference].max())),
        }
        sentences.append(say("checks.choice", values))
    if not sentences:
        return []
    choices = "checks.choices_groups" if view.grouped_by else "checks.choices"
    return [Block("text", {"text": say(choices) + say.prose(sentences)})]


def _most_moved(view: View, rows: pd.DataFrame, before: str, after: str, by: str) -> list[Block]:
    """The shares that the correction moves most: what they were, and what they become."""
    say = view.say
    moved = (rows[Prevalence.estimate] - rows[before]).abs()
    moved = moved[moved >= _LEAST_MOVE]
    if moved.empty:
        return [Block("text", {"text": say.prose([say(f"checks.{by}"), say("checks.unmoved")])})]
    order = moved.sort_values(ascending=False, kind="stable").index[:_ROWS]
    cells = [
        [
            printable(str(row[Prevalence.city])),
            view.label(str(row[Prevalence.theme])),
            say.percent(float(row[before])),
            say.percent(float(row[Prevalence.estimate])),
            say.interval(float(row[Prevalence.ci_low]), float(row[Prevalence.ci_high])),
        ]
        for row in rows.loc[order].to_dict("records")
    ]
    head = [say(f"checks.{key}") for key in ("city", "theme", before, after, "interval")]
    return [
        Block("text", {"text": say(f"checks.{by}")}),
        table(head, cells, say(f"checks.{by}_table"), "llrrr"),
    ]


def _agreement(view: View) -> list[Block]:
    """How well the measure agrees with the labels, theme by theme."""
    say, rows = view.say, view.analysis.label_scores
    if rows.empty:
        return []
    numbers = (
        LabelScores.precision,
        LabelScores.recall,
        LabelScores.calibration_slope,
        LabelScores.kappa,
    )
    cells = [
        [
            view.label(row.theme),
            say.count(row.n_labels),
            *(say.decimal(float(getattr(row, name))) for name in numbers),
        ]
        for row in rows_of(rows[rows[LabelScores.theme].isin(view.themes)].head(_THEMES))
    ]
    head = [say(f"checks.{key}") for key in ("theme", "n_labels", *numbers)]
    return [table(head, cells, say("checks.agreement"), "lrrrrr")]


def _doubtful_seeds(view: View) -> list[Block]:
    """Seed words that may mislead: why, how often, and three sentences each to judge them by."""
    say, rows = view.say, view.analysis.seed_doubts
    groups = list(rows.groupby([SeedDoubts.theme, SeedDoubts.seed], sort=False))[:_SEEDS]
    if not groups:
        return []
    cells, examples = [], []
    for (theme, seed), own in groups:
        first = own.iloc[0]
        cells.append(
            [
                printable(str(seed)),
                view.label(str(theme)),
                say(f"checks.{first[SeedDoubts.doubt]}"),
                say.count(int(first[SeedDoubts.n_with_seed])),
                say.percent(float(first[SeedDoubts.share_about])),
            ]
        )
        shown = [printable(str(text), limit=_EXAMPLE) for text in own[SeedDoubts.sentence]]
        values = {
            "seed": cells[-1][0],
            "theme": cells[-1][1],
            "sentences": " / ".join(shown),
        }
        examples.append(Block("text", {"text": say("checks.examples", values)}))
    head = [say(f"checks.{key}") for key in ("seed", "theme", "doubt", "n_with_seed", "about")]
    return [
        Block("text", {"text": say("checks.seeds")}),
        table(head, cells, say("checks.seeds_table"), "lllrr"),
        *examples,
    ]
