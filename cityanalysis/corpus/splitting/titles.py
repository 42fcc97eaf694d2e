"""Which of the lines above an article are its main headline."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from operator import add

from cityanalysis.corpus.splitting.line_kinds import line_kind
from cityanalysis.corpus.splitting.pieces import Piece
from cityanalysis.resources import data_path

__all__ = ["Headline", "choose_title", "runs_of_lines", "title_features"]

# A headline takes three lines at most; two that are longer than this together are two lines.
_MOST_LINES = 3
_LONGEST_TITLE = 50
# No headline has so many lines: only the first ones are looked at.
_MOST_HEAD_LINES = 8
_DASHES = "—-–"
# Marks that do not occur in the halves of a headline.
_PARTING = "，,。？！?!—-"
_OPEN_ENDS = "，,、：:；;"
_PAIRS = (("“", "”"), ("《", "》"), ("【", "】"), ("（", "）"))
# Upper bounds of classes: characters of a headline, a line's share of words that the body holds.
_LENGTHS = (4, 7, 9, 12, 15, 18, 22, 27, 34)
_SHARES = (0.1, 0.25, 0.4, 0.6, 0.8)
_RATIOS = (0.4, 0.6, 0.8, 0.95)
_GENRE = re.compile(
    "(?:调查|调研|实录|纪实|见闻|探访|走访|回访|侧记|观察|手记|综述|解读|启示|专访|对话|扫描|透视|特写|速写|追踪|盘点|"
    "样本|一年间|.{6}记)$"
)
# A line whose share of the body's words is less than this part of another's names a series.
_POOR = 0.4
_FIT = 0.3
_SHORTEST_TITLE = 4
# Length of the shorter half of a headline over that of the longer; quotations are rarely halves.
_LIKE = 0.35
_LIKE_QUOTED = 0.9
_TO_CLAUSE = re.compile("^.*[：:】—](?=.)")
_FROM_CLAUSE = re.compile("(?<=.)[—].*$")
_QUOTES = "“”"
_OFFICES = "局委办院会厅部处所社"


@dataclass(frozen=True, slots=True)
class Headline:
    """The main headline of an article, and the lines around it: kicker, second line, label."""

    main: tuple[Piece, ...]
    others: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a head, and the share of its pairs of characters that the body holds."""

    text: str
    kind: str
    share: float


def choose_title(heads: Sequence[Piece], body: str) -> Headline:
    """Split the head of an article into main headline and the other lines.

    Every run of one to three lines may be the headline; a log-linear model chooses. It looks at
    length, punctuation, at what a genre's name or a dash says, at words that the body repeats, and
    at how the lines of the run fit together. Its weights were learned from simulated pages
    (``training/titles.py``).

    Parameters
    ----------
    heads : sequence of Piece
        Pieces of the head in page order; pieces of one line belong together.
    body : str
        Beginning of the article's text.

    Returns
    -------
    Headline
        Without any piece where there is no head.
    """
    lines = [tuple(pieces) for _, pieces in groupby(heads, key=lambda piece: piece.line)]
    if not lines:
        return Headline((), ())
    texts = ["".join(piece.text for piece in line) for line in lines]
    weights = _weights()
    first, end = max(
        runs_of_lines(texts),
        key=lambda run: sum(weights.get(name, 0.0) for name in title_features(texts, body, run)),
    )
    main = tuple(piece for line in lines[first:end] for piece in line)
    return Headline(main, (*lines[:first], *lines[end:]))


def runs_of_lines(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of lines, as (first, end), that may be the headline: any line, or some together."""
    n = min(len(texts), _MOST_HEAD_LINES)
    return [
        (first, end)
        for first in range(n)
        for end in range(first + 1, min(first + _MOST_LINES, n) + 1)
        if end == first + 1 or sum(map(len, texts[first:end])) <= _LONGEST_TITLE
    ]


def title_features(texts: Sequence[str], body: str, run: tuple[int, int]) -> list[str]:
    """Names of the features that hold if the lines of `run` are the headline.

    Examples
    --------
    >>> found = title_features(["门槛为什么是三厘米", "老旧住宅改造走访"], "", (0, 1))
    >>> "after:genre" in found, "lines=1" in found
    (True, True)
    """
    lines = [_Line(text, _kind(text), _share(text, body)) for text in texts]
    first, end = run
    chosen, before, after = lines[first:end], lines[:first], lines[end:]
    names = [f"lines={len(chosen)}", f"before={min(3, first)}", f"after={min(3, len(after))}"]
    names += _of_run("".join(line.text for line in chosen), chosen)
    names += _compared(chosen, [*before, *after])
    for side, others in (("before", before), ("after", after)):
        names += [f"{side}:{name}" for line in others for name in _of_line(line)]
    if before:
        names += [f"preceded:{name}" for name in _meeting(before[-1], chosen[0])]
    if after:
        names += [f"followed:{name}" for name in _meeting(chosen[-1], after[0])]
    for one, other in pairwise(chosen):
        names += [f"joined:{name}" for name in _meeting(one, other)]
    return names


@cache
def _weights() -> dict[str, float]:
    stored = json.loads(data_path("titles.json").read_text(encoding="utf-8"))
    return dict(stored["weights"])


def _of_run(text: str, lines: Sequence[_Line]) -> Iterator[str]:
    yield f"length={_class(len(text), _LENGTHS)},{len(lines)}"
    yield f"share={_class(max(line.share for line in lines), _SHARES)}"
    yield f"least share={_class(min(line.share for line in lines), _SHARES)}"
    yield f"commas={min(2, text.count('，') + text.count(','))}"
    if text[0] in _DASHES:
        yield "dash first"
    if text[-1] in _OPEN_ENDS or text[-1] in _DASHES:
        yield "open end"
    if any(text.count(left) != text.count(right) for left, right in _PAIRS):
        yield "unbalanced"
    if lines[-1].kind:
        yield f"kind={lines[-1].kind}"
    if text[-1] in "？！?!":
        yield "asks"
    if (text[0] in _QUOTES and text[-1] in _QUOTES) or "——" in text[1:-1]:
        yield "quotation"
    if text[0] == "【":
        yield "bracket"


def _of_line(line: _Line) -> Iterator[str]:
    """What a line that is not the headline tells by itself."""
    yield f"length={_class(len(line.text), _LENGTHS)}"
    yield line.kind or "plain"
    if line.text[0] in _DASHES or line.text[-1] in _DASHES:
        yield "dash"
    if line.text[-1] in _OFFICES:
        yield "office"
    if line.text[0] in _QUOTES or "——" in line.text[1:-1]:
        yield "quotation"
    if _has_comma(line.text):
        yield "comma"


def _compared(chosen: Sequence[_Line], others: Sequence[_Line]) -> Iterator[str]:
    """How the run compares with the other lines in length and in words of the body."""
    if not others:
        yield "all lines"
        return
    size = sum(len(line.text) for line in chosen)
    lengths = [len(line.text) for line in others]
    yield f"shortest={size <= min(lengths)},{len(chosen)}"
    yield f"longest={size >= max(lengths)},{len(chosen)}"
    best = max(line.share for line in chosen)
    yield f"best share={best >= max(line.share for line in others)}"
    yield f"poor share={best < _POOR * max(line.share for line in others)}"
    lines = [*chosen, *others]
    most = max(line.share for line in lines)
    fit = [line for line in lines if line.share >= _FIT * most and _may_be_main(line.text)]
    shortest = min((len(line.text) for line in fit), default=0)
    holds = any(line in fit and len(line.text) == shortest for line in chosen)
    yield f"holds shortest fit={holds},{len(chosen)}"
    yield f"genre elsewhere={any(line.kind == 'genre' for line in others)},{holds}"


def _may_be_main(text: str) -> bool:
    """Whether a line is neither a label nor introduced or explained by a dash."""
    return len(text) >= _SHORTEST_TITLE and text[0] not in _DASHES and text[-1] not in _DASHES


def _meeting(first: _Line, second: _Line) -> Iterator[str]:
    """How two neighbouring lines fit together as halves of one headline."""
    one, other = first.text, second.text
    ratio = _class(min(len(one), len(other)) / max(len(one), len(other)), _RATIOS)
    plain = not (first.kind or second.kind or any(mark in one + other for mark in _PARTING))
    shares = sorted((_class(first.share, _SHARES), _class(second.share, _SHARES)))
    yield f"ratio={ratio}"
    yield f"halves={_are_halves(one, other)}"
    yield f"fit={ratio},{plain},{len(one) < len(other)}"
    yield f"fit={plain},{shares[0]},{shares[1]}"
    yield f"longer={_class(max(len(one), len(other)), _LENGTHS)},{plain}"
    if one[-1] in _OPEN_ENDS:
        yield f"open={'comma' if one[-1] in '，,、' else 'colon'}"
    if any(one.count(left) > one.count(right) for left, right in _PAIRS):
        yield "bracket goes on"
    if one[-1] in "？！?!":
        yield "ended"
    if other[0] in _DASHES:
        yield "dash"
    if _QUOTES[0] in one + other:
        yield "quoted"
    yield f"kinds={first.kind},{second.kind}"
    yield f"commas={_has_comma(one)},{_has_comma(other)},{len(one) < len(other)},{plain}"


def _has_comma(text: str) -> bool:
    return "，" in text or "," in text


def _kind(text: str) -> str:
    """Kind of a line; a genre only where its name leaves no doubt."""
    kind = line_kind(text)
    return "" if kind == "genre" and not _GENRE.search(text) else kind


def _are_halves(one: str, other: str) -> bool:
    """Whether two lines are of like length and without marks: halves of one headline."""
    if any(mark in one + other for mark in "，,！？") or any(mark in other for mark in "：:"):
        return False
    sizes = len(_TO_CLAUSE.sub("", one)), len(_FROM_CLAUSE.sub("", other))
    least = _LIKE_QUOTED if _QUOTES[0] in one + other else _LIKE
    return min(sizes) >= least * max(sizes)


def _class(value: float, bounds: Sequence[float]) -> int:
    return sum(value > bound for bound in bounds)


def _share(text: str, body: str) -> float:
    """Share of a line's pairs of characters that the beginning of the body holds."""
    pairs = set(map(add, text, text[1:]))
    return sum(pair in body for pair in pairs) / max(1, len(pairs))
