"""The steps of a run on standard error: number, name, count and seconds, a line each."""

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from cityanalysis._typing import Language
from cityanalysis.cli.failures import visible
from cityanalysis.cli.local_words import step_name

__all__ = ["ARTICLE_STEPS", "RUN_STEPS", "Steps", "shown_steps"]

ARTICLE_STEPS = ("pages", "duplicates", "cities")
RUN_STEPS = ("themes file", *ARTICLE_STEPS, "seeds", "themes", "comparison", "report")
_CLEAR = "\r\x1b[K"  # back to the beginning of the line, and nothing on it


class Steps:
    """Called with the name of each step as it begins; told how far it has come.

    Parameters
    ----------
    names : sequence of str
        The steps in their order.
    lang : {"zh", "en"}
        Language of the words.
    stream : text stream
        A line that changes while a step works is for terminals alone; elsewhere a step is one
        plain line at its end.
    """

    def __init__(self, names: Sequence[str], lang: Language, stream: TextIO) -> None:
        self.names, self.lang, self.stream = list(names), lang, stream
        self.stage, self.count, self.began = "", "", 0.0
        self.is_live = stream.isatty()

    def __call__(self, stage: str) -> None:
        self.finish()
        self.stage, self.count, self.began = stage, "", time.perf_counter()
        self._now()

    def counted(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self.count = f"{done}/{total}"
        self._now()

    def finish(self) -> None:
        """Write the line of the step that has ended."""
        if self.stage:
            seconds = f"{time.perf_counter() - self.began:.1f}"
            unit = step_name("seconds", self.lang) if self.lang == "zh" else "s"
            self._write(f"{self._named()}  {seconds} {unit}", end="\n")
        self.stage = ""

    def _named(self) -> str:
        known = self.stage in self.names
        number = f"{self.names.index(self.stage) + 1}/{len(self.names)} " if known else ""
        return f"{number}{step_name(self.stage, self.lang)}  {self.count}".rstrip()

    def _now(self) -> None:
        if self.is_live and self.stage:
            self._write(f"{self._named()} …", end="")

    def _write(self, line: str, end: str) -> None:
        self.stream.write((_CLEAR if self.is_live else "") + visible(line) + end)
        self.stream.flush()

    def interrupt(self) -> None:
        """Clear the line of a step that works, for a message in its place."""
        if self.is_live and self.stage:
            self.stream.write(_CLEAR)
            self.stream.flush()


class _Counts(logging.Handler):
    """Passes on how far the reading of files has come; other log records are ignored."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(logging.DEBUG)
        self.steps = steps

    def emit(self, record: logging.LogRecord) -> None:
        done, total = getattr(record, "done", None), getattr(record, "total", None)
        if isinstance(done, int) and isinstance(total, int):
            self.steps.counted(done, total)


@contextmanager
def shown_steps(names: Sequence[str], lang: Language) -> Iterator[Steps]:
    """The steps of one command on standard error."""
    steps = Steps(names, lang, sys.stderr)
    handler = _Counts(steps)
    logger = logging.getLogger("cityanalysis")
    logger.addHandler(handler)
    try:
        yield steps
        steps.finish()
    finally:
        steps.interrupt()
        logger.removeHandler(handler)
