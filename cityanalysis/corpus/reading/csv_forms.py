"""Lines of tables in forms of their own, brought to that of plain delimited text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["LineForm", "study_form"]

# Marks of several characters, as data sets write them; each becomes one that no text holds.
_LONG_MARKS = ("_!_", "|||", "||", "$$", "@@", "^^")
_PLAIN_MARK = "\x01"
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
_SPACED = re.compile(r'"\s*([,;，])[ \t]+(?=")')
_SINGLE = re.compile(r"'[^']*'(?:([,;\t|])'[^']*')+")
_SINGLE_EDGE = re.compile(r"^'|'$|(?<=')([,;\t|])(?=')|(?<=[,;\t|])'|'(?=[,;\t|])")
# Share of the first lines that must be in a form.
_MOST = 0.9

Change = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class LineForm:
    """How lines of a table become lines of plain delimited text.

    Parameters
    ----------
    changes : tuple of callables
        Each takes a line and gives another; None where the line is none of the table.

    Examples
    --------
    >>> LineForm().plain("1,通知")
    '1,通知'
    """

    changes: tuple[Change, ...] = ()

    def plain(self, line: str) -> str | None:
        """A line in plain form; None where it is none of the table."""
        made: str | None = line
        for change in self.changes:
            made = None if made is None else change(made)
        return made


def study_form(lines: Sequence[str]) -> LineForm:
    r"""The form of a table's lines.

    Known are rows that are quoted once more as a whole, tables ruled by bars as in Markdown,
    marks of several characters, spaces behind the marks of quoted cells, and single quotes.

    Parameters
    ----------
    lines : sequence of str
        The first lines.

    Examples
    --------
    >>> study_form(["| 编号 | 正文 |", "| 1 | 开会 |"]).plain("| 2 | 散会 |")
    '2|散会'
    >>> study_form(["a_!_b_!_c", "d_!_e_!_f"]).plain("g_!_h_!_i")
    'g\x01h\x01i'
    """
    full = [line for line in lines if line.strip()]
    changes: list[Change] = []
    for is_so, change in _FORMS:
        if full and sum(map(is_so, full)) >= _MOST * len(full):
            changes.append(change)
            full = [made for line in full if (made := change(line)) is not None]
    if mark := next((mark for mark in _LONG_MARKS if _is_mark(full, mark)), None):
        changes.append(lambda line: line.replace(mark, _PLAIN_MARK))
    return LineForm(tuple(changes))


def _is_mark(lines: Sequence[str], mark: str) -> bool:
    """Whether a mark cuts the lines into one and the same number of cells, three and more."""
    counts = [line.count(mark) for line in lines]
    usual = max(set(counts), key=counts.count) if counts else 0
    return usual >= 2 and counts.count(usual) >= _MOST * len(counts)


def _is_quoted_row(line: str) -> bool:
    inner = line.strip()[1:-1]
    return (
        len(inner) > 2
        and line.strip()[0] == line.strip()[-1] == '"'
        and '""' in inner
        and '"' not in inner.replace('""', "")
    )


def _unquoted_row(line: str) -> str:
    bare = line.strip()
    return bare[1:-1].replace('""', '"') if _is_quoted_row(bare) else line


def _is_ruled(line: str) -> bool:
    bare = line.strip()
    return bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2


def _unruled(line: str) -> str | None:
    if _RULE.fullmatch(line):
        return None
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return "|".join(cell.strip() for cell in cells)


def _is_spaced(line: str) -> bool:
    return line.lstrip().startswith('"') and _SPACED.search(line) is not None


def _unspaced(line: str) -> str:
    return _SPACED.sub(r'"\1', line)


def _is_single(line: str) -> bool:
    return _SINGLE.fullmatch(line.strip()) is not None


def _doubled(line: str) -> str:
    """A line whose cells stand in double quotes in the place of single ones."""
    if not _is_single(line):
        return line
    return _SINGLE_EDGE.sub(lambda edge: edge[0].replace("'", '"'), line.strip().replace('"', '""'))


_FORMS: tuple[tuple[Callable[[str], bool], Change], ...] = (
    (_is_quoted_row, _unquoted_row),
    (_is_ruled, _unruled),
    (_is_spaced, _unspaced),
    (_is_single, _doubled),
)
