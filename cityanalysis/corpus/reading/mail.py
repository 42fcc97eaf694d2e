"""Mails, whose message is an article below its subject, and web pages saved in the same form."""

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
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
        mail = email.message_from_bytes(read_bytes(path), policy=policy.default)
        text = _message(mail, shown)
        attached = [one.get_filename() or one.get_content_type() for one in mail.iter_attachments()]
        subject = " ".join(str(mail.get("subject") or "").split())
    if not text.strip():
        raise InputError(f"{shown}: a mail without a message. Save what is attached to it.")
    title = _BEFORE.sub("", subject, count=1) or None
    yield Page(source=shown, text=text, title=title, date=parse_date(_sent(mail)), is_article=True)
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
    except ValueError:
        return ""


def _message(mail: EmailMessage, shown: str) -> str:
    # The plain one of two may say no more than that it is none.
    plain, web = (_part(mail, kind, shown) for kind in ("plain", "html"))
    lines = [line.text for line in page_lines(parse_web(web))] if web.strip() else []
    text = _QUOTED.sub("", _SIGNATURE.split(plain)[0]).strip()
    return text if 2 * len(text) > len("\n".join(lines)) else "\n".join(lines)


def _part(mail: EmailMessage, kind: Literal["plain", "html"], shown: str) -> str:
    part = mail.get_body((kind,))
    data = part.get_payload(decode=True) if part is not None else None
    return decode(data, shown) if isinstance(data, bytes) and data.strip() else ""
