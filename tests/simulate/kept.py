"""What takes seconds to make is made once for all workers of a test run."""

import functools
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

__all__ = ["FOLDER", "kept"]

FOLDER = "CITYANALYSIS_TESTS_FOLDER"  # environment variable: where the workers keep such values
Made = TypeVar("Made")


def kept(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make a value once for its arguments, whichever worker asks for it first."""

    @functools.cache
    def found(*args: object, **named: object) -> Made:
        if FOLDER not in os.environ:
            return make(*args, **named)
        told = "-".join([make.__name__, *map(str, args), *(f"{k}{v}" for k, v in named.items())])
        path = Path(os.environ[FOLDER]) / told
        if not path.is_file():
            half = path.with_suffix(f".{os.getpid()}")
            half.write_bytes(pickle.dumps(make(*args, **named)))
            half.replace(path)
        value: Made = pickle.loads(path.read_bytes())
        return value

    return functools.wraps(make)(found)
