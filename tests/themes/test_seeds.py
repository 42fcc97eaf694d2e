import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.text import count_terms
from cityanalysis.themes import Theme, find_seeds, read_themes, refine_seeds, vet_seeds

THEMES = (
    Theme("hiring", "招聘", "Hiring", ("招聘", "求职"), exclude=("招聘启事",)),
    Theme("remote", "线上", "Remote", ("直播招聘", "求职")),
)


def frame(*texts: str, **columns: list) -> pd.DataFrame:
    return pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(texts))], "text": list(texts)} | columns
    )


def test_the_longer_seed_wins_whichever_theme_it_belongs_to():
    hits = find_seeds(frame("直播招聘会"), THEMES)
    assert hits[["theme", "seed"]].values.tolist() == [["remote", "直播招聘"]]


def test_a_seed_of_two_themes_counts_for_both():
    assert find_seeds(frame("求职"), THEMES)["theme"].tolist() == ["hiring", "remote"]


def test_contexts_shadow_seeds_inside_them_only():
    hits = find_seeds(frame("招聘启事和招聘"), THEMES)
    assert hits["start"].tolist() == [5]


def test_overlapping_policies_are_kept_apart():
    articles = frame("线上招聘、网络面试、直播招聘都火", "直播带货带火电商")
    hits = find_seeds(articles, read_themes())
    assert set(hits.loc[hits["doc_id"] == "d0", "theme"]) == {"remote_hiring"}
    assert set(hits.loc[hits["doc_id"] == "d1", "theme"]) == {"livestream_commerce"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="直播招聘启事求职，\n𠮷", max_size=30))
def test_offsets_point_at_the_seed(text):
    articles = frame(text, title=[text], title_parts=[[text, "招聘"]])
    fields = {"text": text, "title": text, "title_parts": f"{text}\n招聘"}
    for hit in find_seeds(articles, THEMES).itertuples():
        assert fields[hit.field][hit.start : hit.end] == hit.seed


def test_nothing_gives_an_empty_frame_of_the_same_columns():
    empty = find_seeds(frame(), THEMES)
    assert list(empty) == ["doc_id", "theme", "seed", "field", "start", "end"] and empty.empty
    assert find_seeds(frame("x", title=[None]), THEMES).empty
    assert find_seeds(frame("招聘"), ()).empty
    assert (vet_seeds(empty, THEMES, 0)["doubt"] == "absent").all()


def test_lonely_seeds_are_dropped_from_a_hundred_documents_on_and_common_ones_doubted():
    theme = (Theme("trade", "", "", ("外贸", "海关", "关税", "发展", "天气")),)
    texts = ["外贸海关关税发展"] * 15 + ["发展"] * 70 + ["天气"] * 15
    vetted = vet_seeds(find_seeds(frame(*texts), theme), theme, 100).set_index("seed")
    assert vetted["doubt"].to_dict() == {
        "外贸": "",
        "海关": "",
        "关税": "",
        "发展": "too_common",
        "天气": "no_company",
    }
    assert vetted.index[vetted["dropped"]].tolist() == ["天气"]
    few = vet_seeds(find_seeds(frame(*texts[5:]), theme), theme, 95)
    assert not few["dropped"].any()


def test_long_texts_are_vetted_in_pieces():
    theme = (Theme("trade", "", "", ("外贸", "海关")),)
    text = "外贸海关" + "其他" * 3000
    vetted = vet_seeds(find_seeds(frame(*[text + "外贸"] * 100), theme), theme, 100)
    assert not vetted["dropped"].any()


def test_proposed_seeds_keep_the_themes_company():
    tokens = pd.Series([["招聘", "简历", "天气"]] * 8 + [["直播招聘", "镜头", "天气"]] * 8)
    proposed = refine_seeds(count_terms(tokens), THEMES)
    assert proposed[["theme", "term"]].values.tolist() == [["hiring", "简历"], ["remote", "镜头"]]
    assert refine_seeds(count_terms(tokens.iloc[:0]), THEMES).empty
