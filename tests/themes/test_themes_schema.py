"""The JSON schema by which editors check a themes file says what the reader of the file says."""

import json
import tomllib
import warnings
from pathlib import Path

import jsonschema
import pytest

from cityanalysis.errors import InputError, SeedWarning
from cityanalysis.resources import data_path
from cityanalysis.themes import read_themes
from tests.cli.test_app import run

GOOD = '[[theme]]\nid = "sea"\nlabel_zh = "海洋"\ndefinition = "海洋产业。"\nseeds = ["渔业"]\n'


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads(data_path("themes.schema.json").read_text(encoding="utf-8"))


def test_the_packaged_themes_follow_it(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tomllib.loads(data_path("themes.toml").read_text("utf-8")), schema)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "theme = []",
        GOOD.replace('"sea"', '"the sea"'),
        GOOD.replace('"sea"', '"海"'),
        GOOD.replace('id = "sea"\n', ""),
        GOOD.replace('["渔业"]', "[]"),
        GOOD.replace('["渔业"]', '"渔业"'),
        GOOD.replace('["渔业"]', '["渔业", " "]'),
        GOOD.replace('["渔业"]', "[3]"),
        GOOD.replace("label_zh", "label"),
        GOOD.replace('"海洋"', '""'),
        GOOD + 'exclude = "海鲜"\n',
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(schema, tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_themes(path)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), schema)


@pytest.mark.parametrize("text", [GOOD, GOOD.replace('definition = "海洋产业。"\n', "")])
def test_what_the_reader_takes_the_schema_takes(schema, tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SeedWarning)
        assert len(read_themes(path)) == 1
    jsonschema.validate(tomllib.loads(text), schema)


def test_the_command_line_prints_it(schema, capsys):
    assert run("themes", "--schema") == 0
    assert json.loads(capsys.readouterr().out) == schema
