"""Databases and archives, as crawlers and Windows write them: name, kind, writer, expectation."""

import datetime
import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.corpus.reading.own_rows import ALL, CITIES, DATES, ROWS, TEXTS, TITLES, table


def _write_database(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("create table visited (url text)")
        base.executemany("insert into visited values (?)", [("http://e.cn",)] * 9)
        base.execute("create table news (id integer, title text, pub_time text, content text)")
        base.executemany("insert into news values (?, ?, ?, ?)", ROWS)
    base.close()


def _write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for _, title, date, text in ROWS:
            info = zipfile.ZipInfo(f"{title}_{date}.txt")
            archive.writestr(info, text)
    # What Windows writes: names in GBK, and no flag that they are UTF-8.
    data = path.read_bytes()
    for title in TITLES:
        old = title.encode()
        data = data.replace(old, title.encode("gbk") + b"____")
    path.write_bytes(_without_utf8_flag(data))


def _without_utf8_flag(data: bytes) -> bytes:
    """The archive with bit 11 of every entry's flags cleared."""
    bare = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = bare.find(mark)
        while at >= 0:
            bare[at + offset + 1] &= 0xF7
            at = bare.find(mark, at + 4)
    return bytes(bare)


def _write_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        data = table().encode()
        info = tarfile.TarInfo("news/rows.csv")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))


def _write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    days = [datetime.date.fromisoformat(d) for d in DATES]
    columns = {"id": [1, 2, 3], "title": TITLES, "date": days, "body": [t.encode() for t in TEXTS]}
    pq.write_table(pa.table(columns), path)


PACKED: list[tuple[str, str, Callable[[Path], None], dict[str, Any]]] = [
    ("crawl.db", "packed", _write_database, ALL),
    ("names_gbk.zip", "packed", _write_zip, {"n": 3, "cities": CITIES, "cities_any": True}),
    ("tables.tar.gz", "packed", _write_tar, ALL),
    ("bytes.parquet", "packed", _write_parquet, ALL),
]
