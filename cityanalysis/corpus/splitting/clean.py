"""Cleans text: steps that replace one character by one, then deletions; offsets stay traceable."""

import re

from cityanalysis.corpus.splitting.paragraphs import HAN

__all__ = ["clean_text", "clean_with_offsets"]

# Full-width digits, letters and signs stand in Unicode's block of half-width and full-width forms.
_FULL_WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)}
_FULL_WIDTH |= {0xFF21 + i: ord("A") + i for i in range(26)}
_FULL_WIDTH |= {0xFF41 + i: ord("a") + i for i in range(26)}
_FULL_WIDTH |= {0xFF05: ord("%"), 0x00A0: ord(" "), 0x3000: ord(" "), ord("\t"): ord(" ")}
_WIDE_FORM = re.compile("[\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u00a0\u3000\t]")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_CJK = rf"{HAN}“”‘’《》〈〉「」『』【】（）、。，；：？！…—％"
_HALF_FORM = re.compile("[,;:?!.)(]")
_HALF_AFTER = re.compile(rf"(?=[,;:?!.)(])(?<=[{_CJK}])(?:[,;:?!)(]|\.(?![.\d]))+")
_HALF_BEFORE = re.compile(rf"[,;:?!)(]+(?=[{HAN}“‘《「『【（])")
_CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f"
_INVISIBLE = rf"{_CONTROL}\u200b-\u200f\u2028\u2029\u2060\ufeff\ufe0e\ufe0f\ufffd"
_MAY_GO = re.compile(rf"[*_ \n{_INVISIBLE}]")
_ODD = re.compile(
    rf"[\"*_ \n{_INVISIBLE},;:?!.)(\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u00a0\u3000\t]"
)
# Blanks around quotation marks stay where English is quoted, or stands before or after.
_NOT_AFTER_ENGLISH = "(?!(?<=[!-~][”’]) +[A-Za-z])"
_NOT_BEFORE_ENGLISH = "(?!(?<=[ -~]) +[“‘][A-Za-z])"
_DELETED = re.compile(
    rf"(?=[*_ \n{_INVISIBLE}])"
    rf"(?:\*\*|__|\n+|[{_INVISIBLE}]|(?<=[{_CJK}]){_NOT_AFTER_ENGLISH} +|^ +"
    rf"|{_NOT_BEFORE_ENGLISH} +(?=[{_CJK}])| +$| (?= ))"
)


def _widen(found: re.Match[str]) -> str:
    return "".join(_WIDE[char] for char in found.group())


def _normalise(text: str) -> str:
    """Replace characters one by one, so that every offset stays what it was."""
    if _WIDE_FORM.search(text):
        text = text.translate(_FULL_WIDTH)
    if '"' in text:
        text = _pair_quotes(text)
    if _HALF_FORM.search(text):
        text = _HALF_AFTER.sub(_widen, text)
        text = _HALF_BEFORE.sub(_widen, text)
    return text


def _pair_quotes(text: str) -> str:
    parts = text.split('"')
    marks = ("“", "”")
    return parts[0] + "".join(marks[i % 2] + part for i, part in enumerate(parts[1:]))


def clean_with_offsets(text: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Clean one paragraph.

    Returns
    -------
    cleaned : str
        The paragraph on one line, with full-width punctuation between Chinese characters and
        without stray spaces, Markdown emphasis and invisible characters.
    segments : tuple of (cleaned_start, text_start, length)
        Where each run of `cleaned` stands in `text`.

    Examples
    --------
    >>> clean_with_offsets("创 新,为民")
    ('创新，为民', ((0, 0, 1), (1, 2, 4)))
    """
    if _ODD.search(text):
        text = _normalise(text)
        if _MAY_GO.search(text) and _DELETED.search(text):
            return _deleted(text)
    return text, ((0, 0, len(text)),) if text else ()


def _deleted(text: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Normalised text without what goes, and where each run of it stood."""
    kept, segments, position, length = [], [], 0, 0
    for found in _DELETED.finditer(text):
        if found.start() > position:
            kept.append(text[position : found.start()])
            segments.append((length, position, found.start() - position))
            length += found.start() - position
        position = max(position, found.end())
    if position < len(text):
        kept.append(text[position:])
        segments.append((length, position, len(text) - position))
    return _normalise("".join(kept)), tuple(segments)


def clean_text(text: str) -> str:
    """Clean every line of `text` by itself; blank lines go.

    Examples
    --------
    >>> clean_text("创 新,为民\\n\\n **人才**")
    '创新，为民\\n人才'
    """
    cleaned = (clean_with_offsets(line)[0] for line in text.splitlines())
    return "\n".join(line for line in cleaned if line)
