"""Neither a part of a longer word nor a rare word is distinctive of the city that uses it."""

import pandas as pd

from cityanalysis.run.measure import _whole_words
from cityanalysis.run.units import Units


def test_a_part_of_a_name_is_told_by_the_texts_of_its_own_city() -> None:
    texts = ["加快董家口港区建设，董家口铁路、董家口疏港、董家口临港、董家口国家级、董家口。"] * 3
    texts += ["董家铁路货运中心、董家物流、董家站，董家镇、董家、董家庄。"] * 6
    ids = [f"d{n}" for n in range(len(texts))]
    city = ["青岛"] * 3 + ["济南"] * 6
    documents = pd.DataFrame({"doc_id": ids, "text": texts})
    cities = pd.DataFrame({"doc_id": ids, "city": city})
    cluster = pd.Series(ids, index=ids)
    words = pd.DataFrame(
        [("青岛", "董家", 9), ("青岛", "港区", 9), ("济南", "董家", 9), ("济南", "货运", 2)],
        columns=["city", "term", "n_target"],
    ).assign(z=5.0, q_value=0.01)
    kept = _whole_words(words, Units("article", documents, cities, cluster))
    assert kept[["city", "term"]].values.tolist() == [["青岛", "港区"], ["济南", "董家"]]
