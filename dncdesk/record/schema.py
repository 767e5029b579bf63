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
    """
    DROP TABLE opt_out;
    -- Where each opt-out stands: nothing that the events do not say, so it can be rebuilt from them. What was
    -- imported has a negative seq. Times are milliseconds since 1970, so that they can be sorted.
    CREATE TABLE opt_out (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL,
        shown TEXT NOT NULL,
        typed TEXT NOT NULL,
        e164 TEXT NOT NULL,
        scope TEXT NOT NULL,
        scope_name TEXT NOT NULL,
        scope_asked TEXT NOT NULL,
        server TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        api_user TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        asked_ms INTEGER NOT NULL,
        due_on TEXT,
        person TEXT NOT NULL,
        taken_by TEXT NOT NULL,
        asked_how TEXT NOT NULL,
        reference TEXT NOT NULL,
        note TEXT NOT NULL,
        entered_by TEXT NOT NULL,
        action TEXT NOT NULL,
        outcome TEXT NOT NULL,
        refusal TEXT,
        blocked_ms INTEGER,
        result TEXT NOT NULL,
        words TEXT GENERATED ALWAYS AS (
            e164 || CASE WHEN instr(e164, number) THEN '' ELSE char(10) || number END || char(10) || person || char(10)
            || note || char(10) || taken_by || char(10) || reference || char(10) || scope || char(10) || scope_name
            || char(10) || server
        ) VIRTUAL
    ) STRICT;
    CREATE INDEX opt_out_pending ON opt_out (outcome) WHERE outcome = 'waiting' OR refusal IS NOT NULL;
    CREATE INDEX opt_out_open ON opt_out (due_on) WHERE action = 'block' AND outcome NOT IN ('blocked', 'removed');
    CREATE INDEX opt_out_asked ON opt_out (asked_ms);
    -- What the table is filtered and sorted by, side by side: among a million rows of opt_out, which lie far apart
    -- between the events, a cold disk would have to look for seconds.
    CREATE INDEX opt_out_narrow ON opt_out (
        seq, number, asked_ms, due_on, blocked_ms, outcome, action, scope, server, person, taken_by, entered_by
    );

    -- Any part of a number, a name, a note: by threes of letters.
    CREATE VIRTUAL TABLE opt_out_words USING fts5 (
        words, content = 'opt_out', content_rowid = 'seq', tokenize = 'trigram', columnsize = 0
    );
    CREATE TRIGGER opt_out_words_added AFTER INSERT ON opt_out BEGIN
        INSERT INTO opt_out_words (rowid, words) VALUES (new.seq, new.words);
    END;
    CREATE TRIGGER opt_out_words_removed AFTER DELETE ON opt_out BEGIN
        INSERT INTO opt_out_words (opt_out_words, rowid, words) VALUES ('delete', old.seq, old.words);
    END;
    CREATE TRIGGER opt_out_words_changed AFTER UPDATE OF person, note, taken_by, reference ON opt_out BEGIN
        INSERT INTO opt_out_words (opt_out_words, rowid, words) VALUES ('delete', old.seq, old.words);
        INSERT INTO opt_out_words (rowid, words) VALUES (new.seq, new.words);
    END;
    """,
    """
    ALTER TABLE opt_out ADD COLUMN group_id TEXT NOT NULL DEFAULT '';
    CREATE INDEX opt_out_group ON opt_out (group_id) WHERE group_id != '';
    -- Lists that a person has paused, until they let them go on.
    CREATE TABLE paused_group (group_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    """,
)
"""From an empty file to the present; the number of a version is how many of them have been run.

A migration that makes `opt_out` anew leaves it empty: it is then rebuilt from the events.
"""
