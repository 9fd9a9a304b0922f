"""Files become articles; articles become passages and sentences with exact offsets.

``list_files`` finds the files of a corpus, ``read_file`` reads one of them whatever its
format, ``chunk`` cuts an article into the passages that are searched and
``split_sentences`` into the sentences that are quoted.
"""

from assistant.articles.chunking import CHUNKER_VERSION, chunk
from assistant.articles.drafts import ReadResult
from assistant.articles.headings import Line, find_headings
from assistant.articles.listing import MAX_FILE_BYTES, SUFFIXES, FileEntry, Listing, list_files, look_at
from assistant.articles.reading import read_file
from assistant.articles.sentences import split_sentences

__all__ = [
    "CHUNKER_VERSION",
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "FileEntry",
    "Line",
    "Listing",
    "ReadResult",
    "chunk",
    "find_headings",
    "list_files",
    "look_at",
    "read_file",
    "split_sentences",
]
