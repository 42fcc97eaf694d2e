"""The text of an item: its pieces cleaned, joined, and each fragment counted once."""

import re
from collections.abc import Iterator, Sequence

from cityanalysis.corpus.line_joints import needs_space, spaced_lines
from cityanalysis.corpus.page import Segment
from cityanalysis.corpus.splitting.bylines import source_tag
from cityanalysis.corpus.splitting.clean import clean_with_offsets
from cityanalysis.corpus.splitting.paragraphs import Line, ends_open
from cityanalysis.corpus.splitting.pieces import Piece

__all__ = ["join_lines", "join_pieces", "join_title"]

Cleaned = tuple[str, tuple[Segment, ...]]
# A paragraph broken in two repeats at most a line or two of its first half; shorter agreement is
# chance.
_SHORTEST_OVERLAP = 6
_LONGEST_OVERLAP = 60
# A sentence printed a second time, as a pull quote: its length, and how many paragraphs away from
# the first it may stand.
_SHORTEST_REPEAT = 12
_LONGEST_REPEAT = 120
_NEIGHBOURS = 30
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\ufffd"
_GAP = r"\s\x00-\x1f\x7f-\x9f"
_WORD = re.compile(rf"\*\*|[{_GAP}]+|[{_INVISIBLE}]+|(?:(?!\*\*)[^{_GAP}{_INVISIBLE}])+")


def join_pieces(
    page: str, pieces: Sequence[Piece], subheads: frozenset[int]
) -> tuple[str, tuple[Segment, ...]]:
    """Text of pieces in reading order, and where each run of it stands in the page.

    A paragraph that stops in mid-sentence is joined with the next; what it repeats of its end is
    left out, and so is a fragment that is printed a second time on its own. Datelines and source
    tags are left out, since they are fields of their own. `subheads` holds the starts of pieces
    that stay lines.
    """
    groups = _paragraphs(page, pieces)
    paragraphs = [_paragraph(page, same) for same in groups]
    starts = [same[0].start for same in groups]
    texts = [text for text, _ in paragraphs]
    segments: list[Segment] = []
    parts: list[str] = []
    length, open_before = 0, ""
    for k, (text, runs) in enumerate(paragraphs):
        if not text or _is_repeat(texts, k):
            continue
        alone = starts[k] in subheads
        cut = 0
        if parts and not alone and open_before:
            cut = _overlap(open_before, text)
            if not cut and needs_space(open_before, text):
                parts.append(" ")
                length += 1
        elif parts:
            parts.append("\n")
            length += 1
        segments += [(length + a, b, n) for a, b, n in _shortened(runs, cut)]
        parts.append(text[cut:])
        length += len(text) - cut
        open_before = text if ends_open(text) and not alone else ""
    return "".join(parts), tuple(segments)


def join_lines(lines: Sequence[Line]) -> tuple[str, tuple[Segment, ...]]:
    """Text of lines that are paragraphs each, as those of a cell are; see `join_pieces`."""
    cleaned = [clean_with_offsets(line.text) for line in lines]
    texts = [text for text, _ in cleaned]
    # What is found once in all is printed once; of long texts only the neighbours are searched.
    whole = "\n".join(texts) if len(texts) <= _NEIGHBOURS else None
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for k, (text, runs) in enumerate(cleaned):
        is_once = whole is not None and whole.count(text.rstrip("。，")) < 2
        if not text or (not is_once and _is_repeat(texts, k)):
            continue
        at = lines[k].start
        segments += [(length + a, at + b, n) for a, b, n in runs]
        parts.append(text)
        length += len(text) + 1
    return "\n".join(parts), tuple(segments)


def _paragraphs(page: str, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one line together, unless another item's piece stands between them."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        together = (
            last is not None
            and last.line == piece.line
            and not page[last.end : piece.start].strip()
        )
        if together:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _paragraph(page: str, pieces: Sequence[Piece]) -> Cleaned:
    """One paragraph without its dateline and source tag."""
    first, last = pieces[0], pieces[-1]
    raw = spaced_lines(page[first.start : last.end])
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
    """Title of pieces, with one space where the page has spaces or a new line."""
    text, segments, spaced = "", [], False
    for piece in pieces:
        spaced = spaced or page[piece.start - 1 : piece.start].isspace()
        for found in _WORD.finditer(page, piece.start, piece.end):
            word = found.group()
            if word[0].isspace() or word[0] < " " or "\x7f" <= word[0] <= "\x9f":
                spaced = True
            elif word[0] not in _INVISIBLE and word != "**":
                text += " " if spaced and text else ""
                spaced = False
                segments.append((len(text), found.start(), len(word)))
                text += word
    return text, tuple(segments)
