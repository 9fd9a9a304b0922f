"""Hostile and broken input for every reader of text from outside.

``test_*`` are quick and run with the other tests; ``python -m tests.fuzz.run`` runs as many cases as one likes.
"""
