"""The tables of ``articles.db``."""

SCHEMA = """
CREATE TABLE files (           -- every file of the corpus as it was seen
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE members (         -- the articles in each file; several may have one digest
    article TEXT PRIMARY KEY, file TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE problems (        -- what could not be used, and why
    path TEXT NOT NULL, file TEXT NOT NULL, reason TEXT NOT NULL, skipped INTEGER NOT NULL
);
CREATE TABLE articles (        -- one row for each different article
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, publisher TEXT NOT NULL, author TEXT NOT NULL, published TEXT,
    url TEXT NOT NULL, language TEXT NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE passages (        -- the id is the vector's id and the word index's rowid
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading TEXT NOT NULL
);
CREATE INDEX passages_article ON passages (article);
CREATE TABLE sentences (
    passage INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    PRIMARY KEY (passage, start)
) WITHOUT ROWID;
CREATE TABLE sentence_vectors ( -- float16, one row a sentence, in order
    passage INTEGER PRIMARY KEY, vectors BLOB NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (
    title, heading, body, content='', tokenize="porter unicode61 remove_diacritics 2"
);
"""
