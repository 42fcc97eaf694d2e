"""What spares a pattern the search must hold wherever the pattern does."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityanalysis.corpus.code_points import count_kinds, kinds_held
from cityanalysis.corpus.splitting import bylines, pieces
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs

HINTS = [
    (pieces._NOTE, "note"),
    (pieces._FOLIO, "folio"),
    (pieces._CAPTION, "caption"),
    (pieces._PROMO, "promo"),
    (bylines._INNER, "sign"),
    (bylines._DATELINE, "dateline"),
]


@pytest.mark.parametrize(("pattern", "kind"), HINTS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_paragraph_that_a_pattern_fits_holds_its_characters(
    pattern: re.Pattern[str], kind: str, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    (held,) = kinds_held([text], pieces._KINDS)
    assert kind in held


@settings(max_examples=500, deadline=None)
@given(st.from_regex(bylines._OPENING))
def test_openings_begin_with_their_first_characters(text: str) -> None:
    assume(found := bylines._OPENING.match(text))
    assert found[0][0] in bylines.OPENERS


@settings(max_examples=300, deadline=None)
@given(st.from_regex(bylines._SOURCE) | st.from_regex(bylines._BARE_SOURCE))
def test_source_tags_end_as_they_may(text: str) -> None:
    assert text.rstrip()[-1] not in bylines._ENDS_OTHERWISE


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=255), max_size=20))
def test_kinds_are_counted_as_by_hand(texts: list[str]) -> None:
    kinds = ("0，", "。0", "\U0001f600")
    counts = count_kinds(texts, kinds)
    assert counts == [[sum(map(text.count, kind)) for kind in kinds] for text in texts]
    held = [{kind for kind, n in zip(kinds, row) if n} for row in counts]
    assert kinds_held(texts, {kind: kind for kind in kinds}) == held


def test_blanks_between_latin_words_part_nothing() -> None:
    text = "The city council met on Monday to consider a proposal for new housing near the harbour."
    (piece,) = pieces.read_pieces(read_paragraphs(text))
    assert piece.text == text
