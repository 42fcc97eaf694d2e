"""Gives memory back to the system that was freed, and that its keepers hold for the next need."""

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["give_back", "one_heap"]

# Objects; Python 3.12 itself begins with some 400 that are not searched, a program has more.
_FROZEN_BY_A_PROGRAM = 1_000


@contextmanager
def one_heap() -> Iterator[None]:
    """Arrow takes its memory from the C library, as everything else does, while this lasts.

    Its own pool keeps what was freed for later needs of its own: a third more memory for a run.
    And what is there already is not searched for waste again and again: loaded modules and
    dictionaries are a million objects, which took a third of the time of a small run.

    Examples
    --------
    >>> with one_heap():
    ...     give_back()
    """
    import pyarrow as pa

    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    is_ours = gc.get_freeze_count() < _FROZEN_BY_A_PROGRAM
    if is_ours:
        gc.freeze()
    try:
        yield
    finally:
        pa.set_memory_pool(usual)
        if is_ours:
            gc.unfreeze()


def give_back() -> None:
    """Give back what Arrow and the C library hold of memory that nobody uses any more.

    What a stage of a run needs for a moment lies scattered between what it leaves, so that the
    heap of a process would only ever grow. Other C libraries than GNU's do this on their own.

    Examples
    --------
    >>> give_back()
    """
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    library = ctypes.CDLL(None) if os.name == "posix" else None
    trim = getattr(library, "malloc_trim", None)
    if trim is not None:
        trim(0)
