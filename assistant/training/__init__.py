"""Trains the model that points: which words, which sentence and which figure answer a question."""
