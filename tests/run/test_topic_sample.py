"""Topics are fitted to a sample that looks like the corpus, and measured in all of it."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.errors import UsageError
from cityanalysis.resources import sample_pages
from cityanalysis.run import Settings, analyse
from cityanalysis.run.shards import checked_cache
from cityanalysis.run.topic_sample import sample_rows

pytestmark = pytest.mark.filterwarnings("ignore::cityanalysis.errors.SeedWarning")


def test_every_city_and_month_has_its_part() -> None:
    n = 3_000
    drawn = np.random.default_rng(1)
    ids = pd.Series([f"d{i}" for i in range(n)])
    months = pd.to_datetime("2020-01-15") + pd.to_timedelta(drawn.integers(0, 3, n) * 31, unit="D")
    documents = pd.DataFrame({"doc_id": ids, "date": months.astype("datetime64[s]")})
    has_city = ids[drawn.random(n) < 0.6]
    cities = pd.DataFrame(
        {"doc_id": has_city, "city": drawn.choice(["聊城", "德州", "潍坊"], len(has_city))}
    )
    rows = sample_rows(documents, cities, 300, seed=2)
    assert len(set(rows)) == 300 and (np.diff(rows) > 0).all()
    known = documents.merge(cities, how="left").fillna({"city": "none"})
    strata = known.groupby(["city", "date"]).size()
    drawn_of = known.iloc[rows].groupby(["city", "date"]).size().reindex(strata.index, fill_value=0)
    assert (drawn_of - strata / 10).abs().max() <= 1
    assert sample_rows(documents, cities, n).tolist() == list(range(n))
    assert (rows == sample_rows(documents, cities, 300, seed=2)).all()
    assert sample_rows(documents.head(0), cities.head(0), 5).size == 0


def test_documents_outside_the_sample_are_measured_too(tmp_path) -> None:
    settings = Settings(measure="lexicon", topics="5", runs=1, sample=80)
    found = analyse(sample_pages(), settings=settings, cache=tmp_path).topics
    assert found is not None
    assert len(found.theta) > 150 and np.allclose(found.theta.sum(axis=1), 1)
    again = analyse(sample_pages(), settings=settings, cache=tmp_path).topics
    pd.testing.assert_frame_equal(found.theta, again.theta)


def test_a_cache_among_the_pages_is_refused(tmp_path) -> None:
    for folder in (tmp_path, tmp_path / "cache"):
        with pytest.raises(UsageError, match="Name a folder of its own"):
            checked_cache(str(folder), [tmp_path])
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        checked_cache(str(tmp_path / "file"), [tmp_path / "pages"])
