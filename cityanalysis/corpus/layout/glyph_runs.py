"""Characters of a text layer, gathered into lines by where they stand."""

from collections.abc import Iterable, Sequence

from cityanalysis.corpus.layout.lines import Line

__all__ = ["Run", "join_runs", "stack_runs", "without_doubles"]

# Type stands on its baseline with about 0.12 em below it in the fonts of CJK foundries.
_DESCENT = 0.12
# The next character of a line begins where the last one ends; justified lines are spread by up to
# a third of an em, squeezed ones overlap by half of a full-width mark.
_NEAREST, _FARTHEST = -0.6, 0.75
_SAME_SIZE, _SAME_BASE = 0.1, 0.15
# From this many points up, type is a headline's: a gutter is then less than a character wide, and
# the spaces of its line are those that its own characters show.
_HEADLINE, _FARTHEST_LARGE = 14.0, 0.2
# Stacked characters stand under each other, a little apart at most; single ones in neighbouring
# lines of a column are farther apart than this.
_UNDER, _STEP_LEAST, _STEP_MOST = 0.4, 0.8, 1.35
_FEWEST_STACKED = 3
_ONE_GLYPH = 0.01
# A bold made of two impressions lies this little apart, in characters.
_TWICE = 0.25


class Run:
    """Characters side by side, or under each other, while lines are gathered.

    Examples
    --------
    >>> run = Run(10, 50, 20, 10, "本", 1)
    >>> run.takes(Run(20, 50, 30, 10, "报", 1)), run.takes(Run(90, 50, 100, 10, "报", 1))
    (True, False)
    """

    __slots__ = (
        *("x0", "x1", "y0", "base", "last", "size", "text", "face"),
        *("is_turned", "is_vertical", "source"),
    )

    def __init__(
        self,
        x0: float,
        base: float,
        x1: float,
        size: float,
        text: str,
        face: int,
        is_turned: bool = False,
    ) -> None:
        self.x0, self.x1, self.base, self.size = x0, x1, base, size
        self.text, self.face, self.is_turned = text, face, is_turned
        self.is_vertical = is_turned
        self.y0 = base
        self.last = x0
        self.source = 0

    def shares_glyph(self, source: int, x0: float, base: float) -> bool:
        """Whether a character is drawn by one glyph with the last one, as the dash —— may be."""
        near = _ONE_GLYPH * self.size
        at_last = abs(x0 - self.last) < near and abs(base - self.base) < near
        return source == self.source and at_last

    def takes(self, other: "Run") -> bool:
        """Whether the character continues this run."""
        size = self.size
        if abs(other.size - size) > _SAME_SIZE * size or other.is_turned != self.is_turned:
            return False
        if self.is_turned:
            return abs(other.base - self.base) < 2 * size and abs(other.x0 - self.last) < 2 * size
        if not self.is_vertical and abs(other.base - self.base) < _SAME_BASE * size:
            return _NEAREST * size < other.x0 - self.x1 < self._reach()
        if not self.is_vertical and len(self.text) > 1:
            return False
        step = other.base - self.base
        apart = abs((other.x0 + other.x1) / 2 - (self.last + self.x1_of_last()) / 2)
        return apart < _UNDER * size and _STEP_LEAST * size < step < _STEP_MOST * size

    def _reach(self) -> float:
        """Widest space before the next character; headlines side by side are that near."""
        if self.size < _HEADLINE:
            return _FARTHEST * self.size
        apart = (self.x1 - self.x0) / len(self.text) - self.size
        return _FARTHEST_LARGE * self.size + 2 * max(0.0, apart)

    def x1_of_last(self) -> float:
        """Right edge of the last character, about."""
        return self.x1 if len(self.text) == 1 else self.last + self.size

    def add(self, other: "Run") -> None:
        """Append a character, or a run of them."""
        if abs(other.base - self.base) >= _SAME_BASE * self.size:
            self.is_vertical = True
        self.text += other.text
        self.base = other.base
        self.last, self.source = other.last, other.source
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.y0 = min(self.y0, other.y0)

    def as_line(self) -> Line:
        """The run as a printed line, from the top of its type to the bottom."""
        low = max(self.base, self.y0) + _DESCENT * self.size
        top = min(self.base, self.y0) - (1 - _DESCENT) * self.size
        text = self.text.strip()
        return Line(self.x0, top, self.x1, low, text, self.size, self.is_vertical, self.face)


def without_doubles(runs: Iterable[Run]) -> list[Run]:
    """Runs, of those printed twice nearly on top of each other only the first."""
    kept: list[Run] = []
    seen: dict[str, list[Run]] = {}
    for run in runs:
        near = _TWICE * run.size
        twins = seen.setdefault(run.text, [])
        if not any(abs(t.x0 - run.x0) < near and abs(t.base - run.base) < near for t in twins):
            twins.append(run)
            kept.append(run)
    return kept


def join_runs(runs: Iterable[Run]) -> list[Run]:
    """Runs of one line that the file holds apart, joined; a column's gutter is not crossed."""
    rest = [run for run in runs if run.is_vertical]
    level = sorted((run for run in runs if not run.is_vertical), key=lambda run: run.base)
    rows: list[list[Run]] = []
    for run in level:
        if rows and run.base - rows[-1][-1].base < _SAME_BASE * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        rest += _joined(sorted(row, key=lambda run: run.x0))
    return rest


def _joined(row: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in row:
        before = joined[-1] if joined else None
        if before is not None and before.takes(run):
            before.add(run)
        else:
            joined.append(run)
    return joined


def stack_runs(runs: Iterable[Run]) -> list[Run]:
    """Single characters under each other as vertical lines; all other runs as they are."""
    single = [run for run in runs if len(run.text) == 1 and not run.is_vertical]
    rest = [run for run in runs if len(run.text) != 1 or run.is_vertical]
    stacks: list[list[Run]] = []
    for run in sorted(single, key=lambda run: (run.base, run.x0)):
        found = next((s for s in reversed(stacks) if _stands_under(run, s[-1])), None)
        if found is None:
            stacks.append([run])
        else:
            found.append(run)
    for stack in stacks:
        if len(stack) < _FEWEST_STACKED:
            rest += stack
            continue
        whole = stack[0]
        for run in stack[1:]:
            whole.add(run)
        rest.append(whole)
    return rest


def _stands_under(run: Run, above: Run) -> bool:
    return above.takes(run) and run.base > above.base
