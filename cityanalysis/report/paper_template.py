"""A paper to begin with: it loads a run, shows its figures and says how it was done."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from cityanalysis._typing import Language
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, write_whole
from cityanalysis.report.paper import bibliography, methods_text
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis
from cityanalysis.wording import Phrases

__all__ = ["corpus_citation", "write_paper"]

_BIBLIOGRAPHY = "references.bib"
_PUBLICATIONS = 3  # named as the corpus' authors
# Letters that BibTeX and TeX read as commands.
_PLAIN = str.maketrans(dict.fromkeys('{}\\%#$&~^_"@,\n', " "))
# Cells of code, by the heading under which they stand.
_LOAD = """%matplotlib inline
import cityanalysis as ca

run = ca.load_analysis({folder!r})
labels = ca.theme_labels(run.themes, lang={lang!r})"""
_RESULTS = (
    """ca.plot_heatmap(run.prevalence, labels=labels, lang={lang!r}).figure""",
    """differing = run.omnibus.sort_values("q_value", kind="stable").head(10)
ca.titled_table(differing, "omnibus", labels=labels, lang={lang!r})""",
    """pairs = run.contrasts.sort_values("p_adjusted", kind="stable").head(10)
ca.titled_table(pairs, "contrasts", labels=labels, lang={lang!r})""",
    """clearest = run.omnibus.sort_values("q_value", kind="stable")["theme"].head(1)
shown = run.prevalence[run.prevalence["theme"].isin(clearest)]
ca.plot_intervals(shown, lang={lang!r}).figure""",
)


def corpus_citation(analysis: Analysis, lang: Language = "zh") -> str:
    """The corpus of a run as a BibTeX entry with the key `corpus`, to be completed by hand.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    lang : {"zh", "en"}
        Language of its title.

    Returns
    -------
    str
        Publications (the three with most articles), years, number of files and articles, and a
        SHA-256 over the digests of the files, by which others know that theirs are the same.

    Examples
    --------
    >>> corpus_citation(Analysis()).splitlines()[0]
    '@misc{corpus,'
    """
    view, say = make_view(analysis, lang), Phrases(lang)
    articles, files = view.articles, analysis.manifest.inputs
    names = articles[Articles.publication].dropna().astype(str).value_counts()
    known = sorted(names.index, key=lambda name: (-names[name], name))[:_PUBLICATIONS]
    authors = " and ".join("{" + name.translate(_PLAIN).strip() + "}" for name in known)
    dates = articles[Articles.date].dropna()
    years = f"{dates.min():%Y}--{dates.max():%Y}" if len(dates) else ""
    digest = hashlib.sha256("".join(sorted(one.sha256 or "" for one in files)).encode()).hexdigest()
    values = {"n_files": say.count(len(files)), "n_articles": say.count(len(articles))}
    entry = {
        "author": authors or "{" + say("paper.unknown_author") + "}",
        "title": "{" + say("paper.corpus_title", values) + "}",
        "year": years or say("paper.undated"),
        "note": f"SHA-256 {digest}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in entry.items()]
    return "\n".join(["@misc{corpus,", *lines, "}", ""])


def write_paper(
    analysis: Analysis,
    folder: str | os.PathLike[str],
    path: str | os.PathLike[str],
    *,
    lang: Language = "zh",
) -> Path:
    """Write a paper to begin with, as a Jupyter notebook or a Quarto document.

    It loads the run when it is executed, so that figures and tables are always the run's; the
    methods paragraph stands in it as text, for editing. What only the author can say is marked.

    Parameters
    ----------
    analysis : Analysis
        The run.
    folder : path
        Where it was saved.
    path : path
        Ends with ``.ipynb`` or ``.qmd``. `references.bib` is written beside it.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Path

    Raises
    ------
    UsageError
        Where the ending is neither, or one of the two files exists.
    """
    target = Path(path)
    beside = target.with_name(_BIBLIOGRAPHY)
    if target.suffix not in _WRITERS:
        raise UsageError(f"{target} must end with one of {', '.join(_WRITERS)}.")
    for one in (target, beside):
        if one.exists():
            raise UsageError(f"{one} exists. Name a file in another folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    place = Path(os.path.relpath(Path(folder).resolve(), target.parent.resolve())).as_posix()
    write_whole(_WRITERS[target.suffix](_cells(analysis, place, lang)), target)
    write_whole(corpus_citation(analysis, lang) + "\n" + bibliography(analysis, lang), beside)
    return target


Cells = list[tuple[str, str]]


def _cells(analysis: Analysis, folder: str, lang: Language) -> Cells:
    """Kind of each cell (`raw`, `markdown`, `code`) and what it holds."""
    say = Phrases(lang)
    title = json.dumps(say("paper.title"), ensure_ascii=False)
    head = [f"title: {title}", f"author: {json.dumps(say('paper.author'), ensure_ascii=False)}"]
    head += [f"lang: {lang}", f"bibliography: {_BIBLIOGRAPHY}", "execute:", "  echo: false"]
    values = {"folder": folder, "lang": lang}
    return [
        ("raw", "\n".join(["---", *head, "---"])),
        ("markdown", say("paper.introduction")),
        ("code", _LOAD.format(**values)),
        ("markdown", say("paper.data") + "\n\n" + methods_text(analysis, lang)),
        ("markdown", say("paper.results")),
        *(("code", cell.format(**values)) for cell in _RESULTS),
        ("markdown", say("paper.discussion")),
        ("markdown", say("paper.sources") + "\n\n::: {#refs}\n:::"),
    ]


def _notebook(cells: Cells) -> str:
    """The cells in Jupyter's format (nbformat 4.5)."""
    written: list[dict[str, object]] = [
        {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for number, (kind, text) in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": written, "metadata": {"kernelspec": kernel}}
    return json.dumps(
        whole | {"nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1
    ) + "\n"  # fmt: skip


def _quarto(cells: Cells) -> str:
    """The cells as Markdown with blocks of code (Quarto)."""
    blocks = [f"```{{python}}\n{text}\n```" if kind == "code" else text for kind, text in cells]
    return "\n\n".join(blocks) + "\n"


_WRITERS = {".ipynb": _notebook, ".qmd": _quarto}
