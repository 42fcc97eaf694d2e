"""Recipes of learned weights: what each is made of, and proof of it inside the file.

``recipes.toml`` has one table for each file of weights. Its name is that of the module that learns
them, which holds ``learn(recipe, inputs)``: a mapping that can be written as JSON. The table says

- ``file``: where in the package the weights go;
- ``inputs``: what they are learned from, files or folders: ``shared/…`` lies beside the checkout
  (or where CITYANALYSIS_SHARED says), everything else in the checkout, weights made before among
  them;
- ``seed``: what every random choice depends on;
- ``options``: numbers that the module reads.

The table and the SHA-256 of every input stand in the file, under ``made_from``, so that a file that
was not made by the recipe beside it is found out.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = ["MADE_FROM", "Inputs", "Recipe", "made_from", "read_recipes", "write_weights"]

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
MADE_FROM = "made_from"
_RECIPES = Path(__file__).with_name("recipes.toml")
_SHARED_PREFIX = "shared/"


@dataclass(frozen=True)
class Recipe:
    """How one file of weights is made.

    Attributes
    ----------
    name : str
        Table of ``recipes.toml``, and module of `training`.
    file : str
        Path of the weights, from the root of the checkout.
    seed : int
        Seed of every random choice.
    inputs : tuple of str
        Files and folders, as the table names them.
    options : dict
        Numbers that the module reads.
    """

    name: str
    file: str
    seed: int
    inputs: tuple[str, ...]
    options: dict[str, Any]

    @property
    def path(self) -> Path:
        """Where the weights are."""
        return ROOT / self.file


class Inputs:
    """Files that a recipe names; nothing else may be read."""

    def __init__(self, recipe: Recipe) -> None:
        self._names = recipe.inputs

    def path(self, name: str) -> Path:
        """Path of an input of the recipe."""
        if name not in self._names:
            raise KeyError(f"{name} is not among the recipe's inputs")
        return _path(name)

    def matching(self, folder: str) -> list[Path]:
        """Paths of the inputs whose names begin with `folder`, in the recipe's order."""
        return [_path(name) for name in self._names if name.startswith(folder)]

    def missing(self) -> list[Path]:
        """Paths of inputs that are not there."""
        return [path for path in map(_path, self._names) if not path.exists()]


def read_recipes() -> dict[str, Recipe]:
    """All recipes, in the order in which their weights are made."""
    tables = tomllib.loads(_RECIPES.read_text(encoding="utf-8"))
    return {
        name: Recipe(name, t["file"], t["seed"], tuple(t["inputs"]), t.get("options", {}))
        for name, t in tables.items()
    }


def made_from(recipe: Recipe) -> dict[str, Any]:
    """What is written into the weights: the recipe, and the digest of each of its inputs."""
    table = {key: value for key, value in asdict(recipe).items() if key != "inputs"}
    digests = {name: _digest(_path(name)) for name in recipe.inputs}
    # Through JSON, so that it compares equal to what is read from a file.
    return dict(json.loads(json.dumps(table | {"inputs": digests})))


def write_weights(recipe: Recipe, weights: Mapping[str, Any]) -> None:
    """Write the weights of a recipe with what they are made from, one key a line."""
    stored = {MADE_FROM: made_from(recipe), **weights}
    lines = (
        f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in stored.items()
    )
    recipe.path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8", newline="")


def _path(name: str) -> Path:
    if name.startswith(_SHARED_PREFIX):
        return SHARED / name.removeprefix(_SHARED_PREFIX)
    return ROOT / name


def _digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of a folder's files."""
    found = hashlib.sha256()
    if path.is_file():
        found.update(path.read_bytes())
    for inner in sorted(p for p in path.rglob("*") if p.is_file()):
        found.update(inner.relative_to(path).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(inner.read_bytes()).digest())
    return found.hexdigest()
