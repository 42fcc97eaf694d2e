"""The text of an item: its pieces cleaned, joined, and each fragment counted once."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cityanalysis.corpus.bylines import source_tag
from cityanalysis.corpus.clean import clean_with_offsets
from cityanalysis.corpus.lines import ends_open
from cityanalysis.corpus.page import Segment
from cityanalysis.corpus.pieces import Piece

__all__ = ["join_pieces", "join_title"]

Cleaned = tuple[str, tuple[Segment, ...]]
_SHORTEST_OVERLAP = 6
_LONGEST_OVERLAP = 60
_SHORTEST_REPEAT = 12
_LONGEST_REPEAT = 120
_NEIGHBOURS = 30


def join_pieces(
    page: str, pieces: Sequence[Piece], subheads: frozenset[int]
) -> tuple[str, tuple[Segment, ...]]:
    """Text of pieces in reading order, and where each run of it stands in the page.

    A paragraph that stops in mid-sentence is joined with the next; what it repeats of its end goes,
    and so does a fragment that is printed a second time on its own. Datelines and source tags go,
    as they are fields of their own. `subheads` holds the starts of pieces that stay lines of their own.
    """
    paragraphs = [_paragraph(page, list(same)) for _, same in groupby(pieces, key=_line)]
    starts = [next(same).start for _, same in groupby(pieces, key=_line)]
    texts = [text for text, _ in paragraphs]
    text, segments = "", []
    parts: list[str] = []
    length, open_before = 0, ""
    for k, (text, runs) in enumerate(paragraphs):
        if not text or _is_repeat(texts, k):
            continue
        alone = starts[k] in subheads
        cut = 0
        if parts and not alone and open_before:
            cut = _overlap(open_before, text)
        elif parts:
            parts.append("\n")
            length += 1
        segments += [(length + a, b, n) for a, b, n in _shortened(runs, cut)]
        parts.append(text[cut:])
        length += len(text) - cut
        open_before = text if ends_open(text) and not alone else ""
    return "".join(parts), tuple(segments)


def _line(piece: Piece) -> int:
    return piece.line


def _paragraph(page: str, pieces: Sequence[Piece]) -> Cleaned:
    """One paragraph without its dateline and source tag."""
    first, last = pieces[0], pieces[-1]
    raw = page[first.start : last.end]
    begin, end = 0, len(raw)
    if first.dateline is not None:
        begin = _raw_length(raw, first.dateline.end)
    if last.source is not None and (tag := source_tag(raw)) is not None and tag[0] > begin:
        end = tag[0]
    text, runs = clean_with_offsets(raw[begin:end])
    return text, tuple((a, first.start + begin + b, n) for a, b, n in runs)


def _raw_length(raw: str, n_characters: int) -> int:
    """Length in the page of the first characters of a paragraph, line breaks counted in."""
    position = 0
    for position, char in enumerate(raw):
        if n_characters <= 0:
            return position
        n_characters -= char not in "\r\n"
    return position + 1 if raw else 0


def _is_repeat(texts: Sequence[str], k: int) -> bool:
    """Whether a short paragraph is printed a second time: whole, or as a pull quote."""
    text = texts[k].rstrip("。，")
    if not _SHORTEST_REPEAT <= len(text) <= _LONGEST_REPEAT:
        return False
    near = range(max(0, k - _NEIGHBOURS), min(len(texts), k + _NEIGHBOURS + 1))
    return any(
        text in texts[j] and (len(texts[j].rstrip("。，")) > len(text) or j < k)
        for j in near
        if j != k
    )


def _overlap(before: str, text: str) -> int:
    """Number of characters at the start of `text` that repeat the end of `before`."""
    for size in range(min(_LONGEST_OVERLAP, len(text), len(before)), _SHORTEST_OVERLAP - 1, -1):
        if before.endswith(text[:size]):
            return size
    return 0


def _shortened(runs: Sequence[Segment], cut: int) -> Iterator[Segment]:
    for start, at, length in runs:
        skipped = min(length, max(0, cut - start))
        if skipped < length:
            yield start + skipped - cut, at + skipped, length - skipped


def join_title(page: str, pieces: Sequence[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """Title of pieces, with one space where the page has a space or a new line."""
    text, segments = "", []
    for piece in pieces:
        inner = page[piece.start : piece.end]
        if text and page[piece.start - 1 : piece.start].isspace():
            text += " "
        for word in inner.split():
            at = piece.start + inner.index(word)
            if text and not text.endswith(" ") and at > piece.start:
                text += " "
            word = word.replace("**", "")
            at = piece.start + inner.index(word) if word else at
            if word:
                segments.append((len(text), at, len(word)))
                text += word
    return text, tuple(segments)
