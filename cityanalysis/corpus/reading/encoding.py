"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re
from functools import lru_cache

from cityanalysis.errors import EncodingError

__all__ = [
    "Decoder",
    "decode",
    "decode_with_faults",
    "detect_encoding",
    "is_binary",
    "share_frequent",
    "telling_part",
]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# The most frequent characters of written Chinese in both scripts: some 30 % of any running text,
# and next to nothing of a text that was decoded wrongly.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条没结解"
    "這個為國來時們生對會發動過說產種後學經進著電裡現實兩體機當點從業開還無與關內數線樣間總長東報記農區縣鎮務場"
    "市省县区镇村报讯记者通讯月年万亿元建设发展企业项目服务工作，。、：；！？“”（）《》"
)
_SAMPLE = 1 << 18
_MAX_REPLACED = 0.01
_MIN_FREQUENT = 0.08
# Up to so many zero bytes may be faults of a text file; binary formats hold more.
_MAX_CONTROLS = 0.01


def is_binary(data: bytes) -> bool:
    """Whether bytes hold control characters that no text holds.

    UTF-16 and UTF-32 are text as well, but hold many zero bytes: decide their encoding first.

    Examples
    --------
    >>> is_binary(b"\\x00\\x01\\x02\\x03"), is_binary("正文".encode())
    (True, False)
    """
    # 1 separates the columns of a Hive table.
    allowed = b"\t\n\r\f\x0b\x1b\x1a\x08\x1c\x1d\x1e\x1f\x01"
    controls = bytes(sorted(set(range(32)) - set(allowed)))
    sample = data[:_SAMPLE]
    bad = len(sample) - len(sample.translate(None, controls))
    return bad > len(sample) * _MAX_CONTROLS


def _lenient(data: bytes, encoding: str) -> str:
    """Decode the whole characters of a sample; a character cut at its end is no fault."""
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(data)


def share_frequent(text: str) -> float:
    """Share of non-ASCII characters that belong to the most frequent of Chinese."""
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return 0.0
    return sum(character in _FREQUENT for character in wide) / len(wide)


def _share_ascii(text: str) -> float:
    return sum("\x1f" < character < "\x7f" or character in "\r\n\t" for character in text) / max(
        len(text), 1
    )


def _plausibility(data: bytes, encoding: str) -> float:
    """How much a sample looks like text in an encoding: from 0 to 1, negative if it cannot be."""
    text = _lenient(data, encoding)
    if not text or text.count("\ufffd") > _MAX_REPLACED * len(text):
        return -1.0
    if sum(character < "\t" for character in text) > _MAX_REPLACED * len(text):
        return -1.0
    # Two-byte encodings turn any ASCII into rare Han; only UTF-16 and UTF-32 may count ASCII.
    ascii_share = _share_ascii(text) if encoding.startswith("utf-") else 0.0
    return max(share_frequent(text), ascii_share) - 5 * text.count("\ufffd") / len(text)


@lru_cache(maxsize=8)
def _detect(sample: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    zeros = sample.count(b"\x00") > len(sample) * _MAX_CONTROLS
    if not zeros:
        text = _lenient(sample, "utf-8")
        if "\ufffd" not in text or _is_mostly_utf8(sample):
            return "utf-8"
    scores = {name: _plausibility(sample, name) for name in _CANDIDATES}
    if not zeros:
        scores["utf-8"] = _utf8_with_faults(sample)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _MIN_FREQUENT:
        return best
    return "gb18030" if not zeros and _is_of_both(sample) else None


def _is_of_both(sample: bytes) -> bool:
    """Whether every line is Chinese in UTF-8 or in GB18030: a file that two programs wrote to."""
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    whole = lines[:-1] if len(sample) == _SAMPLE else lines
    return len(whole) > 1 and all(
        _is_utf8(line) or _plausibility(line, "gb18030") >= _MIN_FREQUENT for line in whole
    )


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether most lines that are not plain ASCII are UTF-8, which others are not by accident."""
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    if len(lines) < 3:
        return False
    valid = sum(_is_utf8(line) for line in lines)
    return 2 * valid >= len(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        # Two-byte characters alone may be anything; Chinese in UTF-8 has three.
        return max(line.decode("utf-8")) >= "\u0800"
    except UnicodeDecodeError:
        return False


def _utf8_with_faults(sample: bytes) -> float:
    text = _lenient(sample, "utf-8")
    faults = text.count("\ufffd") / max(len(text), 1)
    # A stray byte in UTF-8 is likelier than another encoding that is valid UTF-8 nearly throughout.
    return 1.0 - 5 * faults if faults <= _MAX_REPLACED else -1.0


def detect_encoding(data: bytes, source: str = "the text") -> str:
    """Name of the encoding of a text: UTF-8, GB18030, Big5, UTF-16 or UTF-32, marked or not.

    Bytes that are valid UTF-8 are UTF-8. Otherwise each candidate decodes a sample, and the one
    whose result holds the largest share of Chinese's most frequent characters is taken.

    Parameters
    ----------
    data : bytes
        The beginning of a file, or all of it.
    source : str
        The file's name, for the message.

    Returns
    -------
    str
        A name that `bytes.decode` understands.

    Raises
    ------
    EncodingError
        Where the bytes are no text in any of these.

    Examples
    --------
    >>> detect_encoding("本报讯 我市召开会议，研究部署工作。".encode("gb18030"))
    'gb18030'
    """
    encoding = _detect(bytes(data[:_SAMPLE]))
    if encoding is None or (encoding in ("utf-8", "gb18030", "big5") and is_binary(data)):
        raise EncodingError(
            f"{source}: not text in UTF-8, GB18030, Big5 or UTF-16. "
            "Save it as UTF-8, or convert it to one of the formats that can be read."
        )
    return encoding


def decode(data: bytes, source: str = "the text") -> str:
    """Decode a text, newlines untouched; stray bytes become U+FFFD.

    Lines in another encoding than the rest are decoded in theirs.

    Parameters
    ----------
    data : bytes
        All of a file.
    source : str
        The file's name, for the message.

    Raises
    ------
    EncodingError
        Where the bytes are no text in any known encoding.

    Examples
    --------
    >>> decode("正文\\r\\n".encode("utf-16"))
    '正文\\r\\n'
    """
    return decode_with_faults(data, source)[0]


def decode_with_faults(data: bytes, source: str = "the text") -> tuple[str, "Decoder"]:
    """`decode`, and the decoder that knows which lines were not in the encoding of the rest."""
    decoder = Decoder(detect_encoding(telling_part(data), source))
    return decoder.decode(data, is_last=True), decoder


def telling_part(data: bytes) -> bytes:
    """The first part of a text that says something about its encoding."""
    head = data[:_SAMPLE]
    if not head.isascii() or data.isascii():
        return head
    # Long plain-ASCII beginning: look where the first other byte stands.
    start = len(data) - len(data.lstrip(bytes(range(128))))
    return data[start : start + _SAMPLE]


class Decoder:
    """Decodes a file block by block; a line in another encoding than the rest gets its own.

    Parameters
    ----------
    encoding : str
        As `detect_encoding` names it.

    Attributes
    ----------
    foreign, unread : list of int
        Numbers of the lines that are in another encoding, and that hold bytes of none.
    n_lines : int
        Lines before the next ones; who decodes in blocks counts them, which is free there.

    Examples
    --------
    >>> decoder = Decoder("utf-8")
    >>> decoder.decode("一\\n".encode() + "二，三。\\n".encode("gb18030"), is_last=True)
    '一\\n二，三。\\n'
    >>> decoder.foreign
    [2]
    """

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.foreign: list[int] = []
        self.unread: list[int] = []
        self.n_lines = 0
        self._rest: list[bytes] = []
        self._is_first = True
        self._wide = encoding not in _BY_LINE
        self._cut = b"\n"
        self._whole = codecs.getincrementaldecoder(encoding)(errors="replace")

    def decode(self, data: bytes, *, is_last: bool = False) -> str:
        """Text of the next bytes; what belongs to a line that is not complete waits."""
        if self._wide:
            return self._whole.decode(data, is_last).replace("\x00", "")
        if self._is_first:
            self._is_first = False
            data = data.removeprefix(codecs.BOM_UTF8)
            self._cut = b"\n" if b"\n" in data or b"\r" not in data else b"\r"
        if self._cut not in data and not is_last:
            self._rest.append(data)
            return ""
        data = b"".join([*self._rest, data])
        end = len(data) if is_last else data.rfind(self._cut) + 1
        self._rest, block = [data[end:]], data[:end]
        text = self._block(block)
        return text.replace("\x00", "") if "\x00" in text else text

    @property
    def waiting(self) -> int:
        """Bytes of the line that is not complete."""
        return sum(map(len, self._rest))

    def _block(self, block: bytes) -> str:
        name = _BY_LINE[self.encoding]
        try:
            text = block.decode(name)
        except UnicodeDecodeError:
            return self._lines(block)
        # Bytes of UTF-8 are mostly valid in the double-byte encodings, but not the reverse.
        return text if name == "utf-8" or not _UTF8_RUN.search(block) else self._lines(block)

    def _lines(self, block: bytes) -> str:
        lines = block.split(self._cut)
        texts = (self._line(self.n_lines + i, line) for i, line in enumerate(lines, 1))
        return self._cut.decode("ascii").join(texts)

    def _line(self, number: int, line: bytes) -> str:
        name = _BY_LINE[self.encoding]
        if line.isascii():
            return line.decode("ascii")
        if name != "utf-8" and _is_utf8(line):
            self.foreign.append(number)
            return line.decode("utf-8")
        for candidate in (name, "gb18030"):
            try:
                text = line.decode(candidate)
            except UnicodeDecodeError:
                continue
            if candidate == name:
                return text
            if share_frequent(text) >= _MIN_FREQUENT:
                self.foreign.append(number)
                return text
        self.unread.append(number)
        return line.decode(name, errors="replace")


# Encodings in which the byte of a line feed means nothing else, so that the bytes can be cut into
# lines.
_BY_LINE = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "gb18030": "gb18030", "big5": "big5hkscs"}
# Four characters of three bytes on end: what GB18030 and Big5 hold by accident only.
_UTF8_RUN = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){4}")
