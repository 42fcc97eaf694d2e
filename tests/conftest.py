"""Fixtures shared by the whole suite."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.browser import BROWSER, FLAGS
from tests.simulate.kept import FOLDER

# A deadline would make a busy machine fail tests that are right.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

_SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real text beside the checkout; the test skips where it is absent."""
    folder = _SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"real text is not here: {folder} (set CITYANALYSIS_SHARED)")
    return folder


@pytest.fixture(scope="session")
def score_pages() -> Path:
    """Script that scores split pages against their gold; skips where it is absent."""
    script = _SHARED / "score" / "score_pages.py"
    if not script.is_file():
        pytest.skip(f"the scorer is not here: {script} (set CITYANALYSIS_SHARED)")
    return script


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One that several tests of a module open pages in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


def pytest_configure(config: pytest.Config) -> None:
    """A folder for what the workers share; it goes when they are done."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="cityanalysis-tests-")
        os.environ[FOLDER] = folder.name
        config.add_cleanup(folder.cleanup)
