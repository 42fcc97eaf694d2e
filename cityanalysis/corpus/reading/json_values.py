"""JSON values one after the other, from text in blocks: one array is never held whole."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from typing import NoReturn

from cityanalysis.errors import InputError

__all__ = ["MOST_PIECES", "JsonValues", "lenient_value"]

# Brackets and commas of what is held in memory at once, at up to 400 bytes each: 200,000 records
# of a dozen cells. JSON of articles has far fewer; without a bound 60 MB of it fill 5 GB.
MOST_PIECES = 3_000_000

_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[ \t\r\n,;)\ufeff\u3000]*")
# A comma before a closing bracket that stands in no string.
_NEEDLESS = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')
# What a script or a call puts before the value: var news = [...], callback({...}).
_SCRIPT = re.compile(
    r"\s*(?:(?:var|let|const)\s+[\w$.]+\s*=|window\.[\w$.]+\s*=|[\w$.]+\s*\()\s*(?=[\[{])"
)
_PYTHON = re.compile(r"\s*\{\s*'")
# Python's own parser takes a hundred times the text's length in memory.
_LONGEST_LITERAL = 1 << 20


class JsonValues:
    """Values of a text, one behind the other; those of an array one by one.

    Parameters
    ----------
    texts : iterable of str
        The text in blocks.
    most : int
        Characters that one value may have; of Chinese text they take 1.5 GB while they are read.

    Attributes
    ----------
    is_array : bool
        Whether the text is one array, whose values come.
    is_damaged : bool
        Whether the text goes on behind the last value with something that is none.
    n_pieces : int
        Brackets and commas of the text that was taken in so far.

    Examples
    --------
    >>> values = JsonValues(['[{"a": 1}, {"a"', ": 2}]"])
    >>> list(values), values.is_array
    ([{'a': 1}, {'a': 2}], True)
    """

    def __init__(self, texts: Iterable[str], most: int = 1 << 28) -> None:
        self._texts = iter(texts)
        self._most = most
        self._text, self._at = "", 0
        self.is_array = False
        self.is_damaged = False
        self.n_pieces = 0

    def __iter__(self) -> Iterator[object]:
        self._more(1)
        if found := _SCRIPT.match(self._text):
            self._at = found.end()
        self._skip()
        if self._text.startswith("[", self._at):
            self.is_array, self._at = True, self._at + 1
        while self._skip() and not (self.is_array and self._text[self._at] == "]"):
            try:
                yield self._next()
            except ValueError:
                self.is_damaged = True
                return

    def _skip(self) -> bool:
        """Go on to the next value; False where there is none."""
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return True
            if not self._more(1):
                return False

    def _more(self, size: int) -> bool:
        """Take in that many more characters, and forget those that are read."""
        parts = [self._text[self._at :]]
        taken, room = 0, self._most - len(parts[0])
        while taken < size and (block := next(self._texts, None)) is not None:
            parts.append(block)
            taken += len(block)
            self.n_pieces += _pieces(block)
            if taken > room:
                self._refuse(f"{self._most >> 20} million characters")
        self._text, self._at = "".join(parts), 0
        if _pieces(self._text) > MOST_PIECES:
            self._refuse(f"{MOST_PIECES:,} parts")
        return taken > 0

    def _refuse(self, size: str) -> NoReturn:
        raise InputError(f"one JSON value of more than {size}. Write one article a line (.jsonl).")

    def _next(self) -> object:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise ValueError("nested too deep") from error
            except ValueError:
                # Twice as much each time, so that a long value is parsed a few times only.
                if self._more(len(self._text) - self._at):
                    continue
                return self._mended()
            self._at = end
            return value

    def _mended(self) -> object:
        """The last value without needless commas, or as Python writes it."""
        rest = self._text[self._at :]
        try:
            value, end = _DECODER.raw_decode(_without_needless(rest))
            self._text, self._at = _without_needless(rest), end
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        return value


def _pieces(text: str) -> int:
    return sum(map(text.count, ",[{"))


def _without_needless(text: str) -> str:
    return _NEEDLESS.sub(lambda found: found[1] or "", text)


def lenient_value(line: str) -> object:
    """The value of a line that is nearly JSON; None where it is none.

    Known are a comma behind it, objects that were encoded twice, and Python's own way of writing.

    Examples
    --------
    >>> lenient_value("{'text': '甲', 'n': None},")
    {'text': '甲', 'n': None}
    """
    text = line.strip(" \t\r\n\ufeff").rstrip(",")
    try:
        value = json.loads(text, strict=False)
        if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
            value = json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return _literal(text)
    return value


def _literal(text: str) -> object:
    if not _PYTHON.match(text) or len(text) > _LONGEST_LITERAL:
        return None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
