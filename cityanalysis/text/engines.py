"""Two segmenters behind one face: jieba, the reference, and rjieba, the fast one.

Both are given text of Chinese characters, letters and digits only, cut at every other character
and wherever the script changes. On such text they agree; on raw text they do not (rjieba keeps
``1-11`` and addresses whole).
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

from cityanalysis.errors import UsageError

__all__ = ["TOKENIZERS", "Segmenter", "engine_name", "make_segmenter"]

# As frequent as a county's name in the dictionary that both engines ship: enough to hold a word
# together against the product of its parts, too little to break up the words beside it.
_ADDED_FREQUENCY = 200

_HAN = r"\u4e00-\u9fd5"
_BREAKS = re.compile(
    rf"[^{_HAN}A-Za-z0-9\ue000-\uf8ff\U000f0000-\U0010ffff]+"
    rf"|(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])"
)


class Segmenter(NamedTuple):
    """An engine with its dictionary: what cuts a text, and what says whether a word is known."""

    cut: Callable[[str], list[str]]
    knows: Callable[[str], bool]


def _jieba(words: Iterable[str]) -> Segmenter:
    import jieba

    jieba.setLogLevel(60)  # it reports its loading times on stderr
    engine = jieba.Tokenizer()
    engine.initialize()
    for word in sorted(set(words)):
        if not engine.FREQ.get(word):
            engine.add_word(word, _ADDED_FREQUENCY)
    return Segmenter(engine.lcut, lambda word: bool(engine.FREQ.get(word)))


def _rjieba(words: Iterable[str]) -> Segmenter:
    import rjieba

    engine = rjieba.Jieba()
    for word in sorted(set(words)):
        if not engine.has_word(word):
            engine.add_word(word, _ADDED_FREQUENCY, None)
    return Segmenter(engine.cut, engine.has_word)


TOKENIZERS: dict[str, Callable[[Iterable[str]], Segmenter]] = {"rjieba": _rjieba, "jieba": _jieba}


def engine_name(engine: str) -> str:
    """Name of the engine that ``auto`` stands for; other names are checked.

    Raises
    ------
    UsageError
        Where no engine has the name.

    Examples
    --------
    >>> engine_name("jieba")
    'jieba'
    """
    if engine == "auto":
        return "rjieba" if find_spec("rjieba") else "jieba"
    if engine not in TOKENIZERS:
        raise UsageError(f"engine must be auto, {', '.join(TOKENIZERS)}; got {engine}.")
    return engine


@lru_cache(maxsize=2)
def make_segmenter(engine: str = "auto", words: tuple[str, ...] = ()) -> Segmenter:
    """Segmenter whose ``cut`` gives a text's words; white space may come out as words too.

    Parameters
    ----------
    engine : str
        ``auto`` (rjieba where it is installed, else jieba) or a key of `TOKENIZERS`.
    words : tuple of str
        Words that the dictionary should know besides its own.

    Raises
    ------
    UsageError
        Where the engine has another name or is not installed.

    Examples
    --------
    >>> [word for word in make_segmenter("jieba").cut("企业研发，5G网络") if word.strip()]
    ['企业', '研发', '5G', '网络']
    """
    engine = engine_name(engine)
    try:
        segmenter = TOKENIZERS[engine](words)
    except ImportError as error:
        raise UsageError(f"engine {engine} is not installed: pip install {engine}") from error
    return Segmenter(lambda text: segmenter.cut(_BREAKS.sub("\n", text)), segmenter.knows)
