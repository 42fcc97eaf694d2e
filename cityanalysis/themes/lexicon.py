"""Named themes: ids, labels and seed words, read from a TOML file."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cityanalysis.errors import InputError, SeedWarning, warn
from cityanalysis.resources import data_path

__all__ = ["Theme", "read_themes"]

_SHOWN = 5  # themes that a message names
_LONGEST_WORD = 100  # characters: a name of a law has sixty, and more breaks every figure
_KEYS = frozenset({"id", "label_zh", "label_en", "definition", "seeds", "exclude", "examples"})


@dataclass(frozen=True, slots=True)
class Theme:
    """A named theme.

    Attributes
    ----------
    id : str
        Name in tables: letters, digits and underscores.
    label_zh, label_en : str
        Names in reports.
    seeds : tuple of str
        Words that speak for the theme, matched on the raw text.
    exclude : tuple of str
        Contexts: a seed inside one of these does not count.
    definition : str
        A sentence that says what the theme is about; the label where none is given.
    examples : tuple of str
        Sentences or headlines that are about it.
    """

    id: str
    label_zh: str
    label_en: str
    seeds: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    definition: str = ""
    examples: tuple[str, ...] = ()


def read_themes(path: str | Path | None = None) -> tuple[Theme, ...]:
    """Read named themes from a TOML file; those of the package without one.

    The file is a list of tables ``[[theme]]`` with ``id``, ``label_zh``, ``label_en``,
    ``definition``, ``seeds`` and, if wanted, ``exclude`` and ``examples``.

    Parameters
    ----------
    path : str or Path, optional
        A file of your own.

    Returns
    -------
    tuple of Theme
        In the order of the file.

    Raises
    ------
    InputError
        Where the file cannot be read, an id stands twice, a theme has no seeds, or a value is of
        the wrong type; the message names the file, the theme and the remedy.

    Warns
    -----
    SeedWarning
        Where themes have no definition.

    Examples
    --------
    >>> [theme.label_en for theme in read_themes() if theme.id == "water"]
    ['Water']
    """
    return _read(Path(path)) if path is not None else _packaged()


@lru_cache(maxsize=1)
def _packaged() -> tuple[Theme, ...]:
    return _read(data_path("themes.toml"))


def _read(path: Path) -> tuple[Theme, ...]:
    entries = _parse(path).get("theme")
    if not isinstance(entries, list) or not entries:
        raise InputError(f"{path}: no themes. Add at least one [[theme]] with id and seeds.")
    themes = tuple(_theme(path, number, entry) for number, entry in enumerate(entries, 1))
    seen: set[str] = set()
    for theme in themes:
        if theme.id in seen:
            raise InputError(f"{path}: two themes have the id {theme.id}. Rename or merge them.")
        seen.add(theme.id)
    _refuse_twins(path, themes)
    _warn_undefined(path, themes)
    return themes


def _warn_undefined(path: Path, themes: tuple[Theme, ...]) -> None:
    """Say which themes have no definition, by which more of what they are about is found."""
    undefined = [theme.id for theme in themes if not theme.definition]
    if undefined:
        shown = ", ".join(undefined[:_SHOWN]) + (" …" if len(undefined) > _SHOWN else "")
        warn(
            f"{path}: {len(undefined)} of {len(themes)} themes have no definition ({shown}): they "
            "are found by their names and seeds alone. Say in a sentence what each is about: "
            'definition = "…".',
            SeedWarning,
        )


def _refuse_twins(path: Path, themes: tuple[Theme, ...]) -> None:
    """Two themes that are defined alike cannot be told apart by any measure."""
    known: dict[str, str] = {}
    for theme in themes:
        said = "".join(filter(str.isalnum, theme.definition))
        if said and said in known:
            raise InputError(
                f"{path}: themes {known[said]} and {theme.id} have the same definition. Say what "
                "tells them apart, or merge them."
            )
        known[said] = theme.id


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8. Save the themes file as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not TOML: {error}. Mend that line.") from error


def _theme(path: Path, number: int, entry: Any) -> Theme:
    name = entry.get("id") if isinstance(entry, dict) else None
    where = f"{path}: theme {name if isinstance(name, str) and name else f'number {number}'}"
    if not isinstance(entry, dict):
        raise InputError(f"{where} is not a table. Write it as [[theme]].")
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise InputError(f"{where} has the unknown key {unknown[0]}. Known are {known}.")
    if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
        raise InputError(f"{where}: id must be letters, digits and underscores; got {name!r}.")
    label_zh = _short(where, "label_zh", _text(where, "label_zh", entry.get("label_zh", name)))
    label_en = _short(where, "label_en", _text(where, "label_en", entry.get("label_en", name)))
    seeds = _words(where, "seeds", entry.get("seeds", []))
    if not seeds:
        raise InputError(f"{where} has no seeds. List the words that speak for it.")
    _short(where, "seeds", max(seeds, key=len))
    exclude = _words(where, "exclude", entry.get("exclude", []))
    definition = entry.get("definition", "")
    if definition != "":
        definition = _text(where, "definition", definition)
    examples = _words(where, "examples", entry.get("examples", []))
    return Theme(name, label_zh, label_en, seeds, exclude, definition, examples)


def _text(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {key} must be a text in quotes; got {value!r}.")
    return value.strip()


def _words(where: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f"{where}: {key} must be a list of words in quotes; got {value!r}.")
    return tuple(dict.fromkeys(_text(where, key, word) for word in value))


def _short(where: str, key: str, word: str) -> str:
    if len(word) > _LONGEST_WORD:
        raise InputError(
            f"{where}: {key} has a word of {len(word)} characters; got {word[:20]}…. Write at most "
            f"{_LONGEST_WORD}."
        )
    return word
