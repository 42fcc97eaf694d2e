"""A whole run that is killed at any file operation leaves old results, new ones, or none."""

import os
import subprocess
import sys
from pathlib import Path

# How many operations of a run are the last one; CITYANALYSIS_STOPS=0 tries every one of them, with
# the formats of CITYANALYSIS_STOPPED_FORMATS (html, pdf, png).
STOPS = os.environ.get("CITYANALYSIS_STOPS", "4")
FORMATS = os.environ.get("CITYANALYSIS_STOPPED_FORMATS", "")


def test_a_whole_run_may_end_at_any_file_operation(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.whole_run", str(tmp_path), STOPS, FORMATS]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True
    )
    first, *lines = done.stdout.splitlines()
    assert first.split()[1] == "new"
    stops = [line.split("\t") for line in lines]
    assert len(stops) >= min(int(STOPS) or len(stops), int(first.split()[0]))
    wrong = [stop for stop in stops if stop[1] not in ("old", "between", "new")]
    # The next start completes a move that was interrupted; until the move began, the old stand.
    wrong += [stop for stop in stops if stop[2] not in ("old", "new")]
    assert wrong == []
