"""The codebook of a list of themes, for the appendix of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cityanalysis._typing import Language
from cityanalysis.figures import rows_of
from cityanalysis.themes import Theme, theme_quality
from cityanalysis.wording import Phrases

__all__ = ["codebook"]

# What Markdown would read as markup in a name or a sentence of the user's own.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")


def codebook(themes: Sequence[Theme], lang: Language = "zh", *, encoder: str | None = "use") -> str:
    """Themes as a page of Markdown: definition, words, contexts, examples, how well it is measured.

    Parameters
    ----------
    themes : sequence of Theme
        What `read_themes` gives.
    lang : {"zh", "en"}
        Language of names and headings; definitions and words stay as the file has them.
    encoder : str or None
        None for the figures of the fast scorer, as in `theme_quality`.

    Returns
    -------
    str
        One heading a theme, in the order given.

    Examples
    --------
    >>> from cityanalysis.themes import read_themes
    >>> print(codebook(read_themes()[:1], "en").splitlines()[4])
    ## Talent recruitment (`talent_recruitment`)
    """
    say = Phrases(lang)
    lines = [f"# {say('codebook.title')}", "", say("codebook.rule"), ""]
    measured = {str(row.theme): row for row in rows_of(theme_quality(themes, encoder=encoder))}
    for theme in themes:
        name = theme.label_zh if lang == "zh" else theme.label_en
        lines += [f"## {_plain(name)} (`{theme.id}`)", ""]
        lines += [f"- {line}" for line in _entries(theme, say)]
        row = measured[theme.id]
        key = "measured" if row.is_learned and row.n_labels else "unlabelled"
        values = {
            "precision": _percent(row.precision, say),
            "recall": _percent(row.recall, say),
            "n": say.count(row.n_labels),
        }
        lines += ["", say(f"themes.{key}", values), ""]
    return "\n".join(lines)


def _entries(theme: Theme, say: Phrases) -> Iterator[str]:
    """What the file says of a theme, each under its name; empty entries are left out."""
    comma = say("codebook.comma")
    yield say("codebook.definition", {"text": _plain(theme.definition)})
    for key, words in (("seeds", theme.seeds), ("exclude", theme.exclude)):
        if words:
            yield say(f"codebook.{key}", {"text": comma.join(map(_plain, words))})
    if theme.examples:
        told = say("codebook.semicolon").join(map(_plain, theme.examples))
        yield say("codebook.examples", {"text": told})


def _percent(share: float, say: Phrases) -> str:
    return say.percent(share) if share == share else say("codebook.unknown")


def _plain(text: str) -> str:
    """A text of the user's own on one line, in which nothing is markup."""
    line = " ".join(text.split())
    return _MARKUP.sub(r"\\\1", "".join(char for char in line if char.isprintable()))
