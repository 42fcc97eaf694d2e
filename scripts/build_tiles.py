"""Place the prefectures of each province on a grid of equal tiles, neighbours kept.

    python scripts/build_tiles.py

It reads ``prefectures.csv`` beside it (facts: middles and shared borders) and writes
``cityanalysis/data/report/tiles_prefectures.json``: province → city → [row, column]. The method is
simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) from several starts, the cheapest of them
kept. It prints how many borders touch in each grid.
"""

import csv
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cityanalysis.cities import read_gazetteer

Cell = tuple[int, int]
Grid = dict[str, Cell]
FACTS = Path(__file__).with_name("prefectures.csv")
TARGET = Path(__file__).parents[1] / "cityanalysis/data/report/tiles_prefectures.json"
STARTS, STEPS, SEED = 6, 50_000, 1
HOT, COLD = 1.5, 0.03  # temperatures at the first and the last step, in units of the cost
APART = 1.0  # of two with a border: each step between their tiles
DIAGONAL = 0.3  # of two with a border: their tiles meet at a corner only
FALSE_SIDE = 0.4  # of two without: their tiles share a side
TURNED = 1.2  # of two with a border: one lies on the wrong side of the other
STRAY = 0.08  # squared distance in tiles from the true place
WIDEST = 6  # columns: two maps stand beside each other on a page
WIDE = {"150000": 9, "650000": 7}  # provinces that reach over half the country


@dataclass(frozen=True)
class Province:
    """Names, true places in units of a tile (row, column), borders, rows and columns."""

    names: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    borders: tuple[frozenset[int], ...]
    size: Cell


def provinces() -> Iterator[tuple[str, Province]]:
    """Each province by its short name, and what is to be placed."""
    with FACTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    gazetteer = read_gazetteer()
    for code in sorted({row["code"][:2] + "0000" for row in rows}):
        # An island group a thousand kilometres off has no neighbour and no tile.
        own = [row for row in rows if row["code"][:2] == code[:2] and row["neighbours"]]
        number = {row["code"]: i for i, row in enumerate(own)}
        borders = tuple(
            frozenset(number[other] for other in row["neighbours"].split()) for row in own
        )
        names = tuple(gazetteer.short_name(row["code"]) for row in own)
        places, size = _scaled(own, WIDE.get(code, WIDEST))
        yield gazetteer.short_name(code), Province(names, places, borders, size)


def _scaled(
    rows: list[dict[str, str]], widest: int
) -> tuple[tuple[tuple[float, float], ...], Cell]:
    """Places in units of a tile, as large as the mean unit is, and rows and columns of the grid."""
    latitudes = [float(row["latitude"]) for row in rows]
    squeeze = math.cos(math.radians(sum(latitudes) / len(rows)))
    x = [float(row["longitude"]) * squeeze for row in rows]
    width, height = max(x) - min(x), max(latitudes) - min(latitudes)
    columns = min(widest, max(2, round(math.sqrt(len(rows) * width / height)) + 1))
    depth = max(2, math.ceil(len(rows) / columns) + 1, round(columns * height / width))
    right, down = (columns - 1) / width, (depth - 1) / height
    places = tuple(
        ((max(latitudes) - y) * down, (a - min(x)) * right) for a, y in zip(x, latitudes)
    )
    return places, (depth, columns)


class Board:
    """A grid in the making: where each tile lies, and what lies in each cell."""

    def __init__(self, province: Province, draw: random.Random) -> None:
        self.province = province
        depth, columns = province.size
        self.cells = [(row, column) for row in range(depth) for column in range(columns)]
        draw.shuffle(self.cells)  # the first cells hold the tiles, the others are free
        self.at = {cell: i for i, cell in enumerate(self.cells)}

    def cost(self, tile: int) -> float:
        """What one tile costs where it is: its place, its borders, its false neighbours."""
        if tile >= len(self.province.names):
            return 0.0
        row, column = self.cells[tile]
        true_row, true_column = self.province.places[tile]
        total = STRAY * ((row - true_row) ** 2 + (column - true_column) ** 2)
        borders = self.province.borders[tile]
        for other in borders:
            down, right = self.cells[other][0] - row, self.cells[other][1] - column
            true_down = self.province.places[other][0] - true_row
            true_right = self.province.places[other][1] - true_column
            total += APART * (max(abs(down), abs(right)) - 1) + DIAGONAL * (down * right != 0)
            total += TURNED * (true_down * down + true_right * right < 0)
        for cell in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            beside = self.at.get(cell, len(self.province.names))
            total += FALSE_SIDE * (beside < len(self.province.names) and beside not in borders)
        return total

    def swap(self, one: int, other: int) -> None:
        """Two change places; done twice, nothing has changed."""
        self.cells[one], self.cells[other] = self.cells[other], self.cells[one]
        self.at[self.cells[one]], self.at[self.cells[other]] = one, other

    def total(self) -> float:
        """What the whole grid costs."""
        return sum(map(self.cost, range(len(self.province.names))))


def anneal(province: Province, draw: random.Random) -> Board:
    """One grid, from a random order: tiles move to free cells or change places."""
    board = Board(province, draw)
    for step in range(STEPS):
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        one, other = draw.randrange(len(province.names)), draw.randrange(len(board.cells))
        before = board.cost(one) + board.cost(other)
        board.swap(one, other)
        rise = board.cost(one) + board.cost(other) - before
        if rise > 0 and draw.random() >= math.exp(-rise / heat):
            board.swap(one, other)
    return board


def trimmed(cells: list[Cell]) -> list[Cell]:
    """The same grid without empty rows and columns at its edges."""
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    return [(row - top, column - left) for row, column in cells]


def main() -> None:
    """Place every province and write the file."""
    grids: dict[str, dict[str, Cell]] = {}
    for name, province in provinces():
        draw = random.Random(SEED)
        board = min((anneal(province, draw) for _ in range(STARTS)), key=Board.total)
        cells = trimmed(board.cells[: len(province.names)])
        grids[name] = dict(zip(province.names, cells))
        near = [
            max(abs(cells[a][0] - cells[b][0]), abs(cells[a][1] - cells[b][1])) == 1
            for a, others in enumerate(province.borders)
            for b in others
            if a < b
        ]
        print(f"{name}: {len(cells)} tiles, {sum(near)} of {len(near)} borders touch", flush=True)
    lines = ",\n".join(
        f" {json.dumps(name, ensure_ascii=False)}: {json.dumps(grid, ensure_ascii=False)}"
        for name, grid in grids.items()
    )
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
