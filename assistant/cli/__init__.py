"""The command line: arguments in, one answer or data on stdout, everything else on stderr."""

from assistant.cli.main import run

__all__ = ["run"]
