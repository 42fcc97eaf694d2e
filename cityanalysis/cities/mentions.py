"""The mentions frame: every name of a place, where it stands."""

import pandas as pd

from cityanalysis.cities.gazetteer import Gazetteer, read_gazetteer
from cityanalysis.cities.matcher import matcher_of
from cityanalysis.cities.place_evidence import read_article
from cityanalysis.frames import Articles, Mentions

__all__ = ["find_mentions"]


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
        ``doc_id``, ``code``, ``name`` (full official name), ``surface`` (as printed), ``field``,
        ``start``, ``end`` (characters of that field), ``level``
        (province, prefecture, county or zone).

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": ["聊城市东昌府区。"]})
    >>> find_mentions(frame)["surface"].tolist()
    ['聊城市', '东昌府区']
    """
    known = gazetteer or read_gazetteer()
    matcher = matcher_of(known)
    rows = []
    for doc_id, title, text in zip(
        articles[Articles.doc_id], articles[Articles.title], articles[Articles.text]
    ):
        contents = (("title", title), ("text", text))
        fields = [(name, value) for name, value in contents if isinstance(value, str) and value]
        for item in read_article(matcher, fields, misread=True).evidence:
            unit = known.today[item.code]
            level = "zone" if item.role == "zone" else unit.level
            spot = (item.surface, item.field, item.start, item.end)
            rows.append((doc_id, unit.code, unit.name, *spot, level))
    frame = pd.DataFrame(rows, columns=Mentions.names())
    text_columns = [name for name in Mentions.names() if name not in (Mentions.start, Mentions.end)]
    types = {**dict.fromkeys(text_columns, "str"), Mentions.start: "int64", Mentions.end: "int64"}
    return frame.astype(types)
