"""Text comes in whole, whatever its encoding."""

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus.reading.encoding import decode, detect_encoding
from cityanalysis.errors import EncodingError
from tests.corpus.written import SIMPLE, TRADITIONAL, only


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"),
        (SIMPLE, "gb18030"),
        (SIMPLE, "gbk"),
        (SIMPLE, "utf-16"),
        (SIMPLE, "utf-16-le"),
        (SIMPLE, "utf-16-be"),
        (SIMPLE, "utf-32"),
        (SIMPLE, "utf-32-le"),
        (SIMPLE, "utf-32-be"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "utf-16-le"),
        ("Plain English, nothing else.", "ascii"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".txt.gz"])
def test_text_in_any_encoding(tmp_path: Path, text: str, encoding: str, suffix: str) -> None:
    data = text.encode(encoding)
    path = tmp_path / f"page{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    page = only(path)
    assert page.text == text
    assert page.source == str(path)
    assert not page.is_article


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [8, 15, 30, 60])
def test_short_texts_are_decoded_too(encoding: str, length: int) -> None:
    text = (TRADITIONAL if encoding == "big5" else SIMPLE)[:length]
    assert decode(text.encode(encoding)) == text


def test_a_few_stray_bytes_do_not_spoil_a_page() -> None:
    data = (SIMPLE * 20).encode()
    decoded = decode(data[:600] + b"\xff" + data[600:] + b"\xe5\xa4")
    assert decoded.replace("\ufffd", "").count("发展和改革委员会") >= 19


def test_ascii_beginning_does_not_hide_the_encoding() -> None:
    head = "a" * (1 << 19)
    assert decode((head + SIMPLE).encode("gb18030")).endswith(SIMPLE)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 4096, b"\x01\x02\x03\x04" * 500])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(EncodingError, match=r"a\.txt.*UTF-8"):
        detect_encoding(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(EncodingError):
        assert isinstance(decode(data), str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_always_itself(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
