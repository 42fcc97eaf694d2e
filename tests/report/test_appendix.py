"""The appendix names the files that a run read."""

from cityanalysis.report import Block, build_report
from tests.simulate.run import make_run


def _files(lang: str) -> Block:
    section = build_report(make_run(3, 4, 60), lang=lang).section("appendix")
    assert section is not None
    return [block for block in section.blocks if block.kind == "table"][-1]


def test_every_file_is_named_with_its_size_and_digest():
    inputs = make_run(3, 4, 60).manifest.inputs
    assert inputs
    for lang in ("zh", "en"):
        rows = _files(lang).content["rows"]
        assert [row[0] for row in rows] == [item.name for item in inputs]
        assert "articles.jsonl" in [row[0] for row in rows]
        for (name, size, digest), item in zip(rows, inputs, strict=True):
            assert name and int(size.replace(",", "")) == item.size
            assert item.sha256.startswith(digest) and len(digest) == (12 if item.sha256 else 0)
