"""How the tables of a run were understood: which column is what, and which dates were not read."""

from __future__ import annotations

from pathlib import PurePath

from cityanalysis.corpus import TableRead
from cityanalysis.figures import printable
from cityanalysis.report.blocks import Block
from cityanalysis.report.view import View

__all__ = ["tables_read"]

# Tables that the report names; all stand in manifest.json.
_NAMED = 5
_LONGEST = 30


def tables_read(view: View) -> list[Block]:
    """A sentence per table; nothing where no table was read."""
    say = view.say
    tables = [table for item in view.analysis.manifest.inputs for table in item.tables]
    if not tables:
        return []
    sentences = [_sentence(view, table) for table in tables[:_NAMED]]
    if rest := len(tables) - len(sentences):
        sentences.append(say("tables_read.more", {"n": say.count(rest)}))
    return [
        Block("text", {"text": say("tables_read.text")}),
        Block("list", {"items": sentences}),
    ]


def _sentence(view: View, table: TableRead) -> str:
    say = view.say
    chosen = [
        say(
            "tables_read.column",
            {
                "field": say(f"tables_read.{'text_field' if field == 'text' else field}"),
                "column": printable(column, limit=_LONGEST),
            },
        )
        for field, column in table.columns
    ]
    values = {
        "file": printable(PurePath(table.source).name, limit=40),
        "columns": say.listing(chosen),
        "n": say.count(table.n_rows),
        "n_out": say.count(table.n_left_out),
        "n_unread": say.count(table.n_unread_dates),
        "n_dates": say.count(table.n_dates),
        "example": printable(table.example, limit=_LONGEST),
    }
    parts = [say("tables_read.table", values)]
    parts += [say("tables_read.left_out", values)] if table.n_left_out else []
    parts += [say("tables_read.unread", values)] if table.n_unread_dates else []
    return "".join(parts) + say("tables_read.end")
