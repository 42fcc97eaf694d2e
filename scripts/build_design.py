"""Write the tables of frames in docs/design.md from the schemas in cityanalysis/frames.

Run: ``python scripts/build_design.py``. A test holds both together.
"""

from pathlib import Path

from cityanalysis.frames import Frame, WideFrame, question_schemas, schemas, theme_schemas

_PAGE = Path(__file__).parents[1] / "docs" / "design.md"
START = "<!-- frames: made by scripts/build_design.py from the schemas in cityanalysis/frames -->\n"
END = "<!-- end of frames -->\n"


def frame_tables() -> str:
    """A heading, a sentence and a table for every frame, in the order of the file."""
    parts = []
    for value in _own_classes():
        if issubclass(value, Frame):
            rows = [f"| `{c.name}` | {c.shown_type()} | {c.meaning} |" for c in value.columns()]
            table = "\n".join(["| column | type | meaning |", "|---|---|---|", *rows])
        elif issubclass(value, WideFrame):
            table = f"Index `doc_id`, a column per theme, every cell {value.dtype}."
        else:
            continue
        lines = [line.strip() for line in (value.__doc__ or "").strip().splitlines()]
        parts.append(f"### {value.__name__}\n\n" + "\n".join(lines) + f"\n\n{table}\n")
    return "\n".join(parts)


def _own_classes() -> list[type]:
    return [
        value
        for module in (schemas, question_schemas, theme_schemas)
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]


def with_tables(page: str) -> str:
    """The page with its tables made anew."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return before + START + "\n" + frame_tables() + "\n" + END + after


if __name__ == "__main__":
    _PAGE.write_text(with_tables(_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
