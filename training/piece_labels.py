"""The true label of each piece of a simulated page."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cityanalysis.corpus.splitting.piece_labels import LABELS
from cityanalysis.corpus.splitting.pieces import Piece

__all__ = ["true_labels"]

_NUMBER = {label: k for k, label in enumerate(LABELS)}
# Kinds of spans of a gold item; a later one outweighs an earlier one where they overlap.
_SPANS = (
    "spans",
    "head_spans",
    "byline_spans",
    "subhead_spans",
    "repeated_spans",
    "inline_captions",
)
_ALONE = {"spam": "X", "editor_note": "N"}


def true_labels(text: str, pieces: Sequence[Piece], gold: Sequence[dict[str, Any]]) -> list[int]:
    """Number of the label of each piece, by the part of an item that holds most of the piece."""
    owner = [(-1, "")] * len(text)
    for number, item in enumerate(gold):
        for kind in _SPANS:
            for start, end in item[kind]:
                owner[start:end] = [(number, kind)] * (end - start)
    last = {number: k for k, (number, kind) in enumerate(owner) if kind == "spans"}
    begun: set[int] = set()
    parted: set[int] = set()
    labels = []
    for piece in pieces:
        counts = Counter(tag for tag in owner[piece.start : piece.end] if tag[0] >= 0)
        number, kind = counts.most_common(1)[0][0] if counts else (-1, "spans")
        label = _label(gold[number] if number >= 0 else None, kind, begun=number in begun)
        if label == "S":
            parted.add(number)
        elif label == "B" and number in parted:
            label = "b"
        elif label == "Y" and piece.start > last.get(number, len(text)):
            label = "Z"
        labels.append(_NUMBER[label])
        begun.add(number)
    return labels


def _label(item: dict[str, Any] | None, kind: str, *, begun: bool) -> str:
    """Label of a piece of an item that has `begun` before it, or has not."""
    if item is None:
        return "B"
    if item["kind"] in _ALONE:
        return _ALONE[item["kind"]]
    if item["kind"] == "header":
        return "P" if item["subkind"] == "promo" else "L"
    if kind == "inline_captions":
        return "C"
    if kind == "byline_spans":
        return "Y"
    if kind == "head_spans":
        return "h" if begun else "H"
    if not begun:
        return "A"
    return "S" if kind in ("subhead_spans", "repeated_spans") else "B"
