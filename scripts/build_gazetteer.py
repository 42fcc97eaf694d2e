"""Build the tables of ``cityanalysis/data/gazetteer`` that come from elsewhere.

Usage::

    python scripts/build_gazetteer.py units areacodes.csv
    python scripts/build_gazetteer.py traditional TSCharacters.txt
    python scripts/build_gazetteer.py confusables
    python scripts/build_gazetteer.py neighbours dict.txt
    python scripts/build_gazetteer.py english
    python scripts/build_gazetteer.py towns streets_2024.csv

units.csv: from a CC0 table of the divisions at county level and above since 1981, with the
columns 代码 一级行政区 二级行政区 名称 级别 状态 启用时间 变更/弃用时间 新代码. Only its facts are
taken over, in columns of our own (docs/cities.md), and one column is derived, ``current``: the
units of today that hold the territory of the row.

traditional.csv: traditional characters and their simplified form, one for one, from OpenCC's
TSCharacters.txt (Apache-2.0).

confusables.csv: for each character of a name in use, the characters of GB 2312 whose shape in the
packaged font is so alike that OCR may read one for the other: correlation of blurred images.

neighbours.csv: from the dictionary of jieba (MIT), for each part of a name the characters that a
word of the dictionary has before a part at its end and after a part at its start; for each whole
name those that a word has around it. With other characters beside it a name is surely a word.

english.csv: the names of the units of today as an English report writes them: the spelling in use
where it is not pinyin, else pinyin by pypinyin, with the readings that place names keep. Counties
of regions whose names are not Chinese ones are left out: pinyin would misspell them.

towns.csv: towns, townships and street offices of 2024, from a table with the columns name and
areaCode, and the county of each: those of four characters or more whose name only one city has,
which may speak for it (潭柘寺镇); and, without a county, those whose name holds another unit's
(辛丰镇 is not 丰镇), so that they are read as one name.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from gazetteer_towns import town_rows
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from cityanalysis.cities.gazetteer import read_gazetteer
from cityanalysis.cities.name_forms import surfaces_of
from cityanalysis.cities.unit_names import stem_of
from cityanalysis.cities.word_borders import parts_of
from cityanalysis.resources import font_path

LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
OUT = Path(__file__).parents[1] / "cityanalysis" / "data" / "gazetteer"
ALIKE = 0.65
DIRECT = "直辖"
LAST_YEAR = 9999
_SUFFIX = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|市|盟|县|区|旗)$")


def pairs(text: str) -> dict[str, str]:
    """A table written as name=value, with semicolons between."""
    entries = (entry.partition("=") for entry in text.replace("\n", " ").split(";"))
    return {name.strip(): value for name, _, value in entries}


# How place names read characters that are read otherwise elsewhere.
READINGS = pairs("长=chang; 都=du; 朝=chao; 乐=le; 佛=fo")
# Where a name departs even from that: 长治 is Changzhi, but 长子 Zhangzi.
OWN_READINGS = pairs(
    """
长子=zhangzi; 乐亭=laoting; 乐陵=laoling; 乐清=yueqing; 大城=daicheng; 洪洞=hongtong;
涡阳=guoyang; 浚县=xunxian; 荥经=yingjing; 筠连=junlian; 繁峙=fanshi; 枞阳=zongyang;
蚌山=bengshan; 闵行=minhang; 曾都=zengdu; 六合=luhe; 六安=lu an; 什邡=shifang; 单县=shanxian;
召陵=shaoling; 万柏林=wanbailin; 漯河=luohe; 亳州=bozhou; 厦门=xiamen
""".strip()
)
# Spellings in use that no reading of the characters gives.
SPELLINGS = pairs(
    """
内蒙古=Inner Mongolia; 陕西=Shaanxi; 西藏=Xizang; 香港=Hong Kong; 澳门=Macao; 呼和浩特=Hohhot;
鄂尔多斯=Ordos; 呼伦贝尔=Hulunbuir; 巴彦淖尔=Bayannur; 乌兰察布=Ulanqab; 兴安盟=Hinggan;
锡林郭勒=Xilingol; 阿拉善=Alxa; 哈尔滨=Harbin; 齐齐哈尔=Qiqihar; 拉萨=Lhasa; 日喀则=Xigazê;
昌都=Qamdo; 林芝=Nyingchi; 那曲=Nagqu; 阿里=Ngari; 阿坝=Ngawa; 甘孜=Garzê; 果洛=Golog;
乌鲁木齐=Ürümqi; 克拉玛依=Karamay; 吐鲁番=Turpan; 博尔塔拉=Bortala; 喀什=Kashgar;
巴音郭楞=Bayingolin; 阿克苏=Aksu; 克孜勒苏=Kizilsu; 和田=Hotan; 伊犁=Ili; 阿勒泰=Altay;
阿拉尔=Aral; 图木舒克=Tumxuk; 可克达拉=Kokdala; 香格里拉=Shangri-La; 格尔木=Golmud; 称多=Chindu;
杜尔伯特=Dorbod; 前郭尔罗斯=Qian Gorlos; 喀喇沁左翼=Harqin Left Wing; 阿克塞=Aksay;
管城回族=Guancheng Hui; 顺河回族=Shunhe Hui; 瀍河回族=Chanhe Hui; 梅里斯达斡尔族=Meilisi Daur;
浦东新区=Pudong; 滨海新区=Binhai; 沈北新区=Shenbei
""".strip()
)
NOT_CHINESE = {"15", "54", "65"}

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Rows of the input with the column names of the output."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {
                "code": row["代码"],
                "name": row["名称"],
                "level": LEVELS[row["级别"]],
                "parent": row["二级行政区"],
                "start": row["启用时间"],
                "end": row["变更/弃用时间"],
                "successors": row["新代码"],
                "status": row["状态"],
            }
            for row in csv.DictReader(file)
        ]


def years(row: Row) -> tuple[int, int]:
    """First and last year of a row."""
    return int(row["start"]), int(row["end"] or LAST_YEAR)


def parent_codes(rows: list[Row]) -> dict[tuple[str, str, str], str]:
    """Code of the parent of each row, keyed by (code, name, start)."""
    prefectures = defaultdict(list)
    for row in rows:
        if row["level"] == "prefecture":
            prefectures[row["code"][:2], row["name"]].append(row)
    found = {}
    for row in rows:
        province = row["code"][:2] + "0000"
        if row["level"] == "province":
            parent = ""
        elif row["level"] == "prefecture" or row["parent"] == DIRECT:
            parent = province
        else:
            start = years(row)[0]
            candidates = prefectures[row["code"][:2], row["parent"]]
            best = min(candidates, key=lambda p: abs(years(p)[0] - start), default=None)
            parent = best["code"] if best else province
        found[row["code"], row["name"], row["start"]] = parent
    return found


class Lineage:
    """Follows successors until only units of today are left."""

    def __init__(self, rows: list[Row], parents: dict[tuple[str, str, str], str]) -> None:
        self.rows = rows
        self.parents = parents
        self.today = {row["code"]: row for row in rows if row["status"] == "在用"}
        self.by_code = defaultdict(list)
        self.children = defaultdict(list)
        for row in rows:
            self.by_code[row["code"]].append(row)
            self.children[self.parent(row)].append(row)

    def parent(self, row: Row) -> str:
        return self.parents[row["code"], row["name"], row["start"]]

    def current(self, row: Row) -> list[str]:
        """Codes of the units of today that hold the row's territory, best first."""
        if row["code"] in self.today:
            return [row["code"]]
        last = [code for code in row["successors"].split(";") if code and "[" not in code]
        if row["level"] == "prefecture" and not last:
            return self._prefecture_today(row)
        earlier = [code[:6] for code in row["successors"].split(";") if "[" in code]
        found: list[str] = []
        for code in last or earlier:
            later = self._later(row, code)
            found += self.current(later) if later else []
        return list(dict.fromkeys(found))

    def _later(self, row: Row, code: str) -> Row | None:
        """The row of the code that takes over when the given row ends."""
        end = years(row)[1]
        later = [other for other in self.by_code[code] if years(other)[1] > end]
        return min(later, key=lambda other: abs(years(other)[0] - end), default=None)

    def _prefecture_today(self, row: Row) -> list[str]:
        """A dissolved prefecture: its namesake of today, else where most of its counties are."""
        stem = _SUFFIX.sub("", row["name"])
        counties: list[str] = []
        for child in self.children[row["code"]]:
            counties += [c for c in self.current(child) if c in self.today]
        homes = Counter(self.home(code) for code in counties)
        namesakes = [
            code
            for code, unit in self.today.items()
            if unit["level"] != "province"
            and code[:2] in {home[:2] for home in homes} | {row["code"][:2]}
            and _SUFFIX.sub("", unit["name"]) == stem
        ]
        namesakes.sort(key=lambda code: (self.today[code]["level"] != "prefecture", code))
        if namesakes:
            return [self.home(namesakes[0])]
        return [home for home, _ in sorted(homes.items(), key=lambda item: (-item[1], item[0]))]

    def home(self, code: str) -> str:
        """Prefecture-level unit of a unit of today."""
        unit = self.today[code]
        if unit["level"] != "county":
            return code
        parent = self.parent(unit)
        municipality = code[:2] in {"11", "12", "31", "50", "81", "82"}
        return code if parent.endswith("0000") and not municipality else parent


def write(name: str, header: list[str], rows: Iterable[list[str]]) -> None:
    """Write a table; the same rows give the same bytes."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def build_units(source: Path) -> None:
    """Write units.csv."""
    rows = read_rows(source)
    parents = parent_codes(rows)
    lineage = Lineage(rows, parents)
    rows.sort(key=lambda row: (row["code"], row["start"], row["name"]))
    header = ["code", "name", "level", "parent", "start", "end", "successors", "current"]
    write(
        "units.csv",
        header,
        (
            [
                row["code"],
                row["name"],
                row["level"],
                lineage.parent(row),
                row["start"],
                row["end"],
                row["successors"],
                ";".join(lineage.current(row)),
            ]
            for row in rows
        ),
    )


def today() -> list[Row]:
    """The units in use, from units.csv."""
    with (OUT / "units.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["end"]]


def build_traditional(source: Path) -> None:
    """Write traditional.csv: pairs of single characters that differ."""
    kept = set("".join(row["name"] for row in today()))  # 乾县 keeps its 乾
    pairs = []
    for line in source.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional not in kept | {first}:
            pairs.append([traditional, first])
    write("traditional.csv", ["traditional", "simplified"], sorted(pairs))


def glyph(character: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """The blurred image of a character, cut to its ink, as a unit vector."""
    image = Image.new("L", (96, 96))
    ImageDraw.Draw(image).text((12, 4), character, font=font, fill=255)
    image = image.crop(image.getbbox()).resize((32, 32)).filter(ImageFilter.GaussianBlur(1.3))
    values = np.asarray(image, dtype=float).ravel()
    values -= values.mean()
    return values / np.linalg.norm(values)


def gb2312() -> list[str]:
    """The 6,763 Chinese characters of GB 2312."""
    pairs = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    texts = (pair.decode("gb2312", errors="ignore") for pair in pairs)
    return [text for text in texts if text]


def build_confusables() -> None:
    """Write confusables.csv."""
    targets = sorted({character for row in today() for character in row["name"]})
    characters = sorted(set(gb2312()) | set(targets))
    font = ImageFont.truetype(str(font_path()), 64)
    images = np.array([glyph(character, font) for character in characters])
    places = {character: place for place, character in enumerate(characters)}
    alike = images[[places[character] for character in targets]] @ images.T
    rows = []
    for character, likeness in zip(targets, alike, strict=True):
        order = [place for place in np.argsort(-likeness, kind="stable") if likeness[place] > ALIKE]
        found = "".join(characters[place] for place in order if characters[place] != character)
        if found:
            rows.append([character, found])
    write("confusables.csv", ["character", "lookalikes"], rows)


def neighbours(
    word: str, names: set[str], starts: set[str], ends: set[str]
) -> Iterator[tuple[str, int, str]]:
    """(part of a name, 0 for before or 1 for after, the character that the word has there)."""
    for place in range(1, len(word)):
        if word[place:] in starts:
            yield word[place:], 0, word[place - 1]
        if word[:place] in ends:
            yield word[:place], 1, word[place]
    for start in range(len(word) - 1):
        for end in range(start + 2, len(word) + 1):
            name = word[start:end]
            if name in names and start > 0:
                yield name, 0, word[start - 1]
            if name in names and end < len(word):
                yield name, 1, word[end]


def build_neighbours(dictionary: Path) -> None:
    """Write neighbours.csv."""
    names = {surface.text for surface in surfaces_of(read_gazetteer()) if surface.is_doubtful}
    starts = {part for name in names for part in parts_of(name)[0]}
    ends = {part for name in names for part in parts_of(name)[1]}
    found: dict[str, tuple[set[str], set[str]]] = {name: (set(), set()) for name in names}
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        for part, side, character in neighbours(line.split(" ")[0], names, starts, ends):
            found.setdefault(part, (set(), set()))[side].add(character)
    rows = (
        [part, "".join(sorted(before)), "".join(sorted(after))]
        for part, (before, after) in sorted(found.items())
    )
    write("neighbours.csv", ["part", "before", "after"], rows)


def spelled(name: str) -> str:
    """A unit's name as an English text writes it: 西安市 is Xi'an, 莘县 is Shenxian."""
    from pypinyin import lazy_pinyin

    stem = stem_of(name)
    if name in SPELLINGS or stem in SPELLINGS:
        return SPELLINGS.get(name) or SPELLINGS[stem]
    shown = stem if len(stem) > 1 else name
    if shown in OWN_READINGS:
        syllables = OWN_READINGS[shown].split()
    else:
        read = lazy_pinyin(shown, v_to_u=True)
        syllables = [READINGS.get(c, r) for c, r in zip(shown, read, strict=True)]
    joined = "".join("'" * (s[0] in "aoe" and n > 0) + s for n, s in enumerate(syllables))
    return joined.capitalize()


def build_english() -> None:
    """Write english.csv."""
    known = read_gazetteer()
    rows = [
        [row["code"], known.short_name(row["code"]), spelled(row["name"])]
        for row in today()
        if row["code"][:2] not in NOT_CHINESE
        or row["level"] != "county"
        or row["code"][2:4] == "90"
    ]
    write("english.csv", ["code", "name", "english"], rows)


def main(arguments: list[str]) -> None:
    """Build the table that the command line names."""
    match arguments:
        case ["units", source]:
            build_units(Path(source))
        case ["traditional", source]:
            build_traditional(Path(source))
        case ["confusables"]:
            build_confusables()
        case ["neighbours", dictionary]:
            build_neighbours(Path(dictionary))
        case ["english"]:
            build_english()
        case ["towns", source]:
            write("towns.csv", ["name", "code"], town_rows(Path(source)))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
