"""The documentation site builds offline, without a warning, and its pages fetch nothing."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import cityanalysis as ca
from tests.browser import needs_browser

ROOT = Path(__file__).parents[1]
# What a browser would fetch by itself, by tag; a link that a reader may click is another matter.
FETCHED = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
    "embed": "src",
}

pytestmark = pytest.mark.skipif(
    not (ROOT / "scripts" / "build_docs.py").is_file(), reason="the site is built from a checkout"
)


class Page(HTMLParser):
    """Addresses that a page fetches, links that it offers, and names that links can lead to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.names |= {value for key in ("id", "name") if (value := found.get(key))}
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        address = found.get(FETCHED.get(tag, ""))
        if address and found.get("rel") != "canonical":
            self.fetched.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in a process of its own, in which every road to the net leads nowhere."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_docs.py"), str(folder)],
        capture_output=True,
        text=True,
        env=os.environ | nowhere,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def local(address: str, page: Path) -> Path:
    return (page.parent / address.partition("#")[0].partition("?")[0]).resolve()


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def test_pages_fetch_only_files_that_are_there(site: Path) -> None:
    assert len(pages(site)) > 15
    for path in pages(site):
        for address in Page(path).fetched:
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{path.name} fetches {address}"
            assert address.startswith("data:") or local(address, path).is_file(), address


def test_style_sheets_fetch_nothing_from_elsewhere(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    for path in sheets:
        text = path.read_text("utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", text):
            assert not re.match(r"(?:https?:)?//", address), f"{path.name} fetches {address}"
        assert not re.search(r"@import\s+(?:url\()?['\"]?(?:https?:)?//", text)


def test_links_lead_to_pages_and_headings(site: Path) -> None:
    known = {path.resolve(): Page(path) for path in pages(site)}
    for path, page in known.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            target = local(link, path) if link.partition("#")[0] else path
            assert target.exists(), f"{path.name}: {link}"
            heading = link.partition("#")[2]
            if heading and target in known:
                assert heading in known[target].names, f"{path.name}: {link}"


@needs_browser
@pytest.mark.parametrize("word", ["聊城", "heatmap"])
def test_search_works_from_the_file_system(site: Path, word: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri() + f"?q={word}")
    found = page.locator("#mkdocs-search-results a").first
    found.wait_for(state="attached")
    link = str(found.get_attribute("href"))
    page.close()
    assert (site / link.partition("#")[0]).is_file()


def test_every_public_name_has_its_place(site: Path) -> None:
    names = {name for path in pages(site) for name in Page(path).names}
    described = {name.rpartition(".")[2] for name in names if name.startswith("cityanalysis.")}
    assert set(ca.__all__) <= described


def test_formulas_and_chinese_arrive(site: Path) -> None:
    assert "n_eff" in (site / "methods.html").read_text("utf-8")
    assert "聊城" in (site / "howto-cities.html").read_text("utf-8")


def test_every_benchmark_is_listed() -> None:
    text = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    for path in (ROOT / "benchmarks").glob("*.py"):
        assert f"benchmarks/{path.name}" in text, f"{path.name} is missing in docs/benchmarks.md"
    for name in re.findall(r"benchmarks/(\w+\.py)", text):
        assert (ROOT / "benchmarks" / name).is_file()


def test_every_option_is_documented() -> None:
    import typer

    from cityanalysis.cli.question_commands import app

    text = (ROOT / "docs" / "interface.md").read_text("utf-8")
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for name, command in group.commands.items():
        assert f"| `{name}" in text, f"docs/interface.md lacks the command {name}"
        if name == "analyse":
            options = {max(p.opts, key=len) for p in command.params if p.opts[0].startswith("-")}
            assert options <= set(re.findall(r"--[a-z]+(?:-[a-z]+)*", text))
