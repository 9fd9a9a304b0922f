"""Reads a folder of articles in a process of its own, with little memory, and tells what came of each file.

    python -m tests.fuzz.reading FOLDER

It prints a JSON object: by path of a file its articles, problems and seconds, and the peak of memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from assistant.articles import chunk, list_files, read_file
from assistant.figures.extraction import figures_of

ROOM = 2_500_000_000
"""Bytes of address space, of which the libraries take their part."""


def peak_megabytes() -> int:
    """The most memory that this program has held.

    The kernel's own count of a process begins with what the one that started it held, which may be a whole test run.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Read the folder that the command line names."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    listing = list_files(Path(sys.argv[1]))
    files: dict[str, Any] = {p.path: {"articles": 0, "problems": [p.reason], "seconds": 0.0} for p in listing.problems}
    for entry in listing.entries:
        begin = time.process_time()
        result = read_file(entry)
        for article in result.articles:
            figures_of(article, chunk(article))
        files[entry.path] = {
            "articles": len(result.articles),
            "problems": [problem.reason for problem in result.problems],
            "seconds": round(time.process_time() - begin, 2),
        }
    sys.stdout.write(json.dumps({"files": files, "megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()
