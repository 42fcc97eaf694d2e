"""What a run does to the process that it runs in."""

import gc

import pytest

from cityanalysis.run.free_memory import one_heap


def test_a_run_leaves_the_collector_as_it_found_it():
    with pytest.raises(KeyboardInterrupt), one_heap():
        assert gc.get_freeze_count() > 0
        raise KeyboardInterrupt
    assert gc.get_freeze_count() == 0


def test_what_the_caller_set_aside_stays_so():
    gc.freeze()
    try:
        with one_heap():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
