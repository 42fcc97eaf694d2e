"""The notebooks run from first cell to last, and show what the code says today."""

import json
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from nbformat import NotebookNode

import cityanalysis as ca

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Rounded numbers may differ in their last place where another processor adds in another order.
_SLACK = 0.02
_NUMBER = re.compile(r"-?\d+\.\d+")

pytestmark = pytest.mark.skipif(not NOTEBOOKS, reason="notebooks are in the checkout")


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = spec_from_file_location("run_notebooks", ROOT / "scripts" / "run_notebooks.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code_of(path: Path) -> list[str]:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def shown(notebook: NotebookNode) -> list[str]:
    """What a reader sees of each output, figures aside.

    Of cells tagged `varies` only the kind of output: which words a model puts first can hang on
    the last digits of sums, and these on the processor.
    """
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            words = "" if "varies" in cell.metadata.get("tags", []) else " ".join(text.split())
            found.append(f"{output.output_type}: {words}")
    return found


def test_all_nine_are_there() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{number:02d}" for number in range(1, 10)]


# A kernel that was ended leaves its sockets and its loop to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_shows_what_is_committed(path: Path, runner: ModuleType) -> None:
    import nbformat

    now = shown(runner.execute(path))
    committed = shown(nbformat.read(path, as_version=4))
    stale = f"{path.name} shows what the code no longer says: run `make notebooks`"
    assert [_NUMBER.sub("#", text) for text in now] == [
        _NUMBER.sub("#", text) for text in committed
    ], stale
    for new, old in zip(now, committed, strict=True):
        numbers = [float(number) for number in _NUMBER.findall(old)]
        found = [float(number) for number in _NUMBER.findall(new)]
        assert found == pytest.approx(numbers, abs=_SLACK), stale


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_public_names_are_used(path: Path) -> None:
    code = "\n".join(code_of(path))
    assert "import cityanalysis as ca" in code
    assert not re.findall(r"\bfrom cityanalysis|\bimport cityanalysis\.|\bca\._", code)
    used = set(re.findall(r"\bca\.(\w+)", code))
    assert used and used <= set(ca.__all__)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_outputs_name_no_machine(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    for output in outputs:
        output.get("data", {}).pop("image/png", None)
    text = json.dumps(outputs, ensure_ascii=False)
    assert outputs, f"{path.name} is committed without outputs: run `make notebooks`"
    assert "image/png" in kinds or path.stem[:2] in ("06", "09"), "a notebook shows a figure"
    assert not re.findall(r"(?:^|[\s\"'(])(?:/\w|[A-Z]:\\)", text), "no path of a machine"
    assert not re.findall(r"\bat 0x[0-9a-f]+|0x[0-9a-f]{8,}", text), "no address in memory"
    assert all(output["output_type"] != "error" for output in outputs)
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}


def test_run_notebooks_changes_nothing_that_is_settled(runner: ModuleType) -> None:
    import nbformat

    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        assert runner.tidy(notebook) == notebook
    assert sys.modules.get("run_notebooks") is None
