"""The house rules: imports in one direction, small files and functions, one public list."""

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

import cityanalysis
from cityanalysis.frames import Frame, question_schemas, schemas

PACKAGE = Path(cityanalysis.__file__).parent
LEVELS = (
    ("errors", "resources", "_typing"),
    ("frames", "wording"),
    ("corpus",),
    ("cities",),
    ("text",),
    ("themes",),
    ("compare",),
    ("figures",),
    ("run",),
    ("report",),
    ("cli",),
)
RANK = {room: rank for rank, rooms in enumerate(LEVELS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names = [node.module or ""]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "cityanalysis")


def test_imports_run_downwards_only() -> None:
    imports = [(path, _room(path), name) for path in MODULES for name in _imports(path)]
    for path, room, name in imports:
        if room in ("__init__", "__main__"):
            continue
        target = name.split(".")[1] if "." in name else "__init__"
        assert target in RANK, f"{path} imports the front door ({name})"
        allowed = (
            RANK[target] < RANK[room]
            or target == room
            or (room in ("resources", "_typing") and target == "errors")
        )
        assert allowed, f"{path}: {room} must not import {target}"


def test_files_and_functions_stay_small() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, f"{path} is longer than 400 lines: it wants a second room"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                assert length <= 40, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_public_names_exist_and_are_those_that_type_checkers_see() -> None:
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    imported = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    (listed,) = [
        ast.literal_eval(node.value)
        for node in stub.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    homes = {alias.name: node.module for node in imported for alias in node.names}
    assert sorted(listed) == sorted(homes) == sorted(cityanalysis.__all__)
    for name, room in homes.items():
        door = importlib.import_module(f"cityanalysis.{room}")
        assert name in door.__all__, f"the door of {room} does not offer {name}"
        assert getattr(cityanalysis, name) is getattr(door, name)


def test_import_is_quick_and_has_no_side_effects() -> None:
    code = (
        "import sys, cityanalysis; heavy = {'gensim', 'jieba', 'matplotlib', 'sklearn', 'typst'}"
        "; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# Rooms within corpus; each has a door, and what they share stands in modules of corpus itself.
_SUBROOMS = tuple(
    f"corpus.{name}" for name in ("reading", "splitting", "duplicates", "layout", "recognition")
)


def _home(module: str) -> str:
    """The room that a module belongs to: `corpus.reading` of `cityanalysis.corpus.reading.grid`."""
    inner = module.removeprefix("cityanalysis").removeprefix(".")
    subroom = next((r for r in _SUBROOMS if inner == r or inner.startswith(f"{r}.")), None)
    return subroom or inner.split(".")[0]


def _wrong_entries(text: str, module: str) -> list[str]:
    """Imports of another room that pass by its door, or take what the door does not offer."""
    wrong, home = [], _home(module)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            taken = {alias.name: () for alias in node.names if _home(alias.name) != home}
        elif isinstance(node, ast.ImportFrom) and node.module:
            taken = {node.module: tuple(alias.name for alias in node.names)}
        else:
            continue
        for target, names in taken.items():
            room = _home(target)
            if target.split(".")[0] != "cityanalysis" or room == home:
                continue
            if home in _SUBROOMS and room == "corpus":  # a module of the room around it
                fits = (PACKAGE / "corpus" / f"{target.split('.')[-1]}.py").exists()
            else:
                fits = target == f"cityanalysis.{room}"
            offered = getattr(import_module(target), "__all__", ())
            if not fits or set(names) - set(offered):
                wrong.append(f"{module} line {node.lineno}: {ast.unparse(node)}")
    return wrong


def test_another_room_is_entered_by_its_door() -> None:
    wrong = [
        entry
        for path in MODULES
        if path != PACKAGE / "__init__.py"
        for entry in _wrong_entries(
            path.read_text(encoding="utf-8"),
            ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts),
        )
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "line",
    [
        "from cityanalysis.cities.tag import tag_cities",
        "from cityanalysis.corpus.reading.grid import Grid",
        "from cityanalysis.cities import characters",
        "import cityanalysis.cities.tag",
    ],
)
def test_a_way_round_a_door_is_found(line: str) -> None:
    assert _wrong_entries(line, "cityanalysis.themes.seeds")


def _modules_of(room: str) -> dict[str, Path]:
    names = {
        path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES
    }
    return {name: path for path, name in names.items() if name.startswith(f"cityanalysis.{room}.")}


def _named(path: Path, modules: dict[str, Path]) -> set[str]:
    """Modules of the same room that a module imports, under whatever name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in (node.module, *whole) if name in modules}
    return found


@pytest.mark.parametrize("room", [room for rooms in LEVELS for room in rooms])
def test_no_circle_inside_a_room(room: str) -> None:
    modules = {k: v for k, v in _modules_of(room).items() if not v.stem.startswith("__")}
    uses = {name: _named(path, modules) - {name} for name, path in modules.items()}
    while free := [name for name, used in uses.items() if not used & set(uses)]:
        uses = {name: used for name, used in uses.items() if name not in free}
    assert not uses, f"these import each other: {sorted(uses)}"


# One matter in two rooms, each with its own part of it: computed and drawn, computed and asked for.
_SAME_MATTER = {"distinctive_words", "hand_labels"}


def test_no_module_is_hidden_by_a_name_of_its_door() -> None:
    hidden = set()
    for door in (path for path in MODULES if path.name == "__init__.py"):
        package = ".".join(door.parent.relative_to(PACKAGE.parent).parts)
        offered = import_module(package)
        for name in {path.stem for path in door.parent.glob("*.py")} & set(
            getattr(offered, "__all__", ())
        ):
            if not isinstance(getattr(offered, name), ModuleType):
                hidden.add(f"{package}.{name}")
    assert not hidden, f"rename what a name of its door hides: {sorted(hidden)}"


def test_no_two_modules_have_one_name() -> None:
    names = [path.stem for path in MODULES if not path.stem.startswith("__")]
    assert {name for name in names if names.count(name) > 1} <= _SAME_MATTER


# Mappings that are no frames of a run: rows of CSV and JSON files, settings, colours, the plane of
# cities. Their keys are words of their own, even where a schema has a column of the same name.
_NO_FRAMES = {
    "cities/context_words.py": {"table['nation']"},
    "cities/name_forms.py": {"row"},
    "cities/towns.py": {"row"},
    "cities/weighing.py": {"draft.shares", "own"},
    "cities/weights.py": {"table"},
    "cli/console.py": {"summary"},
    "cli/review.py": {"words"},
    "cli/local_words.py": {"entry"},
    "compare/finding_rows.py": {"texts"},
    "compare/regression_sentences.py": {"values"},
    "corpus/reading/column_contents.py": {"row"},
    "corpus/reading/columns.py": {"given"},
    "corpus/reading/tables.py": {"cell"},
    "corpus/recognition/ocr_engines.py": {"row"},
    "corpus/splitting/piece_labels.py": {"stored"},
    "figures/distances.py": {"places"},
    "report/blocks.py": {"item"},
    "report/city_names.py": {"row"},
    "report/closing.py": {"counts"},
    "report/document.py": {"item", "one", "quote", "run"},
    "report/content.py": {"counts"},
    "report/html.py": {"figure", "theme", "words"},
    "report/slides.py": {"item", "b.content"},
    "run/analysis.py": {"known"},
    "run/out_folder.py": {"entry"},
    "text/boilerplate.py": {"table"},
    "text/name_words.py": {"tomllib.load(file)"},
    "themes/quality.py": {"own"},
    "themes/result.py": {"document"},
}
_EVERYWHERE = {"COLOURS", "Literal"}


def _column_names() -> set[str]:
    known = [*vars(schemas).values(), *vars(question_schemas).values()]
    frames = [value for value in known if isinstance(value, type)]
    return {name for one in frames if issubclass(one, Frame) for name in one.names()}


def _literals(node: ast.expr) -> Iterator[object]:
    """Constants of a subscript, those of a list or tuple in it among them."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (value for part in node.elts for value in _literals(part))


def _quoted_columns(text: str, file: str = "") -> list[str]:
    """Subscripts in quotes that are the name of a column of some schema."""
    columns, other = _column_names(), _EVERYWHERE | _NO_FRAMES.get(file, set())
    return [
        f"{file}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) not in other
        if columns & set(_literals(node.slice))
    ]


def test_columns_are_named_by_their_schemas() -> None:
    quoted = [
        entry
        for path in MODULES
        for entry in _quoted_columns(
            path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()
        )
    ]
    assert not quoted, 'write Prevalence.city for "city":\n' + "\n".join(quoted)


@pytest.mark.parametrize(
    "line",
    ["rows['city']", "frame[['city', 'other']]", "frame.loc[known, 'estimate']", "f[f['z'] > 0]"],
)
def test_a_column_in_quotes_is_found(line: str) -> None:
    assert _quoted_columns(line)


def _described(docstring: str) -> tuple[set[str], set[str]]:
    """Parameters and attributes that a docstring lists, and those of them without a word."""
    listed: set[str] = set()
    silent: set[str] = set()
    names: set[str] = set()
    section = ""
    for line, below in pairwise([*docstring.splitlines(), "", ""]):
        if below.startswith("---"):
            section = line
        elif section in ("Parameters", "Attributes") and line and not line.startswith("---"):
            if line.startswith(" "):
                silent -= names
            else:
                names = {name.strip().lstrip("*") for name in line.split(" : ")[0].split(",")}
                listed |= names
                silent |= names
    return listed, silent


def _undescribed(text: str) -> list[str]:
    """Parameters of public functions and classes that a docstring with parameters passes over."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        listed, silent = _described(ast.get_docstring(node) or "")
        taken: set[str] = set()
        if isinstance(node, ast.FunctionDef) and listed:
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            taken = {argument.arg for argument in arguments} - {"self", "cls"}
        found += [f"{node.lineno} {node.name}: {name}" for name in silent | (taken - listed)]
    return found


def test_every_parameter_says_what_it_means() -> None:
    found = {str(path): _undescribed(path.read_text(encoding="utf-8")) for path in MODULES}
    assert not {path: names for path, names in found.items() if names}


def test_every_public_function_lists_its_parameters() -> None:
    for name in cityanalysis.__all__:
        value = getattr(cityanalysis, name)
        if inspect.isfunction(value) and inspect.signature(value).parameters:
            assert _described(inspect.getdoc(value) or "")[0], f"{name} lists no parameters"


def test_a_parameter_without_a_word_is_found() -> None:
    section = "Parameters\n    ----------\n    size : int\n"
    for words, missing in (("        Of it.\n    ", ["near"]), ("    ", ["size", "near"])):
        code = f'def f(size, near):\n    """One.\n\n    {section}{words}"""\n'
        assert sorted(entry.split(": ")[1] for entry in _undescribed(code)) == sorted(missing)


def _is_number(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, ast.Tuple) and bool(node.elts) and all(map(_is_number, node.elts))


def _without_reason(text: str) -> list[str]:
    """Numeric constants of a module with no comment behind them and none above their group."""
    lines = text.splitlines()
    found, is_explained = [], False
    explained = set()
    for number, line in enumerate(lines, start=1):
        is_comment = line.startswith("#")
        is_explained = bool(line.strip()) and (is_explained or is_comment)
        if is_explained or "  # " in line:
            explained.add(number)
        if not is_comment and "  # " in line:
            is_explained = False
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_number(node.value):
            own = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            if explained.isdisjoint(own):
                found.append(f"line {node.lineno}: {lines[node.lineno - 1]}")
    return found


def test_a_number_has_a_reason() -> None:
    found = {str(path): _without_reason(path.read_text(encoding="utf-8")) for path in MODULES}
    assert not {path: lines for path, lines in found.items() if lines}


def test_a_number_without_a_reason_is_found() -> None:
    told = "# Characters of a line.\n_LONGEST = 80\n_SHORTEST = 6\n_MOST = 3  # lines\n"
    assert not _without_reason(told)
    assert _without_reason("_LONGEST = 80\n") and _without_reason(told + "_LEAST = -0.5\n")
