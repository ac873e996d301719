namespace FastSignal.Leads;

/// <summary>The schema of <c>leads.db</c>, script by script. A script that has been released is never edited: the next one changes what it made.</summary>
internal static class LeadSchema
{
    /// <summary>All scripts in order. Times are microseconds since 1970 in UTC.</summary>
    internal static readonly IReadOnlyList<string> Scripts =
    [
        """
        CREATE TABLE checkpoint (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            log_id TEXT NOT NULL,
            address INTEGER NOT NULL,
            next_sequence INTEGER NOT NULL         -- of the entry that starts, or will start, at the address
        );

        CREATE TABLE leads (
            id INTEGER PRIMARY KEY AUTOINCREMENT,  -- merging deletes leads: their ids name nobody else later
            signal_id INTEGER NOT NULL,
            status TEXT NOT NULL,
            visits INTEGER NOT NULL,
            first_seen_at INTEGER NOT NULL,
            last_seen_at INTEGER NOT NULL,
            linkedin_url TEXT, email TEXT, full_name TEXT, company_name TEXT, company_domain TEXT, company_linkedin_url TEXT,
            title TEXT, phone TEXT, city TEXT, country TEXT,
            linkedin_key TEXT,                     -- strong; of a company its own page
            email_or_domain_key TEXT,              -- strong; people: email, companies: domain
            name_at_domain_key TEXT,               -- weak; people: name and company domain, companies: none
            name_key TEXT,                         -- weak; people: name and company name, companies: name
            context TEXT NOT NULL,
            context_is_cut INTEGER NOT NULL
        );
        CREATE INDEX leads_by_signal ON leads (signal_id);
        CREATE UNIQUE INDEX leads_by_linkedin ON leads (signal_id, linkedin_key) WHERE linkedin_key IS NOT NULL;
        CREATE UNIQUE INDEX leads_by_email_or_domain ON leads (signal_id, email_or_domain_key) WHERE email_or_domain_key IS NOT NULL;
        -- Not unique: two people of one name at one company are two leads if their strong keys differ. These two give the strong keys, too.
        CREATE INDEX leads_by_name_at_domain ON leads (signal_id, name_at_domain_key, linkedin_key, email_or_domain_key)
            WHERE name_at_domain_key IS NOT NULL;
        CREATE INDEX leads_by_name ON leads (signal_id, name_key, linkedin_key, email_or_domain_key) WHERE name_key IS NOT NULL;

        CREATE TABLE outcome_counts (
            signal_id INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            hour INTEGER NOT NULL,                 -- its beginning, by time received
            count INTEGER NOT NULL,
            PRIMARY KEY (signal_id, outcome, hour)
        ) WITHOUT ROWID;

        CREATE TABLE outcomes (
            signal_id INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT NOT NULL,
            lead_id INTEGER,
            received_at INTEGER NOT NULL,
            PRIMARY KEY (signal_id, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE samples (
            id INTEGER PRIMARY KEY,
            signal_id INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            record BLOB NOT NULL
        );
        CREATE UNIQUE INDEX samples_by_signal ON samples (signal_id, sequence);

        CREATE TABLE held (
            sequence INTEGER PRIMARY KEY,
            signal_id INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            record BLOB NOT NULL
        );
        CREATE INDEX held_by_signal ON held (signal_id, outcome, sequence);

        CREATE TABLE idempotency (
            signal_id INTEGER NOT NULL,
            hash BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            PRIMARY KEY (signal_id, hash)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_by_time ON idempotency (received_at);
        """,
        """
        -- A person has several emails, a company several domains. The lead shows the first; the others lead to it just as well.
        CREATE TABLE other_keys (
            signal_id INTEGER NOT NULL,
            email_or_domain_key TEXT NOT NULL,     -- of no lead its own, see leads
            lead_id INTEGER NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            PRIMARY KEY (signal_id, email_or_domain_key)
        ) WITHOUT ROWID;
        CREATE INDEX other_keys_by_lead ON other_keys (lead_id);
        """,
        """
        -- What each entry that was mapped was counted as, so that it can be mapped again and still counts once. Entries go up: a row is appended, and
        -- takes 13 octets or so. Entries from before this script have none.
        CREATE TABLE entry_leads (
            sequence INTEGER PRIMARY KEY,
            outcome INTEGER NOT NULL,              -- its number: 0 lead_created, 1 lead_updated, 4 no_identifier, 5 invalid_identifier, 8 duplicate
            mapping_version INTEGER NOT NULL,      -- which version of the signal's mapping decided; 0 if none did
            lead_id INTEGER                        -- as it was then: merged_leads says what became of it
        );

        -- Leads that were merged. The rows of their entries stay as they are: a merge must not cost as much as the lead has visits.
        CREATE TABLE merged_leads (
            from_id INTEGER PRIMARY KEY,
            to_id INTEGER NOT NULL,                -- may have been merged itself later
            last_sequence INTEGER NOT NULL         -- no entry behind it points to from_id
        );
        """,
        """
        -- What people decide about a lead. A visit leaves it as it is.
        ALTER TABLE leads ADD COLUMN dismissed_reason TEXT;     -- of a dismissed lead alone
        ALTER TABLE leads ADD COLUMN note TEXT;                 -- of a dismissed lead alone
        ALTER TABLE leads ADD COLUMN status_changed_at INTEGER; -- NULL: never

        CREATE TABLE status_changes (
            id INTEGER PRIMARY KEY,
            lead_id INTEGER NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            changed_at INTEGER NOT NULL,
            status_before TEXT NOT NULL,
            status_after TEXT NOT NULL,
            dismissed_reason TEXT,
            note TEXT
        );
        CREATE INDEX status_changes_by_lead ON status_changes (lead_id, changed_at);

        -- Leads that changed otherwise than by the entry with the highest sequence, which entry_leads tells: by a decision, a replay, or an entry that
        -- was held. Whoever follows the leads reads both; the oldest rows go.
        CREATE TABLE lead_notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            lead_id INTEGER NOT NULL
        );
        """,
        """
        -- Tombstones: entries of the log whose person was deleted on request. They are shown without their fields, and never mapped.
        CREATE TABLE forgotten (
            sequence INTEGER PRIMARY KEY,
            forgotten_at INTEGER NOT NULL
        );

        -- One row while a deletion is not finished: octets of what it deletes may still be in the files of the databases.
        CREATE TABLE unfinished_deletion (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            begun_at INTEGER NOT NULL
        );
        """,
        """
        -- Keys are found by their hash: with the keys themselves, four indexes were larger than the leads, and each lead changed a page of each of them.
        CREATE TABLE key_seed (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            seed INTEGER NOT NULL                  -- nobody outside knows it, so nobody can choose keys with one hash
        );
        INSERT INTO key_seed (id, seed) VALUES (1, random());

        ALTER TABLE leads ADD COLUMN linkedin_hash INTEGER; -- of the signal and the key; NULL without the key
        ALTER TABLE leads ADD COLUMN email_or_domain_hash INTEGER;
        ALTER TABLE leads ADD COLUMN name_at_domain_hash INTEGER;
        ALTER TABLE leads ADD COLUMN name_hash INTEGER;
        DROP INDEX leads_by_linkedin;
        DROP INDEX leads_by_email_or_domain;
        DROP INDEX leads_by_name_at_domain;
        DROP INDEX leads_by_name;
        -- Renamed, so that an older program which is still running stops, rather than writing leads without hashes.
        ALTER TABLE leads RENAME COLUMN linkedin_key TO linkedin_text;
        ALTER TABLE leads RENAME COLUMN email_or_domain_key TO email_or_domain_text;
        ALTER TABLE leads RENAME COLUMN name_at_domain_key TO name_at_domain_text;
        ALTER TABLE leads RENAME COLUMN name_key TO name_text;
        UPDATE leads SET
            linkedin_hash = key_hash((SELECT seed FROM key_seed), signal_id, linkedin_text),
            email_or_domain_hash = key_hash((SELECT seed FROM key_seed), signal_id, email_or_domain_text),
            name_at_domain_hash = key_hash((SELECT seed FROM key_seed), signal_id, name_at_domain_text),
            name_hash = key_hash((SELECT seed FROM key_seed), signal_id, name_text);
        CREATE INDEX leads_by_linkedin ON leads (linkedin_hash) WHERE linkedin_hash IS NOT NULL;
        CREATE INDEX leads_by_email_or_domain ON leads (email_or_domain_hash) WHERE email_or_domain_hash IS NOT NULL;
        -- Of the leads of a name those without a strong key come first, then those without a LinkedIn URL.
        CREATE INDEX leads_by_name_at_domain ON leads (name_at_domain_hash, linkedin_hash IS NOT NULL, email_or_domain_hash IS NOT NULL)
            WHERE name_at_domain_hash IS NOT NULL;
        CREATE INDEX leads_by_name ON leads (name_hash, linkedin_hash IS NOT NULL, email_or_domain_hash IS NOT NULL) WHERE name_hash IS NOT NULL;
        """,
    ];
}
