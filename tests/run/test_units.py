"""Long texts: read by paragraph, compared as wholes."""

import pandas as pd
import pytest

from cityanalysis.run.settings import Settings
from cityanalysis.run.units import Units, choose_units

LINE = "全市新修水库三座，改造灌溉渠道四十公里，受益农田十万亩，群众用上了放心水。"


def _units(n_texts: int) -> Units:
    return _units_of([(f"t{i}", ("聊城", "德州")[i % 2]) for i in range(2 * n_texts)])


def _units_of(rows: list[tuple[str, str]]) -> Units:
    ids, city = map(list, zip(*rows))
    texts = ["\n".join([LINE, LINE * 3, LINE * 6] * 4) + f"第{i}篇。" for i in range(len(ids))]
    documents = pd.DataFrame(
        {
            "doc_id": ids,
            "text": texts,
            "page": "a.csv",
            "title": None,
            "kind": "article",
            "source": ids,
        }
    )
    documents = documents.assign(date=pd.Timestamp("2021-01-01"), is_row=True, duplicate_group=None)
    cities = pd.DataFrame({"doc_id": ids, "city": city, "code": city, "weight": 1.0})
    return choose_units(documents, cities, Settings(unit="paragraph"))


@pytest.mark.parametrize("n_texts", [1, 3])
def test_a_text_or_a_section_of_a_single_one_is_compared_by_its_characters(n_texts: int) -> None:
    units = _units(n_texts)
    texts, length = units.texts(), units.documents["text"].str.len()
    # One text per city: its sections. Else the texts, each with the weight 1.
    assert (len(texts.documents) > 2 * n_texts) is (n_texts == 1)
    assert texts.cities.groupby("city")["weight"].sum().tolist() == pytest.approx([n_texts] * 2)
    assert texts.cluster.index.is_unique and set(texts.cluster.index) == set(texts.cities["doc_id"])
    told = pd.DataFrame({"water": (length > 100).astype(float).to_numpy()})
    told.index = pd.Index(units.documents["doc_id"], name="doc_id")
    shares = units.shares(told)
    assert shares.index.tolist() == sorted(texts.documents["doc_id"])
    whole = texts.cities.set_index("doc_id")["weight"].mul(shares["water"]).sum() / (2 * n_texts)
    assert whole == pytest.approx(length[length > 100].sum() / length.sum(), abs=0.01)


def test_a_second_text_of_some_city_leaves_the_others_their_sections() -> None:
    three = [f"城{i}" for i in range(3)]
    rows = [(f"t{i}", city) for i, city in enumerate([*three, three[0]])]
    units = _units_of(rows)
    assert units.text_cluster is not None
    # What sections say of a city is said of one cluster: nothing is tested.
    assert units.texts().cluster.nunique() == 3
    assert _units_of([*rows, *((f"s{i}", three[0]) for i in range(4))]).text_cluster is None


def test_articles_are_compared_as_they_are() -> None:
    units = _units(2)
    plain = Units("article", units.documents, units.cities, units.cluster)
    weights = pd.DataFrame({"water": [0.5]}, index=["a"])
    assert plain.texts() is plain and plain.shares(weights) is weights
