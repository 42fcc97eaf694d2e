"""Lines that say whose a text is, and what nobody may do with it."""

import re

from cityanalysis.corpus.traditional_script import simplified_forms

__all__ = ["is_rights_notice", "simplified"]

_RIGHTS = re.compile(
    r"(?:知识产权|著作权|版权|授权|许可|同意|允许)[^\n]{0,80}(?:不得|禁止|严禁|谢绝)[^。\n]{0,20}"
    r"(?:复制|复印|转载|改写|传播|再分发|摘编|使用)"
)
_LONGEST = 160  # characters


def simplified(text: str) -> str:
    """Text in simplified characters, each in its place.

    Examples
    --------
    >>> simplified("延伸閱讀")
    '延伸阅读'
    """
    return text.translate(simplified_forms())


def is_rights_notice(line: str) -> bool:
    """Whether a line says what nobody may do with a text.

    Examples
    --------
    >>> is_rights_notice("非經授權，不得轉載。"), is_rights_notice("市里严禁占道经营。")
    (True, False)
    """
    return len(line) <= _LONGEST and _RIGHTS.search(simplified(line)) is not None
