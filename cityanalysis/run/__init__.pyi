"""The names of this room's door, for type checkers and for the lazy import in `__init__.py`."""

from .analysis import Analysis, load_analysis
from .free_memory import one_heap
from .manifest import Manifest, OutputFile, Stage, manifest_from, seal_folder
from .out_apart import check_file
from .out_folder import listed_files, take_folder
from .package_versions import NEEDED, OPTIONAL, version_of, versions
from .pipeline import analyse, tag_articles
from .settings import Settings, read_settings
from .shards import checked_cache

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
    "checked_cache",
    "listed_files",
    "load_analysis",
    "manifest_from",
    "one_heap",
    "read_settings",
    "seal_folder",
    "tag_articles",
    "take_folder",
    "version_of",
    "versions",
]
