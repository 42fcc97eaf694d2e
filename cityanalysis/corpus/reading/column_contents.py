"""What the cells of a column hold, from the first rows of a table."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cityanalysis.corpus.reading.cell_text import string_list
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.resources import data_path

__all__ = ["Contents", "is_empty_cell", "study_contents"]

_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile("[。！？；，]|[!?;,](?=[\u3400-\u9fff])")
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_SURE_DATE = re.compile(
    r"\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\s*(?:19|20)\d{2}[01]\d[0-3]\d(?:\d{4}|\d{6})?\s*$"
    r"|\s*\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)"
)
# Data for programs: {"name": "聊城"}, [[4, 1224]], ["a", "b"].
_CODED = re.compile(r"""\s*(?:\{\s*["']|\[\s*[\[{"'\d-])""")
# 发布于 北京, IP属地：广东: the place of the writer.
_SENT_FROM = re.compile(
    r"\s*(?:发布于|来自|发自|IP\s*(?:属地|归属地|地址)?\s*[:：]|属地\s*[:：])", re.I
)
# What programs write into an empty cell.
_NOTHING = frozenset({"", "nan", "null", "none", "na", "n/a", "#n/a", "nil", "undefined", "\\n",
                      "-", "--", "—", "/", "无", "暂无", "空", "#name?", "#ref!", "#value!",
                      "#div/0!", "#null!", "#num!"})  # fmt: skip
_STUDIED = 4000  # characters of a cell: enough to tell text from data, whatever its length
_MOSTLY = 0.5  # share of cells with data for programs from which a column is no text


def is_empty_cell(value: object) -> bool:
    """Whether a cell of the text column holds no text: blank, or a program's word for nothing.

    Examples
    --------
    >>> is_empty_cell("NaN"), is_empty_cell("　"), is_empty_cell("无锡")
    (True, True, False)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str) and len(value) < 16 and value.strip().casefold() in _NOTHING


@dataclass(frozen=True, slots=True)
class Contents:
    """What the cells of a column have in common.

    Parameters
    ----------
    fill : float
        Share of rows in which it holds something.
    han : float
        Mean number of Chinese characters over all rows.
    sentences, dates, sure_dates, links, numbers, cities : float
        Shares of its full cells that hold a sentence, a date in any form, a date that can be
        nothing else, a web address, a number, the name of a city.
    different : float
        Number of different cells over the number of full ones.
    length : float
        Mean length of its full cells.
    coded : float
        Share of its full cells that are data for programs; what stands in them is no text.
    sent_from : float
        Share of its full cells that say where a post was sent from, which is not what it is about.

    Examples
    --------
    >>> study_contents([{"a": "2021-03-05"}, {"a": None}], "a").fill
    0.5
    """

    fill: float = 0.0
    han: float = 0.0
    sentences: float = 0.0
    dates: float = 0.0
    sure_dates: float = 0.0
    links: float = 0.0
    numbers: float = 0.0
    cities: float = 0.0
    different: float = 0.0
    length: float = 0.0
    coded: float = 0.0
    sent_from: float = 0.0

    @property
    def is_running_text(self) -> bool:
        """Whether the cells read like text, whatever the column's name."""
        is_varied = self.different > 0.3 or self.length > 2 * _LEAST_HAN
        is_chinese = self.han >= max(_LEAST_HAN, _LEAST_HAN_SHARE * self.fill * self.length)
        return is_chinese and self.sentences >= 0.3 and is_varied


_LEAST_HAN = 12  # half of a short sentence
# Text between tags and links keeps a third and more; lists of codes have a tenth.
_LEAST_HAN_SHARE = 0.25


def study_contents(rows: Sequence[Mapping[str, object]], name: str) -> Contents:
    """What a column holds."""
    full = [row[name] for row in rows if not is_empty_cell(row.get(name))]
    if not full or not rows:
        return Contents()
    texts = [_shown(cell)[:_STUDIED] for cell in full]
    n = len(full)
    coded = sum(_CODED.match(text) is not None for text in texts) / n
    read = [] if coded > _MOSTLY else texts
    return Contents(
        fill=n / len(rows),
        han=sum(len(_HAN.findall(text)) for text in read) / len(rows),
        sentences=sum(_SENTENCE.search(text) is not None for text in read) / n,
        dates=sum(
            len(text) < 40 and parse_date(cell) is not None for text, cell in zip(texts, full)
        )
        / n,
        sure_dates=sum(_is_sure_date(cell) for cell in full) / n,
        links=sum(_LINK.fullmatch(text) is not None for text in texts) / n,
        numbers=sum(text.strip().replace(".", "", 1).isdigit() for text in texts) / n,
        cities=sum(text.strip() in _cities() for text in texts) / n,
        different=len(set(texts)) / n,
        length=sum(map(len, texts)) / n,
        coded=coded,
        sent_from=sum(_SENT_FROM.match(text) is not None for text in texts) / n,
    )


def _shown(cell: object) -> str:
    """A cell as text; of a list of paragraphs, all of them."""
    parts = cell if isinstance(cell, list) else string_list(str(cell))
    if not parts or not all(isinstance(part, str) for part in parts):
        return str(cell)
    text = "\n".join(parts)
    # Tags and codes stay what they are: data for programs.
    return text if _SENTENCE.search(text) else str(cell)


def _is_sure_date(cell: object) -> bool:
    if isinstance(cell, datetime.date):
        return True
    return isinstance(cell, str) and len(cell) < 40 and _SURE_DATE.match(cell) is not None


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """Names of prefectures and of cities under the state, with and without their last character."""
    import csv

    with data_path("gazetteer/units.csv").open(encoding="utf-8", newline="") as stream:
        units = [row for row in csv.DictReader(stream) if row["level"] != "county"]
    names = {row["name"] for row in units}
    return frozenset(names | {name[:-1] for name in names if len(name) > 2})
