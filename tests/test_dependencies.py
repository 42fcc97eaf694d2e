"""What the package needs: each dependency is used, pinned, and listed with its licence."""

import ast
import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest

import cityanalysis
from scripts.list_licences import PAGE, ROOT, needed

# Used without an import: a font file, the compression of web fonts inside fonttools, and what
# rapidocr runs its models by.
NOT_IMPORTED = {"zhplot", "brotli", "onnxruntime"}
# Extras bring whole programs, which the package itself does not import.
PROGRAMS = {"ipykernel", "jupyterlab"}
# Half a gigabyte, with Java beside it: whoever has a cluster of it has its version given.
NOT_PINNED = PROGRAMS | {"pyspark"}


@cache
def imported() -> set[str]:
    """First parts of every module that the package imports."""
    found: set[str] = set()
    for path in Path(cityanalysis.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
                found |= {a.value.partition(".")[0] for a in node.args if _is_text(a)}
    return found


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def modules_of(package: str) -> set[str]:
    record = distribution(package).read_text("RECORD") or ""
    first = {line.partition(",")[0].partition("/")[0] for line in record.splitlines()}
    return {re.sub(r"(\.\w+)*$", "", name) for name in first}


@pytest.mark.parametrize("package", sorted(set(needed()) - NOT_IMPORTED - PROGRAMS))
def test_every_dependency_is_used(package: str) -> None:
    try:
        modules = modules_of(package)
    except ModuleNotFoundError:
        pytest.skip(f"{package} is not installed")
    assert modules & imported(), f"{package} is needed by pyproject.toml and imported nowhere"


def test_every_dependency_is_listed_with_its_licence() -> None:
    rows = re.findall(r"^\| (\S+) \| .+? \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    listed = {name: licence for name, licence in rows if name not in ("package", "given")}
    assert set(needed()) <= set(listed), "run scripts/list_licences.py"
    assert all("not installed" not in licence for licence in listed.values())


def test_every_dependency_is_pinned_without_an_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in set(needed()) - NOT_PINNED}
    assert names <= pinned, f"not in constraints.txt: {sorted(names - pinned)}"
    assert not [line for line in lines if "://" in line]


def test_every_pinned_version_has_the_hashes_of_its_files() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^(\S+==\S+) \\\n((?: +--hash=sha256:\w{64}(?: \\)?\n)+)", lock, re.M)
    locked = {re.sub(r"[-_.]+", "-", pin).lower() for pin, _ in entries}
    assert locked == {re.sub(r"[-_.]+", "-", pin).lower() for pin in pins}, "run make lock"
    assert "://" not in lock
    # Wheels of every platform, so that the file installs on each.
    hashes = {pin.partition("==")[0]: found.count("sha256:") for pin, found in entries}
    assert hashes["numpy"] > 20 and hashes["pyarrow"] > 10
