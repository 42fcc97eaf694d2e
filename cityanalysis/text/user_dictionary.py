"""Words of the user's own, in the format of jieba's dictionaries or one per line."""

import os
import re
from pathlib import Path

from cityanalysis.corpus.reading import decode
from cityanalysis.errors import InputError

__all__ = ["read_dictionary"]

# What may follow a word: how often it occurs, and its tag (n, ns, vn, eng, l3 ...).
_FREQUENCY = re.compile(r"\d+(?:\.\d+)?")
_TAG = re.compile(r"[a-z][a-z0-9]{0,4}")


def read_dictionary(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Words of a file: one per line, or ``word frequency tag`` as jieba's own dictionaries have it.

    Parameters
    ----------
    path : path
        UTF-8, GB18030, Big5 or UTF-16; parts of a line stand apart by blanks, tabs or commas.
        Frequency and tag are not used: a word of the user's own always stands as one.

    Returns
    -------
    tuple of str
        Each word once, in the order of the file.

    Raises
    ------
    InputError
        Where the file cannot be read, or holds no words.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "words.txt"
    >>> _ = path.write_bytes("双招双引 5 n\\n数字 孪生\\n老灯塔\\t3\\n".encode("gb18030"))
    >>> read_dictionary(path)
    ('双招双引', '数字 孪生', '老灯塔')
    """
    try:
        lines = decode(Path(path).read_bytes(), str(path)).lstrip("\ufeff").splitlines()
    except OSError as error:
        raise InputError(f"cannot read the dictionary {path}: {error}.") from error
    words = dict.fromkeys(word for line in lines if (word := _word(line)))
    if not words:
        raise InputError(f"the dictionary {path} holds no words. Write one a line.")
    return tuple(words)


def _word(line: str) -> str:
    """The word of a line, without its frequency and tag."""
    parts = [part for part in re.split(r"[\s,，]+", line.split("#")[0]) if part]
    if len(parts) > 1 and _TAG.fullmatch(parts[-1]):
        parts.pop()
    if len(parts) > 1 and _FREQUENCY.fullmatch(parts[-1]):
        parts.pop()
    return " ".join(parts)
