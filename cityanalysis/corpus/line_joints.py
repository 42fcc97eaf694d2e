"""Where two lines of one paragraph meet: Chinese goes on at once, English after a blank."""

import re

__all__ = ["is_english", "needs_space", "spaced_lines"]

# Characters on either side of a joint that tell in which language it is written.
_NEAR = 24
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER = re.compile("[A-Za-z]")
_WORD_END = re.compile(r"[A-Za-z][,.;:!?)]?$")
_WORD_START = re.compile(r"[A-Za-z(]")
# In running English every sign but these parts its line from the next by a blank.
_NO_SPACE_AFTER = "-/([“‘"
_NO_SPACE_BEFORE = ",.;:!?)]%”’-/"
_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")


def needs_space(before: str, after: str) -> bool:
    """Whether words of a language with blanks meet at the end of a line.

    Parameters
    ----------
    before, after : str
        A line and the next of the same paragraph, without white space at the joint.

    Returns
    -------
    bool
        Letters on both sides always need a blank; figures and marks only in running English.

    Examples
    --------
    >>> needs_space("in the year 2019", "he left"), needs_space("共有20", "23人")
    (True, False)
    """
    if not before or not after or not (_is_plain(before[-1]) and _is_plain(after[0])):
        return False
    if _WORD_END.search(before[-2:]) and _WORD_START.match(after):
        return True
    if before[-1] in _NO_SPACE_AFTER or after[0] in _NO_SPACE_BEFORE:
        return False
    return is_english(before[-_NEAR:]) and is_english(after[:_NEAR])


def spaced_lines(text: str) -> str:
    """The text with a blank in the place of each line break that parts two words.

    Every character keeps its place.

    Examples
    --------
    >>> spaced_lines("the port\\nauthority"), spaced_lines("开发\\n区")
    ('the port authority', '开发\\n区')
    """
    if "\n" not in text and "\r" not in text:
        return text

    def joint(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - _NEAR) : found.start()]
        after = text[found.end() : found.end() + _NEAR]
        return " " * len(found.group()) if needs_space(before, after) else found.group()

    return _BREAK.sub(joint, text)


def _is_plain(character: str) -> bool:
    return character.isascii() or character in "“”‘’"


def is_english(text: str) -> bool:
    """Whether a text holds more Latin letters than Chinese characters.

    Examples
    --------
    >>> is_english("Port of 青岛"), is_english("使用GPS定位系统")
    (True, False)
    """
    return len(_LETTER.findall(text)) > len(_HAN.findall(text))
