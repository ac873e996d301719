namespace FastSignal.Leads;

/// <summary>The schema of <c>rejections.db</c>, script by script. A script that has been released is never edited: the next one changes what it made.</summary>
internal static class RejectionSchema
{
    /// <summary>All scripts in order. Times are microseconds since 1970 in UTC.</summary>
    internal static readonly IReadOnlyList<string> Scripts =
    [
        """
        CREATE TABLE rejections (
            id INTEGER PRIMARY KEY,               -- in the order in which they were refused
            signal_id INTEGER NOT NULL,           -- 0: none
            received_at INTEGER NOT NULL,
            status INTEGER NOT NULL,
            code TEXT NOT NULL,
            detail TEXT NOT NULL,
            wrong_octet INTEGER,                  -- counted from 0 in the content
            user_agent BLOB NOT NULL,             -- as it came, UTF-8 or not
            content BLOB NOT NULL,                -- its beginning, UTF-8 or not
            is_cut INTEGER NOT NULL               -- whether more of the content had come
        );
        CREATE INDEX rejections_by_signal ON rejections (signal_id, id);
        """,
    ];
}
