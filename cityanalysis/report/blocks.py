"""What a report is made of: sections of plain blocks that every output format can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from cityanalysis._typing import Language
from cityanalysis.frames import as_html, as_text
from cityanalysis.report.block_contents import (
    BlockKind,
    Card,
    CardFigure,
    Content,
    Figure,
    Gallery,
    Picture,
)

__all__ = ["Block", "Report", "Section", "pictures"]


@dataclass(frozen=True)
class Block:
    """One piece of a section.

    Attributes
    ----------
    kind : BlockKind
        `lead`, `text`, `note`, `caveat`, `finding`, `figure`, `gallery`, `table`, `card`,
        `sides`, `quotes`, `articles`, `method`, `list`.
    content : Content
        Plain values only: `report/block_contents.py` has a type for each kind.
    """

    kind: BlockKind
    content: Content


def pictures(block: Block) -> dict[str, str]:
    """Names of the figures that a block shows, with the texts that stand for them.

    Examples
    --------
    >>> pictures(Block("figure", {"name": "heatmap", "caption": "", "alt": "…"}))
    {'heatmap': '…'}
    """
    shown: Sequence[Figure | Picture | CardFigure] = ()
    if block.kind == "figure":
        shown = [cast(Figure, block.content)]
    elif block.kind == "gallery":
        shown = cast(Gallery, block.content)["items"]
    elif block.kind == "card":
        shown = cast(Card, block.content)["figures"]
    return {item["name"]: item["alt"] for item in shown}


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it.

    Attributes
    ----------
    id : str
        Stable name, by which other sections and formats point here.
    title : str
        The heading.
    blocks : tuple of Block
        What stands under it, in order.
    level : int
        1 for a chapter, 2 for a page within it.
    new_page : bool
        Starts on a page of its own.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report in one language, free of any markup.

    Attributes
    ----------
    title, subtitle, lang : str
        Title and subtitle on the cover, and the language of all words.
    facts : tuple of (value, label)
        The cover's large numbers.
    lines : tuple of str
        The cover's small print.
    sections : tuple of Section
        Chapters and the pages within them, in order.
    words : mapping
        Fixed words of the page: contents, figure, table, page.
    date : tuple of int
        Year, month and day that the file is dated by.
    is_brief : bool
        Two pages without a cover.
    author : str
        Who signs it, as files carry it in their properties.
    logo : str
        Path of a picture for the cover; empty without one.

    Examples
    --------
    >>> Report("标题", "副题", "zh", sections=(Section("a", "甲"),)).plain()["sections"][0]["title"]
    '甲'
    """

    title: str
    subtitle: str
    lang: Language
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    date: tuple[int, int, int] = (2000, 1, 1)
    is_brief: bool = False
    author: str = ""
    logo: str = ""

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown())

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        chapters = [section for section in self.sections if section.level == 1]
        facts: list[tuple[str, object]] = [(label, value) for value, label in self.facts]
        return f"{self.title} ({self.lang})", [
            *facts,
            *((str(n), section.title) for n, section in enumerate(chapters, start=1)),
        ]

    def plain(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        return asdict(self)

    def section(self, name: str) -> Section | None:
        """The section with this id, or None."""
        return next((section for section in self.sections if section.id == name), None)
