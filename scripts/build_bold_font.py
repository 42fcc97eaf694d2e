"""Make the bold cut for headings: a subset of Noto Sans CJK SC Bold, which is under the OFL.

    python scripts/build_bold_font.py NotoSansCJK-Bold.ttc

It holds the 3,755 commonest characters (GB 2312, level 1), Latin letters, punctuation, and every
character of the package's own words and names; the regular font draws any other.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

DATA = Path(__file__).parents[1] / "cityanalysis" / "data"
TARGET = DATA / "fonts" / "NotoSansSCHeading-Bold.otf"
FAMILY = "Noto Sans SC Heading"
_LICENCE_IDS = (0, 5, 13, 14)  # copyright, version, licence and its address


def characters() -> set[str]:
    """What a heading may hold."""
    level_one = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    common = {pair.decode("gb2312", "ignore") for pair in level_one}
    sources = [*DATA.rglob("*.toml"), DATA / "gazetteer" / "english.csv"]
    own = {char for path in sources for char in path.read_text(encoding="utf-8")}
    latin = {chr(code) for code in range(0x20, 0x17F)}
    signs = set("“”‘’–—…·•×−≤≥〜～、。《》「」【】（）！，：；？％")
    return {char for char in common | own | latin | signs if char and char.isprintable()}


def bold_font(collection: Path) -> TTFont:
    """The subset under its own name."""
    fonts = TTCollection(str(collection)).fonts
    font = next(f for f in fonts if str(f["name"].getDebugName(1)).startswith("Noto Sans CJK SC"))
    options = subset.Options()
    options.hinting, options.name_IDs = False, ["*"]
    options.layout_features = ["kern", "palt", "pwid", "halt"]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    names = {1: FAMILY, 16: FAMILY, 2: "Bold", 17: "Bold", 4: f"{FAMILY} Bold"}
    names[6] = "NotoSansSCHeading-Bold"
    for record in list(font["name"].names):
        place = record.nameID, record.platformID, record.platEncID, record.langID
        if record.nameID in names:
            font["name"].setName(names[record.nameID], *place)
        elif record.nameID not in _LICENCE_IDS:
            font["name"].names.remove(record)
    font["head"].modified = font["head"].created
    return font


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    bold_font(Path(sys.argv[1])).save(TARGET, reorderTables=True)
