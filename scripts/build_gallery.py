"""Draw docs/gallery.md: every figure of the package beside the call that draws it.

    python scripts/build_gallery.py reports/demo

It reads the saved run of the sample pages, so that each picture is what the call gives there.
"""

import sys
from pathlib import Path

import cityanalysis as ca

ROOT = Path(__file__).parents[1]
PAGE, PICTURES = ROOT / "docs" / "gallery.md", ROOT / "docs" / "gallery"
_DPI = 110
_HEAD = """# Gallery

Every figure is a function that takes a frame and returns matplotlib axes; here each stands with
its call. The run is one that `cityanalysis analyse` saved; drawn are the invented sample pages.
`python scripts/build_gallery.py reports/demo` makes this page.

```python
import cityanalysis as ca

run = ca.load_analysis("reports/mine")
labels = ca.theme_labels(run.themes, "en")
```
"""

# What is drawn: title, call as the page shows it.
_HERE = 'run.prevalence, theme="marine_economy", lang="en"'
FIGURES = (
    ("Cities and themes", 'ca.plot_heatmap(run.prevalence, labels=labels, lang="en")'),
    ("One theme in every city", f"ca.plot_intervals({_HERE})"),
    (
        "One city against the others",
        'ca.plot_profile(run.prevalence, city="青岛", labels=labels, lang="en")',
    ),
    ("Words of a city", 'ca.plot_keyness(run.keyness, city="聊城", lang="en")'),
    ("A map of tiles", f"ca.plot_tiles({_HERE})"),
    ("Likeness of the cities", 'ca.plot_distances(run.distances, lang="en")'),
    ("Likeness on a plane", 'ca.plot_layout(run.distances, lang="en")'),
    ("What was read", 'ca.plot_overview(ca.corpus_overview(run.articles, run.cities), lang="en")'),
    ("Discovered topics", 'ca.plot_topics(run.topic_terms, lang="en")'),
)
# The two of the Chinese README.
CHINESE = (
    ("heatmap-zh", "ca.plot_heatmap(run.prevalence, labels=labels)"),
    ("profile-zh", 'ca.plot_profile(run.prevalence, city="青岛", labels=labels)'),
)


def write_gallery(folder: str) -> None:
    """Draw each figure, and write the page that shows them."""
    run = ca.load_analysis(folder)
    known = {"ca": ca, "run": run, "labels": ca.theme_labels(run.themes, "en")}
    PICTURES.mkdir(exist_ok=True)
    parts = [_HEAD]
    for title, call in FIGURES:
        name = call.split("(")[0].removeprefix("ca.plot_").replace("_", "-")
        axes = eval(call, known)  # the calls above, as the page prints them
        axes.get_figure().savefig(PICTURES / f"{name}.png", dpi=_DPI, metadata={"Software": None})
        parts.append(f"## {title}\n\n    {call}\n\n![{title}](gallery/{name}.png)\n")
    for title, call in CHINESE:
        axes = eval(call, known | {"labels": ca.theme_labels(run.themes, "zh")})
        axes.get_figure().savefig(PICTURES / f"{title}.png", dpi=_DPI, metadata={"Software": None})
    PAGE.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    write_gallery(sys.argv[1] if len(sys.argv) > 1 else "reports/demo")
