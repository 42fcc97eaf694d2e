"""Schemas of frames, and the page that is made from them."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.frames import SCHEMAS, Frame, Prevalence
from scripts.build_design import with_tables

PAGE = Path(__file__).parents[2] / "docs" / "design.md"


def test_docs_show_the_schemas():
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_tables(page), "run python scripts/build_design.py"


@pytest.mark.parametrize("schema", sorted(set(SCHEMAS.values()), key=lambda s: s.__name__))
def test_an_empty_frame_passes_its_own_check(schema):
    assert schema.check(schema.empty()).empty
    if issubclass(schema, Frame):
        assert list(schema.empty().columns) == schema.names()


def test_a_missing_column_and_a_wrong_type_are_named():
    with pytest.raises(InputError, match="Prevalence lacks city, theme"):
        Prevalence.check(pd.DataFrame({"estimate": [0.5]}))
    wrong = pd.DataFrame({name: ["x"] for name in Prevalence.names()})
    with pytest.raises(InputError, match="estimate is str, must be float64"):
        Prevalence.check(wrong)
