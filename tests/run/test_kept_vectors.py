"""Sentence vectors are kept beside a run when they are asked for. The texts are invented."""

import numpy as np
import pytest

from cityanalysis.errors import UsageError
from cityanalysis.frames import Sentences
from cityanalysis.run import Settings, analyse, load_analysis
from cityanalysis.text import embed

TEXTS = ("本报聊城讯 聊城外贸增长。海关通关更快。", "本报德州讯 德州的小麦熟了。农户下地收割。")


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_vectors_lie_beside_the_run_and_are_read_again(pages, tmp_path):
    analysis = analyse(pages, settings=Settings(keep_vectors=True, topics="0"))
    analysis.save(tmp_path / "out", formats=())
    assert (tmp_path / "out" / "sentence_vectors.npy").is_file()
    kept = load_analysis(tmp_path / "out").sentences
    texts = analysis.articles.set_index("doc_id")["text"]
    said = [
        texts[row.doc_id][row.start : row.end]
        for row in kept.places.itertuples()
        if row.field == "text"
    ]
    assert any("海关通关更快。" in sentence for sentence in said)
    rows = (kept.places[Sentences.field] == "text").to_numpy()
    np.testing.assert_allclose(kept.values[rows], embed(said), atol=1e-3)


def test_nothing_is_kept_unasked_and_the_fast_measure_has_none(pages, tmp_path):
    analysis = analyse(pages, settings=Settings(topics="0"))
    assert analysis.sentences is None
    analysis.save(tmp_path / "out", formats=())
    assert not list((tmp_path / "out").rglob("sentence*"))
    with pytest.raises(UsageError, match="keep_vectors: the measure fast has no sentence vectors"):
        Settings(keep_vectors=True, measure="fast")
