"""Planted topics shared by the tests of themes."""

import pytest

from tests.simulate.topics import Planted, planted_topics


@pytest.fixture(scope="session")
def planted() -> Planted:
    """1,500 documents of 8 topics, 5 of which depend on the city."""
    return planted_topics(n_documents=1_500, n_terms=2_000, n_themes=5, n_background=3, n_cities=15)
