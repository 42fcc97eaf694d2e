"""Each file of learned weights was made by the recipe beside it, from the inputs that it names."""

import dataclasses
import importlib
import json
from pathlib import Path

import pytest

from training.recipes import MADE_FROM, Inputs, Recipe, made_from, read_recipes, write_weights

RECIPES = read_recipes()


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_weights_were_made_by_their_recipe(recipe: Recipe) -> None:
    stored = json.loads(recipe.path.read_text(encoding="utf-8"))[MADE_FROM]
    assert stored["options"] == recipe.options
    assert (stored["name"], stored["file"], stored["seed"]) == (
        recipe.name,
        recipe.file,
        recipe.seed,
    )
    assert list(stored["inputs"]) == list(recipe.inputs)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_inputs_are_those_that_the_weights_were_made_from(recipe: Recipe) -> None:
    if missing := Inputs(recipe).missing():
        pytest.skip(f"inputs are not here: {missing[0]} (set CITYANALYSIS_SHARED)")
    assert json.loads(recipe.path.read_text(encoding="utf-8"))[MADE_FROM] == made_from(recipe)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_every_recipe_has_a_module_that_learns(recipe: Recipe) -> None:
    assert callable(importlib.import_module(f"training.{recipe.name}").learn)


def test_a_changed_input_is_found_out(tmp_path: Path) -> None:
    folder = str(tmp_path)
    recipe = Recipe("tried", f"{folder}/weights.json", 3, (folder + "/in.txt",), {"steps": 2})
    source = Inputs(recipe).path(folder + "/in.txt")
    source.write_text("一", encoding="utf-8")
    write_weights(recipe, {"weights": {"a": 0.5}})
    stored = json.loads(recipe.path.read_text(encoding="utf-8"))
    assert stored["weights"] == {"a": 0.5}
    assert stored[MADE_FROM] == made_from(recipe)
    assert stored[MADE_FROM] != made_from(dataclasses.replace(recipe, seed=4))
    source.write_text("二", encoding="utf-8")
    assert stored[MADE_FROM] != made_from(recipe)


def test_only_inputs_of_the_recipe_are_read() -> None:
    with pytest.raises(KeyError, match="not among the recipe's inputs"):
        Inputs(RECIPES["titles"]).path("cityanalysis/data/splitter.json")
