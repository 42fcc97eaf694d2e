"""One run from pages to an analysis: its settings, its stages and its value."""

from cityanalysis.run.analysis import Analysis, load_analysis
from cityanalysis.run.manifest import Manifest, OutputFile, Stage, seal_folder
from cityanalysis.run.out_folder import check_file, take_folder
from cityanalysis.run.package_versions import NEEDED, OPTIONAL, version_of, versions
from cityanalysis.run.pipeline import analyse, tag_articles
from cityanalysis.run.settings import Settings, read_settings

__all__ = [
    "NEEDED",
    "OPTIONAL",
    "Analysis",
    "Manifest",
    "OutputFile",
    "Settings",
    "Stage",
    "analyse",
    "check_file",
    "load_analysis",
    "read_settings",
    "seal_folder",
    "tag_articles",
    "take_folder",
    "version_of",
    "versions",
]
