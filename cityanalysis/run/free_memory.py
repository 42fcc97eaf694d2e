"""Gives memory back to the system that was freed, and that its keepers hold for the next need."""

import ctypes
import gc
import os

__all__ = ["give_back"]


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
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
