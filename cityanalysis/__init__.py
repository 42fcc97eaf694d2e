"""Topic modelling and honest comparison of cities through Chinese text."""

__version__ = "0.1.0"
