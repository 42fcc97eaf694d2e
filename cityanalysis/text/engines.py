"""Two segmenters behind one face: jieba, the reference, and rjieba, the fast one.

Both are given text of Chinese characters, letters and digits only, cut at every other character
and wherever the script changes. On such text they agree; on raw text they do not (rjieba keeps
``1-11`` and addresses whole).
"""

import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from cityanalysis.errors import UsageError

__all__ = ["TOKENIZERS", "Segmenter", "make_segmenter"]

Segmenter = Callable[[str], list[str]]

# As frequent as a county's name in the dictionary that both engines ship: enough to hold a word
# together against the product of its parts, too little to break up the words beside it.
_ADDED_FREQUENCY = 200

_HAN = r"\u4e00-\u9fd5"
_BREAKS = re.compile(
    rf"[^{_HAN}A-Za-z0-9\ue000-\uf8ff\U000f0000-\U0010ffff]+"
    rf"|(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])"
)


def _jieba(words: Iterable[str]) -> Segmenter:
    import jieba

    jieba.setLogLevel(60)  # it reports its loading times on stderr
    engine = jieba.Tokenizer()
    engine.initialize()
    for word in sorted(set(words)):
        if not engine.FREQ.get(word):
            engine.add_word(word, _ADDED_FREQUENCY)
    return engine.lcut


def _rjieba(words: Iterable[str]) -> Segmenter:
    import rjieba

    engine = rjieba.Jieba()
    for word in sorted(set(words)):
        if not engine.has_word(word):
            engine.add_word(word, _ADDED_FREQUENCY, None)
    return engine.cut


TOKENIZERS: dict[str, Callable[[Iterable[str]], Segmenter]] = {"rjieba": _rjieba, "jieba": _jieba}


def make_segmenter(engine: str = "auto", words: Iterable[str] = ()) -> Segmenter:
    """Function that cuts a text into words; white space may come out as words of its own.

    Parameters
    ----------
    engine : str
        ``auto`` (rjieba where it is installed, else jieba) or a key of `TOKENIZERS`.
    words : iterable of str
        Words that the dictionary should know besides its own.

    Raises
    ------
    UsageError
        Where the engine has another name.

    Examples
    --------
    >>> [word for word in make_segmenter("jieba")("企业研发，5G网络") if word.strip()]
    ['企业', '研发', '5G', '网络']
    """
    if engine == "auto":
        engine = "rjieba" if find_spec("rjieba") else "jieba"
    if engine not in TOKENIZERS:
        raise UsageError(f"engine must be auto, {', '.join(TOKENIZERS)}; got {engine}.")
    cut = TOKENIZERS[engine](words)
    return lambda text: cut(_BREAKS.sub("\n", text))
