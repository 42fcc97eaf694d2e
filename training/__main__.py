"""Make the learned weights of the package again.

    python -m training [NAME …]

Names are those of the tables in ``training/recipes.toml``; all of them where none is given, in
that order, since later ones read earlier ones. The same inputs give the same bytes on the same
machine; set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1, as `make weights` does, since sums that
are split among threads are rounded otherwise.
"""

import argparse
import importlib
import sys
import time

from training.recipes import Inputs, read_recipes, write_weights


def main() -> None:
    recipes = read_recipes()
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*recipes, []], metavar="NAME")
    given = parser.parse_args()
    for name in given.names or recipes:
        recipe = recipes[name]
        inputs = Inputs(recipe)
        if missing := inputs.missing():
            sys.exit(f"{name}: not here: {', '.join(map(str, missing))} (see training/recipes.py)")
        begun = time.process_time()
        weights = importlib.import_module(f"training.{name}").learn(recipe, inputs)
        write_weights(recipe, weights)
        print(f"{recipe.file}: {time.process_time() - begun:.0f} s of CPU time", flush=True)


if __name__ == "__main__":
    main()
