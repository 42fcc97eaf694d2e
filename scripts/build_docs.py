"""Build the documentation site from docs/*.md and the docstrings of the public names.

Run it with ``make docs``; the pages go to site/, which opens from the file system too. A broken
link or an unknown name is an error. Nothing is fetched, and no page fetches anything.
"""

import json
import logging
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import cityanalysis

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SITE = ROOT / "site"

# Section of the site → pages of docs/ in their order. A page that is named nowhere comes last.
SECTIONS: dict[str, list[str]] = {
    "Quick start": ["quickstart", "quickstart.zh", "gallery"],
    "How to": [
        "how-to-input",
        "howto-themes",
        "howto-cities",
        "howto-labels",
        "howto-template",
        "howto-large-corpora",
        "howto-questions",
    ],
    "Methods": ["methods", "splitting", "themes", "cities", "report"],
    "Benchmarks": ["benchmarks"],
    "Design": ["design", "interface", "security"],
}


def rooms() -> dict[str, list[str]]:
    """Full paths of the public names by the room that they come from."""
    found: dict[str, list[str]] = {}
    for name in cityanalysis.__all__:
        # The module of the definition: `compare.calibrate` is both a module and a function.
        home = getattr(cityanalysis, name).__module__
        found.setdefault(home.split(".")[1], []).append(f"{home}.{name}")
    return found


def reference_page(room: str, paths: list[str]) -> str:
    """Markdown of one room's page, which mkdocstrings fills with the docstrings."""
    purpose = (import_module(f"cityanalysis.{room}").__doc__ or "").strip()
    blocks = [f"::: {path}" for path in paths]
    return "\n\n".join([f"# {room}", purpose, *blocks]) + "\n"


def stage(folder: Path) -> list[Any]:
    """Put the pages and the reference into a folder; give the navigation."""
    shutil.copytree(DOCS, folder, dirs_exist_ok=True)
    (folder / "reference").mkdir()
    reference: list[Any] = ["reference.md"]
    for room, paths in rooms().items():
        path = f"reference/{room}.md"
        (folder / path).write_text(reference_page(room, paths), encoding="utf-8")
        reference.append({room: path})
    named = {name for names in SECTIONS.values() for name in names} | {"index", "reference"}
    rest = sorted(path.stem for path in DOCS.glob("*.md") if path.stem not in named)
    navigation: list[Any] = [{"Home": "index.md"}]
    for section, names in (SECTIONS | {"More": rest}).items():
        pages = [f"{name}.md" for name in names if (DOCS / f"{name}.md").is_file()]
        if pages:
            navigation.append({section: pages})
    navigation.insert(3, {"Reference": reference})
    return navigation


def settings(docs: Path, site: Path, navigation: list[Any]) -> dict[str, Any]:
    """Settings of MkDocs."""
    options = {
        "docstring_style": "numpy",
        "docstring_section_style": "list",
        "heading_level": 2,
        "separate_signature": True,
        "show_root_heading": True,
        "show_root_full_path": False,
        "show_source": False,
        "show_bases": False,
        "show_symbol_type_heading": True,
        "signature_crossrefs": True,
        "filters": ["!^_"],
    }
    return {
        "site_name": "cityanalysis",
        "docs_dir": str(docs),
        "site_dir": str(site),
        "use_directory_urls": False,
        "strict": True,
        "theme": {"name": "mkdocs", "highlightjs": False, "navigation_depth": 3},
        "extra_css": ["site.css"],
        "nav": navigation,
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn"}},
        "markdown_extensions": ["admonition", "tables", "toc", "fenced_code"],
        "plugins": [
            "search",
            {"mkdocstrings": {"handlers": {"python": {"paths": [str(ROOT)], "options": options}}}},
        ],
    }


def build_site(site: Path = SITE) -> Path:
    """Build the site, strictly.

    Parameters
    ----------
    site : Path
        Folder that the pages go to; what was there is replaced.

    Returns
    -------
    Path
        The first page.

    Raises
    ------
    mkdocs.exceptions.Abort
        Where there is any warning: a broken link, a page in no list, a name without docstring.
    """
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        navigation = stage(docs)
        written = Path(folder) / "mkdocs.yml"
        text = yaml.safe_dump(settings(docs, site, navigation), allow_unicode=True)
        written.write_text(text, encoding="utf-8")
        build(load_config(str(written)))
    _search_from_files(site / "search")
    return site / "index.html"


def _search_from_files(folder: Path) -> None:
    """Put a search in the place of MkDocs' own, which a browser refuses to run from files."""
    docs = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))["docs"]
    index = json.dumps(docs, ensure_ascii=False).replace("</", "<\\/")
    (folder / "search_index.js").write_text(f"takeSearchIndex({index});\n", encoding="utf-8")
    shutil.copyfile(ROOT / "scripts" / "site_search.js", folder / "main.js")
    for name in ("worker.js", "lunr.js", "search_index.json"):
        (folder / name).unlink(missing_ok=True)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    print(build_site(Path(sys.argv[1]) if len(sys.argv) > 1 else SITE))
