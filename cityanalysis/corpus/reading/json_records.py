"""JSON of any shape to rows: lines, arrays, columns, dumps of databases and search engines."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import cast

from cityanalysis.corpus.reading.account import Skipped, listed
from cityanalysis.corpus.reading.cell_text import paired
from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import Cells, NumberedRow, rows_of_grid
from cityanalysis.corpus.reading.json_values import MOST_PIECES, JsonValues, lenient_value
from cityanalysis.corpus.reading.sources import TextLines
from cityanalysis.errors import InputError

__all__ = ["flat_record", "json_rows", "records_of"]

Record = Mapping[str, object]

_DECODER = json.JSONDecoder()
_BLANK = " \t\r\n\ufeff"
_DEEPEST = 8  # levels of nesting in which records are looked for
# Values of an array that tell whether it is one of records.
_TELLING = 20
# Keys under which search engines and crawlers wrap a record.
_WRAPPERS = ("_source", "fields", "doc", "mblog", "properties")
_HAN = re.compile("[\u3400-\u9fff]")


def json_rows(path: Path, lines: TextLines) -> Iterator[NumberedRow | Skipped]:
    """Rows of a JSON file: an object a line, or values of any shape over many lines.

    Parameters
    ----------
    path : Path
        The file, for messages.
    lines : TextLines
        Of the same file.

    Raises
    ------
    InputError
        Where there is no JSON, or none that holds records.
    """
    first = next((line for line in lines.beginning() if line.strip(_BLANK)), "")
    value = lenient_value(first)
    if isinstance(value, dict) and lines.has_second():
        yield from _rows_of_lines(path, lines, value)
    else:
        yield from _rows_of_values(path, lines)


def _rows_of_lines(
    path: Path, lines: TextLines, first: dict[str, object]
) -> Iterator[NumberedRow | Skipped]:
    broken: list[int] = []
    n_good = 0
    is_wrapped = _holds_records(first)
    for number, line in enumerate(lines, start=1):
        value = _plain_value(line)
        if type(value) is not dict:
            if line.strip(_BLANK) in ("", "[", "]", ",", "],"):
                continue
            value = lenient_value(line)
            if not isinstance(value, dict):
                broken.append(number)
                continue
        n_good += 1
        if "\\u" in line:
            value = paired(value)
        if is_wrapped:
            yield from ((number, one) for one in _records(value))
        else:
            yield number, flat_record(value)
    if broken and not n_good:
        reason = f"none of its {len(broken)} lines is a JSON object"
        raise InputError(f"{shown_path(path)}: {reason}.")
    if broken:
        yield Skipped(shown_path(path), f"not a JSON object: line {listed(broken)}")


def _plain_value(line: str) -> object:
    """The value of a line that is JSON and nothing else, as nearly every line is; or None."""
    try:
        value, end = _DECODER.raw_decode(line)
    except (ValueError, RecursionError):
        return None
    return value if end == len(line) else None


def _holds_records(value: dict[str, object]) -> bool:
    """Whether a line is no record but a page of them."""
    own = flat_record(value)
    return not _is_record(own) and any(_is_record(one) for one in _records(value))


def _records(value: object) -> list[dict[str, object]]:
    return [one for one in records_of(value) or () if isinstance(one, dict)]


def _rows_of_values(path: Path, lines: TextLines) -> Iterator[NumberedRow | Skipped]:
    shown, values = shown_path(path), JsonValues(lines.whole())
    waiting = iter(values)
    head = list(islice(waiting, _TELLING))
    if not head:
        if values.is_damaged:
            n_lines = sum(bool(line.strip(_BLANK)) for line in lines.beginning())
            raise InputError(f"{shown}: none of its {n_lines} lines is a JSON object.")
        return
    if values.is_array and 2 * sum(map(_is_article, head)) >= _TELLING:
        # An array of records may be longer than memory.
        yield from _rows_of_array(shown, chain(head, waiting), values)
        return
    held = [*head, *takewhile(lambda _: values.n_pieces <= MOST_PIECES, waiting)]
    if values.n_pieces > MOST_PIECES:
        raise InputError(f"{shown}: millions of JSON values that are no articles. Is it a corpus?")
    if values.is_damaged:
        yield Skipped(shown, f"the JSON is damaged behind its object {len(held)}")
    found = records_of(paired(held if values.is_array or len(held) > 1 else held[0]))
    if found is None:
        raise InputError(f"{shown}: not a list of JSON objects.")
    if found and not isinstance(found[0], Mapping):
        # Lists of cells: `records_of` gives either these or objects, never a mixture.
        yield from rows_of_grid(enumerate(cast("Sequence[Cells]", found), start=1), shown)
        return
    yield from enumerate(cast("Sequence[Record]", found), start=1)


def _is_article(value: object) -> bool:
    return isinstance(value, dict) and _is_record(flat_record(value))


def _rows_of_array(
    shown: str, array: Iterable[object], values: JsonValues
) -> Iterator[NumberedRow | Skipped]:
    others: list[int] = []
    number = 0
    for number, value in enumerate(array, start=1):
        if isinstance(value, dict):
            yield number, flat_record(paired(value))
        else:
            others.append(number)
    if others:
        yield Skipped(shown, f"not a JSON object: value {listed(others)} of the array")
    if values.is_damaged:
        yield Skipped(shown, f"the JSON is damaged behind its object {number}")


def records_of(value: object, depth: int = 0) -> Sequence[Record | list[object]] | None:
    """The records that a JSON value holds, whatever it wraps them in; None where it holds none.

    Examples
    --------
    >>> records_of({"hits": {"hits": [{"_source": {"text": "甲"}}]}})
    [{'text': '甲'}]
    >>> records_of({"columns": ["text"], "data": [["甲"]]})
    [{'text': '甲'}]
    >>> records_of({"text": {"0": "甲", "1": "乙"}})
    [{'text': '甲'}, {'text': '乙'}]
    """
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return _of_list(value, depth)
    if not isinstance(value, dict) or not value:
        return None
    table = _of_split(value) or _of_texts(value) or _of_columns(value) or _of_groups(value)
    if table is not None:
        return table
    if _is_record(value):
        return [flat_record(value)]
    nested = [found for item in value.values() if (found := records_of(item, depth + 1))]
    if nested:
        return max(nested, key=_weight)
    return [flat_record(value)] if depth == 0 else None


def _of_list(value: list[object], depth: int) -> Sequence[Record | list[object]] | None:
    records = [flat_record(item) for item in value if isinstance(item, dict)]
    if records and 2 * len(records) >= len(value):
        inner = [records_of(item, depth + 1) for item in value] if len(value) == 1 else []
        if inner and inner[0] and len(inner[0]) > 1:
            return inner[0]
        return records
    rows = [item for item in value if isinstance(item, list)]
    if len(rows) > 1 and 2 * len(rows) >= len(value):
        return rows
    texts = [item for item in value if isinstance(item, str) and len(_HAN.findall(item)) > 8]
    if len(texts) > 1 and depth == 0:
        return [{"text": item} for item in texts]
    return None


def _of_split(value: dict[str, object]) -> list[Record] | None:
    """The shapes that pandas calls split and table."""
    names, data = value.get("columns"), value.get("data")
    if (
        isinstance(names, list)
        and isinstance(data, list)
        and all(isinstance(r, list) for r in data)
    ):
        return [dict(zip(map(str, names), row)) for row in data]
    if "schema" in value and isinstance(data, list) and all(isinstance(r, dict) for r in data):
        return list(data)
    return None


def _of_texts(value: dict[str, object]) -> list[Record] | None:
    """A text per key, which is the day or the headline of each."""
    texts = [part for part in value.values() if isinstance(part, str)]
    is_text = len(texts) == len(value) > 1 and all(len(_HAN.findall(x)) > 8 for x in texts)
    if not is_text or _n_names(value):
        return None
    name = "date" if all(parse_date(key) for key in value) else "title"
    return [{name: key, "text": text} for key, text in value.items()]


def _of_columns(value: dict[str, object]) -> list[Record] | None:
    """A column per key: lists of one length, or mappings from the number of a row."""
    parts = list(value.values())
    if len(parts) > 1 and all(isinstance(part, list) for part in parts):
        lists = [part for part in parts if isinstance(part, list)]
        flat = all(not isinstance(cell, dict | list) for part in lists for cell in part[:5])
        if len({len(part) for part in lists}) == 1 and lists[0] and flat:
            return [dict(zip(value, cells)) for cells in zip(*lists)]
    if all(isinstance(part, dict) and part for part in parts):
        maps = [part for part in parts if isinstance(part, dict)]
        inner = {key for part in maps for key in part}
        scalar = all(
            not isinstance(cell, dict) for part in maps for cell in list(part.values())[:5]
        )
        if scalar and _n_names(value) >= max(1, _n_names(inner)):
            rows = list(dict.fromkeys(key for part in maps for key in part))
            return [{name: part.get(row) for name, part in zip(value, maps)} for row in rows]
        if scalar and _n_names(inner):
            return [flat_record(part) for part in maps]
    return None


def _of_groups(value: dict[str, object]) -> list[Record] | None:
    """Lists of records by a key, which is the date of each where all keys are dates."""
    lists = {key: part for key, part in value.items() if isinstance(part, list) and part}
    if len(lists) < max(2, len(value)):
        return None
    if not all(isinstance(part[0], dict) and _is_record(part[0]) for part in lists.values()):
        return None
    name = "date" if all(parse_date(key) for key in lists) else "group"
    return [
        {name: key, **flat_record(one)}
        for key, part in lists.items()
        for one in part
        if isinstance(one, dict)
    ]


def _n_names(keys: Iterable[object]) -> int:
    """How many of the keys are names of columns."""
    return sum(known_fields(str(key)) for key in keys)


def _is_record(value: Record) -> bool:
    """Whether an object is an article itself: it has a text of its own."""
    return any(
        isinstance(cell, str) and len(_HAN.findall(cell[:400])) > 8 and known_fields(key)
        for key, cell in value.items()
    )


def _weight(found: Sequence[object]) -> int:
    """How much Chinese the first records hold, times their number."""
    sample = json.dumps(list(found[:3]), ensure_ascii=False, default=str)[:20_000]
    return len(_HAN.findall(sample)) * len(found)


def flat_record(record: dict[str, object]) -> Record:
    """A record out of the wrapper of a search engine; nested objects as columns of their own.

    Examples
    --------
    >>> flat_record({"id": 1, "meta": {"title": "灯会"}})
    {'id': 1, 'meta.title': '灯会'}
    """
    if dict not in set(map(type, record.values())):
        return record
    for key in _WRAPPERS:
        inner = record.get(key)
        if isinstance(inner, dict) and (len(inner) > 1 or key == _WRAPPERS[0]):
            record = {"_id": record.get("_id"), **inner} if "_id" in record else inner
    if not any(isinstance(cell, dict) for cell in record.values()):
        return record
    flat: dict[str, object] = {}
    for name, cell in record.items():
        if isinstance(cell, dict) and not (len(cell) == 1 and next(iter(cell)).startswith("$")):
            flat.update({f"{name}.{key}": value for key, value in cell.items()})
        else:
            flat[name] = cell
    return flat
