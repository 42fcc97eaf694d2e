"""Values of cells as text: 5 for 5.0, lists as lines, values taken out of their wrappers."""

import datetime
import decimal
import json
import math
from collections.abc import Mapping
from typing import Any

__all__ = ["cell_text", "paired", "unwrapped"]

# Keys under which editors and crawlers put a paragraph's text.
_TEXT_KEYS = ("text", "content", "value", "insert", "正文", "内容", "p", "para", "paragraph")
# MongoDB's extended JSON: {"$date": ...}, {"$oid": ...}, {"$numberLong": ...}.
_WRAPPED = ("$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")


def unwrapped(value: object) -> object:
    """A value out of the wrappers of MongoDB's extended JSON.

    Examples
    --------
    >>> unwrapped({"$date": {"$numberLong": "1614920000000"}})
    '1614920000000'
    """
    while isinstance(value, Mapping) and len(value) == 1:
        key = next(iter(value))
        if key not in _WRAPPED:
            break
        value = value[key]
    return value


def cell_text(value: object) -> str | None:
    """A cell as text; None for an empty one. The letters NA are a text like any other.

    Examples
    --------
    >>> cell_text(12.0), cell_text(["第一段。", "第二段。"]), cell_text(" ")
    ('12', '第一段。\\n第二段。', None)
    """
    text = value if type(value) is str else _written(value)
    return text if text.strip() else None


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    value = unwrapped(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bytes | bytearray | memoryview):
        from cityanalysis.corpus.reading.encoding import decode

        return decode(bytes(value), "a cell of bytes") if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, decimal.Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _of_mapping(value)
    if isinstance(value, list | tuple | set):
        return "\n".join(part for item in value if (part := _written(item)).strip())
    return str(value)


def _of_mapping(value: Mapping[object, object]) -> str:
    for key in _TEXT_KEYS:
        if isinstance(value.get(key), str | list):
            return _written(value[key])
    return json.dumps(value, ensure_ascii=False, default=str)


def paired(value: Any) -> Any:
    """A value in which halves of surrogate pairs are put together, or become U+FFFD alone.

    JSON may hold such halves (``\\\\ud83d``); no encoding of a file can.

    Examples
    --------
    >>> paired({"text": ["\\ud800三"]})
    {'text': ['�三']}
    """
    if isinstance(value, str):
        return _paired(value)
    if isinstance(value, list):
        return [paired(item) for item in value]
    if isinstance(value, dict):
        return {_paired(key): paired(item) for key, item in value.items()}
    return value


def _paired(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
