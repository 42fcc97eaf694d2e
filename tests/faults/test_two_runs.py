"""Two runs at once into one folder: it holds the one or the other, and who was refused was told."""

import subprocess
import sys
from pathlib import Path

from tests.faults.killed_run import files_of
from tests.run.test_out_folder import contents

ROUNDS = 50


def test_two_runs_at_once_are_never_mixed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.two_runs", str(tmp_path), str(ROUNDS)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True
    )
    rounds = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(rounds) == ROUNDS and set(rounds) <= {(0, 0), (0, 1), (1, 0)}
    assert {(0, 1), (1, 0)} & set(rounds)
    for n, (old, _) in enumerate(rounds):
        found = contents(tmp_path / str(n))
        expected = [files_of("new")] if old else [files_of("old"), files_of("new")]
        assert found in expected, n
