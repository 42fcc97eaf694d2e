"""The command line in Chinese: help where the locale is Chinese, messages in the run's language."""

import os
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from cityanalysis._typing import Language
from cityanalysis.errors import SkippedInputWarning
from cityanalysis.resources import data_path
from cityanalysis.wording import file_reason

__all__ = ["helped", "is_chinese", "step_name", "translated"]

_SHOWN = 3  # inputs named in a warning: as many as the English message names


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data_path("cli.toml").read_text(encoding="utf-8"))


def is_chinese() -> bool:
    """Whether the first of the locale's variables that is set names Chinese."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return chosen.lower().startswith("zh")


def helped(group: str, name: str, english: str) -> str:
    """A text of the help in the locale's language; English where there is no other.

    Examples
    --------
    >>> helped("option", "no such option", "what it means")
    'what it means'
    """
    return str(_table()[group].get(name, english)) if is_chinese() else english


def step_name(stage: str, lang: Language) -> str:
    """A step of a run as its language calls it.

    Examples
    --------
    >>> step_name("pages", "zh"), step_name("pages", "en")
    ('读取版面', 'pages')
    """
    return str(_table()["step"].get(stage, stage)) if lang == "zh" else stage


def translated(warning: Warning | str, lang: Language) -> str:
    """A warning in the run's language; one that has no translation stays English.

    Examples
    --------
    >>> translated("out/a.csv was not as a run wrote it; it is now a-1.csv.", "zh")
    'out/a.csv已被改动，现更名为a-1.csv。'
    """
    message = str(warning)
    if lang != "zh":
        return message
    if isinstance(warning, SkippedInputWarning) and warning.skipped:
        return _left_out(warning.skipped)
    for entry in _table()["warning"]:
        found = _pattern(entry["en"]).fullmatch(message)
        if found:
            return _filled(entry["zh"], found.groups())
    return message


def _left_out(skipped: Sequence[tuple[str, str]]) -> str:
    """The inputs that were left out: the first few with their reasons, the others as a number."""
    shown = "；".join(f"{name}：{file_reason(why, 'zh')}" for name, why in skipped[:_SHOWN])
    more = f"；另有{len(skipped) - _SHOWN}份" if len(skipped) > _SHOWN else ""
    return f"{len(skipped)}份输入未读取：{shown}{more}。"


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """The English with its gaps open."""
    parts = re.split(r"\{\d\}", template)
    return re.compile("(.+?)".join(map(re.escape, parts)), re.S)


def _filled(template: str, values: tuple[str, ...]) -> str:
    """The Chinese with its gaps filled; what fills them is never read as a template."""
    return re.sub(r"\{(\d)\}", lambda gap: values[int(gap[1])], template)
