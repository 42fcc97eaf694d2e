"""A fitted theme model as plain frames and arrays, saved without pickle."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import ThemeModel
from cityanalysis.errors import InputError
from cityanalysis.frames import DAMAGE, Hits, TopicTerms, as_html, as_text, write_json

__all__ = ["ThemeFit", "load_fit"]

_FORMAT = 1  # of the files; other formats are refused


@dataclass(frozen=True, slots=True, eq=False)
class ThemeFit:
    """A fitted theme model as plain frames and arrays.

    Attributes
    ----------
    theta : DataFrame
        Index ``doc_id``, a column per theme and then ``residual_1`` and so on; rows sum to 1.
    phi : DataFrame
        Themes × terms; rows sum to 1.
    model : str
        ``lexicon``, ``seeded_lda``, ``lda``, ``nmf``, ``tomotopy`` or ``embedding``.
    themes : tuple of str
        The columns to report.
    seed : int
        Of the random draws.
    settings : dict
        What was asked for, in types that JSON has.
    diagnostics : dict
        Frames and numbers: what the fit has to say about itself.
    runs : tuple of DataFrame
        Theta of each run, aligned to the first, which is `theta`.
    state : dict of str to ndarray
        What the model learned besides `phi`: enough to apply it.

    Examples
    --------
    >>> theta = pd.DataFrame({"water": [1.0]}, index=pd.Index(["a"], name="doc_id"))
    >>> phi = pd.DataFrame({"供水": [1.0]}, index=["water"])
    >>> ThemeFit(theta, phi, "lda", ("water",), seed=0).themes
    ('water',)
    """

    theta: pd.DataFrame
    phi: pd.DataFrame
    model: ThemeModel
    themes: tuple[str, ...]
    seed: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    runs: tuple[pd.DataFrame, ...] = ()
    state: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown())

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        names = ", ".join(self.themes)
        return f"ThemeFit ({self.model})", [
            ("documents", len(self.theta)),
            ("terms", self.phi.shape[1]),
            (f"{len(self.themes)} themes", names),
            ("residual topics", self.theta.shape[1] - len(self.themes)),
            ("runs", max(len(self.runs), 1)),
            ("seed", self.seed),
        ]

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write ``fit.json`` and ``fit.npz`` to a folder, which is made where it is not there."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {"theta": self.theta.to_numpy(float), "phi": self.phi.to_numpy(float)}
        arrays |= {f"run_{n}": run.to_numpy(float) for n, run in enumerate(self.runs)}
        arrays |= {f"state_{name}": array for name, array in self.state.items()}
        frames = {k: v for k, v in self.diagnostics.items() if isinstance(v, pd.DataFrame)}
        document = {
            "format": _FORMAT,
            "model": self.model,
            "seed": self.seed,
            "themes": list(self.themes),
            "doc_ids": [str(doc_id) for doc_id in self.theta.index],
            "columns": [str(column) for column in self.theta.columns],
            "topics": [str(topic) for topic in self.phi.index],
            "vocabulary": [str(term) for term in self.phi.columns],
            "settings": dict(self.settings),
            "frames": {name: frame.to_json(orient="table") for name, frame in frames.items()},
            "numbers": {k: v for k, v in self.diagnostics.items() if k not in frames},
        }
        with (folder / "fit.npz").open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        write_json(document, folder / "fit.json")


def load_fit(folder: str | os.PathLike[str]) -> ThemeFit:
    """Read a fit that `ThemeFit.save` wrote.

    Parameters
    ----------
    folder : path
        Where it was saved.

    Raises
    ------
    InputError
        Where the folder holds no fit or one of another format.
    """
    try:
        return _read_fit(Path(folder))
    except DAMAGE as error:
        raise InputError(
            f"{folder}: no fit that can be read ({error}). Name a folder that ThemeFit.save wrote."
        ) from error


def _read_fit(folder: Path) -> ThemeFit:
    from io import StringIO

    document = json.loads((folder / "fit.json").read_text(encoding="utf-8"))
    with (folder / "fit.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if document["format"] != _FORMAT:
        raise ValueError(f"format {document['format']}")
    index = pd.Index(document["doc_ids"], name=Hits.doc_id)
    columns = pd.Index(document["columns"], name=Hits.theme)
    frames = {
        name: pd.read_json(StringIO(text), orient="table", precise_float=True)
        for name, text in document["frames"].items()
    }
    runs = [name for name in arrays if name.startswith("run_")]
    return ThemeFit(
        theta=pd.DataFrame(arrays["theta"], index, columns),
        phi=pd.DataFrame(
            arrays["phi"],
            pd.Index(document["topics"], name=Hits.theme),
            pd.Index(document["vocabulary"], name=TopicTerms.term),
        ),
        model=document["model"],
        themes=tuple(document["themes"]),
        seed=document["seed"],
        settings=document["settings"],
        diagnostics=frames | document["numbers"],
        runs=tuple(pd.DataFrame(arrays[f"run_{n}"], index, columns) for n in range(len(runs))),
        state={k.removeprefix("state_"): v for k, v in arrays.items() if k.startswith("state_")},
    )
