"""Gathers the pieces of a page into items: where an article begins, what belongs to its head."""

import re
from dataclasses import dataclass, field

from cityanalysis.corpus.lines import ends_open
from cityanalysis.corpus.pieces import Piece

__all__ = ["Item", "gather_items"]

_LEAD = re.compile(
    r"(?:近日|日前|昨日|昨天|今日|今天|近期|连日来|近年来|今年以来|\d{1,2}月\d{1,2}日|\d{1,2}日|记者从)"
)
_FRAGMENT_END = re.compile(r"[的在和与对将了为及或把被从向是以并而其等所于由至到]$")
_LABEL_LENGTH = 8
_LONGEST_DECK = 160


@dataclass
class Item:
    """Pieces of one item while a page is being read."""

    kind: str
    heads: list[Piece] = field(default_factory=list)
    labels: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)


def _is_fragment(piece: Piece, following: Piece | None) -> bool:
    """Whether a head-like piece is rather a paragraph that a column broke off."""
    text = piece.text
    if piece.bracket or text.endswith(("——", "—", "！", "!", "？", "?")):
        return False
    if text.count("“") != text.count("”"):
        return True
    commas = text.count("，") + text.count(",")
    if len(text) >= 28 and (commas >= 2 or (commas and " " not in text)):
        return True
    return bool(_FRAGMENT_END.search(text)) or (len(text) >= 48 and " " not in text)


def _settle(pieces: list[Piece]) -> list[str]:
    roles = [piece.role for piece in pieces]
    for i, piece in enumerate(pieces):
        if piece.role == "head":
            following = pieces[i + 1] if i + 1 < len(pieces) else None
            if _is_fragment(piece, following):
                roles[i] = "body"
    return roles


def gather_items(pieces: list[Piece]) -> list[Item]:
    """Items in page order; bodies as they follow one another on the page."""
    roles = _settle(pieces)
    items: list[Item] = []
    current: Item | None = None
    previous_open = False
    closed = True
    feed = False
    i = 0
    brackets = sum(p.bracket for p in pieces)
    while i < len(pieces):
        piece, role = pieces[i], roles[i]
        if role in ("ui", "bullet", "promo"):
            kind = {"ui": "spam", "bullet": "spam", "promo": "boilerplate"}[role]
            if not items or items[-1].kind != kind:
                items.append(Item(kind))
            items[-1].body.append(piece)
            if role != "promo":
                closed = True
            i += 1
            continue
        if role == "note":
            items.append(Item("editor_note", body=[piece]))
            closed = True
            i += 1
            continue
        if role == "caption":
            items.append(Item("caption", body=[piece]))
            i += 1
            continue
        if role == "head":
            j = i
            while j < len(pieces) and roles[j] == "head":
                j += 1
            group = pieces[i:j]
            score = _group_score(pieces, roles, i, j, closed, previous_open, brackets)
            if score >= 2:
                labels = [p for p in group if _is_label(p, group)]
                heads = [p for p in group if p not in labels]
                if not heads:
                    heads, labels = labels, []
                for label in labels:
                    items.append(Item("header", body=[label]))
                current = Item("article", heads=heads)
                items.append(current)
            elif current is None:
                current = Item("article", heads=group)
                items.append(current)
            else:
                current.body.extend(group)
            closed, previous_open = False, False
            i = j
            continue
        if current is None or (closed and role == "byline"):
            current = Item("article")
            items.append(current)
        if role == "byline":
            if any(p.byline for p in current.bylines) and len(current.body) > 1:
                current = Item("article")
                items.append(current)
            current.bylines.append(piece)
        else:
            current.body.append(piece)
            previous_open = ends_open(piece.text)
            closed = piece.source is not None
        i += 1
    return items


def _is_label(piece: Piece, group: list[Piece]) -> bool:
    return (
        len(group) > 1
        and len(piece.text) <= _LABEL_LENGTH
        and not set("，：“「 ") & set(piece.text)
    )


def _group_score(pieces, roles, i, j, closed, previous_open, brackets) -> float:  # type: ignore[no-untyped-def]
    k, deck = j, 0
    while k < len(pieces) and roles[k] in ("caption", "body", "promo") and deck < 2:
        if roles[k] == "byline" or pieces[k].dateline or len(pieces[k].text) > _LONGEST_DECK:
            break
        deck += 1
        k += 1
    score = 0.0
    following = pieces[j] if j < len(pieces) else None
    if k < len(pieces) and roles[k] == "byline":
        score += 4 if k == j else 3
    if following is not None and following.dateline:
        score += 3
    if any(p.bracket for p in pieces[i:j]):
        score += 4
    elif brackets >= 2:
        score -= 2
    if closed:
        score += 2.5
    if previous_open:
        score += 1
    if following is not None and _LEAD.match(following.text):
        score += 0.5
    return score
