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
CREATE TABLE entities (        -- whom the figures are of
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, squashed TEXT NOT NULL, initials TEXT NOT NULL
);
CREATE TABLE figures (         -- the ledger: every quantity of an article in its context
    article INTEGER NOT NULL REFERENCES articles, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    low REAL, high REAL, unit TEXT NOT NULL, qualifier TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities, part TEXT NOT NULL, metric TEXT NOT NULL,
    months INTEGER NOT NULL, year INTEGER, month INTEGER, period TEXT NOT NULL,
    status TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX figures_entity ON figures (entity, metric);
CREATE INDEX figures_metric ON figures (metric);
CREATE VIRTUAL TABLE words USING fts5 (
    title, heading, body, content='', tokenize="porter unicode61 remove_diacritics 2"
);
"""
