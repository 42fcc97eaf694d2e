"""JSON of any shape to rows: lines, arrays, columns, dumps of databases and search engines."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from cityanalysis.corpus.reading.account import Skipped, listed
from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import Cells, NumberedRow, rows_of_grid
from cityanalysis.corpus.reading.sources import TextLines, read_bytes
from cityanalysis.errors import InputError

__all__ = ["json_rows", "records_of"]

Record = Mapping[str, object]

_BLANK = " \t\r\n\ufeff"
_DEEPEST = 8
_DECODER = json.JSONDecoder(strict=False)
# A comma before a closing bracket, but none within a string.
_NEEDLESS = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')
# Keys under which search engines and crawlers wrap a record.
_WRAPPERS = ("_source", "fields", "doc", "mblog")
_HAN = re.compile("[\u3400-\u9fff]")


def json_rows(path: Path, lines: TextLines) -> Iterator[NumberedRow | Skipped]:
    """Rows of a JSON file: an object a line, or values of any shape over many lines.

    Parameters
    ----------
    path : Path
    lines : TextLines
        Of the same file.

    Raises
    ------
    InputError
        Where it holds no JSON object.
    """
    first = next((line for line in lines if line.strip(_BLANK)), "")
    if first and isinstance(_line_value(first), dict) and not _is_only_line(lines):
        yield from _rows_of_lines(path, lines)
        return
    text = decode(read_bytes(path), shown_path(path)).lstrip(_BLANK)
    yield from _rows_of_text(path, text)


def _is_only_line(lines: TextLines) -> bool:
    full = (line for line in lines if line.strip(_BLANK))
    next(full, None)
    return next(full, None) is None


def _line_value(line: str) -> object:
    text = line.strip(_BLANK).rstrip(",")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _rows_of_lines(path: Path, lines: TextLines) -> Iterator[NumberedRow | Skipped]:
    broken: list[int] = []
    n_good = 0
    for number, line in enumerate(lines, start=1):
        try:
            # The quickest way first: a line is an object nearly always.
            value = json.loads(line)
        except (ValueError, RecursionError):
            bare = line.strip(_BLANK)
            if bare in ("", "[", "]", ",", "],"):
                continue
            value = _line_value(line)
        if isinstance(value, dict):
            n_good += 1
            yield number, _unwrapped(value)
        else:
            broken.append(number)
    if broken and not n_good:
        reason = f"none of its {len(broken)} lines is a JSON object"
        raise InputError(f"{shown_path(path)}: {reason}.")
    if broken:
        yield Skipped(shown_path(path), f"not a JSON object: line {listed(broken)}")


def _rows_of_text(path: Path, text: str) -> Iterator[NumberedRow | Skipped]:
    shown = shown_path(path)
    try:
        value: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        values, is_whole = _values(text)
        if not values:
            n_lines = sum(bool(line.strip(_BLANK)) for line in text.split("\n"))
            if not n_lines:
                return
            raise InputError(f"{shown}: none of its {n_lines} lines is a JSON object.") from None
        value = values
        if not is_whole:
            yield Skipped(shown, f"the JSON is damaged behind its object {len(values)}")
    found = records_of(value)
    if found is None:
        raise InputError(f"{shown}: not a list of JSON objects.")
    if found and not isinstance(found[0], Mapping):
        # Lists of cells: `records_of` gives either these or objects, never a mixture.
        yield from rows_of_grid(enumerate(cast("Sequence[Cells]", found), start=1), shown)
        return
    yield from enumerate(cast("Sequence[Record]", found), start=1)


def _values(text: str) -> tuple[list[object], bool]:
    """Values one behind the other, or of an array that is damaged; and whether all were read."""
    text = _NEEDLESS.sub(lambda found: found[1] or "", text)
    values: list[object] = []
    at, opened = 0, text.startswith("[")
    at = 1 if opened else 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,;\ufeff":
            at += 1
        if at >= len(text) or (opened and text[at] == "]"):
            break
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values, False
        values.append(value)
    return values, True


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
    table = _of_split(value) or _of_columns(value)
    if table is not None:
        return table
    if _is_record(value):
        return [_unwrapped(value)]
    nested = [found for item in value.values() if (found := records_of(item, depth + 1))]
    if nested:
        return max(nested, key=_weight)
    return [_unwrapped(value)] if depth == 0 else None


def _of_list(value: list[object], depth: int) -> Sequence[Record | list[object]] | None:
    records = [_unwrapped(item) for item in value if isinstance(item, dict)]
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


def _of_columns(value: dict[str, object]) -> list[Record] | None:
    """A column a key: lists of one length, or mappings from the number of a row."""
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
            return [_unwrapped(part) for part in maps]
    return None


def _n_names(keys: Iterable[object]) -> int:
    """How many of the keys are names of columns."""
    return sum(known_fields(str(key)) for key in keys)


def _is_record(value: dict[str, object]) -> bool:
    """Whether an object is an article itself: it has a text of its own."""
    return any(
        isinstance(cell, str) and len(_HAN.findall(cell[:400])) > 8 and known_fields(key)
        for key, cell in value.items()
    )


def _weight(found: Sequence[object]) -> int:
    """How much Chinese the first records hold, times their number."""
    sample = json.dumps(list(found[:3]), ensure_ascii=False, default=str)[:20_000]
    return len(_HAN.findall(sample)) * len(found)


def _unwrapped(record: dict[str, object]) -> Record:
    """A record out of the wrapper of a search engine; nested objects as columns of their own."""
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
