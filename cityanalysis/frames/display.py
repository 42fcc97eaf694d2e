"""How results show themselves at a prompt and in a notebook: a heading and a few rows."""

from collections.abc import Sequence
from html import escape

__all__ = ["as_html", "as_text"]

_SHOWN = 120  # characters of a value; the frame itself holds the rest
Rows = Sequence[tuple[str, object]]


def as_text(title: str, rows: Rows) -> str:
    """A heading and its rows as plain text.

    Parameters
    ----------
    title : str
        The heading.
    rows : sequence of (name, value)
        What is shown, a line each.

    Examples
    --------
    >>> print(as_text("Corpus", [("articles", 12), ("files", 3)]))
    Corpus
      articles  12
      files     3
    """
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join([title, *(f"  {name:<{width}}  {_cut(value)}" for name, value in rows)])


def as_html(title: str, rows: Rows, sentences: Sequence[str] = ()) -> str:
    """The same as an HTML table in which every word is text and none is markup.

    Parameters
    ----------
    title : str
        The heading.
    rows : sequence of (name, value)
        What is shown, a row each.
    sentences : sequence of str
        Set whole below the rows, as a numbered list.

    Examples
    --------
    >>> as_html("Corpus", [("city", "<b>")])
    '<table><caption>Corpus</caption><tr><th scope="row">city</th><td>&lt;b&gt;</td></tr></table>'
    """
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(_cut(value))}</td></tr>'
        for name, value in rows
    )
    items = "".join(f"<li>{escape(' '.join(text.split()))}</li>" for text in sentences)
    listed = f"<ol>{items}</ol>" if items else ""
    return f"<table><caption>{escape(title)}</caption>{cells}</table>{listed}"


def _cut(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
