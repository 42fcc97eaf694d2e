"""The frames of a finished run as tables of a database in memory."""

from pathlib import Path

import pandas as pd

from cityanalysis.errors import InputError, UsageError
from cityanalysis.run import listed_files

__all__ = ["ask"]


def ask(folder: Path, query: str) -> pd.DataFrame:
    """Answer a query in SQL from the Parquet files of a run's folder.

    Parameters
    ----------
    folder : Path
        What `cityanalysis analyse --out` wrote. Each of its frames is a view of that name:
        `articles`, `cities`, `weights`, and those of `results/`.
    query : str
        In DuckDB's SQL. It can read the folder and nothing else, and write nowhere.

    Raises
    ------
    InputError
        Where the folder holds no run.
    UsageError
        Where DuckDB is not installed, or does not understand the query.
    """
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("SQL needs DuckDB: pip install 'cityanalysis[sql]'.") from error
    files = sorted(folder / name for name in listed_files(folder) if name.endswith(".parquet"))
    if not files:
        raise InputError(f"{folder} holds no run. Name the folder that `analyse --out` wrote.")
    with duckdb.connect() as database:
        for path in files:
            database.read_parquet(str(path)).create_view(path.stem)
        database.execute("SET allowed_paths = ?", [[str(path) for path in files]])
        database.execute("SET enable_external_access = false")
        try:
            asked = database.extract_statements(query)
            if [one.type for one in asked] != [duckdb.StatementType.SELECT]:
                raise UsageError("the query must be one SELECT (or DESCRIBE, or SUMMARIZE).")
            found: pd.DataFrame = database.sql(query).df()
        except duckdb.Error as error:
            raise UsageError(f"DuckDB does not understand the query: {error}") from error
    return found
