namespace FastSignal.Leads.Tests;

public sealed class SignalSchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_the_first_version_is_brought_up_to_date_and_its_tokens_and_ends_are_read()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        using (var old = Database.Open(_folder.SignalsFile, [SignalSchema.Scripts[0]]))
        {
            old.Execute(
                $"""
                INSERT INTO signals VALUES (1, 'n', 'n', 'people', 'live', 'live', 202, 0);
                INSERT INTO tokens VALUES ('the-old-token-01', 1, 1, 0, {UtcMicroseconds.From(end)}), ('the-new-token-01', 1, 2, 0, NULL);
                INSERT INTO changes VALUES (1, 1, 0, 'create', NULL, '');
                UPDATE registry SET version = 1;
                """);
        }

        using var registry = SignalRegistry.OpenExisting(_folder.SignalsFile, TimeProvider.System);
        var table = registry.ReadTable();

        Assert.Equal("the-old-token-01 the-new-token-01", string.Join(' ', table.Rows.Select(row => row.Token)));
        Assert.Equal(UtcMicroseconds.From(end), UtcMicroseconds.From(table.NextOverlapEnd!.Value));
        registry.Pause(1);
        Assert.Equal((2L, false), (registry.ReadTable(table).Version, registry.ReadTable(table).IsWhole));
    }
}
