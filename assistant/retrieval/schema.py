"""The tables of the index's databases."""

CATALOGUE_SCHEMA = """
CREATE TABLE files (           -- every file of the corpus as it was seen
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE members (         -- the articles in each file; several may have one digest
    article TEXT PRIMARY KEY, file TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE problems (        -- what could not be used, and why
    path TEXT NOT NULL, file TEXT NOT NULL, reason TEXT NOT NULL, skipped INTEGER NOT NULL
);
CREATE TABLE gone (            -- the articles of a part that count no more
    part TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (part, article)
) WITHOUT ROWID;
"""

PART_SCHEMA = """
CREATE TABLE made_by (         -- what the part was made by and of
    key TEXT PRIMARY KEY, value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (        -- one row for each different article
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT NOT NULL, author TEXT NOT NULL, published TEXT,
    url TEXT NOT NULL, language TEXT NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX articles_path ON articles (path);
CREATE INDEX articles_digest ON articles (digest);
CREATE TABLE passages (        -- row: its place in the vectors, the postings and the arrays
    id INTEGER PRIMARY KEY, row INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading TEXT NOT NULL, words INTEGER NOT NULL
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
CREATE INDEX entities_initials ON entities (initials);
CREATE VIRTUAL TABLE names USING fts5 ( -- finds the entities whose squashed name holds some letters
    squashed, content='', detail=none, tokenize='trigram'
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
CREATE TABLE postings (        -- the word index: the passages that hold a stem, in runs of passages
    stem TEXT NOT NULL, run INTEGER NOT NULL, passages INTEGER NOT NULL,
    rows BLOB NOT NULL, weights BLOB NOT NULL, PRIMARY KEY (stem, run)
) WITHOUT ROWID;
CREATE TABLE arrays (          -- of all passages by row: ids (int64), articles (int64), lengths (uint32)
    name TEXT PRIMARY KEY, data BLOB NOT NULL
) WITHOUT ROWID;
"""
