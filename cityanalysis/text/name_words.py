"""Words that the segmenter should know, and names that topics should not be made of."""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from cityanalysis.corpus import SURNAMES_AFTER_ROLE
from cityanalysis.frames import Articles
from cityanalysis.resources import data_path

__all__ = ["byline_names", "introduced_names", "packaged_words", "place_names"]

# Words that introduce a person in news.
_ROLES = frozenset(
    re.findall(
        r"\w+",
        """
    记者 通讯员 书记 副书记 市长 副市长 代市长 县长 副县长 区长 副区长 省长 镇长 乡长 村长 主任
    副主任 主席 副主席 部长 副部长 局长 副局长 处长 科长 所长 院长 副院长 校长 副校长 园长 站长
    队长 厂长 经理 总经理 副总经理 董事长 总裁 总监 负责人 创始人 秘书长 总统 总理 首相 外长 委员
    代表 教授 副教授 博士 院士 研究员 专家 工程师 技师 医生 护士 老师 教师 律师 法官 民警 师傅
    村民 居民 市民 农民 工人 职工 同学 学生 先生 女士 同志 大娘 大爷
    """,
    )
)
_ORDINARY_FROM = 300  # occurrences, by the frequencies of jieba's dictionary


@lru_cache(maxsize=1)
def packaged_words() -> frozenset[str]:
    """Seed words of the packaged themes and the contexts in which they do not count.

    Examples
    --------
    >>> "招商引资" in packaged_words()
    True
    """
    with data_path("themes.toml").open("rb") as file:
        themes = tomllib.load(file)["theme"]
    return frozenset(
        word for theme in themes for key in ("seeds", "exclude") for word in theme.get(key, ())
    )


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Names of provinces, prefectures and counties, full and short.

    A county's short name is left out where it is an ordinary word too (和平, 朝阳); so are
    names of one character.

    Examples
    --------
    >>> {"聊城", "聊城市", "东昌府区", "即墨"} <= place_names(), "和平" in place_names()
    (True, False)
    """
    from cityanalysis.cities import read_gazetteer, stem_of

    ordinary = _ordinary_words()
    names: set[str] = set()
    for unit in read_gazetteer().units:
        stem = stem_of(unit.name)
        names.add(unit.name)
        if unit.level in ("province", "prefecture") or stem not in ordinary:
            names.add(stem)
    return frozenset(name for name in names if len(name) > 1)


def _ordinary_words() -> frozenset[str]:
    """Words of jieba's dictionary that are frequent and not marked as places."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return frozenset()
    text = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8")
    entries = (line.split(" ") for line in text.splitlines())
    return frozenset(w for w, n, tag in entries if tag != "ns" and int(n) >= _ORDINARY_FROM)


def byline_names(articles: pd.DataFrame) -> frozenset[str]:
    """Names in the articles' bylines.

    Parameters
    ----------
    articles : DataFrame
        ``byline`` and ``correspondents``, lists of str, where there are any.

    Examples
    --------
    >>> byline_names(pd.DataFrame({"byline": [["张三"], []]}))
    frozenset({'张三'})
    """
    columns = [c for c in (Articles.byline, Articles.correspondents) if c in articles]
    lists = (names for column in columns for names in articles[column])
    return frozenset(name for names in lists if isinstance(names, list) for name in names)


def introduced_names(
    words: Sequence[str], codes: np.ndarray, knows: Callable[[str], bool]
) -> set[str]:
    """Names of persons that follow a word such as 记者 or 市长 at once.

    A name is a word of two or three characters that no dictionary knows and that begins with a
    common surname.

    Parameters
    ----------
    words : sequence of str
        Different words of the texts.
    codes : ndarray of int
        The running text, as numbers of `words`, breaks included.
    knows : callable
        Whether a dictionary has a word.

    Examples
    --------
    >>> words = ["市长", "鲍志强", "讲话"]
    >>> introduced_names(words, np.array([0, 1, 2]), {"市长", "讲话"}.__contains__)
    {'鲍志强'}
    """
    is_role = np.array([word in _ROLES for word in words], dtype=bool)
    follows = np.zeros(len(words), dtype=bool)
    follows[codes[1:][is_role[codes[:-1]]]] = True
    found = (words[number] for number in np.flatnonzero(follows).tolist())
    return {
        word
        for word in found
        if 2 <= len(word) <= 3 and word[0] in SURNAMES_AFTER_ROLE and not knows(word)
    }
