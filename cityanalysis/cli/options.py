"""Options of commands, made from the fields of `Settings`."""

import dataclasses
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import typer

from cityanalysis.cli.local_words import helped

__all__ = ["option_rows", "takes_settings"]

Command = Callable[..., None]


def takes_settings(*names: str) -> Callable[[Command], Command]:
    """Give a command the options of these settings, or of all; they reach it as ``**given``.

    Parameters
    ----------
    *names : str
        Fields of `Settings`.

    Examples
    --------
    >>> @takes_settings("lang", "seed")
    ... def command(path: str, **given: object) -> None: ...
    >>> list(inspect.signature(command).parameters)
    ['path', 'seed', 'lang']
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def wrapped(*args: Any, **given: Any) -> None:
            command(*args, **given)

        own = inspect.signature(command, eval_str=True).parameters.values()
        kept = [one for one in own if one.kind is not inspect.Parameter.VAR_KEYWORD]
        added = [_parameter(field) for field in _fields() if not names or field.name in names]
        last = [one for one in kept if one.default is not inspect.Parameter.empty]
        first = [one for one in kept if one not in last]
        keyword = inspect.Parameter.KEYWORD_ONLY
        parameters = [*first, *[one.replace(kind=keyword) for one in last], *added]
        vars(wrapped)["__signature__"] = inspect.Signature(parameters)
        wrapped.__annotations__ = {one.name: one.annotation for one in parameters}
        return wrapped

    return decorate


def option_rows() -> list[tuple[str, str, str]]:
    """(option, values or meaning, default) of each setting, as docs/interface.md lists them.

    Examples
    --------
    >>> option_rows()[1]
    ('--level', 'unit of comparison: province, prefecture, county', 'prefecture')
    """
    from cityanalysis.run import Settings

    hints = get_type_hints(Settings)
    rows = []
    for field in _fields():
        choices = get_args(hints[field.name]) if _is_choice(hints[field.name]) else ()
        listed = f": {', '.join(choices)}" if choices else ""
        means = field.metadata["means"]
        # Where the meaning names each choice itself, they are not listed again.
        listed = "" if all(f"{choice}:" in means for choice in choices) else listed
        rows.append((_name(field), means + listed, field.metadata["default"]))
    return rows


def _fields() -> tuple[dataclasses.Field[Any], ...]:
    from cityanalysis.run import Settings

    return dataclasses.fields(Settings)


def _is_choice(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _completed(choices: tuple[str, ...]) -> Callable[[str], list[str]]:
    """What a shell completes the beginning of a choice to."""

    def begun(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return begun


def _name(field: dataclasses.Field[Any]) -> str:
    return "--" + field.name.replace("_", "-")


def _parameter(field: dataclasses.Field[Any]) -> inspect.Parameter:
    """One option; without it the value is None, so that a settings file can speak."""
    from cityanalysis.run import Settings

    hint, means = get_type_hints(Settings)[field.name], field.metadata["means"]
    # A choice is taken as it is written: the settings say what was wrong, and what is near it.
    kind: Any = hint if hint in (int, float, bool) else str
    choices = get_args(hint) if _is_choice(hint) else ()
    flags = [_name(field), "-q"] if field.name == "quiet" else [_name(field)]
    if hint == bool | None:
        # Three answers: yes, no, and as the program sees fit.
        kind, flags = bool, [f"{_name(field)}/--no-{field.name}"]
    option = typer.Option(
        *flags,
        help=f"{helped('option', field.name, means)} [{field.metadata['default']}]",
        metavar=field.metadata["metavar"] or (f"<{'|'.join(choices)}>" if choices else None),
        autocompletion=_completed(choices) if choices else None,
    )
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, option],
    )
