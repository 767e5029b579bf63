"""The log's tables, as numbered migrations. A migration, once released, is never edited."""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        opt_out_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of_opt_out ON event (opt_out_id, seq);
    CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

    -- Where each opt-out stands: nothing that the events do not say, so it can be rebuilt from them.
    CREATE TABLE opt_out (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL,
        shown TEXT NOT NULL,
        scope TEXT NOT NULL,
        scope_name TEXT NOT NULL,
        server TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        api_user TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        note TEXT NOT NULL,
        action TEXT NOT NULL,
        outcome TEXT NOT NULL,
        refusal TEXT,
        result TEXT NOT NULL
    ) STRICT;
    CREATE INDEX opt_out_pending ON opt_out (outcome) WHERE outcome IN ('waiting', 'refused');

    -- Accounts that were turned away, until a person has typed a password.
    CREATE TABLE login_stop (
        endpoint TEXT NOT NULL,
        api_user TEXT NOT NULL,
        refusal TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (endpoint, api_user)
    ) STRICT, WITHOUT ROWID;

    -- The campaigns that a server listed last, for the time when it does not answer.
    CREATE TABLE campaign (
        endpoint TEXT NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        active INTEGER NOT NULL,
        dial_statuses TEXT NOT NULL,
        listed_at TEXT NOT NULL,
        PRIMARY KEY (endpoint, id)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""From an empty file to the present; the number of a version is how many of them have been run."""
