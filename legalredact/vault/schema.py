"""Tables of a matter's database, with the steps from each version to the next."""

from collections.abc import Sequence

MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE document (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL, mentions BLOB
    ) STRICT;
    CREATE TABLE char_boxes (
        document_id TEXT NOT NULL REFERENCES document (id), page INTEGER NOT NULL,
        block_id TEXT NOT NULL, packed BLOB NOT NULL,
        PRIMARY KEY (document_id, page, block_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE original (
        document_id TEXT NOT NULL REFERENCES document (id), number INTEGER NOT NULL, chunk BLOB NOT NULL,
        PRIMARY KEY (document_id, number)
    ) STRICT;
    CREATE TABLE accepted_part (
        document_id TEXT NOT NULL REFERENCES document (id), part_id TEXT NOT NULL, PRIMARY KEY (document_id, part_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE payload (digest TEXT PRIMARY KEY, content BLOB NOT NULL, register BLOB NOT NULL) STRICT;
    CREATE TABLE summary (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    CREATE TABLE sign_off (position INTEGER PRIMARY KEY, summary_id TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE TABLE audit_event (number INTEGER PRIMARY KEY, content BLOB NOT NULL, digest TEXT NOT NULL) STRICT;
    """,
    """
    CREATE TABLE hand_boxes (document_id TEXT PRIMARY KEY REFERENCES document (id), content BLOB NOT NULL) STRICT;
    """,
)
"""One script a version; the database's `user_version` says how many of them it has been through."""

VERSION = len(MIGRATIONS)
