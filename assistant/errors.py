"""Every error the assistant raises on purpose, in one tree.

    AssistantError                     something a person can mend; one clear line
    ├── UsageError                     a flag, an argument or an input is not usable        exit 2
    │   ├── SettingsError              a setting in a file or the environment is wrong
    │   ├── QuestionError              a question that cannot be asked
    │   ├── QuestionFileError          a question file that cannot be read at all
    │   ├── AnswerDataError            data that is not an answer's JSON
    │   ├── QuantityError              text that is not a quantity of the wanted kind
    │   └── CalculationError           a calculator that is unknown or cannot be applied
    ├── StoreError                     corpus, model or index missing, damaged, foreign      exit 3
    │   ├── CorpusError                the folder of articles cannot be used
    │   ├── ModelError                 the embedding model cannot be used
    │   ├── SessionError               the database of chat sessions cannot be used
    │   └── IndexFolderError           the index folder cannot be used
    │       ├── IndexMissingError      there is no index yet
    │       ├── IndexDamagedError      a file of the index is not what was written
    │       ├── IndexForeignError      built by another model, chunker or format version
    │       └── IndexLockedError       another process is building
    ├── ArticleError                   one article cannot be read; the build goes on
    └── SelfCheckError                 an answer failed its own check: an answer of status error says so

Each message says what is wrong, with which file or input; ``remedy`` says what to do next.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns; scripts depend on these."""

    OK = 0
    ABSTAINED = 1
    USAGE = 2
    STORE = 3
    EXPECTATION = 4
    PARTIAL = 5
    INTERRUPTED = 130


class AssistantError(Exception):
    """Something that a person can mend.

    Args:
        message: What is wrong, with which file or input.
        remedy: What to do next; empty when the message already says it.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class UsageError(AssistantError):
    """A flag, an argument or an input is not usable."""


class SettingsError(UsageError):
    """A setting in a file or in the environment is wrong."""


class QuestionError(UsageError):
    """A question that cannot be asked: empty, too long."""


class QuestionFileError(UsageError):
    """A question file that cannot be read at all."""


class AnswerDataError(UsageError):
    """Data that is not the JSON of an answer."""


class QuantityError(UsageError):
    """Text that is not a quantity, or not of the wanted dimension."""


class CalculationError(UsageError):
    """A calculator that is unknown, or inputs that it cannot take."""


class StoreError(AssistantError):
    """Corpus, model or index missing, damaged or incompatible."""

    exit_code = ExitCode.STORE


class CorpusError(StoreError):
    """The folder of articles cannot be used."""


class ModelError(StoreError):
    """The embedding model cannot be used."""


class SessionError(StoreError):
    """The database of chat sessions is locked, damaged, or cannot be written; or it has no such session."""


class IndexFolderError(StoreError):
    """The index folder cannot be used."""


class IndexMissingError(IndexFolderError):
    """There is no index yet."""


class IndexDamagedError(IndexFolderError):
    """A file of the index is not what was written."""


class IndexForeignError(IndexFolderError):
    """The index was built by another model, chunker or format version."""


class IndexLockedError(IndexFolderError):
    """Another process is building this index."""


class ArticleError(AssistantError):
    """One article cannot be read; it is reported and the build goes on."""


class SelfCheckError(AssistantError):
    """An answer failed its own check; in its place goes one of status ``error``, and a report is written."""
