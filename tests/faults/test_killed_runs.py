"""Stopped at any file operation, a run leaves the old results or the new ones, never a mixture."""

import subprocess
import sys
from pathlib import Path

import pytest

from cityanalysis.run.out_folder import listed_files
from tests.faults.killed_run import OPERATIONS, files_of
from tests.run.test_out_folder import contents, run_into


def results(out: Path) -> dict[str, str]:
    return {name: text for name, text in contents(out).items() if not name.startswith(".")}


@pytest.mark.parametrize("kind", ["kill", "full"])
def test_every_file_operation_may_be_the_last(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-m", "tests.faults.killed_run", str(tmp_path), "1", kind]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True)
    expected = {word: files_of(word) | {"mine.txt": "mine"} for word in ("old", "new")}
    states = set()
    for operation in OPERATIONS:
        out = tmp_path / f"out{operation}"
        state = "between"
        if (out / "manifest.json").is_file():
            state = "new" if "tables/only-new.csv" in listed_files(out) else "old"
            assert results(out) == expected[state], (operation, state)
        states.add(state)
        run_into(out, files_of("new"))
        assert results(out) == expected["new"], operation
        assert not (out / ".unfinished").exists()
    assert states == {"old", "between", "new"}
