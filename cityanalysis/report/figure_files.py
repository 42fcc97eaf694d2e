"""The figures of a report as files: SVG, and a 300 dpi PNG drawn from it."""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cityanalysis.figures import current_font, save_figure
from cityanalysis.report.figure_plan import FigureJob
from cityanalysis.report.typst_memory import forget_documents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["rasterise", "write_figures"]

_DPI = 300  # what printers ask for
_AT_ONCE = 2  # pictures per document; typst keeps its last ten documents in memory


def write_figures(
    jobs: Mapping[str, FigureJob], folder: str | os.PathLike[str], *, png: bool = True
) -> list[Path]:
    """Write each figure as SVG, and as a 300 dpi PNG where asked.

    Parameters
    ----------
    jobs : mapping
        What `plan_figures` returns.
    folder : path
        Where to; made where it is absent.
    png : bool
        The PNG is the SVG drawn by typst: the same picture at a tenth of matplotlib's time.
    """
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, job in jobs.items():
        picture = cast("Figure", job.plot(job.frame).get_figure())
        save_figure(picture, root / name, png=False)
    written = [root / f"{name}.svg" for name in jobs]
    return written + rasterise(written) if png else written


def rasterise(vectors: Sequence[Path]) -> list[Path]:
    """Draw SVG files as PNG beside them, at 300 dpi."""
    written = []
    for first in range(0, len(vectors), _AT_ONCE):
        some = vectors[first : first + _AT_ONCE]
        for path, picture in zip(some, _pictures(some)):
            path.with_suffix(".png").write_bytes(_with_resolution(picture))
            written.append(path.with_suffix(".png"))
    forget_documents()
    return written


def _pictures(vectors: Sequence[Path]) -> list[bytes]:
    """One picture per file, from one document whose pages are as large as the figures."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(current_font().parent)],
    )
    lines = [f'#image("{path.name}")' for path in vectors]
    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        for path in vectors:
            shutil.copyfile(path, Path(scratch) / path.name)
        main = Path(scratch) / "main.typ"
        main.write_text(page + "\n#pagebreak()\n".join(lines), encoding="utf-8")
        drawn = typst.compile(str(main), format="png", ppi=_DPI, font_paths=fonts)
    return drawn if isinstance(drawn, list) else [drawn]


def _with_resolution(picture: bytes) -> bytes:
    """The PNG with a chunk that says how large it is meant to be (pHYs, pixels per metre)."""
    per_metre = round(_DPI / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    header = 8 + 25  # signature, and the chunk IHDR that must stand first
    return picture[:header] + chunk + picture[header:]
