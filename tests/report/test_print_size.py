"""Figures as they are printed: no letter under eight points, whatever the corpus."""

import re

import pytest

from cityanalysis.report import build_report, plan_figures, write_figures
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run

SMALLEST = 8.0  # points
TEXT = 470.6  # points between the margins of the page
GUTTERS = {"gallery": 10, "card": 14}  # points, as report.typ has them
CARD = 1.22 / 2.22  # part of the width that a card's figure takes


def widths(report):
    """Name of each figure and how wide it is printed, in points."""
    found = {}
    for block in (block for section in report.sections for block in section.blocks):
        if block.kind == "figure":
            found[block.content["name"]] = TEXT
        elif block.kind == "gallery":
            columns = block.content["columns"]
            room = (TEXT - GUTTERS["gallery"] * (columns - 1)) / columns
            found |= {item["name"]: room for item in block.content["items"]}
        elif block.kind == "card":
            room = (TEXT - GUTTERS["card"]) * CARD
            found |= {item["name"]: room for item in block.content["figures"]}
    return found


def smallest_type(svg, printed):
    width = float(re.search(r'<svg[^>]*? width="([\d.]+)pt"', svg)[1])
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:\s*(?:[a-z]+ )*([\d.]+)px", svg)]
    return min(sizes) * printed / width if sizes else SMALLEST


@pytest.mark.parametrize(("size", "lang"), [((24, 2, 300), "en"), ((7, 8, 120), "zh")])
def test_no_letter_of_a_figure_is_printed_smaller(tmp_path, size, lang):
    analysis = make_run(*size)
    report, plan = build_report(analysis, lang=lang), plan_figures(make_view(analysis, lang))
    printed = widths(report)
    # One figure of a kind: all of a kind are drawn alike.
    one_of = {re.sub(r"-.*-", "-", name): name for name in printed}
    write_figures({name: plan[name] for name in one_of.values()}, tmp_path, png=False)
    measured = {
        name: smallest_type((tmp_path / f"{name}.svg").read_text(encoding="utf-8"), printed[name])
        for name in one_of.values()
    }
    assert len(measured) > 5
    small = {name: round(size, 2) for name, size in measured.items() if size < SMALLEST - 0.05}
    assert not small
