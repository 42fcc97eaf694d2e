"""The folder of results: nothing of the user's is lost, and one run holds it at a time."""

import json
from pathlib import Path

import pytest

from cityanalysis.errors import CityAnalysisWarning, FolderInUseError, UsageError
from cityanalysis.run import Manifest, Settings, seal_folder
from cityanalysis.run.out_apart import check_apart
from cityanalysis.run.out_folder import listed_files, take_folder

OURS = Manifest()


def run_into(out: str | Path, files: dict[str, str], **options: object) -> None:
    """What every run does with its folder, with files of given content as its results."""
    with take_folder(out, **options) as folder:
        for name, content in files.items():
            path = folder.staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        seal_folder(folder.staged, OURS, Settings())
        folder.publish()


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if path.name != "manifest.json"
    }


def test_a_second_run_replaces_the_files_of_the_first_and_leaves_all_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_into(out, {"report.pdf": "1", "tables/a.csv": "1", "figures/old.png": "1"})
    (out / "my notes.txt").write_text("mine", encoding="utf-8")
    (out / "tables" / "mine.csv").write_text("mine", encoding="utf-8")
    run_into(out, {"report.pdf": "2", "tables/a.csv": "2"})
    assert contents(out) == {
        "my notes.txt": "mine",
        "report.pdf": "2",
        "tables/a.csv": "2",
        "tables/mine.csv": "mine",
    }
    assert not (out / "figures").exists()
    assert set(listed_files(out)) == {"report.pdf", "tables/a.csv"}


@pytest.mark.parametrize("name", ["a.txt", "tables/a.csv", "manifest.json", ".unfinished/a.txt"])
def test_a_folder_of_somebody_elses_files_is_refused_and_left_as_it_was(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="did not write"):
        run_into(tmp_path / "out", {"report.pdf": "1"})
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [file]


def test_a_file_that_no_run_wrote_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_into(out, {"report.pdf": "1"})
    (out / "report.html").write_text("mine", encoding="utf-8")
    with pytest.warns(CityAnalysisWarning, match=r"report\.kept-1\.html"):
        run_into(out, {"report.pdf": "2", "report.html": "2"})
    assert contents(out) == {"report.kept-1.html": "mine", "report.html": "2", "report.pdf": "2"}


def test_what_the_user_changed_in_a_result_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_into(out, {"tables/topic_labels.csv": "made", "tables/b.csv": "1"})
    (out / "tables" / "topic_labels.csv").write_text("named by hand", encoding="utf-8")
    with pytest.warns(CityAnalysisWarning, match=r"topic_labels\.kept-1\.csv"):
        run_into(out, {"tables/topic_labels.csv": "made again", "tables/b.csv": "2"})
    assert contents(out) == {
        "tables/b.csv": "2",
        "tables/topic_labels.csv": "made again",
        "tables/topic_labels.kept-1.csv": "named by hand",
    }


def test_an_output_that_is_or_holds_an_input_is_refused(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("聊城", encoding="utf-8")
    for out in (pages, tmp_path, pages / ".." / "pages"):
        with pytest.raises(UsageError, match="input"):
            run_into(out, {"report.pdf": "1"}, inputs=[pages])
    with pytest.raises(UsageError, match="input"):
        check_apart(pages / "a.txt", [pages / "a.txt"])
    run_into(pages / "out", {"report.pdf": "1"}, inputs=[pages])
    assert contents(pages) == {"a.txt": "聊城", "out/report.pdf": "1"}


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(UsageError, match="empty"):
        run_into("", {})


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with take_folder(out) as folder:
        with pytest.raises(FolderInUseError, match=r"another run \(process \d+"):
            run_into(out, {"report.pdf": "2"})
        (folder.staged / "report.pdf").write_text("1", encoding="utf-8")
        seal_folder(folder.staged, OURS, Settings())
        folder.publish()
    assert contents(out) == {"report.pdf": "1"}


def test_a_refused_run_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError), take_folder(tmp_path / "a" / "b"):
        raise UsageError("nothing to do")
    assert not (tmp_path / "a").exists()


def test_an_interrupted_run_keeps_what_it_has_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt), take_folder(out) as folder:
        folder.cache.mkdir()
        (folder.cache / "a").write_text("read", encoding="utf-8")
        raise KeyboardInterrupt
    with take_folder(out) as folder:
        assert (folder.cache / "a").read_text(encoding="utf-8") == "read"
        assert not list(folder.staged.iterdir())


def test_a_manifest_that_names_files_elsewhere_removes_none_of_them(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    run_into(out, {"report.pdf": "1"})
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"] += [{"name": "../other.txt"}, {"name": str(other)}, {"name": 7}, "x"]
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    run_into(out, {"report.pdf": "2"})
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_link_inside_the_folder_is_not_followed(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    run_into(out, {"report.pdf": "1"})
    (out / "tables").symlink_to(other)
    with pytest.raises(UsageError, match="link"):
        run_into(out, {"report.pdf": "2", "tables/a.csv": "2"})
    assert not list(other.iterdir()) and contents(out)["report.pdf"] == "1"
