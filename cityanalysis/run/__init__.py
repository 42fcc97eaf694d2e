"""One run from pages to an analysis: its settings, its stages and its value.

The names stand in `__init__.pyi` and are imported when first used: the command line asks this room
for its settings only, and `cityanalysis --help` need not wait for the rest.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
