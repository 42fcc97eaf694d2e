"""Topic modelling and honest comparison of cities through Chinese text.

The public names stand in `__init__.pyi`, where type checkers read them too; each is imported from
its room when it is first used, so that ``import cityanalysis`` stays quick.

Examples
--------
>>> import cityanalysis as ca
>>> len(ca.read_themes()) >= 28
True
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
