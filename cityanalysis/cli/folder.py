"""A run on disk: the folder of a report, each file written whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cityanalysis._typing import Language, OutputFormat
from cityanalysis.errors import UsageError
from cityanalysis.frames import write_frame
from cityanalysis.report import write_csv, write_report
from cityanalysis.run import (
    Analysis,
    Settings,
    analyse,
    checked_cache,
    load_analysis,
    one_heap,
    read_settings,
    seal_folder,
    take_folder,
)
from cityanalysis.themes import label_fit, read_labels

__all__ = ["render_again", "run"]

Inputs = str | Path | Sequence[str | Path]
OnStage = Callable[[str], None]

_LABELS = "tables/topic_labels.csv"
_RENDERED = (
    *("report.pdf", "report.html", "report.docx", "report.pptx", "tables.xlsx"),
    "figures",
)


@one_heap()
def run(
    inputs: Inputs,
    out: str | Path,
    *,
    settings: Settings | None = None,
    on_stage: OnStage | None = None,
) -> Analysis:
    """Analyse, and leave the whole folder of interface files behind.

    All is made in a working folder and moved into place at the end, so that an interruption never
    mixes two runs. What was read is kept meanwhile: a second start goes on from there.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files or folders.
    out : path
        Folder of the report; made where it is absent.
    settings : Settings, optional
        Everything that a run can be told; the defaults where it is absent.
    on_stage : callable, optional
        Told the name of each stage as it begins.

    Returns
    -------
    Analysis

    Raises
    ------
    UsageError
        Where `out` is a file, holds files that no run wrote, is or holds an input, or cannot be
        written.
    FolderInUseError
        Where another run writes into it.
    """
    chosen, tell = settings or Settings(), on_stage or (lambda stage: None)
    read = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    with take_folder(out, inputs=read) as folder:
        cache = folder.cache if chosen.cache is None else checked_cache(chosen.cache, read)
        analysis = analyse(read, settings=chosen, cache=cache, on_stage=on_stage)
        tell("report")
        analysis.write(folder.staged)
        folder.publish()
    return analysis


def render_again(
    folder: str | Path,
    *,
    out: str | Path | None = None,
    formats: Sequence[OutputFormat] | None = None,
    lang: Language | None = None,
    template: str | None = None,
    topic_labels: str | Path | None = None,
    **cover: Any,
) -> list[Path]:
    """Render a finished run in other formats or another language; nothing is computed anew.

    Parameters
    ----------
    folder : path
        What `run` or `Analysis.save` wrote.
    out : path, optional
        Folder for the files, new or of an earlier report; that of the run by default.
    formats : sequence of {"pdf", "html", "png"}, optional
        All by default.
    lang : {"zh", "en"}, optional
        That of the run by default.
    topic_labels : path, optional
        Names of the discovered topics, known again by their terms; by default
        `tables/topic_labels.csv` of the folder, as it was edited.
    template : path, optional
        An own typst template; that of the run by default.
    **cover
        Settings of the report that take the place of the run's: title, subtitle, author,
        organisation, logo, date, compare, brief, crops.

    Returns
    -------
    list of Path
        The report's files and folders.
    """
    root = Path(folder)
    saved = load_analysis(root)
    given: dict[str, Any] = {
        "lang": lang,
        "format": tuple(formats) if formats else None,
        "template": template,
    }
    told = {key: value for key, value in cover.items() if value is not None}
    settings = read_settings(None, **(saved.settings.to_dict() | told))
    saved = replace(saved, settings=settings)
    chosen = replace(Settings(), lang=saved.settings.lang)
    chosen = replace(chosen, **{key: value for key, value in given.items() if value is not None})
    target = root if out is None else Path(out)
    is_same = target.resolve() == root.resolve()
    with take_folder(target, inputs=() if is_same else (root,)) as taken:
        analysis = _renamed(saved, topic_labels, root, taken.staged)
        options: dict[str, Any] = {"lang": chosen.lang, "template": chosen.template}
        write_report(analysis, taken.staged, formats=chosen.format, **options)
        # Figures are drawn for every format, so those of the earlier report are all replaced.
        kept = [e for e in saved.manifest.outputs if not e.name.startswith("figures/")]
        own = kept if is_same else []
        seal_folder(taken.staged, analysis.manifest, analysis.settings, kept=own)
        taken.publish(taken_over=(_LABELS,))
    return [target / name for name in _RENDERED if (target / name).exists()]


def _renamed(saved: Analysis, given: str | Path | None, root: Path, staged: Path) -> Analysis:
    """The analysis with the topics' names as the user edited them, written to the staged folder."""
    kept = root / _LABELS
    if saved.topics is None:
        if given:
            raise UsageError(f"{root} has no discovered topics that {given} could name.")
        return saved
    if not given and not kept.is_file():
        return saved
    table = label_fit(saved.topics, remembered=read_labels(given or kept))
    write_frame(table, staged / "results" / "topic_labels.parquet")
    (staged / _LABELS).parent.mkdir(exist_ok=True)
    write_csv(table, staged / _LABELS)
    return replace(saved, topic_labels=table)
