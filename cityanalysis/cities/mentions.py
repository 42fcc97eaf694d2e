"""Where texts name places: one automaton over all names, then tests of what stands around."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs
import pandas as pd
import rjieba

from cityanalysis.cities.gazetteer import Gazetteer, read_gazetteer
from cityanalysis.cities.surfaces import Surface, surfaces_of

__all__ = ["Mention", "Matcher", "find_mentions", "matcher_of"]

_HAN = "\u4e00-\u9fff"
_AFTER_SHORT = re.compile(
    r"[东西南北中一二三四五]?(?:路(?![网段面况政灯])|大街|街(?![头道区坊镇])|大道|巷|胡同|广场|立交)"
    r"|啤酒|时间|舰|号|籍|队(?!伍)|精神|会议|条约|协定|共识|日报|晚报|晨报|早报|卫视|电视台|菜"
    rf"|[{_HAN}]{{0,4}}?(?:大学(?!生)|学院|研究院|研究所|股份|有限|集团|证券|期货|银行|公司)"
    r"|[(（][^()（）]{1,8}[)）][股有]"
)
_WINDOW = 12


class Mention(NamedTuple):
    """A name in a text and the surface form that it matched."""

    surface: Surface
    start: int
    end: int


class Matcher:
    """Finds names in texts; built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.surfaces = surfaces_of(gazetteer)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [surface.text for surface in self.surfaces],
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
        )

    def find(self, text: str) -> list[Mention]:
        """Names in the order of the text, without those that the words around rule out."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            surface = self.surfaces[index]
            if surface.form != "full" and _AFTER_SHORT.match(text, end):
                continue
            if surface.is_weak and not _is_word(text, start, end):
                continue
            found.append(Mention(surface, start, end))
        return found


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether the segmentation of the surroundings has boundaries at both ends."""
    left = max(0, start - _WINDOW)
    position = left
    cuts = {left}
    for token in rjieba.cut(text[left : end + _WINDOW]):
        position += len(token)
        cuts.add(position)
    return start in cuts and end in cuts


@lru_cache(maxsize=4)
def matcher_of(gazetteer: Gazetteer) -> Matcher:
    """The matcher of a gazetteer."""
    return Matcher(gazetteer)


def fields_of(articles: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """(doc_id, title, text) of each article; missing becomes the empty text."""
    for doc_id, title, text in zip(articles["doc_id"], articles["title"], articles["text"]):
        yield (
            doc_id,
            title if isinstance(title, str) else "",
            text if isinstance(text, str) else "",
        )


def find_mentions(articles: pd.DataFrame, gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """Every name of a place in the titles and texts.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``.
    gazetteer : Gazetteer, optional
        The packaged one by default.

    Returns
    -------
    DataFrame
        ``doc_id``, ``code``, ``name``, ``surface``, ``field``, ``start``, ``end``, ``level``.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": ["聊城市东昌府区。"]})
    >>> find_mentions(frame)["surface"].tolist()
    ['聊城市', '东昌府区']
    """
    known = gazetteer or read_gazetteer()
    matcher = matcher_of(known)
    rows = []
    for doc_id, title, text in fields_of(articles):
        for field, content in (("title", title), ("text", text)):
            for surface, start, end in matcher.find(content):
                unit = known.today[surface.codes[0]]
                rows.append(
                    (
                        doc_id,
                        unit.code,
                        unit.name,
                        content[start:end],
                        field,
                        start,
                        end,
                        unit.level,
                    )
                )
    columns = ["doc_id", "code", "name", "surface", "field", "start", "end", "level"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({name: "str" for name in columns if name not in ("start", "end")}).astype(
        {"start": "int64", "end": "int64"}
    )
