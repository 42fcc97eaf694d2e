"""What optical recognition does to characters, with every character's owner kept beside it."""

import random

LOOKALIKES = {
    "未": "末",
    "末": "未",
    "己": "已",
    "已": "己",
    "日": "曰",
    "人": "入",
    "入": "人",
    "大": "太",
    "太": "大",
    "土": "士",
    "士": "土",
    "千": "干",
    "干": "千",
    "天": "夫",
    "夫": "天",
    "茌": "在",
    "聊": "卿",
    "城": "诚",
    "市": "巿",
    "区": "匹",
    "间": "问",
    "问": "间",
    "今": "令",
    "令": "今",
    "记": "纪",
    "者": "考",
    "报": "拫",
    "讯": "汛",
    "道": "迫",
    "本": "木",
    "木": "本",
    "员": "贝",
    "通": "逼",
    "月": "用",
    "用": "月",
    "为": "力",
    "力": "为",
    "厂": "广",
    "广": "厂",
    "业": "亚",
    "亚": "业",
    "目": "且",
    "□": "口",
    "■": "囗",
    "。": ".",
    "，": ",",
    "：": ":",
    "、": "，",
    "“": '"',
    "”": '"',
    "（": "(",
    "）": ")",
    "0": "O",
    "1": "l",
    "8": "B",
    "；": ";",
    "《": "<",
    "》": ">",
    "工": "丁",
    "上": "土",
    "子": "于",
    "于": "千",
}


def add_noise(
    chars: list[str], tags: list[tuple[int, str]], rate: float, rng: random.Random
) -> tuple[list[str], list[tuple[int, str]]]:
    """Change, drop and insert characters at `rate`; white space stays."""
    if rate <= 0:
        return chars, tags
    pool = [c for c in chars if "\u4e00" <= c <= "\u9fff"] or ["的"]
    out_chars, out_tags = [], []
    for char, tag in zip(chars, tags, strict=True):
        if char.isspace() or rng.random() >= rate:
            out_chars.append(char)
            out_tags.append(tag)
            continue
        draw = rng.random()
        if draw < 0.15:
            continue
        new = (
            [rng.choice((" ", "·", ".", char)), char]
            if draw < 0.25
            else [_misread(char, pool, rng)]
        )
        out_chars += new
        out_tags += [tag] * len(new)
    return out_chars, out_tags


def _misread(char: str, pool: list[str], rng: random.Random) -> str:
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    if "\u4e00" <= char <= "\u9fff":
        return rng.choice(pool)
    return rng.choice("一丨.,'·") if rng.random() < 0.5 else char
