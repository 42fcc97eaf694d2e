"""What a user can say about how files are to be read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from cityanalysis.corpus.corrections import Correction

__all__ = ["UNPACK_LIMIT", "ReadOptions"]

# More than any collection of texts that was met so far, and little enough to be read in a minute.
UNPACK_LIMIT = 512 << 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read; the defaults decide by content.

    Parameters
    ----------
    columns : tuple of (field, column)
        Which column holds a field: by name, part of a name, or number from 1.
    keep : tuple of str
        Further columns whose cells are kept with the article, to group by.
    lines : bool, optional
        Whether each line of a text file is a document of its own; None decides by form.
    today : datetime.date, optional
        The day that 今天 and 3小时前 are counted from; without it they count as not read.
    shortest : int
        Rows whose text has fewer characters are left out, and listed.
    unpack_limit : int
        Bytes that one packed file may unpack to.
    corrections : tuple of Correction
        What a reader corrected on the review page.

    Examples
    --------
    >>> ReadOptions(columns=(("text", "正文"),)).column_of("text")
    '正文'
    """

    columns: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    lines: bool | None = None
    today: datetime.date | None = None
    shortest: int = 1
    unpack_limit: int = UNPACK_LIMIT
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of_columns(cls, columns: Mapping[str, str] | None) -> "ReadOptions":
        """Options that say no more than which column holds which field."""
        return cls(columns=tuple((columns or {}).items()))

    def column_of(self, field: str) -> str | None:
        """The column that the user named for a field."""
        return dict(self.columns).get(field)
