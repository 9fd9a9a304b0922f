"""Quantities in their context: what they measure, of whom and when.

``extraction`` reads the figures of an article: each quantity with its owner (``cast``, ``ownership``), metric
(``metrics``, ``attribution``), period (``periods``), firmness and role in a change (``movements``).
"""
