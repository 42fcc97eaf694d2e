"""Execute the notebooks in place, so that what they show is what the code says today.

Run it with ``make notebooks``. What would differ from machine to machine or from run to run
(times, versions, paths in warnings) is left out of the files.
"""

import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
_SECONDS_A_CELL = 300
# A warning names the file of the cell, which is a temporary one, and repeats the cell's line.
_WARNING = re.compile(r"^\S+\.py:\d+: (\w*Warning: .*)(?:\n  .*)?$", re.MULTILINE)


def execute(path: Path) -> NotebookNode:
    """Run a notebook from its first cell to its last, in an empty folder.

    Parameters
    ----------
    path : Path
        The file is read and not changed.

    Returns
    -------
    NotebookNode
        With new outputs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        Where a cell fails; the message shows the cell and the error.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=_SECONDS_A_CELL,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    return tidy(notebook)


def tidy(notebook: NotebookNode) -> NotebookNode:
    """A copy without what differs from machine to machine."""
    kept = nbformat.from_dict(notebook)
    kept.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in kept.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = _WARNING.sub(r"\1", output.text)
    return kept


def main(names: list[str]) -> None:
    """Execute the notebooks named, or all of them."""
    for path in [NOTEBOOKS / name for name in names] or sorted(NOTEBOOKS.glob("*.ipynb")):
        print(path.name, file=sys.stderr)
        nbformat.write(execute(path), path)


if __name__ == "__main__":
    main(sys.argv[1:])
