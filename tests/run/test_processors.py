"""Topics and trends are the same bytes on whatever type of processor BLAS works for."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="the types are those of x86-64"
)
def test_the_type_of_processor_changes_no_byte() -> None:
    found = set()
    for kind in ("Haswell", "Nehalem"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.run.processor_digest"],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_CORETYPE": kind},
            check=True,
            capture_output=True,
            text=True,
        )
        found.add(done.stdout)
    assert len(found) == 1 and len(found.pop().splitlines()) == 3
