"""Reasons for which files are left out have a Chinese sentence each."""

import re
from pathlib import Path

import pytest

from cityanalysis.corpus import load_corpus
from cityanalysis.errors import SkippedInputWarning
from cityanalysis.wording import file_reason


def test_reasons_of_real_files_are_said_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "README.md").write_text("about", encoding="utf-8")
    (tmp_path / "x.exe").write_bytes(b"MZ\0\0")
    (tmp_path / "rows.jsonl").write_text('{"text": "有正文的一行"}\n{"text": ""}\nno\n', "utf-8")
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nothing")
    with pytest.warns(SkippedInputWarning):
        skipped = load_corpus(tmp_path).skipped
    assert len(skipped) >= 5
    for item in skipped:
        said = file_reason(item.reason, "zh")
        assert "未能读取" not in said, item.reason
        assert not re.search("[a-zA-Z]{2,}", said.replace("JSON", "").replace("exe", "")), said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_reason_that_is_not_known_is_kept(lang: str) -> None:
    assert "the moon is full" in file_reason("the moon is full", lang)
