"""Font, colours and files of figures."""

import matplotlib as mpl
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from cityanalysis.errors import UsageError
from cityanalysis.figures import figure_style, plot_profile, printable, save_figure
from cityanalysis.figures.style import current_font, drawing, heat_colours, wrap
from cityanalysis.resources import font_path
from tests.simulate.run import make_run

with TTFont(font_path(), lazy=True) as font:
    KNOWN = set(font.getBestCmap())
quickly = settings(deadline=None, max_examples=200)


@quickly
@given(st.text())
def test_printable_text_has_a_glyph_for_every_character(text):
    assert all(ord(char) in KNOWN for char in printable(text))


@quickly
@given(st.text(), st.integers(1, 30))
def test_printable_text_keeps_to_its_limit(text, limit):
    assert len(printable(text, limit=limit)) <= limit


@quickly
@given(st.text(alphabet="ab 中文词", max_size=40), st.floats(2, 12))
def test_wrapping_loses_nothing_but_blanks(text, width):
    assert wrap(text, width).replace("\n", "").replace(" ", "") == text.replace(" ", "")


def test_steering_marks_and_controls_are_left_out():
    assert printable("a\u202eb\x00c\u200fd\ufeff") == "abcd"


def test_missing_values_are_empty():
    assert printable(None) == printable(float("nan")) == ""


def test_colours_get_darker_step_by_step_so_that_grey_keeps_the_order():
    shades = heat_colours()(np.linspace(0, 1, 64))[:, :3] @ [0.299, 0.587, 0.114]
    assert (np.diff(shades) < 0).all()
    assert shades[0] - shades[-1] > 0.7


def test_the_process_keeps_its_own_settings():
    before = dict(mpl.rcParams)
    plot_profile(make_run(2, 3, 25).prevalence)
    assert dict(mpl.rcParams) == before


def test_a_font_of_ones_own_is_used_inside_the_block_only():
    other = mpl.get_data_path() + "/fonts/ttf/DejaVuSerif.ttf"
    with figure_style(font=other):
        assert str(current_font()) == other
        with drawing():
            assert mpl.rcParams["font.family"] == ["DejaVu Serif"]
    assert current_font() == font_path()


def test_a_font_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="does not exist"), figure_style(font=tmp_path / "x.ttf"):
        pass


def test_saved_figures_are_the_same_bytes_and_keep_text_as_text(tmp_path):
    prevalence = make_run(3, 4, 40).prevalence
    for name in ("a", "b"):
        save_figure(plot_profile(prevalence, city="济南").get_figure(), tmp_path / name)
    for suffix in (".svg", ".png"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    assert ">济南及95%置信区间<" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    with Image.open(tmp_path / "a.png") as picture:
        assert round(picture.info["dpi"][0]) == 300


def test_an_own_axes_of_the_caller_is_drawn_on_and_not_moved():
    left, right = Figure((8, 3)).subplots(1, 2)
    place = right.get_position().bounds
    assert plot_profile(make_run(3, 4, 40).prevalence, right) is right
    assert right.get_position().bounds == place
    assert not left.lines
