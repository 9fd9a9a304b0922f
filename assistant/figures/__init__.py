"""Quantities in their context: what they measure, of whom and when.

``metrics`` finds the metrics that a text names; their names are data in ``metrics.toml``.
"""
