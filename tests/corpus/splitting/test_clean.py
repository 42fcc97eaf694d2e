"""Cleaning keeps what was said, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus.splitting.clean import clean_text, clean_with_offsets


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("创 新,为民", "创新，为民"),
        ("增长3.5%,达到1,200万元.", "增长3.5%，达到1,200万元。"),
        ("“好!”他说:“对.”", "“好！”他说：“对。”"),
        ("(试行)方案", "（试行）方案"),
        ("国家(上海)中心", "国家（上海）中心"),
        ("**人才**工作", "人才工作"),
        ("２０２０年ＡＩ产业", "2020年AI产业"),
        ("3W COFFICE 空间", "3W COFFICE空间"),
        ("电话 0531-8888", "电话0531-8888"),
        ("人才\u200b工\ufeff作", "人才工作"),
        ('他说"好"', "他说“好”"),
        ("第一列\n第二列", "第一列\n第二列"),
        ("", ""),
    ],
)
def test_known_cases(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@given(
    st.text(
        alphabet=st.sampled_from(list('城市发展，。,.!?()“”"* \n\t　１Ａa1\u200b')), max_size=80
    )
)
def test_offsets_show_where_each_character_stands(raw: str) -> None:
    cleaned, segments = clean_with_offsets(raw)
    assert sum(length for _, _, length in segments) == len(cleaned)
    at, before = 0, -1
    for start, source, length in segments:
        assert start == at
        assert source > before
        at, before = start + length, source + length - 1
        for k in range(length):
            ours, theirs = cleaned[start + k], raw[source + k]
            assert ours == theirs or not (ours.isalpha() and theirs.isalpha()) or theirs > "\uff00"


@given(st.text(alphabet=st.sampled_from(list("城市发展，。,.!?“”*\n1a")), max_size=80))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(st.text(max_size=200))
def test_any_text_is_cleaned(raw: str) -> None:
    cleaned, _ = clean_with_offsets(raw)
    assert "\n" not in cleaned
    assert "\ufeff" not in cleaned
