using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FastSignal.Leads.Tests;

/// <summary>All rows of a lead store, all columns, table by table: what two runs over the same entries must agree on.</summary>
/// <remarks>Of outcomes and samples the newest of each signal are kept, and some more until they are next deleted: only the former count. The name
/// of the log is left out, so that two logs can be compared, and so are hashes, of which each store has a seed of its own.</remarks>
internal static class StoreDump
{
    /// <summary>Reads a store that nobody writes meanwhile, and asserts that its hashes fit its keys.</summary>
    /// <param name="path">The file <c>leads.db</c>.</param>
    /// <returns>The rows of each table, in order.</returns>
    public static SortedDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        using var store = new SqliteConnection($"Data Source={path};Pooling=False");
        store.Open();
        var tables = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var table in Rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'key_seed'"))
            tables[table] = Rows(store, Query(store, table));
        AssertHashesFit(path);
        return tables;
    }

    /// <summary>Asserts that two stores are the same.</summary>
    public static void AssertSame(SortedDictionary<string, IReadOnlyList<string>> expected, SortedDictionary<string, IReadOnlyList<string>> actual, string what)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (table, rows) in expected)
        {
            var different = rows.Zip(actual[table]).FirstOrDefault(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
            Assert.True(different == default, $"{what}: {table} has\n{different.Second}\ninstead of\n{different.First}");
            Assert.True(rows.Count == actual[table].Count, $"{what}: {table} has {actual[table].Count} rows instead of {rows.Count}");
        }
    }

    /// <summary>Asserts that each key of a store has its hash, and nothing else has one.</summary>
    public static void AssertHashesFit(string path)
    {
        using var database = Database.OpenExisting(path, LeadSchema.Scripts);
        using var wrong = database.PrepareOnce(
            $"SELECT count(*) FROM leads, key_seed WHERE {string.Join(" OR ", MatchKeys.ColumnNames.Select(static key => $"{key}_hash IS NOT key_hash(seed, signal_id, {key}_text)"))}");
        Assert.Equal(0, wrong.Scalar());
    }

    private static string Query(SqliteConnection store, string table) => table switch
    {
        "outcomes" => Newest("signal_id, sequence, outcome, reason, lead_id, received_at", table, OutcomeTable.MaxKept),
        "samples" => Newest("signal_id, sequence, received_at, record", table, SampleTable.MaxKept),
        "checkpoint" => "SELECT address, next_sequence FROM checkpoint",
        _ => $"SELECT {Columns(store, table)} FROM {table} ORDER BY 1, 2",
    };

    private static string Columns(SqliteConnection store, string table) =>
        string.Join(", ", Rows(store, $"SELECT name FROM pragma_table_info('{table}')")
            .Where(static column => !column.EndsWith("_hash", StringComparison.Ordinal)));

    private static string Newest(string columns, string table, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {columns} FROM (SELECT *, row_number() OVER (PARTITION BY signal_id ORDER BY sequence DESC) AS place FROM {table}) WHERE place <= {count} ORDER BY signal_id, sequence");

    private static List<string> Rows(SqliteConnection store, string query)
    {
        using var command = store.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        return rows;
    }

    private static string? Text(object value) => value is byte[] octets ? Convert.ToHexString(octets) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
