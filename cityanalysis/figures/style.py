"""One look for every figure: font, colours, sizes, and how a figure is written to disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityanalysis.errors import UsageError
from cityanalysis.resources import font_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

__all__ = [
    "COLOURS",
    "city_label",
    "colour_on_heat",
    "figure_style",
    "heat_colours",
    "printable",
    "save_figure",
    "wrap",
]

# Okabe & Ito's blue and vermilion, darkened until they differ in grey too.
COLOURS = {
    "ink": "#1d2129",
    "muted": "#666b73",
    "rule": "#d5d8dc",
    "pale": "#eef0f2",
    "accent": "#14577f",
    "contrast": "#c2511c",
    "third": "#2f8f6b",
    "fourth": "#8d5a97",
    "paper": "#ffffff",
}
_HEAT = ("#f6f5f1", "#cfe0e6", "#8fbdcf", "#4a90b0", "#14577f", "#0b2f4a")
_WHITE_FROM = 0.63  # where ink and white are equally easy to read on the heat colours
_FONT: ContextVar[Path | None] = ContextVar("figure_font", default=None)
TEXT_WIDTH = 6.5  # inches between the margins of the report's page


@contextmanager
def figure_style(font: str | Path | None = None) -> Iterator[None]:
    """Draw every figure inside the block with this font; nothing outside it changes.

    Parameters
    ----------
    font : path, optional
        A TrueType file for other scripts. The packaged Chinese font where it is absent.

    Examples
    --------
    >>> with figure_style():
    ...     pass
    """
    if font is not None and not Path(font).is_file():
        raise UsageError(f"`font` must be a TrueType file; {font} does not exist")
    token = _FONT.set(Path(font) if font is not None else _FONT.get())
    try:
        yield
    finally:
        _FONT.reset(token)


def current_font() -> Path:
    """The font file that figures are drawn with now."""
    return _FONT.get() or font_path()


def font_family() -> str:
    """Family name of the font that figures are drawn with now."""
    return _family(current_font())


@cache
def _family(path: Path) -> str:
    """Family name of a font file, known to matplotlib from here on."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(path))
    return str(font_manager.FontProperties(fname=str(path)).get_name())


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: object, *, limit: int | None = None) -> str:
    """Text as the font can show it, on one line.

    A character without a glyph becomes □; marks that only steer the direction of writing, and
    control characters, are left out.

    Parameters
    ----------
    text : object
        Anything; missing values give an empty string.
    limit : int, optional
        Longest result, in characters; what is cut is marked by an ellipsis.

    Examples
    --------
    >>> printable("德州\\u202e\\n12 %")
    '德州 12 %'
    >>> printable("abcdef", limit=4)
    'abc…'
    """
    if text is None or text != text or str(text) == "<NA>":
        return ""
    known = _characters(current_font())
    shown = []
    for char in str(text)[: 4 * limit] if limit else str(text):
        if char.isspace():
            shown.append(" ")
        elif char.isprintable():
            shown.append(char if ord(char) in known else "□")
    clean = " ".join("".join(shown).split())
    return clean if limit is None or len(clean) <= limit else clean[: limit - 1] + "…"


def width_of(text: str) -> float:
    """Rough width of a text in ems: a Chinese character is one, a Latin letter about a half."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.56 for char in text)


def city_label(city: object, *, ems: float = 10.5) -> str:
    """A city's name as figures write it, cut to a width rather than a number of characters.

    Examples
    --------
    >>> city_label("聊城"), city_label("Suzhou (Jiangsu)"), city_label("Liaocheng", ems=4)
    ('聊城', 'Suzhou (Jiangsu)', 'Liaoc…')
    """
    name = printable(city)
    if width_of(name) <= ems:
        return name
    while name and width_of(name) > ems - 1:
        name = name[:-1]
    return name.rstrip() + "…"


def wrap(text: str, width: float) -> str:
    """Break a label into lines of at most `width` ems, Latin words kept whole.

    Examples
    --------
    >>> wrap("Livestream commerce", 7)
    'Livestream\\ncommerce'
    """
    lines, line = [], ""
    for word in _words(text):
        if line and width_of(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    return "\n".join([*lines, line.rstrip()]) if line.strip() else "\n".join(lines)


def _words(text: str) -> list[str]:
    """Pieces at whose ends a line may break."""
    pieces: list[str] = []
    for char in text:
        wide = ord(char) > 0x2E7F
        if pieces and not wide and not pieces[-1].endswith(" ") and ord(pieces[-1][-1]) <= 0x2E7F:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


@contextmanager
def drawing() -> Iterator[None]:
    """Matplotlib's settings for our figures, put back at the end of the block."""
    import matplotlib as mpl

    ink, muted, rule = COLOURS["ink"], COLOURS["muted"], COLOURS["rule"]
    settings: dict[str, Any] = {
        "font.family": [font_family()],
        "font.size": 8,
        "text.parse_math": False,
        "text.usetex": False,
        "text.color": ink,
        "axes.edgecolor": rule,
        "axes.labelcolor": muted,
        "axes.unicode_minus": True,
        "axes.linewidth": 0.6,
        "xtick.color": rule,
        "ytick.color": rule,
        "xtick.labelcolor": muted,
        "ytick.labelcolor": ink,
        "svg.fonttype": "none",
        "svg.hashsalt": "cityanalysis",
        "pdf.fonttype": 42,
        "path.simplify": True,
    }
    with mpl.rc_context():
        mpl.rcParams.update(mpl.rcParamsDefault)
        mpl.rcParams.update(settings)
        yield


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes given, or the only axes of a new figure of this size in inches."""
    if ax is not None:
        return ax
    from matplotlib.figure import Figure

    figure = Figure((width, height), facecolor=COLOURS["paper"], layout=None)
    return figure.add_axes((0, 0, 1, 1))


def bare(ax: Axes) -> None:
    """Take away frame and ticks."""
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.tick_params(length=0)


def place(ax: Axes, *, left: float, right: float, top: float, bottom: float) -> None:
    """Set an own figure's margins in inches; a figure that the caller laid out stays as it is."""
    figure = ax.get_figure(root=True)
    if figure is None or len(figure.axes) != 1 or ax.get_subplotspec() is not None:
        return
    width, height = figure.get_size_inches()
    ax.set_position(
        (
            left / width,
            bottom / height,
            max(0.05, 1 - (left + right) / width),
            max(0.05, 1 - (top + bottom) / height),
        )
    )


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes in inches."""
    figure = ax.get_figure(root=True)
    box = ax.get_position()
    width, height = figure.get_size_inches() if figure is not None else (6.4, 4.8)
    return float(box.width * width), float(box.height * height)


def add_line(
    axes: Axes, ends: tuple[float, float], level: float, *, gid: str, colour: str, alpha: float
) -> None:
    """A thick level line with an id; the caller sets the limits, so none are computed."""
    from matplotlib.lines import Line2D

    line = Line2D(ends, (level, level), color=colour, lw=2.2, alpha=alpha, zorder=2)
    line.set_solid_capstyle("butt")
    line.set_gid(gid)
    axes.add_artist(line)


def add_bar(axes: Axes, left: float, width: float, level: float, *, gid: str, colour: str) -> None:
    """A level bar with an id."""
    from matplotlib.patches import Rectangle

    bar = Rectangle((left, level - 0.31), width, 0.62, facecolor=colour, edgecolor="none")
    bar.set_gid(gid)
    axes.add_artist(bar)


def empty(ax: Axes, sentence: str) -> Axes:
    """Say in the axes why there is nothing to draw."""
    bare(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0.5, 0.5, sentence, ha="center", va="center", transform=ax.transAxes, color="#666b73")
    return ax


@cache
def heat_colours() -> Colormap:
    """Colours from pale to dark, even steps of lightness, so that grey print keeps the order.

    Examples
    --------
    >>> heat_colours().name
    'cityanalysis'
    """
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("cityanalysis", _HEAT)


def colour_on_heat(depth: float) -> str:
    """The colour of text on a cell of the heat colours: of ink and white the one easier to read.

    Parameters
    ----------
    depth : float
        Place on the scale of `heat_colours`, from 0 to 1.

    Examples
    --------
    >>> colour_on_heat(0.9)
    'white'
    """
    return "white" if depth > _WHITE_FROM else COLOURS["ink"]


def save_figure(figure: Figure, stem: str | Path, *, dpi: int = 300, png: bool = True) -> None:
    """Write a figure as `stem.svg` and `stem.png`; the same figure gives the same bytes.

    Parameters
    ----------
    figure : Figure
        What a plot function's axes belong to: ``ax.figure``.
    stem : path
        Where to, without suffix; with ``.svg``, ``.png`` or ``.pdf`` that file alone is written.
    dpi : int
        Resolution of the PNG.
    png : bool
        Write the PNG beside the SVG.
    """
    path = Path(stem)
    with drawing():
        if path.suffix in _FORMATS:
            _write(figure, path, dpi)
            return
        _write(figure, path.with_name(f"{path.name}.svg"), dpi)
        if png:
            _write(figure, path.with_name(f"{path.name}.png"), dpi)


# What each format would say of the day and the program, which changes its bytes.
_FORMATS: dict[str, dict[str, Any]] = {
    ".svg": {"metadata": {"Date": None, "Creator": "cityanalysis"}},
    ".png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 6}},
    ".pdf": {"metadata": {"CreationDate": None, "Creator": "cityanalysis", "Producer": None}},
}


def _write(figure: Figure, path: Path, dpi: int) -> None:
    kind = path.suffix
    figure.savefig(path, format=kind[1:], dpi=dpi if kind == ".png" else "figure", **_FORMATS[kind])
