"""Saved folders that somebody changed, with a manifest that agrees: read, or refused in words."""

import hashlib
import json
import random
import shutil
import warnings
from pathlib import Path

import pytest

from cityanalysis.errors import CityAnalysisError
from cityanalysis.run import load_analysis
from cityanalysis.themes import load_fit
from tests.fuzz.mutate import mutate
from tests.simulate.run import make_run

ROUNDS = 60


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved")
    make_run(4, 5, 40).save(folder / "run", formats=())
    return folder / "run"


def agree(folder: Path, name: str) -> None:
    """Let the manifest list the file as it is now, as a forger would."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content = (folder / name).read_bytes()
    for entry in manifest["outputs"]:
        if entry["name"] == name:
            entry |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_forged_folders_are_read_or_refused(saved: Path, tmp_path: Path) -> None:
    names = sorted(
        path.relative_to(saved).as_posix()
        for path in saved.rglob("*")
        if path.suffix in (".parquet", ".json", ".npz") and path.name != "manifest.json"
    )
    for seed in range(ROUNDS):
        name = random.Random(seed).choice(names)
        folder = tmp_path / str(seed)
        shutil.copytree(saved, folder)
        (folder / name).write_bytes(mutate((folder / name).read_bytes(), seed))
        agree(folder, name)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                load_analysis(folder)
            except CityAnalysisError as error:
                assert str(error)
        shutil.rmtree(folder)


def test_damaged_manifests_are_refused(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(saved, folder)
    sound = (folder / "manifest.json").read_bytes()
    for seed in range(ROUNDS):
        (folder / "manifest.json").write_bytes(mutate(sound, seed))
        try:
            load_analysis(folder)
        except CityAnalysisError as error:
            assert str(error)


def test_damaged_models_are_refused(saved: Path, tmp_path: Path) -> None:
    model = next(path.parent for path in saved.rglob("fit.json"))
    for seed in range(ROUNDS):
        folder = tmp_path / str(seed)
        shutil.copytree(model, folder)
        for path in folder.iterdir():
            path.write_bytes(mutate(path.read_bytes(), seed))
        try:
            load_fit(folder)
        except CityAnalysisError as error:
            assert str(error)
        shutil.rmtree(folder)
