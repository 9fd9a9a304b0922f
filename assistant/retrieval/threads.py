"""How many threads there are to use, and how many search uses."""

from __future__ import annotations

import os


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def search_in_one_thread() -> None:
    """Have FAISS search in the thread that asks.

    For one question its threads gain nothing before there are millions of passages, and where several
    processes answer they wait for each other: 17 ms a question instead of 0.4 were measured.
    """
    import faiss

    faiss.omp_set_num_threads(1)
