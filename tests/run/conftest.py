"""What tests of shards and clusters share."""

import pandas as pd
import pytest

from cityanalysis.corpus import read_corpus
from cityanalysis.resources import sample_pages


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    """The first articles of the sample pages."""
    return read_corpus(sample_pages()).head(80)
