"""The figures of the PDF as elements of the HTML page, in its font and its colours."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from cityanalysis.figures import COLOURS
from cityanalysis.report.figure_files import write_figures
from cityanalysis.report.figure_plan import FigureJob

__all__ = ["inline_figures", "inline_svg"]

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_POINTS_TO = re.compile(r"#([\w.-]+)")


def inline_figures(
    plan: Mapping[str, FigureJob], names: list[str], folder: Path | None = None
) -> dict[str, str]:
    """Those of the named figures that the plan has, as SVG elements.

    Parameters
    ----------
    plan : mapping
        What `plan_figures` returns.
    names : list of str
        Figures that are wanted.
    folder : path, optional
        Where the figures lie as SVG files; they are drawn where it is absent.
    """
    wanted = {name: plan[name] for name in names if name in plan}
    if folder is not None:
        return {name: inline_svg(name, _read(folder, name)) for name in wanted}
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        write_figures(wanted, scratch, png=False)
        return {name: inline_svg(name, _read(Path(scratch), name)) for name in wanted}


def _read(folder: Path, name: str) -> str:
    return (folder / f"{name}.svg").read_text(encoding="utf-8")


def inline_svg(name: str, text: str) -> str:
    """One SVG file as an element that needs no style of its own.

    The page's policy admits no style attributes, so that each becomes attributes of
    presentation; the colours of figures become variables of the page, which the dark mode sets.

    Examples
    --------
    >>> inline_svg("a", '<svg xmlns="http://www.w3.org/2000/svg"><g style="fill: #1d2129"/></svg>')
    '<svg fill="none" stroke-linejoin="round"><g fill="var(--f-ink, #1d2129)" /></svg>'
    """
    root = ElementTree.fromstring(text)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
    ids = set(_POINTS_TO.findall(" ".join(_references(root))))
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
        _plain(element, name, ids)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    # What the file's own style sheet says of every element.
    root.attrib = {"fill": "none", **root.attrib, "stroke-linejoin": "round"}
    return ElementTree.tostring(root, encoding="unicode")


def _references(root: ElementTree.Element) -> list[str]:
    return [
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key in (_LINK, "clip-path")
    ]


def _plain(element: ElementTree.Element, name: str, ids: set[str]) -> None:
    """Style as attributes, and only those ids that something points to, of this figure alone."""
    own = element.attrib
    for rule in own.pop("style", "").split(";"):
        key, _, value = rule.partition(":")
        if value and key.strip() != "font-family":
            own[key.strip()] = _coloured(value.strip())
    if own.get("id") not in ids:
        own.pop("id", None)
    if "id" in own:
        own["id"] = f"{name}-{own['id']}"
    if _LINK in own:
        own["href"] = own.pop(_LINK)
    for key in ("href", "clip-path"):
        if key in own:
            own[key] = _POINTS_TO.sub(rf"#{name}-\1", own[key])


def _coloured(value: str) -> str:
    names = {colour: key for key, colour in COLOURS.items()}
    return f"var(--f-{names[value]}, {value})" if value in names else value
