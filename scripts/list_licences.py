"""Write the table of licences in docs/security.md: every package that is needed at run time.

python scripts/list_licences.py
"""

import re
import tomllib
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
MARKS = ("<!-- licences -->\n", "<!-- /licences -->\n")
# A longer entry is the text of a licence and not its name.
LONGEST_NAME = 60


def needed() -> dict[str, str]:
    """Package → the extra that needs it, empty where every installation has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {"": project["dependencies"], **project["optional-dependencies"]}
    found: dict[str, str] = {}
    for extra, requirements in extras.items():
        for requirement in requirements:
            found.setdefault(Requirement(requirement).name, extra)
    return found


def licence(about: PackageMetadata) -> str:
    """The licence's name, as the package's own metadata gives it."""
    name = (about.get("License-Expression") or about.get("License") or "").partition("\n")[0]
    if name and len(name) <= LONGEST_NAME:
        return name
    kinds = [kind for kind in about.get_all("Classifier") or [] if kind.startswith("License")]
    return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds) or name[:LONGEST_NAME]


def table() -> str:
    """Rows of Markdown, in order of name."""
    rows = ["| package | needed | licence |", "|---|---|---|"]
    for name, extra in sorted(needed().items(), key=lambda item: item[0].lower()):
        rows.append(f"| {name} | {f'extra `{extra}`' if extra else 'always'} | {_of(name)} |")
    return "\n".join(rows) + "\n"


def _of(name: str) -> str:
    try:
        return licence(metadata(name))
    except ModuleNotFoundError:
        known = re.search(rf"^\| {re.escape(name)} \|.*\| (.*) \|$", PAGE.read_text("utf-8"), re.M)
        return known[1] if known else "not installed here"


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    PAGE.write_text(f"{text[:start]}\n{table()}\n{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()
