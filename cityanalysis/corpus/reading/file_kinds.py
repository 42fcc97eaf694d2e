"""Which format a file is in, by its content where its name is misleading."""

import re
import zipfile
from pathlib import Path

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.sources import open_binary, plain_suffix
from cityanalysis.errors import InputError

__all__ = ["actual_suffix"]

_HEAD = 1 << 16  # bytes: whatever names a format stands in the first few kilobytes
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"SQLite format 3\x00", ".sqlite"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", "an animation (save it as .png)"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"Rar!", "an archive (unpack it first, or pack it as .zip)"),
    (b"7z\xbc\xaf", "an archive (unpack it first, or pack it as .zip)"),
    (b"{\\rtf", "a rich text file (save it as .docx)"),
    (b"CAJ\x00", "a file of CNKI's reader (print it there as .pdf, or download the PDF)"),
    (b"KDH ", "a file of CNKI's reader (print it there as .pdf, or download the PDF)"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TAR = (257, b"ustar")
_TEXTUAL = frozenset({"", ".txt", ".md", ".text", ".log"})
_SHEETS = frozenset({".xls", ".xlsx", ".et", ".csv"})
_SCRIPT = re.compile(
    rb"(?:var|let|const|window\.)[\s\w$.]*=\s*[\[{]\s*[\[{\"']|[\w$.]+\s*\(\s*[\[{]\s*[\[{\"']"
)
# An element without attributes, and another within it: <doc><url>.
_RECORD = re.compile(rb"<(?!html|head|body|div|table|p|!)([a-z][\w\-]*)>\s*<[a-z][\w\-]*>")
_BINARY = frozenset(
    {".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".pdf", ".parquet", ".zip", ".tar"}
)
_WEB = (b"<!doctype html", b"<html", b"<?xml version", b"<table", b"<head", b"<meta", b"<script")
# Names of streams in an old Office file, in UTF-16.
_BOOK = re.compile("Workbook|Book".encode("utf-16-le").replace(b"|\x00", b"|"))


def actual_suffix(path: Path) -> str:
    """Suffix of the format that a file is in, by its content where the name is misleading.

    Raises
    ------
    InputError
        Where the file is empty, or in a format that holds no readable text.
    """
    named = plain_suffix(path)
    with open_binary(path) as stream:
        head = stream.read(_HEAD)
    if not head:
        raise InputError(f"{shown_path(path)}: the file is empty.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_suffix(path, named, head)
    if head.startswith(_OLD_OFFICE):
        return _old_office_suffix(path, named)
    if head[_TAR[0] :].startswith(_TAR[1]):
        return ".tar"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ".webp"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind.startswith("."):
                return kind
            raise InputError(f"{shown_path(path)}: {kind}, not text.")
    return _text_suffix(".txt" if named in _BINARY - _SHEETS else named, head)


def _old_office_suffix(path: Path, named: str) -> str:
    if named in (".xls", ".et"):
        return ".xlsx"
    with open_binary(path) as stream:
        found = _BOOK.search(stream.read(1 << 22))
    if found and named not in (".doc", ".wps", ".ppt"):
        return ".xlsx"
    raise InputError(
        f"{shown_path(path)}: an old Office file (save it as .docx or .xlsx), not text."
    )


def _zipped_suffix(path: Path, named: str, head: bytes) -> str:
    """Suffix of a zipped file, by the names of its parts; by its own where they are damaged."""
    try:
        with open_binary(path) as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        names = [name for name in ("word/", "xl/") if name.encode() in head]
    if any(name.startswith("word/") for name in names):
        return ".docx"
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return ".xlsx"
    if named in (".docx", ".doc", ".wps"):
        return ".docx"
    return ".xlsx" if named in (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods") else ".zip"


def _is_xml(start: bytes, head: bytes) -> bool:
    """Whether a text is XML of records, and no web page."""
    if start.startswith(b"<?xml"):
        return b"<html" not in head.lower() and b"wordDocument" not in head
    return _RECORD.match(start) is not None


def _text_suffix(named: str, head: bytes) -> str:
    """Suffix for a file that is no binary format."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head[:4096]:
        return ".xml_sheet"
    if named in _SHEETS and start.startswith((*_WEB, b"<div", b"<style", b"<body")):
        return ".web_table"
    if named in _SHEETS:
        return ".csv"
    if named == ".eml":
        return named
    if named in (".mht", ".mhtml") or start.startswith((b"mime-version:", b"from: <saved by")):
        return ".mht"
    if named in (".xml", ".rss", ".dat", *_TEXTUAL) and _is_xml(start, head):
        return ".xml"
    if named in (".doc", ".wps", *_TEXTUAL) and start.startswith(_WEB):
        return ".html"
    if named in _TEXTUAL and re.match(rb"(\[\s*)?\{\s*[\"']", start):
        return ".json"
    if named in (".js", *_TEXTUAL) and _SCRIPT.match(start):
        return ".json"
    return named
