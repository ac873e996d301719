namespace FastSignal.Leads;

/// <summary>The schema of <c>signals.db</c>, script by script. A script that has been released is never edited: the next one changes what it made.</summary>
internal static class SignalSchema
{
    /// <summary>All scripts in order. Times are microseconds since 1970 in UTC.</summary>
    internal static readonly IReadOnlyList<string> Scripts =
    [
        """
        CREATE TABLE registry (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,             -- bumped by every change
            adopted INTEGER NOT NULL,             -- the version that the running server has
            base_url TEXT                         -- where the server that runs, or ran last, takes entries
        );
        INSERT INTO registry VALUES (1, 0, 0, NULL);

        CREATE TABLE signals (
            id INTEGER PRIMARY KEY AUTOINCREMENT, -- a record names its signal by id for ever, so none is given twice
            name TEXT NOT NULL,
            label TEXT NOT NULL,
            target TEXT NOT NULL,
            status TEXT NOT NULL,
            status_before_archive TEXT NOT NULL,
            success_status INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        );

        CREATE TABLE tokens (
            token TEXT PRIMARY KEY,               -- every token ever used: none is used twice
            signal_id INTEGER NOT NULL REFERENCES signals (id),
            number INTEGER NOT NULL,              -- the newest of a signal has the highest
            created_at INTEGER NOT NULL,
            ends_at INTEGER,
            UNIQUE (signal_id, number)
        ) WITHOUT ROWID;

        CREATE TABLE mappings (
            signal_id INTEGER NOT NULL REFERENCES signals (id),
            version INTEGER NOT NULL,
            mapping TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (signal_id, version)
        ) WITHOUT ROWID;

        CREATE TABLE changes (
            id INTEGER PRIMARY KEY,
            signal_id INTEGER NOT NULL REFERENCES signals (id),
            changed_at INTEGER NOT NULL,
            what TEXT NOT NULL,
            before TEXT,
            after TEXT NOT NULL
        );
        CREATE INDEX changes_by_signal ON changes (signal_id, id);
        """,

        // The server asks at every change which overlaps have ended and when the next one will.
        """
        CREATE INDEX tokens_by_end ON tokens (ends_at) WHERE ends_at IS NOT NULL;
        """,
    ];
}
