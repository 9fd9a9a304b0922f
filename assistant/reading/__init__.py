"""Judging sentences: which of the passages found hold the answer, and in which words.

A reader points at what is there and writes nothing. The rules here are the reader that is
always present; a trained one takes the same place behind ``Reader``.
"""
