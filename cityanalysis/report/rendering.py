"""From saved results to every format of the report; nothing is computed again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cityanalysis._typing import DEFAULT_FORMATS, Language, OutputFormat, check_choice
from cityanalysis.corpus import read_manifest
from cityanalysis.errors import CityAnalysisWarning, UsageError, warn
from cityanalysis.frames import CityCounts
from cityanalysis.report.blocks import Report
from cityanalysis.report.content import build_report
from cityanalysis.report.csv_tables import write_tables
from cityanalysis.report.document import write_document
from cityanalysis.report.figure_files import rasterise, write_figures
from cityanalysis.report.figure_plan import plan_figures
from cityanalysis.report.pairs import check_pair
from cityanalysis.report.pdf import check_logo, write_pdf
from cityanalysis.report.slides import write_slides
from cityanalysis.report.view import make_view
from cityanalysis.report.workbook import write_workbook
from cityanalysis.run import Analysis, load_analysis, manifest_from, seal_folder, take_folder

__all__ = ["render", "save_report", "write_report"]


def save_report(
    analysis: Analysis,
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[OutputFormat] | None = None,
) -> None:
    """Write what people read of a run: its tables, and its report as the settings ask for it.

    `Analysis.save` calls this after the run's data.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    folder : path
        Gets `tables/`, and what `formats` asks for.
    formats : sequence of {"pdf", "html", "png", "docx", "xlsx", "pptx"}, optional
        What is rendered: by default what the settings say; nothing where empty.
    """
    options = analysis.settings
    write_tables(analysis, Path(folder) / "tables")
    try:
        check_pair(options.compare, _cities(analysis))
    except UsageError as error:
        # A mistyped city must not cost a long run: the report is made without that page.
        warn(f"{error} The report has no page of two cities.", CityAnalysisWarning)
        options = replace(options, compare=())
    try:
        if options.logo:
            check_logo(options.logo)
    except UsageError as error:
        warn(f"{error} The cover has no logo.", CityAnalysisWarning)
        options = replace(options, logo=None)
    analysis = replace(analysis, settings=options)
    wanted = options.format if formats is None else formats
    if wanted:
        write_report(
            analysis,
            folder,
            formats=wanted,
            lang=options.lang,
            template=options.template,
        )


def render(
    analysis: Analysis | str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    formats: Sequence[OutputFormat] = DEFAULT_FORMATS,
    lang: Language = "zh",
    template: str | os.PathLike[str] | None = None,
    compare: tuple[str, str] | None = None,
) -> list[Path]:
    """Write the report of an analysis.

    Parameters
    ----------
    analysis : Analysis or path
        A run, or the folder that it was saved in.
    out : path, optional
        Folder for `report.pdf`, `report.html`, `report.docx`, `report.pptx`, `tables.xlsx` and
        `figures/`: a new or empty one, or one that an earlier run or report made; the folder that
        the analysis was read from where it is absent.
    formats : sequence of {"pdf", "html", "png", "docx", "xlsx", "pptx"}
        What to write. Figures are written as SVG with any of them.
    lang : {"zh", "en"}
        Language of the words.
    template : path, optional
        An own typst template, see docs/report.md.
    compare : tuple of str, optional
        Two cities that a page sets side by side; those of the settings where it is absent.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UsageError
        Where a format or a city is unknown, there is no folder to write to, or that folder holds
        files that are not ours.
    FolderInUseError
        Where a run writes into it.
    """
    for name in formats:
        check_choice("formats", name, OutputFormat)
    if isinstance(analysis, Analysis):
        run, target = analysis, out
    else:
        run, target = load_analysis(analysis), out if out is not None else analysis
    if target is None:
        raise UsageError("`out` is missing: name the folder that the report goes to")
    if compare is not None:
        run = replace(run, settings=replace(run.settings, compare=tuple(compare)))
    check_pair(run.settings.compare, _cities(run))
    root = Path(target)
    with take_folder(root) as folder:
        written = write_report(run, folder.staged, formats=formats, lang=lang, template=template)
        earlier = read_manifest(root)
        manifest = run.manifest if earlier is None else manifest_from(earlier)
        # Figures are drawn for every format, so those of an earlier report are all replaced.
        kept = [e for e in manifest.outputs if earlier and not e.name.startswith("figures/")]
        seal_folder(folder.staged, manifest, run.settings, kept=kept)
        folder.publish()
        return [root / path.relative_to(folder.staged) for path in written]


def write_report(
    analysis: Analysis,
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[OutputFormat] = DEFAULT_FORMATS,
    lang: Language = "zh",
    template: str | os.PathLike[str] | None = None,
) -> list[Path]:
    """What `render` writes, into a folder that the caller holds.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    formats : sequence of {"pdf", "html", "png", "docx", "xlsx", "pptx"}
        What to write.
    lang : {"zh", "en"}
        Language of the words.
    template : path, optional
        An own typst template.
    folder : path
        Its files of the same names are replaced.

    Returns
    -------
    list of Path
        The files written.
    """
    root = Path(folder)
    plan = plan_figures(make_view(analysis, lang))
    written = write_figures(plan, root / "figures", png="png" in formats)
    report = build_report(analysis, lang=lang, figures=plan)
    if "pdf" in formats:
        pdf = write_pdf(report, root / "report.pdf", figures=root / "figures", template=template)
        written.append(pdf)
    written += _write_office(analysis, report, root, formats, lang)
    if "html" in formats:
        from cityanalysis.report.html import write_html

        write_html(analysis, root / "report.html", lang=lang, figures=root / "figures", plan=plan)
        written.append(root / "report.html")
    return written


def _cities(analysis: Analysis) -> list[str]:
    return list(analysis.support.cities[CityCounts.city])


def _write_office(
    run: Analysis, report: Report, root: Path, formats: Sequence[OutputFormat], lang: Language
) -> list[Path]:
    """The files of offices that are asked for: workbook, document, slides."""
    written = []
    if "xlsx" in formats:
        written.append(write_workbook(run, root / "tables.xlsx", lang=lang))
    writers = {"docx": write_document, "pptx": write_slides}
    wanted = [kind for kind in writers if kind in formats]
    if not wanted:
        return written
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        pictures = root / "figures"
        if "png" not in formats:
            pictures = Path(shutil.copytree(pictures, Path(scratch) / "figures"))
            rasterise(sorted(pictures.glob("*.svg")))
        for kind in wanted:
            written.append(writers[kind](report, root / f"report.{kind}", figures=pictures))
    return written
