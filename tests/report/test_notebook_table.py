"""A result as a table in a notebook."""

import pandas as pd
import pytest

import cityanalysis as ca
from cityanalysis.report import titled_table
from tests.simulate.run import make_run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_of_a_run_can_be_shown(lang):
    run = make_run(4, 4, 60)
    labels = ca.theme_labels(run.themes, lang=lang)
    for name in ("prevalence", "omnibus", "contrasts", "keyness", "distances", "trends"):
        frame = getattr(run, name)
        shown = titled_table(frame, name, labels=labels, lang=lang)
        assert shown.title != name and len(shown.rows) == min(20, len(frame))
        assert shown.note in shown._repr_html_() and shown.title in repr(shown)


def test_numbers_and_themes_are_written_as_in_the_report():
    run = make_run(4, 4, 60)
    labels = ca.theme_labels(run.themes, lang="zh")
    columns = ["city", "theme", "estimate", "n_articles"]
    row = run.prevalence.loc[[run.prevalence["estimate"].idxmax()], columns]
    shown = titled_table(row, "prevalence", labels=labels)
    assert shown.heads == ("城市", "主题", "占比", "篇数") and shown.sides == "llrr"
    city, theme, share, n = shown.rows[0]
    assert (city, theme) == (row["city"].iloc[0], labels[row["theme"].iloc[0]])
    assert share == f"{100 * row['estimate'].iloc[0]:.0f}%" and n == str(row["n_articles"].iloc[0])


def test_words_of_a_text_are_never_markup():
    frame = pd.DataFrame({"city": ["<script>"], "term": ["a&b"], "z": [float("nan")]})
    html = titled_table(frame, "keyness")._repr_html_()
    assert "<script>" not in html and "a&amp;b" in html and ">nan<" not in html


def test_no_row_leaves_title_and_heads():
    shown = titled_table(pd.DataFrame({"city": [], "estimate": []}), "prevalence", lang="en")
    assert shown.rows == () and shown.heads == ("City", "Share")
