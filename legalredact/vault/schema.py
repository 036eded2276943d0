"""Tables of a matter's database, and the migrations between versions."""

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
    # List entries are separate from texts, mentions and entities: opening reads only the list, and a decision writes
    # one row. `resolved` holds the `Resolution` of each document.
    """
    CREATE TABLE listing (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
        name TEXT NOT NULL, digest TEXT NOT NULL, pages INTEGER NOT NULL, ocr INTEGER NOT NULL, unread BLOB NOT NULL,
        searched INTEGER NOT NULL, entities TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE mention (
        document_id TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE, content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE resolved (
        document_id TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
        content BLOB NOT NULL, spelled BLOB NOT NULL
    ) STRICT;
    CREATE TABLE entity (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    INSERT INTO listing (position, id, name, digest, pages, ocr, unread, searched) SELECT
        position, id, CAST(content AS TEXT) ->> '$.name', CAST(content AS TEXT) ->> '$.digest',
        json_array_length(CAST(content AS TEXT), '$.pages'),
        EXISTS (SELECT 1 FROM json_each(CAST(content AS TEXT), '$.pages') AS page
                WHERE page.value ->> '$.source' <> 'text'),
        CAST(CAST(content AS TEXT) -> '$.unread' AS BLOB), mentions IS NOT NULL
    FROM document;
    INSERT INTO mention SELECT id, mentions FROM document WHERE mentions IS NOT NULL;
    INSERT INTO entity (position, id, content) SELECT
        one.key, one.value ->> '$.id', CAST(one.value AS BLOB)
    FROM setting, json_each(CAST(setting.value AS TEXT), '$.entities') AS one WHERE setting.name = 'register';
    INSERT INTO setting SELECT 'retired', CAST(CAST(value AS TEXT) -> '$.retired' AS BLOB)
    FROM setting WHERE name = 'register';
    DELETE FROM setting WHERE name = 'register';
    ALTER TABLE document DROP COLUMN mentions;
    """,
    """
    CREATE TABLE receipt (number INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
    """,
    # Productions: the source of each document, its progress, and replies of engines that are not checked yet. Members
    # with the same bytes share a document, and so its jobs.
    """
    CREATE TABLE member (
        position INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, content BLOB NOT NULL,
        first_bates TEXT NOT NULL, last_bates TEXT NOT NULL, custodian TEXT NOT NULL, family TEXT NOT NULL,
        duplicate_of TEXT NOT NULL
    ) STRICT;
    CREATE INDEX member_document ON member (document_id);
    CREATE INDEX member_family ON member (family);
    CREATE TABLE job (
        document_id TEXT NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
        reason TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT NOT NULL, seconds REAL NOT NULL, inputs TEXT NOT NULL,
        number INTEGER NOT NULL, PRIMARY KEY (document_id, stage)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_state ON job (stage, state, number);
    CREATE TABLE reply (document_id TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
    """,
    # Digests of large rows, which are verified when they are read, and the key of the state's digest; see
    # `vault.state`, which has the functions.
    """
    CREATE TABLE proof (
        kind TEXT NOT NULL, id TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO proof SELECT 'document', id, row_digest('document', id, position, content) FROM document;
    INSERT INTO proof SELECT 'mention', document_id, row_digest('mention', document_id, content) FROM mention;
    INSERT INTO proof SELECT 'resolved', document_id, row_digest('resolved', document_id, content, spelled)
        FROM resolved;
    INSERT INTO proof SELECT 'payload', digest, row_digest('payload', digest, content, register) FROM payload;
    INSERT INTO proof SELECT 'summary', id, row_digest('summary', id, position, content) FROM summary;
    INSERT INTO proof SELECT 'reply', document_id, row_digest('reply', document_id, content) FROM reply;
    INSERT INTO proof SELECT 'boxes', document_id, boxes_digest(page, block_id, packed)
        FROM char_boxes GROUP BY document_id;
    INSERT INTO setting VALUES ('state_key', randomblob(32));
    """,
)
"""One script per version; the database's `user_version` is the number of scripts that have run."""

VERSION = len(MIGRATIONS)
