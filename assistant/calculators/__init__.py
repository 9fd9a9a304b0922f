"""Deterministic calculators: each one typed function with formula, source and a tested example.

``registry.all()`` and ``registry.get(name)`` find them, ``Calculator.run`` works one out, and
``constants`` holds the published values that they use.
"""
