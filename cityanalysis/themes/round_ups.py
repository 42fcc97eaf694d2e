"""Round-ups: one text of many short items, each of which has a subject of its own."""

import re
from collections.abc import Sequence

import numpy as np

__all__ = ["items_of", "score_of_items"]

# What columns of short news are called, at the end of a headline that names nothing else.
_NAMES = re.compile(
    r"(?:快讯|简讯|短讯|快报|快递|速递|速览|速读|要闻|短波|集锦|集萃|联播|播报|动态|早知道|一句话新闻)$"
)
_LONGEST_NAME = 12  # characters
_LONGEST_HEAD = 40  # characters; a longer line is a paragraph
_CLOSED = ("。", "！", "？", "；", ";", "…", "”")
_FEWEST = 3  # items; two are an article and its neighbour
_PART = 0.25  # of a round-up that has to be about a theme


def items_of(document: str) -> tuple[str, ...]:
    """Items of a round-up, each with its headline if it has one; nothing of any other text.

    A round-up has the name of a column of short news for its headline (国内联播快讯). Each short
    line without a full stop begins an item; where there is no such line, each line is one.

    Parameters
    ----------
    document : str
        Headline and text, a line each.

    Examples
    --------
    >>> items_of("县区快讯\\n麦收开镰\\n东乡开镰。\\n新桥通车\\n大桥通车。\\n医院开诊\\n新院开诊。")
    ('麦收开镰\\n东乡开镰。', '新桥通车\\n大桥通车。', '医院开诊\\n新院开诊。')
    >>> items_of("东乡麦收开镰\\n东乡今天开镰。")
    ()
    """
    lines = [line.strip() for line in document.split("\n") if line.strip()]
    if not lines or len(lines[0]) > _LONGEST_NAME or not _NAMES.search(lines[0]):
        return ()
    body = lines[1:]
    heads = [len(line) <= _LONGEST_HEAD and not line.endswith(_CLOSED) for line in body]
    if sum(heads) < _FEWEST:
        heads = [True] * len(body)
    # Of two short lines in a row the second belongs to the first.
    starts = [n for n, is_head in enumerate(heads) if is_head and not (n and heads[n - 1])]
    if sum(heads) == len(heads):
        starts = list(range(len(body)))
    if len(starts) < _FEWEST:
        return ()
    ends = [*starts[1:], len(body)]
    return tuple("\n".join(body[start:end]) for start, end in zip(starts, ends))


def score_of_items(scores: np.ndarray, items: Sequence[str]) -> np.ndarray:
    """Score that the items of a quarter of a round-up reach, of each theme.

    Parameters
    ----------
    scores : ndarray, shape (n_items, n_themes)
        Probability that each item is about each theme.
    items : sequence of str
        The items, of whose lengths a quarter is taken.

    Examples
    --------
    >>> score_of_items(np.array([[0.9, 0.9], [0.1, 0.2], [0.1, 0.3]]), ["一", "二二二二", "三三三"])
    array([0.1, 0.3])
    """
    length = np.array([len(item) for item in items], dtype=float)
    order = np.argsort(-scores, axis=0, kind="stable")
    covered = np.cumsum(length[order], axis=0) / max(length.sum(), 1.0)
    last = (covered >= _PART).argmax(axis=0)
    return np.asarray(np.take_along_axis(scores, order, axis=0)[last, np.arange(scores.shape[1])])
