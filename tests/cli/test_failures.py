"""A failure of the machine is told as one, and a closed pipe is none."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cityanalysis.cli import main
from cityanalysis.cli.failures import explain_failure, visible
from cityanalysis.errors import InputError
from cityanalysis.figures import read_map
from cityanalysis.resources import sample_pages
from cityanalysis.themes import read_themes


def raised_by(function: Callable[..., object], *arguments: object) -> BaseException:
    with pytest.raises(Exception) as caught:
        function(*arguments)
    return caught.value


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EMFILE, "ulimit"),
        (errno.ENOMEM, "memory"),
    ],
)
def test_each_refusal_of_the_system_has_its_remedy(number: int, words: str) -> None:
    said = explain_failure(OSError(number, os.strerror(number), "out/a.csv"))
    assert said.startswith("error: out/a.csv: ") and words in said and "fault" not in said


def test_memory_and_workers_are_not_faults_of_the_program() -> None:
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    assert "memory" in explain_failure(MemoryError())
    assert "worker" in explain_failure(TerminatedWorkerError("killed"))


def test_what_nobody_foresaw_is_a_fault_of_the_program() -> None:
    assert "fault of cityanalysis" in explain_failure(raised_by(int, "x"))


def test_a_full_device_is_told() -> None:
    command = [sys.executable, "-m", "cityanalysis", "cities", "聊城"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1 and b"disk is full" in done.stderr
    assert b"fault" not in done.stderr and b"Traceback" not in done.stderr


def test_a_limit_on_the_size_of_files_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cityanalysis", "articles", str(sample_pages())]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "a.jsonl")],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert done.returncode == 1 and b"file of this size" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_reader_that_stops_early_is_no_failure() -> None:
    command = f"{sys.executable} -m cityanalysis themes --json | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") == 1


def test_a_name_cannot_write_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    name = tmp_path / "a\x1b[2J\u202etxt.csv"
    name.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["analyse", str(name), "--out", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert "\x1b" not in said and "\u202e" not in said and "\\x1b[2J" in said


def test_visible_keeps_ordinary_text() -> None:
    assert visible("聊城 a\tb\nc—é") == "聊城 a\tb\nc—é"


def test_closed_streams_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("本报讯 今天开会。", encoding="utf-8")
    command = f"{sys.executable} -m cityanalysis look {tmp_path / 'a.txt'}"
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        assert subprocess.run(["sh", "-c", f"{command} {closed}"], check=False).returncode == 0


def test_a_run_that_is_asked_to_end_says_so_by_its_status(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys, time; from cityanalysis.cli import main\n"
        # What the tests run under may leave interruptions out.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.stdin = type('Slow', (), {'buffer': property("
        "lambda self: (os.kill(os.getpid(), int(sys.argv[1])), time.sleep(9)))})()\n"
        "main(['look', '-'])"
    )
    for number, status, words in ((15, 143, ""), (2, 130, "interrupted")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(number)], capture_output=True, text=True, check=False
        )
        assert done.returncode == status
        assert words in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "setting",
    ['themes = ["a"]', "logo = 1", "stopwords = 1", "columns = [1]", 'min_confidence = "a"',
     'strict = "no"', f"a = {'[' * 5000}{']' * 5000}"],
)  # fmt: skip
def test_settings_of_the_wrong_kind_are_named(
    setting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.toml").write_text(setting, encoding="utf-8")
    command = ["analyse", str(tmp_path), "--out", str(tmp_path / "out"), "--config"]
    with pytest.raises(SystemExit):
        main([*command, str(tmp_path / "mine.toml")])
    said = capsys.readouterr().err
    assert "fault of cityanalysis" not in said
    assert setting.split(" ")[0] in said or "TOML" in said


@pytest.mark.parametrize("content", ["[" * 100_000, '{"威海": [0, 1e400]}', '{"威海": []}'])
def test_a_map_that_is_none_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no map"):
        read_map(tmp_path / "map.json")


def test_a_theme_nested_or_named_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text("a=" + "[" * 5000, encoding="utf-8")
    with pytest.raises(InputError, match="not TOML"):
        read_themes(tmp_path / "deep.toml")
    seeds = f'[[theme]]\nid = "a"\nseeds = ["{"字" * 1000}"]\n'
    (tmp_path / "long.toml").write_text(seeds, encoding="utf-8")
    with pytest.raises(InputError, match="1000 characters"):
        read_themes(tmp_path / "long.toml")


def test_a_wrong_choice_is_told_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["analyse", str(tmp_path), "--out", str(tmp_path / "r"), "--level", "countty"])
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert "got 'countty'. Did you mean county?" in said
    assert "Value error" not in said
