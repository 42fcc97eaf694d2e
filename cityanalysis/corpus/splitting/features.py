"""What can be seen of every piece of a page: the evidence by which its role is decided."""

from collections.abc import Iterator, Sequence
from functools import cache

from cityanalysis.corpus.splitting.continuation import JointWords
from cityanalysis.corpus.splitting.form_features import count_characters, form_features
from cityanalysis.corpus.splitting.introductions import number_features, place_kinds
from cityanalysis.corpus.splitting.line_kinds import line_kind, opening_kind
from cityanalysis.corpus.splitting.page_style import head_features, page_style, signed_after
from cityanalysis.corpus.splitting.piece_features import Group, Look, look_at
from cityanalysis.corpus.splitting.pieces import Piece
from cityanalysis.corpus.splitting.rare_words import RareWords
from cityanalysis.corpus.splitting.run_features import (
    following_features,
    run_features,
    shape_features,
)
from cityanalysis.corpus.splitting.shared_words import SHORT, SharedWords

__all__ = ["page_features"]

# Pieces whose joints are looked for together: so many that one pass over the page is worth it.
_BLOCK = 300
# A feed of other posts goes on for so many pieces; from further away it is not considered.
_FAR_FEED = 60
# Pieces since the last byline, counted up to here.
_FAR_BYLINE = 6
# Stands for "never so far": larger than every distance that features distinguish.
_NEVER = 99


def page_features(text: str, pieces: Sequence[Piece]) -> Iterator[list[Group]]:
    """Yield the names of the features that hold for each piece, in groups that often recur.

    They speak of form (length, punctuation, indent, marks), of the neighbours, of the words that a
    short line shares with what follows and with what precedes, and of what is usual on the page;
    never of a particular page's words.

    Examples
    --------
    >>> from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
    >>> from cityanalysis.corpus.splitting.pieces import read_pieces
    >>> groups, = page_features("城市要闻", read_pieces(read_paragraphs("城市要闻")))
    >>> names = {name for group in groups for name in group}
    >>> "end=open" in names, "-1:none" in names
    (True, True)
    """
    looks = [look_at(piece) for piece in pieces]
    style, counts = page_style(looks), count_characters(looks)
    texts = [look.text for look in looks]
    words = SharedWords(texts)
    rare = RareWords(texts, [k for k, look in enumerate(looks) if look.length > SHORT])
    signed = signed_after(looks)
    kinds = [line_kind(x.text) if x.length <= SHORT else opening_kind(x.text) for x in looks]
    runs, heads = list(run_features(looks, signed)), head_features(looks, style, signed)
    follow, shapes = list(following_features(looks, kinds)), list(shape_features(looks))
    places, neighbours = _places(text, looks), _neighbours(looks)
    numbers, towns = list(number_features(looks, signed)), list(place_kinds(looks))
    for i, (look, around, place) in enumerate(zip(looks, neighbours, places)):
        groups = [*form_features(look, style, counts[i]), *around, place, _kinds(kinds, i)]
        if look.length <= SHORT:
            shared = (words.shared(i, signed[i]), rare.features(i, signed[i], towns[i][1]))
            groups += [runs[i], *shared, follow[i], shapes[i], numbers[i]]
            groups.append(_town_names(*towns[i], signed[i]))
        if heads[i]:
            groups.append(heads[i])
        yield groups


def _neighbours(looks: Sequence[Look]) -> Iterator[tuple[Group, ...]]:
    """For each piece what the two before it and the two after it tell."""
    around = list(zip(*(look.around for look in looks))) or [()] * 4
    return zip(
        (("-2:none",), ("-2:none",), *around[0]),
        (("-1:none",), *around[1]),
        (*around[2][1:], ("1:none",)),
        (*around[3][2:], ("2:none",), ("2:none",)),
    )


def _kinds(kinds: Sequence[str], i: int) -> Group:
    before = kinds[i - 1] if i else ""
    after, second = (kinds[k] if k < len(kinds) else "" for k in (i + 1, i + 2))
    return _kind_names(kinds[i], before, after, second)


@cache
def _kind_names(here: str, before: str, after: str, second: str) -> Group:
    names = (f"kind={here}", f"-1:kind={before}", f"1:kind={after}", f"2:kind={second}")
    return (*names, f"kinds={here},{after}")


def _places(text: str, looks: Sequence[Look]) -> Iterator[Group]:
    """For each piece whether it goes on in mid-word, and how far feed and byline are behind it."""
    joints = _joints(text, looks)
    since_feed, since_byline = _NEVER, _NEVER
    for i, look in enumerate(looks):
        piece = look.piece
        since_feed = 0 if piece.mark == "feed" else since_feed + 1
        signed = piece.mark == "byline" or piece.dateline is not None
        since_byline = 0 if signed else since_byline + 1
        feed = "here" if since_feed == 0 else "before" if since_feed < _FAR_FEED else "none"
        yield _place_names(joints[i], joints[i + 1], feed, min(since_byline, _FAR_BYLINE))


@cache
def _town_names(own: str, lead: str, signed: bool) -> Group:
    return (f"town={own},{signed}", f"town lead={lead},{signed}", f"towns={own},{lead}")


@cache
def _place_names(joint: str, after: str, feed: str, since_byline: int) -> Group:
    names = [f"joint={joint}"] if joint else []
    names += [f"joint+1={after}"] if after else []
    return (*names, f"feed={feed}", f"since={since_byline}")


def _joints(text: str, looks: Sequence[Look]) -> list[str]:
    """For each piece whether the characters where it meets the one before occur as a word nearby.

    Nothing where the one before is complete, nor for the first; one more than there are pieces.
    """
    found = [""]
    for begin in range(0, len(looks) - 1, _BLOCK):
        block = looks[begin : begin + _BLOCK + 1]
        lefts = ["" if look.complete else look.text[-1] for look in block]
        rights = [look.text[0] for look in block]
        words = JointWords(text, block[0].piece.start, block[-1].piece.start, lefts, rights)
        for left, after in zip(lefts, block[1:]):
            pair, word = left + after.text[0], left + after.text[:2]
            found.append(words.find(pair, (word,), after.piece.start) if left else "")
    return [*found, ""]
