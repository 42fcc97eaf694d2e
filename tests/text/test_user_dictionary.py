"""A dictionary of the user's own has its effect in every format that jieba's users write."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.text import read_dictionary, tokenize


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("灯塔客厅", "utf-8"),
        ("灯塔客厅 5 n", "utf-8"),
        ("灯塔客厅\t5\tn", "gb18030"),
        ("灯塔客厅 n", "utf-8-sig"),
        ("灯塔客厅 5", "utf-16"),
        ("灯塔客厅,5", "gb18030"),
        ("灯塔客厅 # 展馆", "utf-8"),
    ],
)
def test_a_word_stands_as_one_token(tmp_path: Path, line: str, encoding: str) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(f"{line}\n乡村夜校 3 n\n".encode(encoding))
    words = read_dictionary(path)
    assert words == ("灯塔客厅", "乡村夜校")
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["市民来到灯塔客厅参观展览。"]})
    assert "灯塔客厅" in tokenize(articles, dictionary=words)["a"]


def test_what_holds_no_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# nothing\n", "utf-8")
    with pytest.raises(InputError, match="holds no words"):
        read_dictionary(path)
    with pytest.raises(InputError, match="cannot read the dictionary"):
        read_dictionary(tmp_path / "absent.txt")
