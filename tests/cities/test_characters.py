"""Traditional characters, gaps and look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.cities.characters import (
    Gaps,
    fold,
    lookalikes,
    traditional_marks,
    without_gaps,
)


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_leaves_simplified_names_alone() -> None:
    assert fold("乾县 聊城市 山东省") == "乾县 聊城市 山东省"


def test_marks_are_no_characters_of_the_names() -> None:
    marks = traditional_marks(["聊城市", "青岛"])
    assert "島" in marks
    assert not set(marks) & set("聊城市青岛")


@given(st.text(alphabet="聊城市 　a\n，", max_size=40))
def test_offsets_lead_back_to_the_same_characters(text: str) -> None:
    gaps, compact = Gaps(text), without_gaps(text)
    assert "".join(text[gaps.place(n)] for n in range(len(compact))) == compact


@pytest.mark.parametrize(
    ("text", "compact"),
    [
        ("聊 城 市", "聊城市"),
        ("聊　城", "聊城"),
        ("聊城\n市", "聊城\n市"),
        ("A 聊城 B", "A 聊城 B"),
        ("　　聊城", "　　聊城"),
        ("", ""),
    ],
)
def test_gaps(text: str, compact: str) -> None:
    assert without_gaps(text) == compact


@pytest.mark.parametrize(
    ("right", "wrong"), [("茌", "在"), ("兖", "克"), ("莱", "菜"), ("沂", "忻")]
)
def test_shapes_that_ocr_confuses(right: str, wrong: str) -> None:
    assert wrong in lookalikes()[right]


def test_no_character_is_its_own_lookalike() -> None:
    assert all(character not in alike for character, alike in lookalikes().items())
