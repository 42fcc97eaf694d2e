"""Learns the weights that the package ships: one recipe, one module and one file for each.

`python -m training` makes them all again, in the order of ``recipes.toml``; see the docstring of
`training.recipes`.
"""
