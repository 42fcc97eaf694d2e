"""Lines that say whose a text is, and what nobody may do with it."""

import re

from cityanalysis.corpus.traditional_script import simplified_forms

__all__ = ["is_rights_notice", "simplified"]

_RIGHTS = re.compile(
    r"(?:知识产权|著作权|版权|授权|许可|同意|允许)[^\n]{0,80}(?:不得|禁止|严禁|谢绝)[^。\n]{0,20}"
    r"(?:复制|复印|转载|改写|传播|再分发|摘编|使用)"
)
# A notice speaks of the text below or above it, or of no text at all: 未经授权，不得转载。
_OWN = re.compile(
    r"本(?:[网报刊站](?![讯记])|文|稿|内容|作品|平台|页|公众号)|版权(?:所有|声明)|^\W{0,4}版权(?:归|属|均)"
)
_BARE = re.compile(
    r"\W{0,4}(?:[^。，,\n]{1,14}[，,]\s?)?(?:未经|非经|不经|除非经?|未获)[^。，,\n]{0,16}(?:授权|许可|同意|允许)[，,]?\s?"
    r"[^。，,\n]{0,14}(?:不得|禁止|严禁|谢绝)[^。，,\n]{0,6}(?:复制|复印|转载|改写|再分发|摘编)"
    r"(?:[、及或和与以][^。，,\n]{0,16})?(?:[，,](?:违者|否则|侵权)[^。\n]{0,24})?[。！!]?\W{0,4}"
)
# News of what a law or a court says of the texts of others.
_REPORTED = re.compile(r"法院|判决|记者|规定[，,：]|明确[，,：]|条例|强调|指出|表示|认为")
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
    """Whether a line says what nobody may do with the text beside it; news of rights is none.

    Examples
    --------
    >>> is_rights_notice("非經授權，不得轉載。"), is_rights_notice("未经同意，不得使用公款。")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    line = simplified(line)
    if not _RIGHTS.search(line) or _REPORTED.search(line):
        return False
    return _OWN.search(line) is not None or _BARE.fullmatch(line) is not None
