"""Groups of cities compared: one page a grouping."""

from __future__ import annotations

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.figures import groups_of, printable
from cityanalysis.frames import GroupShares
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import table
from cityanalysis.report.city_names import province_names
from cityanalysis.report.view import View

__all__ = ["group_chapter"]

_GROUPS = 5  # columns that the page has room for; all stand in tables/group_shares.csv
_THEMES = 10  # rows of a grouping's table
_NAMES = {"province", "region", "tier"}  # groupings that are ours, with words of their own
_PARTS = {"东部", "中部", "西部", "东北", "直辖市", "副省级市", "其他城市"}


def group_chapter(view: View) -> list[Section]:
    """The groups that the user asked for: how many cities each has, and where groups differ.

    Nothing where none was asked for.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    """
    frame = view.analysis.group_shares
    if frame.empty:
        return []
    blocks = [Block("text", {"text": view.say("groups.lead")})]
    for name, rows in groups_of(frame, GroupShares.grouping).items():
        blocks += _grouping(view, str(name), rows[rows[GroupShares.theme].isin(view.themes)])
    return [Section("groups", view.say("groups.title"), tuple(blocks))]


def _grouping(view: View, name: str, rows: pd.DataFrame) -> list[Block]:
    if rows.empty:
        return []
    say = view.say
    sizes = rows.drop_duplicates(GroupShares.group).set_index(GroupShares.group)
    order = sizes.sort_values(GroupShares.n_articles, ascending=False, kind="stable").index
    tested = rows.drop_duplicates(GroupShares.theme)
    n_found = int((tested[GroupShares.q_value] <= ALPHA).sum())
    values = {
        "grouping": _called(view, name),
        "n": say.count(len(order)),
        "groups": say.listing([_size(view, sizes, str(group)) for group in order[:_GROUPS]]),
        "tested": say.count(len(tested)),
        "found": say.count(n_found),
        "alpha": f"{ALPHA:g}",
    }
    words = say("groups.grouping" if n_found else "groups.none", values)
    if len(order) > _GROUPS:
        words += say("groups.more", {"n": say.count(_GROUPS)})
    shown = [str(group) for group in order[:_GROUPS]]
    return [
        Block("text", {"text": words}),
        table(
            [say("groups.theme"), *(_group(view, group) for group in shown), "q"],
            _cells(view, rows, tested, shown),
            say("groups.table", values),
            "l" + "r" * (len(shown) + 1),
        ),
    ]


def _cells(
    view: View, rows: pd.DataFrame, tested: pd.DataFrame, groups: list[str]
) -> list[list[str]]:
    """A row per theme, those with the smallest q first: share and interval in each group."""
    found = rows.set_index([GroupShares.theme, GroupShares.group])
    ordered = tested.sort_values([GroupShares.q_value, GroupShares.p_value], kind="stable")
    cells = []
    for theme, q in zip(
        ordered[GroupShares.theme].head(_THEMES), ordered[GroupShares.q_value], strict=False
    ):
        shares = [_share(view, found.loc[(theme, group)]) for group in groups]
        cells.append([view.label(str(theme)), *shares, view.say.bare_p(float(q))])
    return cells


def _share(view: View, row: pd.Series) -> str:
    low, high = float(row[GroupShares.ci_low]), float(row[GroupShares.ci_high])
    share = view.say.percent(float(row[GroupShares.estimate]))
    words = {"share": share, "interval": view.say.interval(low, high)}
    # The unit stands in the caption: with it, five columns would break in the middle of intervals.
    return view.say("groups.share", words).replace("%", "")


def _size(view: View, sizes: pd.DataFrame, group: str) -> str:
    n = view.say.count(int(sizes[GroupShares.n_clusters][group]))
    return view.say("groups.size", {"group": _group(view, group), "n": n})


def _called(view: View, grouping: str) -> str:
    return view.say(f"groups.{grouping}") if grouping in _NAMES else printable(grouping, limit=20)


def _group(view: View, group: str) -> str:
    if group in _PARTS:
        return view.say(f"group_names.{group}")
    return printable(province_names(view.lang).get(group, group), limit=16)
