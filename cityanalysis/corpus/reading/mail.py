"""Mails as a program saves them: the message is an article, its subject the headline."""

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.web_tree import page_lines, parse_web
from cityanalysis.errors import InputError

__all__ = ["read_mail"]

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


def _sent(mail: EmailMessage) -> object:
    try:
        return parsedate_to_datetime(str(mail.get("date") or ""))
    except ValueError:
        return ""


def _message(mail: EmailMessage, shown: str) -> str:
    part = mail.get_body(("plain", "html"))
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        return ""
    text = decode(data, shown)
    if part.get_content_type() == "text/html":
        return "\n".join(line.text for line in page_lines(parse_web(text)))
    return _QUOTED.sub("", _SIGNATURE.split(text)[0]).strip()
