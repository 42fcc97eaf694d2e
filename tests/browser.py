"""The browser of this machine, for tests of pages as a reader sees them."""

import shutil

import pytest

__all__ = ["BROWSER", "FLAGS", "needs_browser"]

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
