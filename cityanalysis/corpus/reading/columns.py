"""Which column of a table holds text, title, date, city, source and id: by name and by content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cityanalysis.corpus.reading.column_contents import Contents, study_contents
from cityanalysis.corpus.reading.column_names import (
    COLUMNS,
    WHOLE_NAME,
    known_fields,
    may_be,
    name_rank,
    plain_name,
)
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.errors import InputError, UsageError

__all__ = ["ChosenColumns", "check_columns", "find_columns"]

Row = Mapping[str, object]

# A column named like the text is one only where it is not much emptier than the fullest, and
# holds some of what the longest holds: 内容 with 招聘 in it, beside long 正文, is none.
_LEAST_FILL = 0.5
_LEAST_SHARE = 0.04
_LEAST_HAN = 4
# A headline has six characters and more; names of persons and places have fewer.
_LEAST_HEADLINE = 6
_MOSTLY_SENT = 0.5
_DATE_PARTS = (
    ("年", "年份", "年度", "year", "yyyy"),
    ("月", "月份", "month", "mm"),
    ("日", "日期", "day", "dd"),
)


@dataclass(frozen=True)
class ChosenColumns:
    """Which column holds which field, and for which of them the cells decided.

    `date_parts` are the columns of year, month and day where no column holds the whole date.
    """

    fields: dict[str, str]
    by_content: tuple[str, ...] = ()
    date_parts: tuple[str, ...] = ()

    @cached_property
    def undated(self) -> tuple[tuple[str, str], ...]:
        """Fields and columns but for the date's."""
        return tuple(one for one in self.fields.items() if one[0] != "date")

    def date_of(self, row: Row) -> object:
        """What a row says of its date; None where it says nothing."""
        if self.date_parts:
            cells = [str(row.get(name) or "").strip() for name in self.date_parts]
            return "-".join(cell.removesuffix(".0").rstrip("年月日") for cell in cells if cell)
        name = self.fields.get("date")
        return row.get(name) if name is not None else None


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Refuse a `columns` argument that names a field which does not exist."""
    unknown = sorted(set(columns or ()) - set(COLUMNS))
    if unknown:
        raise UsageError(
            f"`columns` must map from {', '.join(COLUMNS)}; got {', '.join(unknown)}. "
            'Write it as {"text": "正文"}: the field first, the column of the table second.'
        )


def find_columns(
    names: Sequence[str],
    rows: Sequence[Row] = (),
    options: ReadOptions | None = None,
    *,
    source: str = "the table",
) -> ChosenColumns:
    """Which column of a table holds text, title, date, city, source and id.

    What the user named comes first. Text is the column with a name that fits best, unless it is
    nearly empty or holds next to nothing beside another; where no name fits, the one with most
    running Chinese. Other fields go by name, and in a table without known names by content.

    Parameters
    ----------
    names : sequence of str
        The table's columns, as printed.
    rows : sequence of mappings
        The first rows.
    options : ReadOptions, optional
        Columns that the user named.
    source : str
        The table's name, for messages.

    Raises
    ------
    InputError
        Where no column holds the text, or a given column does not exist.

    Examples
    --------
    >>> find_columns(["编号", "标题", "正文"]).fields
    {'text': '正文', 'title': '标题', 'id': '编号'}
    """
    given = {
        field: resolve_column(names, column, field, source)
        for field, column in (options.columns if options else ())
    }
    free = [name for name in names if name not in given.values()]
    held = {name: study_contents(rows, name) for name in free}
    by_content: list[str] = []
    is_nameless = sum(known_fields(name) == 2 for name in names) == 0
    for field in COLUMNS:
        if field in given:
            continue
        chosen = _by_name(field, held, bool(rows))
        if chosen is None and (field in ("text", "date") or is_nameless):
            chosen = _by_content(field, held)
            by_content += [field] if chosen else []
        if chosen is not None:
            given[field] = chosen
            held.pop(chosen)
    has_data = any(one.coded > 0 for one in held.values())
    if "text" not in given and not has_data and (headlines := _headlines(given, rows)):
        given["text"] = headlines
        given.pop("title", None)
        by_content.append("text")
    parts = () if options and options.column_of("date") else _date_parts(names, given)
    if parts:
        given["date"] = ", ".join(parts)
    if "text" not in given:
        raise InputError(
            f"{source}: no column holds the text. It has: {_shown(names)}. Name the right one, "
            "by name or number: columns={'text': ...}, or --columns text=..."
        )
    ordered = {field: given[field] for field in COLUMNS if field in given}
    return ChosenColumns(ordered, tuple(by_content), parts)


def _headlines(given: Mapping[str, str], rows: Sequence[Row]) -> str | None:
    """The column of titles, in a table that holds no longer texts."""
    title = given.get("title")
    held = study_contents(rows, title) if title is not None else Contents()
    return title if held.han >= _LEAST_HEADLINE and held.different >= 0.5 else None


def _date_parts(names: Sequence[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """Columns of year, month and day, where the date is cut into them."""
    found = [
        next((name for name in names if plain_name(name) in known), None) for known in _DATE_PARTS
    ]
    year, month, day = found
    if year is None or month is None or given.get("date", year) not in found:
        return ()
    return (year, month) if day is None else (year, month, day)


def resolve_column(names: Sequence[str], wanted: str, field: str, source: str) -> str:
    """The column that a user means: its name, its number from 1, or a part of its name."""
    found = seek_column(names, wanted, field, source)
    if found is None:
        raise InputError(f"{source}: no column for {field}={wanted}. It has: {_shown(names)}.")
    return found


def seek_column(names: Sequence[str], wanted: str, field: str, source: str) -> str | None:
    """The column that a user means; None where this table has none that it could be."""
    if wanted in names:
        return wanted
    if wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    plain = plain_name(wanted)
    for found in (
        [name for name in names if plain_name(name) == plain],
        [name for name in names if plain and plain in plain_name(name)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                f"{source}: {field}={wanted} may be any of {_shown(found)}. Give the whole name."
            )
    return None


def _by_name(field: str, held: Mapping[str, Contents], has_rows: bool) -> str | None:
    ranked = sorted(
        ((rank, name) for name in held if (rank := name_rank(name, field))),
        key=lambda item: -item[0],
    )
    if not has_rows:
        return ranked[0][1] if ranked else None
    fitting = [name for _, name in ranked if _fits(field, held[name], held)]
    if fitting:
        return fitting[0]
    # No column fits by its cells: one with a well-known name is taken all the same.
    whole = [n for rank, n in ranked if rank >= WHOLE_NAME and not _is_of_sender(field, held[n])]
    if field == "text":
        whole = [name for name in whole if held[name].fill > 0 and held[name].numbers < 0.9]
        if any(contents.is_running_text for contents in held.values()):
            return None
    return max(whole, key=lambda name: round(held[name].fill, 1)) if whole else None


def _fits(field: str, contents: Contents, held: Mapping[str, Contents]) -> bool:
    if field == "text":
        longest = max(other.han for other in held.values())
        fullest = max(
            other.fill
            for other in held.values()
            if other.han >= _LEAST_HAN / 2 or other is contents
        )
        return (
            contents.han >= max(_LEAST_HAN, _LEAST_SHARE * longest)
            and contents.fill >= _LEAST_FILL * fullest
            and contents.dates < 0.5
            # A column with one word in every row is a label, no title.
            and (contents.different > 0.2 or longest == contents.han or contents.length > 60)
        )
    if field == "date":
        return contents.dates >= 0.5
    if field == "id":
        return contents.fill > 0 and contents.length <= 80
    if field == "title":
        return contents.fill > 0 and contents.length <= 200 and contents.numbers < 0.9
    is_short = contents.links < 0.5 and contents.length <= 40
    return contents.fill > 0 and is_short and not _is_of_sender(field, contents)


def _is_of_sender(field: str, contents: Contents) -> bool:
    """Whether a column of places says where texts were sent from."""
    return field in ("city", "province") and contents.sent_from >= _MOSTLY_SENT


def _by_content(field: str, held: Mapping[str, Contents]) -> str | None:
    """The column whose cells can be nothing but this field."""
    merits: dict[str, float] = {}
    for place, (name, contents) in enumerate(held.items()):
        if field == "text" and contents.is_running_text and not name_rank(name, "title"):
            merits[name] = contents.han
        elif (field == "date" and _is_date(name, contents)) or (
            field == "city" and contents.cities >= 0.8 and contents.fill >= 0.5
        ):
            merits[name] = contents.fill
        elif field == "title" and _is_like_titles(contents):
            merits[name] = -place
    return max(merits, key=lambda name: merits[name]) if merits else None


def _is_date(name: str, contents: Contents) -> bool:
    """Whether a column holds nothing but dates, and its name says of no other day."""
    return contents.sure_dates >= 0.8 and contents.fill >= 0.5 and may_be(name, "date")


def _is_like_titles(contents: Contents) -> bool:
    return (
        3 <= contents.length <= 60
        and contents.han >= 3
        and contents.different >= 0.8
        and contents.dates < 0.2
        and contents.cities < 0.5
    )


def _shown(names: Sequence[str]) -> str:
    listed = ", ".join(f"{i} {str(name)[:40]}" for i, name in enumerate(names[:20], start=1))
    return listed + (", ..." if len(names) > 20 else "") if names else "no columns"
