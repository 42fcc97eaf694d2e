"""Mails, whose message is an article below its subject, and web pages saved in the same form."""

import email
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import name_date, shown_path
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.web_page import pages_of_web
from cityanalysis.corpus.reading.web_tree import page_lines, parse_web
from cityanalysis.errors import InputError

__all__ = ["read_mail", "read_mht"]

# What programs and people put before a subject: Re:, 转发：, 【剪报】.
_BEFORE = re.compile(
    r"(?:(?:re|fwd?|答复|回复|转发)\s*[:：]\s*|[【\[][^】\]\s]{1,8}[】\]]\s*)+", re.I
)
# Where the name and address of the sender begin.
_SIGNATURE = re.compile(r"(?m)^--[ \t]*\r?$")
_QUOTED = re.compile(r"(?m)^>[^\n]*\n?")
_QUOTE_MARKS = re.compile(r"(?m)^(?:>[ \t]?)+")
_LONGEST_HEADER = 2_000  # characters; the parser takes the square of their number
_HEADERS = HeaderRegistry()


def read_mail(path: Path, options: ReadOptions | None = None) -> Iterator[Page | Skipped]:
    """The message of a mail; quoted mails and signatures are none of it, attachments are listed.

    Parameters
    ----------
    path : Path
        An .eml file.
    options : ReadOptions
        How files are read.

    Yields
    ------
    Page or Skipped

    Raises
    ------
    InputError
        Where the mail has no message.
    """
    shown = shown_path(path)
    with parsing(path):
        mail = email.message_from_bytes(
            read_bytes(path), policy=policy.default.clone(header_factory=_header)
        )
        leaves = list(_leaves(mail))
        text = _message(leaves, shown)
        attached = [x.get_filename() or x.get_content_type() for x in leaves if _is_attached(x)]
        subject = " ".join(str(mail.get("subject") or "").split())
    if not text.strip():
        raise InputError(f"{shown}: a mail without a message. Save what is attached to it.")
    before = _BEFORE.match(subject)
    title = subject[before.end() if before else 0 :] or None
    date = parse_date(_sent(mail)) or name_date(path)
    yield Page(source=shown, text=text, title=title, date=date, is_article=True)
    for name in attached:
        yield Skipped(shown, f"its attachment {shown_path(Path(name))}: save it to read it")


def read_mht(path: Path, options: ReadOptions | None = None) -> Iterator[Page]:
    """The article of a web page that a browser saved with its pictures in one file."""
    message = email.message_from_bytes(read_bytes(path), policy=policy.default)
    part = message.get_body(("html",)) or next(
        (one for one in message.walk() if one.get_content_type() == "text/html"), None
    )
    if part is None:
        raise InputError(f"{shown_path(path)}: a saved page without a text. Save it as .html.")
    data = part.get_payload(decode=True)
    yield from pages_of_web(
        path, decode(data if isinstance(data, bytes) else b"", shown_path(path))
    )


def _sent(mail: EmailMessage) -> object:
    try:
        return parsedate_to_datetime(str(mail.get("date") or ""))
    except (ValueError, OverflowError):
        return ""


def _header(name: str, value: str) -> Any:
    """A header, as far as it can be long in earnest, or what stands before its parameters."""
    for part in (value[:_LONGEST_HEADER], value.partition(";")[0][:_LONGEST_HEADER]):
        with suppress(Exception):  # the parser fails in more ways than it lists
            return _HEADERS(name, part)
    return _HEADERS(name, "")


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Parts of a mail that hold no others, in their order; a forwarded mail is one of them."""
    stack: list[Any] = [mail]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack += reversed(part.get_payload())
        else:
            yield part


def _kind(part: EmailMessage) -> str:
    """What a part is; one that says it has parts and has none is its text."""
    is_broken = part.get_content_maintype() == "multipart"
    return "text/plain" if is_broken else part.get_content_type()


def _is_message(part: EmailMessage, kind: str) -> bool:
    return _kind(part) == kind and not part.is_attachment() and not part.get_filename()


def _is_attached(part: EmailMessage) -> bool:
    """Whether a part is neither text of the message nor a picture within it."""
    is_shown = part.get_content_maintype() == "image" and "content-id" in part
    is_text = _is_message(part, "text/plain") or _is_message(part, "text/html")
    return part.is_attachment() or not (is_shown or is_text)


def _message(leaves: Sequence[EmailMessage], shown: str) -> str:
    # The plain one of two may say no more than that it is none.
    plain, web = (_said(leaves, kind, shown) for kind in ("text/plain", "text/html"))
    lines = [line.text for line in page_lines(parse_web(web))] if web.strip() else []
    text = _QUOTED.sub("", _SIGNATURE.split(plain)[0]).strip()
    chosen = text if 2 * len(text) > len("\n".join(lines)) else "\n".join(lines)
    return chosen or _QUOTE_MARKS.sub("", plain).strip()  # it forwards what it quotes, no more


def _said(leaves: Sequence[EmailMessage], kind: str, shown: str) -> str:
    """Texts of one kind: between them stand pictures and attachments."""
    found = (part.get_payload(decode=True) for part in leaves if _is_message(part, kind))
    return "\n".join(
        decode(data, shown) for data in found if isinstance(data, bytes) and data.strip()
    )
