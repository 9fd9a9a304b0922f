"""What a report was made on: cores, memory, and the versions of what does the work."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from assistant import __version__

PACKAGES = ("faiss-cpu", "numpy", "onnxruntime", "sentence-transformers", "tokenizers", "torch")


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine and its software."""

    cores: int
    """Those that this process may use."""
    memory_mb: int | None
    """None where the system does not tell."""
    system: str
    python: str
    assistant: str
    packages: tuple[tuple[str, str], ...]
    """Name and version of each that is installed."""


def this_machine() -> Machine:
    """The machine that this process runs on."""
    return Machine(
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_mb=_memory(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        assistant=__version__,
        packages=tuple((name, found) for name in PACKAGES if (found := _version(name))),
    )


def _memory() -> int | None:
    known = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in known:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
