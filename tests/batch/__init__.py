"""Batches: question files in, documents of answers out."""
