"""BibTeX, as CNKI and reference managers export it."""

import re

__all__ = ["bibtex_records"]

_ENTRY = re.compile(r"@(\w{3,20})\s*\{\s*[^,\s{}]*\s*,")
_FIELD = re.compile(r"(?<![\w:+./-])([A-Za-z][\w:+./-]{0,30})\s*+=\s*+")
_BRACE = re.compile("[{}]")
_BARE = re.compile(r"[^,{}\n]*")


def bibtex_records(text: str) -> list[dict[str, object]]:
    """Entries of a BibTeX file, with their fields as columns; none where the text is none.

    Examples
    --------
    >>> bibtex_records("@article{a1, title = {灯会{A}}, year = 2022, abstract = \\"今晚亮灯。\\"}")
    [{'title': '灯会A', 'year': '2022', 'abstract': '今晚亮灯。'}]
    """
    if not _ENTRY.match(text.lstrip("\ufeff \r\n")):
        return []
    entries = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    return [
        fields for entry, end in zip(entries, ends) if (fields := _fields(text[entry.end() : end]))
    ]


def _fields(text: str) -> dict[str, object]:
    fields: dict[str, object] = {}
    at = 0
    # What is no field is passed over, up to the next one.
    while found := _FIELD.search(text, at):
        value, at = _value(text, found.end())
        fields[found[1].lower()] = value
    return fields


def _value(text: str, at: int) -> tuple[str, int]:
    """A value in braces or quotes, or bare, and where it ends."""
    if text[at : at + 1] == '"':
        end = text.find('"', at + 1) % (len(text) + 1)
        return text[at + 1 : end].strip(), end + 1
    if text[at : at + 1] != "{":
        found = _BARE.match(text, at)
        return (found[0].strip(), found.end()) if found else ("", at)
    depth, start = 0, at
    for mark in _BRACE.finditer(text, start):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return _BRACE.sub("", text[start : mark.end()]).strip(), mark.end()
    return _BRACE.sub("", text[start:]).strip(), len(text)
