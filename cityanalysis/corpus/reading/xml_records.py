"""XML that holds documents: feeds, and corpora of records between tags."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_xml"]

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.S)
# An ampersand that begins no entity, as in the addresses of old corpora.
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HAN = re.compile("[\u3400-\u9fff]")
_LEAST_HAN = 12


def read_xml(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Records of an XML file, a page each: the element that comes most often with texts in it.

    What stands in the tags of a record are its columns, as those of a table.

    Raises
    ------
    InputError
        Where no element comes as a record with texts.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.xml"
    >>> doc = "<doc><title>灯会</title><content>今晚亮灯，市民前来观看元宵灯会。</content></doc>"
    >>> _ = path.write_text(doc, encoding="utf-8")
    >>> page, account = read_xml(path)
    >>> page.title
    '灯会'
    """
    shown = shown_path(path)
    with parsing(path):
        root = _tree(decode(read_bytes(path), shown))
        records = _records(root)
    if not records:
        raise InputError(f"{shown}: no element of this XML holds records with texts.")
    rows: Iterator[NumberedRow | Skipped] = iter(enumerate(map(_row, records), start=1))
    yield from pages_of_rows(shown, rows, options or ReadOptions())


def _tree(text: str) -> Any:
    from lxml import etree

    # Without declarations: the text is decoded already, and entities may be traps. In an element of
    # ours: old corpora have none around their records.
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    whole = f"<records>{_CONTROL.sub('', _BARE.sub('&amp;', bare))}</records>"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(whole.encode("utf-8", "replace"), parser)


def _name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return str(tag).rpartition("}")[2]


def _records(root: Any) -> list[Any]:
    """Elements of the kind that holds most texts, in order; what wraps one text is no record."""
    kinds: Counter[str] = Counter()
    for element in root.iter():
        if len(element) and _name(element) and element is not root:
            kinds[_name(element)] += any(_is_text(child) for child in element)
    if not kinds or not max(kinds.values()):
        return []
    chosen = max(kinds, key=lambda name: kinds[name])
    found = [element for element in root.iter() if _name(element) == chosen and len(element)]
    while all(len(element) == 1 for element in found):
        parents = list(dict.fromkeys(element.getparent() for element in found))
        if len(parents) < len(found) or root in parents:
            break
        found = parents
    return found


def _is_text(element: Any) -> bool:
    return not len(element) and len(_HAN.findall((element.text or "")[:400])) >= _LEAST_HAN


def _row(record: Any) -> dict[str, object]:
    row: dict[str, object] = {str(key).rpartition("}")[2]: v for key, v in record.items()}
    for name, text in _cells(record):
        row[name] = f"{row[name]}\n{text}" if row.get(name) else text
    return row


def _cells(record: Any) -> Iterator[tuple[str, str]]:
    """Names and texts of what stands in a record; what holds named fields itself is opened."""
    for child in record:
        if any(known_fields(_name(one)) for one in child.iterdescendants()):
            yield from _cells(child)
        elif name := _name(child):
            yield name, "".join(child.itertext()).strip()
