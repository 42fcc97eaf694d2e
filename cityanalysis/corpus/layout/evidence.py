"""Evidence that a block of text continues another block, or stands under a headline.

Each feature is a matrix over all pairs of a sheet; lengths are in characters of the body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout.headlines import Head
from cityanalysis.corpus.layout.lines import Shape
from cityanalysis.corpus.layout.text_blocks import CAPTION, Block
from cityanalysis.corpus.layout.typography import Measures
from cityanalysis.corpus.splitting import inner_products, pair_statistics

__all__ = ["AFTER", "ALONE", "UNDER", "Evidence"]

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

AFTER = (
    *("open_goes_on", "open_new", "stop_goes_on", "stop_new", "short_goes_on", "short_new"),
    *("other_width", "width_difference", "other_size", "other_face", "caption", "other_frame"),
    *("below", "below_gap", "right_below", "heads_between", "blocks_between", "rule_between"),
    *("right", "right_steps", "right_lower", "right_top", "right_far", "right_rule"),
    *("back", "back_lower", "back_across"),
    *(
        "own_head_new",
        "own_head_goes_on",
        "common_head",
        "likeness",
        "pair_odds",
        "picture_between",
    ),
)
UNDER = (
    *("new", "goes_on", "vertical", "vertical_across", "vertical_lower"),
    *("level", "gap", "aside", "left_offset", "before_left", "blocks_between", "heads_between"),
    *("row_begins_left", "rule_between", "nearest", "picture_between"),
    *("other_frame", "likeness", "caption"),
)
ALONE = ("always", "caption", "other_size", "few_characters", "head_above", "goes_on", "in_frame")

# Beyond these a distance says no more: a column's height, a sheet's width.
_FAR_DOWN, _FAR_STEPS, _FAR_DIFFERENCE = 40.0, 4.0, 8.0
# Sizes of one type differ by less than this: by rounding in a text layer, by measuring on an image.
_OTHER_SIZE_EXACT, _OTHER_SIZE_NOISY = 0.03, 0.07
_SAME_EDGE, _OTHER_WIDTH = 1.0, 1.2
_TOUCHING = 1.25
_COVERED = 0.3
# A headline stands at most this far above its body (a picture may stand between); within three
# lines it stands right over it.
_HEAD_REACH, _HEAD_OVER, _HEAD_INTO = 45.0, 2.6, -0.8
_VERTICAL_REACH = 10.0
# A short headline centred over several columns: the first of them begins this many widths away.
_CENTRED = 4.0
# Share of a column that a head must stand over not to stand beside it.
_ASIDE = 0.25
_FEW = 50
_SMALLER, _LONGEST_ASIDE = 0.97, 140


@dataclass(frozen=True, eq=False)
class Evidence:
    """Features of all pairs of blocks, of heads and blocks, and of blocks that follow nothing.

    Attributes
    ----------
    blocks, heads : sequence
        What stands on the sheet.
    measures : Measures
        What is usual in the sheet's body type.
    shapes : sequence of Shape
        Rules, frames and pictures.
    """

    blocks: Sequence[Block]
    heads: Sequence[Head]
    measures: Measures
    shapes: Sequence[Shape] = ()

    @cached_property
    def _edges(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Left, right, top and bottom of the blocks' columns, in characters."""
        rows = [(b.left, b.right, b.y0, b.y1) for b in self.blocks]
        left, right, top, bottom = np.array(rows, dtype=float).reshape(-1, 4).T
        unit, em = self.measures.advance, self.measures.em
        return left / unit, right / unit, top / em, bottom / em

    @cached_property
    def _head_edges(self) -> tuple[Floats, Floats, Floats, Floats]:
        rows = [(h.x0, h.x1, h.y0, h.y1) for h in self.heads]
        left, right, top, bottom = np.array(rows, dtype=float).reshape(-1, 4).T
        unit, em = self.measures.advance, self.measures.em
        return left / unit, right / unit, top / em, bottom / em

    @cached_property
    def _likeness(self) -> Floats:
        """Likeness of all blocks and heads by their words: the cosine of their tf-idf vectors."""
        texts = [b.text for b in self.blocks] + [h.title for h in self.heads]
        products = inner_products(texts)
        norms = np.sqrt(np.maximum(np.diag(products), 1e-9))
        return np.asarray(products / norms[:, None] / norms[None, :])

    @cached_property
    def _is_new(self) -> Truths:
        return np.array([b.is_indented for b in self.blocks], dtype=bool)

    @cached_property
    def _is_caption(self) -> Truths:
        # A long block that happens to end in a photographer's name is none.
        found = [bool(CAPTION.search(b.text)) and len(b.lines) < 8 for b in self.blocks]
        return np.array(found, dtype=bool)

    @cached_property
    def _is_aside(self) -> Truths:
        """Captions, by their words or their smaller type."""
        smaller = [
            b.size < _SMALLER * self.measures.em and len(b.text) < _LONGEST_ASIDE
            for b in self.blocks
        ]
        return np.asarray(self._is_caption | np.array(smaller, dtype=bool))

    @cached_property
    def _is_vertical(self) -> Truths:
        return np.array([h.is_vertical for h in self.heads], dtype=bool)

    @cached_property
    def _covers(self) -> Floats:
        """Share of each block's column that each head stands over: heads × blocks."""
        left, right, _, _ = self._edges
        h_left, h_right, _, _ = self._head_edges
        return _shared(h_left, h_right, left, right) / np.maximum(right - left, 1.0)

    @cached_property
    def _over(self) -> Truths:
        """Whether a level head stands right over a block: heads × blocks."""
        top, h_bottom = self._edges[2], self._head_edges[3]
        gap = top[None, :] - h_bottom[:, None]
        near = (gap > _HEAD_INTO) & (gap < _HEAD_OVER)
        return np.asarray(near & (self._covers > _COVERED) & ~self._is_vertical[:, None])

    def _other_size(self, one: Floats, other: Floats) -> Truths:
        least = _OTHER_SIZE_EXACT if self.measures.is_exact else _OTHER_SIZE_NOISY
        return np.asarray(np.abs(one / other - 1) > least)

    def _blocks_between(self, low: Floats) -> Floats:
        """How many blocks stand between each height and the top of each block, in its column."""
        left, right, top, bottom = self._edges
        share = _shared(left, right, left, right) / np.maximum(right - left, 1.0)[:, None]
        text = (share > _COVERED) & ~self._is_aside[:, None]
        return np.asarray((self._within(top, bottom, low) & text[:, None, :]).sum(0).clip(0, 3))

    def _heads_between(self, low: Floats) -> Floats:
        """How many level heads do."""
        _, _, h_top, h_bottom = self._head_edges
        covers = (self._covers > _COVERED) & ~self._is_vertical[:, None]
        within = self._within(h_top, h_bottom, low)
        return np.asarray((within & covers[:, None, :]).sum(0).clip(0, 2))

    def _within(self, upper: Floats, lower: Floats, low: Floats) -> Truths:
        """Whether a thing lies below a height and above a block: things × heights × blocks."""
        below = upper[:, None, None] > low[None, :, None] - 0.5
        above = lower[:, None, None] < self._edges[2][None, None, :] + 0.5
        return np.asarray(below & above)

    def _shape_edges(self, kind: str, level: bool | None) -> tuple[Floats, Floats, Floats, Floats]:
        unit, em = self.measures.advance, self.measures.em
        rows = [
            (s.x0 / unit, s.x1 / unit, s.y0 / em, s.y1 / em)
            for s in self.shapes
            if s.kind == kind and (level is None or (s.x1 - s.x0 > s.y1 - s.y0) == level)
        ]
        left, right, top, bottom = np.array(rows, dtype=float).reshape(-1, 4).T
        return left, right, top, bottom

    def _rules_below(self, low: Floats, kind: str = "rule") -> Truths:
        """Whether a rule (or picture) lies between a height and the top of a block below it."""
        left, right, _, _ = self._edges
        x0, x1, y0, y1 = self._shape_edges(kind, True if kind == "rule" else None)
        covers = _shared(x0, x1, left, right) > 0.5 * (right - left)
        return np.asarray((self._within(y0, y1, low) & covers[:, None, :]).any(0))

    def _rules_beside(self) -> Truths:
        """Whether an upright rule stands between two blocks, along both."""
        left, right, top, bottom = self._edges
        x0, x1, y0, y1 = self._shape_edges("rule", False)
        along = _shared(y0, y1, top, bottom) > 0.5 * np.minimum(bottom - top, (y1 - y0)[:, None])
        after = np.asarray(along & (x0[:, None] > right[None, :] - 1))
        before = np.asarray(along & (x1[:, None] < left[None, :] + 1))
        return np.asarray((after[:, :, None] & before[:, None, :]).any(0))

    def _pair_odds(self) -> Floats:
        """How usual the two characters are that meet where one block might continue another."""
        statistics = pair_statistics()
        odds = np.zeros((len(self.blocks), len(self.blocks)))
        for u, one in enumerate(self.blocks):
            if one.ending != "open":
                continue
            last = one.lines[-1].text[-1]
            for v, other in enumerate(self.blocks):
                if not other.is_indented:
                    first = other.lines[0].text[0]
                    odds[u, v] = statistics.odds(last + first) - statistics.begin.get(first, 0.0)
        return odds.clip(-6, 6)

    def after(self) -> tuple[Floats, Truths]:
        """Features (blocks × blocks × len(AFTER)) of `v` continuing `u`, and what is possible."""
        left, right, top, bottom = self._edges
        n = len(self.blocks)
        gap = top[None, :] - bottom[:, None]
        aside = left[None, :] - right[:, None]
        same = (np.abs(left[:, None] - left[None, :]) < _SAME_EDGE) & (gap > -0.5)
        right_of = ~same & (left[None, :] > left[:, None]) & (aside > -1)
        back = ~same & ~right_of & (left[None, :] < left[:, None]) & (gap > -1)
        own, common = self._head_relations()
        new = self._is_new[None, :]
        columns = [
            *self._agreement(),
            *self._differences(),
            *self._in_column(same, gap),
            *self._to_right(right_of, gap, aside),
            back,
            back * gap.clip(0, _FAR_DOWN) / _FAR_DOWN,
            back * (left[:, None] - right[None, :]).clip(0, _FAR_DOWN) / _FAR_DOWN,
            own & new,
            own & ~new,
            common,
            self._likeness[:n, :n],
            self._pair_odds(),
            same & self._rules_below(bottom, "picture"),
        ]
        may = (same | right_of | back) & ~np.eye(n, dtype=bool)
        return _stacked(columns, (n, n)), may

    def _agreement(self) -> list[Truths]:
        """How the end of one block and the beginning of another go together."""
        ending = np.array([b.ending for b in self.blocks])[:, None]
        new = self._is_new[None, :]
        return [(ending == kind) & go for kind in ("open", "stop", "short") for go in (~new, new)]

    def _differences(self) -> list[Floats | Truths]:
        """How their type and their columns differ."""
        left, right, _, _ = self._edges
        size = np.array([b.size for b in self.blocks])
        face = np.array([_face(b) for b in self.blocks])
        frame = np.array([b.frame for b in self.blocks])
        width = right - left
        difference = np.abs(width[:, None] - width[None, :])
        known = (face[:, None] > 0) & (face[None, :] > 0)
        return [
            difference > _OTHER_WIDTH,
            difference.clip(0, _FAR_DIFFERENCE) / _FAR_DIFFERENCE,
            self._other_size(size[:, None], size[None, :]),
            known & (face[:, None] != face[None, :]),
            self._is_caption[:, None] | self._is_caption[None, :],
            frame[:, None] != frame[None, :],
        ]

    def _in_column(self, same: Truths, gap: Floats) -> list[Floats | Truths]:
        """What stands between two blocks of one column."""
        heads = self._heads_between(self._edges[3])
        return [
            same,
            same * gap.clip(0, _FAR_DOWN) / _FAR_DOWN,
            same & (gap < _TOUCHING) & (heads == 0),
            same * heads,
            same * self._blocks_between(self._edges[3]),
            same & self._rules_below(self._edges[3]),
        ]

    def _to_right(self, right_of: Truths, gap: Floats, aside: Floats) -> list[Floats | Truths]:
        """How far the columns of two blocks are apart, and how far up or down."""
        left, right, top, _ = self._edges
        steps = aside / ((right - left)[:, None] + 2)
        return [
            right_of,
            right_of * steps.clip(0, _FAR_STEPS),
            right_of * (gap + 0.5).clip(0, _FAR_DOWN) / _FAR_DOWN,
            right_of * np.abs(top[None, :] - top[:, None]).clip(0, _FAR_DOWN) / _FAR_DOWN,
            right_of & (steps > 0.5),
            right_of & self._rules_beside(),
        ]

    def _head_relations(self) -> tuple[Truths, Truths]:
        """Whether a head stands over `v` and not over `u` too, or over both: blocks × blocks."""
        left, right, top, _ = self._edges
        over = self._over
        _, _, _, h_bottom = self._head_edges
        level = np.abs(top[:, None] - top[None, :]) < 1.2
        beside = level & (left[None, :] - right[:, None] < 3.2) & (left[None, :] > left[:, None])
        # A head need not reach over all columns that begin below it side by side.
        headed = np.asarray(over.any(0))
        below = top[None, :] > h_bottom[:, None] - 0.6
        touches = (self._covers > _COVERED) & below
        common = np.asarray(touches.T.astype(float) @ over.astype(float) > 0)
        lends = common | (beside & ~headed[:, None])
        return np.asarray(headed[None, :] & ~lends), common

    def under(self) -> tuple[Floats, Truths]:
        """Features (heads × blocks × len(UNDER)) of a block standing first under a head."""
        left, right, top, _ = self._edges
        h_left, h_right, h_top, h_bottom = self._head_edges
        n, m = len(self.blocks), len(self.heads)
        upright, new = self._is_vertical[:, None], self._is_new[None, :]
        gap = top[None, :] - h_bottom[:, None]
        across, lower = left[None, :] - h_right[:, None], top[None, :] - h_top[:, None]
        frame = np.array([b.frame for b in self.blocks])
        h_frame = np.array([h.frame for h in self.heads])
        columns = [
            new,
            ~new,
            upright,
            upright * across.clip(0, _VERTICAL_REACH) / _VERTICAL_REACH,
            upright * np.abs(lower).clip(0, _FAR_DOWN) / _FAR_DOWN,
            *(~upright * column for column in self._level_columns(gap)),
            h_frame[:, None] != frame[None, :],
            self._likeness[n:, :n],
            self._is_caption[None, :],
        ]
        centre = np.abs((h_left + h_right)[:, None] - (left + right)[None, :]) / 2
        near = (gap < _HEAD_OVER) & (centre < _CENTRED * (right - left)[None, :])
        level = ~upright & (gap > _HEAD_INTO) & (gap < _HEAD_REACH)
        level &= (self._covers >= _ASIDE) | near
        beside = upright & (across > -0.5) & (across < _VERTICAL_REACH) & (lower > -4)
        return _stacked(columns, (m, n)), level | beside

    def _level_columns(self, gap: Floats) -> list[Floats | Truths]:
        """Features of a head that stands above its body."""
        left, h_left, h_bottom = self._edges[0], self._head_edges[0], self._head_edges[3]
        offset = left[None, :] - h_left[:, None]
        return [
            np.ones_like(gap),
            gap.clip(0, _FAR_DOWN) / _FAR_DOWN,
            self._covers < _ASIDE,
            offset.clip(0, 2 * _FAR_DOWN) / _FAR_DOWN,
            (-offset - 3).clip(0, _FAR_DOWN) / _FAR_DOWN,
            self._blocks_between(h_bottom),
            self._heads_between(h_bottom),
            self._row_begins_left(),
            self._rules_below(h_bottom),
            self._over,
            self._rules_below(h_bottom, "picture"),
        ]

    def _row_begins_left(self) -> Truths:
        """Whether the row of columns under a head begins with another block, left of this one."""
        left, right, top, _ = self._edges
        h_left = self._head_edges[0]
        width = right - left
        level = np.abs(top[:, None] - top[None, :]) < 1.2
        aside = left[None, :] - right[:, None]
        alike = np.abs(width[:, None] - width[None, :]) < 1.5
        before = level & (aside > -1) & (aside < 3.2) & alike & self._is_new[:, None]
        # [h, w, v]: w is the one before v, under no other head than h.
        counts = self._over.sum(0)[None, :] - self._over.astype(int)
        free = (counts == 0) & (left[None, :] >= h_left[:, None] - 2.5 * width[None, :])
        return np.asarray(np.einsum("hw,wv->hv", free.astype(float), before.astype(float)) > 0)

    def alone(self) -> Floats:
        """Features (blocks × len(ALONE)) of a block that begins an item without a head."""
        size = np.array([b.size for b in self.blocks])
        few = np.array([len(b.text) < _FEW for b in self.blocks], dtype=bool)
        columns = [
            np.ones(len(self.blocks), dtype=bool),
            self._is_caption,
            self._other_size(size, np.full_like(size, self.measures.em)),
            few,
            self._over.any(0),
            ~self._is_new,
            np.array([b.frame > 0 for b in self.blocks], dtype=bool),
        ]
        return np.stack(columns, -1).astype(float)


def _stacked(columns: Sequence[Floats | Truths], shape: tuple[int, int]) -> Floats:
    wide = [np.broadcast_to(column, shape) for column in columns]
    return np.stack(wide, -1).astype(float)


def _face(block: Block) -> int:
    """The font of most of a block's lines."""
    faces = [line.face for line in block.lines]
    return max(set(faces), key=lambda face: (faces.count(face), -face))


def _shared(a0: Floats, a1: Floats, b0: Floats, b1: Floats) -> Floats:
    """Lengths that stretches share, all with all."""
    low = np.maximum(a0[:, None], b0[None, :])
    high = np.minimum(a1[:, None], b1[None, :])
    return np.asarray((high - low).clip(0))
