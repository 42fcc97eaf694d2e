"""The codebook of themes, as a paper prints it."""

import re

import pytest

from cityanalysis.cli import main
from cityanalysis.report import codebook
from cityanalysis.themes import Theme, read_themes, theme_quality


@pytest.mark.parametrize(("lang", "heading"), [("zh", "## 招才引智"), ("en", "## Talent")])
def test_every_theme_has_its_page_with_words_and_figures(lang, heading):
    page = codebook(read_themes(), lang)
    assert page.count("\n## ") == len(read_themes()) and heading in page
    first = page.split("\n## ")[1]
    theme = read_themes()[0]
    assert theme.definition in first and theme.exclude[0] in first
    assert all(seed in first for seed in theme.seeds)
    quality = theme_quality(read_themes()[:1]).iloc[0]
    assert f"{100 * quality['precision']:.0f}%" in first


def test_a_theme_of_ones_own_is_no_markup_and_says_that_it_has_no_labels():
    own = Theme("sky", "低空<b>经济*", "Low\x1b[1m", ("无人机",), definition="[链接](http://a)")
    page = codebook([own])
    shown = page.split("## ")[1]
    assert "\x1b" not in shown and not re.search(r"(?<!\\)[<*\[]", shown)
    assert "没有标注文本" in page


def test_the_command_prints_it(tmp_path, capsys):
    file = tmp_path / "themes.toml"
    file.write_text(
        '[[theme]]\nid = "sky"\nlabel_zh = "低空经济"\nlabel_en = "Low-altitude"\n'
        'definition = "无人机与低空飞行。"\nseeds = ["无人机"]\n',
        encoding="utf-8",
    )
    with pytest.raises(SystemExit) as ended:
        main(["themes", str(file), "--codebook", "--lang", "en"])
    assert not ended.value.code and "## Low-altitude (`sky`)" in capsys.readouterr().out
