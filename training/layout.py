"""Learns what each sign of the layout is worth, from typeset sheets whose truth is known.

For every block of a sheet the model chooses what it follows, another block, a headline or nothing,
with log-linear probabilities (a conditional logit: McFadden 1974). Each sheet is shown three times:
as it is, without rules and frames, and measured as a scan is, so that no sign is relied on alone.
The sheets are typeset by ../shared/tools/make_scans.py (it wants fonts-noto-cjk). Ways were
compared on news of 2015 to 2017 with other seeds; later years serve to test only.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from scipy.optimize import minimize

from cityanalysis.corpus.layout.evidence import AFTER, ALONE, UNDER
from cityanalysis.corpus.layout.lines import Line, Sheet
from cityanalysis.corpus.layout.pdf_lines import pdf_sheet
from cityanalysis.corpus.layout.structure import Structure, structure_of
from training.recipes import Inputs, Recipe

__all__ = ["learn"]

# Of the squared weights: about one sheet's evidence against a weight of 5.
PENALTY = 0.05
# Spread of what is measured on a scan, in sizes of the type.
NOISE = 0.04
SLACK = 2.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """The features of all that one block may follow, and which of them is true."""

    after: Floats
    under: Floats
    alone: Floats
    true: int


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Natural-log odds of each feature of `cityanalysis.corpus.layout.evidence`.

    Returns
    -------
    dict
        ``after``, ``under`` and ``alone``: feature to weight.
    """
    choices: list[Choice] = []
    tool = inputs.path("shared/tools/make_scans.py")
    news = inputs.matching("shared/data/news/")
    for number, sheets in enumerate(recipe.options["sheets"]):
        path = next(one for one in news if str(sheets["year"]) in one.name)
        with tempfile.TemporaryDirectory() as folder:
            _typeset([str(tool), str(path), folder], sheets, recipe.seed + number)
            choices += _choices(Path(folder))
    weights = _fit(choices)
    parts = np.split(weights, np.cumsum([len(AFTER), len(UNDER)]))
    named = (("after", AFTER), ("under", UNDER), ("alone", ALONE))
    return {
        part: dict(zip(names, np.round(values, 3).tolist(), strict=True))
        for (part, names), values in zip(named, parts, strict=True)
    }


def _typeset(command: list[str], sheets: dict[str, Any], seed: int) -> None:
    given = {"pages": sheets["pages"], "seed": seed, "format": sheets["format"]}
    options = [part for key, value in given.items() for part in (f"--{key}", str(value))]
    more = ["--stream", sheets["stream"], "--looks", ""]
    subprocess.run([sys.executable, *command, *options, *more], check=True)


def _choices(folder: Path) -> Iterator[Choice]:
    for row in (folder / "boxes.jsonl").read_text(encoding="utf-8").splitlines():
        boxes = json.loads(row)
        document = pypdfium2.PdfDocument(folder / "pdf" / boxes["page"].replace(".txt", ".pdf"))
        sheet = pdf_sheet(document[0])
        document.close()
        bare = replace(sheet, shapes=())
        for shown in (sheet, bare, _measured(bare, random.Random(boxes["page"]))):
            structure = structure_of(shown)
            if structure is not None:
                yield from _page_choices(structure, boxes["lines"])


def _measured(sheet: Sheet, rng: random.Random) -> Sheet:
    """The sheet with the errors of measuring on an image."""

    def moved(line: Line) -> Line:
        spread = NOISE * line.size
        x0, y0, x1, y1 = (value + rng.gauss(0, spread) for value in line.box)
        size = line.size * (1 + rng.gauss(0, NOISE))
        return replace(line, x0=x0, y0=y0, x1=x1, y1=y1, size=size, face=0)

    return replace(sheet, lines=tuple(moved(line) for line in sheet.lines), is_exact=False)


def _page_choices(structure: Structure, truth: Sequence[dict[str, Any]]) -> Iterator[Choice]:
    blocks, heads = structure.blocks, structure.heads
    n = len(blocks)
    after, may_follow = structure.evidence.after()
    under, may_stand = structure.evidence.under()
    alone = structure.evidence.alone()
    owners = [_owner(block.lines, truth) for block in blocks]
    head_owners = [_owner((*head.lines, *head.bylines), truth) for head in heads]
    for v, owner in enumerate(owners):
        if owner is None:
            continue
        item, place = owner
        earlier = [
            u for u, other in enumerate(owners) if other and other[0] == item and other[1] < place
        ]
        above = [h for h, other in enumerate(head_owners) if other and other[0] == item]
        true = None
        if earlier:
            true = max(earlier, key=lambda u: owners[u] or (0, 0))
            true = true if may_follow[true, v] else None
        elif above:
            may = [h for h in above if may_stand[h, v]]
            true = n + max(may, key=lambda h: heads[h].size) if may else None
        else:
            true = n + len(heads)
        if true is None:
            continue
        rows = np.flatnonzero(may_follow[:, v])
        heads_may = np.flatnonzero(may_stand[:, v])
        number = {k: i for i, k in enumerate([*rows, *(n + heads_may), n + len(heads)])}
        yield Choice(after[rows, v], under[heads_may, v], alone[v : v + 1], number[true])


def _owner(lines: Sequence[Line], truth: Sequence[dict[str, Any]]) -> tuple[int, int] | None:
    """Item to which most of the lines belong, and the place of the first of them in it."""
    places = [place for line in lines if (place := _place(line, truth)) is not None]
    if not places:
        return None
    item, count = Counter(truth[place]["n"] for place in places).most_common(1)[0]
    if count < 0.8 * len(lines):
        return None
    return item, min(place for place in places if truth[place]["n"] == item)


def _place(line: Line, truth: Sequence[dict[str, Any]]) -> int | None:
    x, y = (line.x0 + line.x1) / 2, line.middle
    near = [
        (abs((top + bottom) / 2 - y), k)
        for k, (left, top, right, bottom) in enumerate(found["box"] for found in truth)
        if left - SLACK <= x <= right + SLACK and top - SLACK <= y <= bottom + SLACK
    ]
    return min(near)[1] if near else None


def _fit(choices: Sequence[Choice]) -> Floats:
    size = len(AFTER) + len(UNDER) + len(ALONE)
    owner: list[int] = []
    rows, true = [], []
    for number, choice in enumerate(choices):
        begin = len(owner)
        for part, offset in (
            (choice.after, 0),
            (choice.under, len(AFTER)),
            (choice.alone, len(AFTER) + len(UNDER)),
        ):
            wide = np.zeros((len(part), size))
            wide[:, offset : offset + part.shape[1]] = part
            rows.append(wide)
            owner += [number] * len(part)
        true.append(begin + choice.true)
    table, owners = np.concatenate(rows), np.array(owner)
    first = np.searchsorted(owners, np.arange(len(choices)))

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = table @ weights
        odds -= np.maximum.reduceat(odds, first)[owners]
        mass = np.exp(odds)
        total = np.add.reduceat(mass, first)
        share = mass / total[owners]
        share[true] -= 1
        value = float(np.log(total).sum() - odds[true].sum() + PENALTY * weights @ weights)
        return value, table.T @ share + 2 * PENALTY * weights

    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x)
