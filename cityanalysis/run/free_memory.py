"""Gives memory back to the system that was freed, and that its keepers hold for the next need."""

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["give_back", "one_heap"]

# Objects; Python 3.12 itself begins with some 400 that are not searched, a program has more.
_FROZEN_BY_A_PROGRAM = 1_000
# Bytes from which GNU's C library gives each array pages of its own, which go back when it is
# freed. Left to itself it learns to keep such arrays in its heap, between what outlives them: a
# seventh more memory for 20,000 articles. From 1 MB on it takes a fifth more time to score themes.
_OWN_PAGES = 16 << 20
_M_MMAP_THRESHOLD = -3  # what `mallopt` calls that


@contextmanager
def one_heap() -> Iterator[None]:
    """Arrow takes its memory from the C library, as everything else does, while this lasts.

    Its own pool keeps what was freed for later needs of its own: a third more memory for a run.
    And what is there already is not searched for waste again and again: loaded modules and
    dictionaries are a million objects, which took a third of the time of a small run. Large arrays
    get pages of their own, also after it.

    Examples
    --------
    >>> with one_heap():
    ...     give_back()
    """
    import pyarrow as pa

    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    set_option = getattr(_c_library(), "mallopt", None)
    if set_option is not None:
        set_option(_M_MMAP_THRESHOLD, _OWN_PAGES)
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
    trim = getattr(_c_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _c_library() -> ctypes.CDLL | None:
    """The library that this process takes its memory from, where it is known how to speak to it."""
    return ctypes.CDLL(None) if os.name == "posix" else None
