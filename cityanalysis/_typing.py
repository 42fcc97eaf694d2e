"""The choices that options take, each written once: a type for checkers, its values for the run.

``get_args(Level)`` gives the values in the order in which a message lists them.
"""

from typing import Any, Literal, get_args

from cityanalysis.errors import UsageError, did_you_mean

__all__ = [
    "ANALYSED_KINDS",
    "DEFAULT_FORMATS",
    "LANGUAGES",
    "LEVELS",
    "MIN_PERIODS",
    "OUTPUT_FORMATS",
    "SCOPES",
    "AliasForm",
    "CountedUnit",
    "EngineChoice",
    "Estimand",
    "FindingMeasure",
    "Grouping",
    "KeynessMeasure",
    "Kind",
    "Language",
    "Level",
    "NameForm",
    "NamedModel",
    "OutputFormat",
    "Period",
    "PeriodChoice",
    "Scope",
    "TermMeasure",
    "ThemeMeasure",
    "ThemeModel",
    "TokenizerEngine",
    "TopicEngine",
    "UnitChoice",
    "Weighting",
    "check_choice",
]

# What is compared.
Level = Literal["province", "prefecture", "county"]
LEVELS: tuple[Level, ...] = get_args(Level)
Grouping = Literal["city", "code"]

# What is counted.
CountedUnit = Literal["article", "paragraph"]
UnitChoice = Literal["auto", "article", "paragraph"]
Estimand = Literal["exposure", "story"]
Period = Literal["day", "week", "month", "quarter", "year"]
MIN_PERIODS = 8  # with articles: of fewer, a slope and its autocorrelation cannot be told apart
PeriodChoice = Literal["auto", Period]

# Pieces of a page. Only the kinds in ANALYSED_KINDS take part in an analysis.
Kind = Literal["article", "caption", "editor_note", "header", "boilerplate", "spam"]
ANALYSED_KINDS: tuple[Kind, ...] = ("article", "caption", "editor_note")
AliasForm = Literal["alias", "zone"]
NameForm = Literal["full", "short", "alias", "zone", "town", "landmark"]
# How far the news of an article reach; `none` where nothing says it.
Scope = Literal["city", "province", "national", "foreign", "none"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

# How words are cut and weighted.
TokenizerEngine = Literal["auto", "rjieba", "jieba"]
Weighting = Literal["count", "tfidf"]

# How themes are measured and topics discovered.
# What gives the weights of named themes in a run.
ThemeMeasure = Literal["auto", "full", "fast", "seeded_lda", "lexicon"]
NamedModel = Literal["auto", "lexicon", "seeded_lda"]
ThemeModel = Literal["scorer", "lexicon", "seeded_lda", "lda", "nmf", "tomotopy", "embedding"]
TopicEngine = Literal["vem", "gensim", "tomotopy", "nmf", "embedding"]
EngineChoice = Literal["auto", TopicEngine]
TermMeasure = Literal["probability", "frex", "lift"]

# How cities are compared and results shown.
KeynessMeasure = Literal["log_odds", "tfidf", "ctfidf"]
FindingMeasure = Literal["share", "weight", "text"]
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
OutputFormat = Literal["pdf", "html", "png", "docx", "xlsx", "pptx"]
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
# What a run writes unless it is told; slides are for those who ask.
DEFAULT_FORMATS: tuple[OutputFormat, ...] = ("pdf", "html", "png", "docx", "xlsx")


def check_choice(name: str, value: object, allowed: Any) -> None:
    """Refuse a value that is not among those allowed.

    Parameters
    ----------
    name : str
        The option, as the message names it.
    value : object
        What was given for it.
    allowed : Literal alias or iterable of str
        One of the aliases above, or a table that others may add to, by its keys.

    Raises
    ------
    UsageError
        Naming the option, the choices and the value.

    Examples
    --------
    >>> check_choice("level", "county", Level)
    """
    values = get_args(allowed) or tuple(allowed)
    if value not in values:
        near = did_you_mean(str(value), values)
        raise UsageError(f"`{name}` must be one of {', '.join(values)}; got {value!r}.{near}")
