"""The report as a PDF, set by typst: tagged, PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cityanalysis.errors import CityAnalysisError, CityAnalysisWarning, UsageError, warn
from cityanalysis.figures import current_font, font_family, printable
from cityanalysis.frames import write_whole
from cityanalysis.report.blocks import Report, pictures
from cityanalysis.report.page_fit import set_to_fit
from cityanalysis.report.pdf_row_heads import mark_row_heads
from cityanalysis.report.typst_memory import forget_documents
from cityanalysis.resources import data_path, font_path

__all__ = ["check_logo", "write_pdf"]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")  # how PNG and JPEG files begin

_HEADINGS = "Noto Sans SC Heading"  # the bold cut in data/fonts


def write_pdf(
    report: Report,
    path: str | os.PathLike[str],
    *,
    figures: str | os.PathLike[str],
    template: str | os.PathLike[str] | None = None,
) -> Path:
    """Set a report as PDF.

    Parameters
    ----------
    report : Report
        What `build_report` returns.
    path : path
        Where to; written in one step.
    figures : path
        Folder with the SVG files that the report's figures name.
    template : path, optional
        The user's own typst file, or a folder with `report.typ`, `style.typ` or both. What it
        lacks comes from the package. It finds the report in ``report.json`` beside it and the
        figures in ``figures/``.

    Raises
    ------
    UsageError
        Where the template does not exist or does not compile; the message holds typst's own.
    """
    sources = _template(template)
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        desk = Path(scratch)
        for name, source in sources.items():
            shutil.copyfile(source, desk / name)
        logo = _copy_logo(report.logo, desk)
        content = _shown(report.plain() | _faces() | logo)
        _copy_figures(report, Path(figures), desk / "figures")

        def compiled(air: float) -> bytes:
            full = json.dumps(content | {"air": air}, ensure_ascii=False)
            (desk / "report.json").write_text(full, encoding="utf-8")
            return _compile(desk, str(sources["main.typ"]))

        pdf = set_to_fit(compiled, _annex(report))
    write_whole(mark_row_heads(pdf), target)
    return target


def _annex(report: Report) -> int | None:
    """Chapters before the annex, the last part that begins a page of its own."""
    chapters = [section for section in report.sections if section.level == 1]
    begins = [number for number, chapter in enumerate(chapters) if number and chapter.new_page]
    return begins[-1] if begins and not report.is_brief else None


def _template(given: str | os.PathLike[str] | None) -> dict[str, Path]:
    """Name and source of every typst file, the user's before the packaged ones."""
    packaged = {path.name: path for path in sorted(data_path("report").glob("*.typ"))}
    if given is None:
        return packaged | {"main.typ": packaged["report.typ"]}
    source = Path(given)
    folder = source if source.is_dir() else source.parent
    own = {path.name: path for path in sorted(folder.glob("*.typ"))}
    if not own or not source.exists():
        raise UsageError(
            f"`template` must be a typst file or a folder that holds one; got {source}. "
            "docs/report.md shows how to write one."
        )
    found = packaged | own
    return found | {"main.typ": found["report.typ"] if source.is_dir() else source}


def _shown(value: Any) -> Any:
    """Every text with only those characters that the font has."""
    if isinstance(value, str):
        edges = (" " * value[:1].isspace(), " " * value[-1:].isspace())
        clean = printable(value)
        return edges[0] + clean + edges[1] if clean else " " * bool(value)
    if isinstance(value, Mapping):
        return {key: _shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(item) for item in value]
    return value


def _faces() -> dict[str, str]:
    """Families of text and of headings; a font of the user's own serves for both."""
    text = font_family()
    return {"font": text, "bold": _HEADINGS if current_font() == font_path() else text}


def check_logo(path: str) -> None:
    """That the picture for the cover is there and is one.

    Raises
    ------
    UsageError
        Where it is no PNG or JPEG file.
    """
    try:
        with Path(path).open("rb") as file:
            begins = file.read(4)
    except OSError as error:
        raise UsageError(f"logo: {path} cannot be read ({error.strerror}).") from error
    if not begins.startswith(_PICTURES):
        raise UsageError(f"logo: {path} is no PNG or JPEG picture. Save it as one of these.")


def _copy_logo(path: str, desk: Path) -> dict[str, str]:
    """The picture beside the template, under a name of its own."""
    if not path:
        return {"logo": ""}
    check_logo(path)
    kind = "png" if Path(path).read_bytes()[:4] == _PICTURES[0] else "jpg"
    shutil.copyfile(path, desk / f"logo.{kind}")
    return {"logo": f"logo.{kind}"}


def _copy_figures(report: Report, source: Path, target: Path) -> None:
    target.mkdir()
    for section in report.sections:
        for block in section.blocks:
            for name in pictures(block):
                shutil.copyfile(source / f"{name}.svg", target / f"{name}.svg")


def _compile(desk: Path, source: str) -> bytes:
    import typst

    folders = [str(current_font().parent), str(data_path("fonts"))]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    try:
        pdf, remarks = typst.compile_with_warnings(
            str(desk / "main.typ"),
            root=str(desk),
            font_paths=fonts,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        message = f"{source} does not compile: {error.message}\n{error.diagnostic}"
        raise UsageError(message) from error
    forget_documents()
    for remark in remarks:
        warn(f"typst: {remark.message}", CityAnalysisWarning)
    if not isinstance(pdf, bytes):
        raise CityAnalysisError(f"{source}: typst gave no PDF")
    return pdf
