"""What the README and the guides say is true: their code runs, their commands and links exist."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
import typer

from cityanalysis.cities import read_gazetteer
from cityanalysis.cli.options import option_rows
from cityanalysis.cli.question_commands import app
from cityanalysis.resources import sample_pages
from cityanalysis.run import Settings, read_settings
from cityanalysis.themes import read_themes

ROOT = Path(__file__).parents[1]
GUIDES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
SAMPLE_REPORT = ROOT / "reports" / "sample"
USED_PAGES = 24  # the fewest (in steps of ten) with a city of enough articles for a share

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="docs are in the checkout")


def blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for path in GUIDES:
        text = path.read_text("utf-8")
        for number, match in enumerate(re.finditer(rf"```{language}\n(.*?)```", text, re.DOTALL)):
            found.append((f"{path.name}-{number}", match[1]))
    return found


def programs() -> list[tuple[str, str]]:
    """Every Python example once: the Chinese pages show many of the English ones again."""
    return list({code: (name, code) for name, code in reversed(blocks("python"))}.values())[::-1]


def commands() -> list[str]:
    lines = [line.strip() for path in GUIDES for line in path.read_text("utf-8").splitlines()]
    return [
        line.removeprefix(".venv/bin/")
        for line in lines
        if line.removeprefix(".venv/bin/").startswith("cityanalysis ")
    ]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some pages and a finished run, as the guides suppose."""
    import cityanalysis as ca

    root = tmp_path_factory.mktemp("guides")
    (root / "pages").mkdir()
    for page in sorted(sample_pages().iterdir())[:USED_PAGES]:
        shutil.copy(page, root / "pages")
    settings = ca.Settings(topics="0", runs=1, measure="fast")
    ca.analyse(root / "pages", settings=settings).save(root / "reports" / "mine")
    return root


@pytest.mark.parametrize(("name", "code"), programs(), ids=lambda value: value[:20])
@pytest.mark.filterwarnings("ignore::cityanalysis.errors.CityAnalysisWarning")
def test_python_runs(
    name: str, code: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(workplace)
    exec(compile(code, name, "exec"), {})


@pytest.mark.parametrize("command", commands())
def test_commands_and_options_exist(command: str) -> None:
    group = typer.main.get_command(app)
    _, name, *words = command.split()
    assert isinstance(group, typer.core.TyperGroup)
    known = group.commands[name]
    options = {option for parameter in known.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-") and word != "-"} <= options


def test_the_options_in_the_docs_are_those_of_the_settings() -> None:
    """Settings are declared once: command line, TOML keys and this table come from there."""
    text = (ROOT / "docs" / "interface.md").read_text("utf-8")
    table = "\n".join(f"| `{name}` | {means} | {unset} |" for name, means, unset in option_rows())
    assert table in text, f"docs/interface.md should list:\n{table}"
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    known = {option for one in command.commands["analyse"].params for option in one.opts}
    assert {name for name, _, _ in option_rows()} <= known
    keys = {field.name for field in dataclasses.fields(Settings)}
    assert {name.removeprefix("--").replace("-", "_") for name, _, _ in option_rows()} == keys


def test_options_in_tables_exist() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    known = {
        option
        for command in (group, *group.commands.values())
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    } | {"--help"}
    # Other programs have options of their own: `dask worker`, `quarto render`, benchmarks.
    others = re.compile(r"\b(?:(?:dask|quarto) [a-z]+ |benchmarks/\w+\.py)[^`\n]*")
    text = "".join(others.sub("", path.read_text("utf-8")) for path in GUIDES)
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text)) <= known


def test_files_that_the_guides_show_are_read(tmp_path: Path) -> None:
    shown = [code for _, code in [*blocks("toml"), *blocks("csv")]]
    readers = {"[[theme]]": read_themes, "alias,": read_gazetteer, "cities =": read_settings}
    read = set()
    for code in shown:
        path = tmp_path / "shown"
        path.write_text(code, encoding="utf-8")
        for sign, reader in readers.items():
            if sign in code:
                assert reader(path)
                read.add(sign)
    assert read == set(readers)


def test_links_lead_somewhere() -> None:
    for path in GUIDES:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
            # The picture comes with the sample report, which a release renders.
            is_picture = target.startswith("reports/sample/") and not SAMPLE_REPORT.is_dir()
            if not target.startswith("http") and not is_picture:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_both_readmes_show_the_same_code() -> None:
    english = [code for name, code in blocks("python") if name.startswith("README.md")]
    chinese = [code for name, code in blocks("python") if name.startswith("README.zh.md")]
    assert english == chinese
