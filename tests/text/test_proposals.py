import pandas as pd
import pytest

from cityanalysis.errors import UsageError
from cityanalysis.resources import stopword_lists
from cityanalysis.text import collocations, propose_boilerplate, read_stopwords


def frame(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "text": texts})


def test_planted_collocation_is_found_and_chance_pairs_are_not():
    texts = [
        f"培育瞪羚企业，{word}企业很忙" for word in ("化工", "纺织", "机械", "食品", "医药", "物流")
    ]
    terms = collocations(frame(texts), min_documents=5)["term"].tolist()
    assert "培育瞪羚" in terms or "瞪羚企业" in terms or "培育瞪羚企业" in terms
    assert not {"化工企业", "纺织企业"} & set(terms)


def test_words_across_a_break_are_no_collocation():
    assert collocations(frame(["苹果，香蕉"] * 6)).empty
    assert collocations(frame([])).empty


def test_boilerplate_is_short_frequent_and_at_the_edge():
    body = "\n".join(
        [
            "第一段说的是别的事情，句子很长很长，长到不会是页面的零件，因为它超过了四十个字的长度限制。"
        ]
        * 8
    )
    table = propose_boilerplate(frame([f"{n}号文\n{body}\n责任编辑：某某" for n in range(6)]))
    assert table["line"].tolist() == ["责任编辑：某某"]
    assert table["share"].iloc[0] == 1 and table["at_edge"].iloc[0] == 1
    assert propose_boilerplate(frame([])).empty


def test_thresholds_are_checked():
    with pytest.raises(UsageError, match="min_npmi"):
        collocations(frame([]), min_npmi=2)
    with pytest.raises(UsageError, match="min_share"):
        propose_boilerplate(frame([]), min_share=2)


def test_each_list_says_what_it_is_for():
    for name, path in stopword_lists().items():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# ") and len(first) > 20, name
        assert read_stopwords([name])
