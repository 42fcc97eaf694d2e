"""Values of cells as text: 5 for 5.0, lists as lines, values taken out of their wrappers."""

import ast
import datetime
import decimal
import json
import math
from collections.abc import Mapping
from typing import Any

__all__ = ["cell_text", "paired", "string_list", "unwrapped"]

# Keys under which editors and crawlers put a paragraph's text.
_TEXT_KEYS = ("text", "content", "value", "insert", "正文", "内容", "p", "para", "paragraph")
# Python's own parser takes a hundred times the text's length in memory.
_LONGEST_LIST = 1 << 20
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
    text = value if type(value) is str and value[:1] != "[" else _written(value)
    return text if text.strip() else None


def _written(value: object) -> str:
    if isinstance(value, str):
        parts = string_list(value)
        return value if parts is None else "\n".join(part for part in parts if part.strip())
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


def string_list(text: str) -> list[str] | None:
    """The strings of a list that a program wrote into a cell; None where the cell is none.

    Examples
    --------
    >>> string_list("['第一段。', '第二段。']"), string_list("[图]第一段。")
    (['第一段。', '第二段。'], None)
    """
    text = text.strip()
    if text[:1] != "[" or text[1:2] not in ("'", '"') or text[-1] != "]":
        return None
    if len(text) > _LONGEST_LIST:
        return None
    try:
        value = json.loads(text, strict=False) if text[1] == '"' else ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
    return value if is_list else None


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
