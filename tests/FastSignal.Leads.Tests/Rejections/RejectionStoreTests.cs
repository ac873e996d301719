using System.Text;
using Microsoft.Data.Sqlite;

namespace FastSignal.Leads.Tests;

public sealed class RejectionStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File(RejectionStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_hundred_of_each_signal_and_the_newest_hundred_without_one_are_kept_oldest_first()
    {
        using var store = RejectionStore.Open(Path);
        for (var i = 0; i < 350; i++)
            store.Keep([Rejected(i % 3, $"content {i}")]);
        store.Keep([Rejected(7, "alone")]);

        foreach (var signal in (long[])[RejectionStore.NoSignal, 1, 2])
        {
            var newest = Enumerable.Range(0, 350).Where(i => i % 3 == signal).TakeLast(RejectionStore.MaxKept).Select(i => $"content {i}");
            Assert.Equal(newest, Contents(store, signal), StringComparer.Ordinal);
        }

        Assert.Equal(["alone"], Contents(store, 7), StringComparer.Ordinal);
        var all = Contents(store, null).ToList();
        Assert.Equal(301, all.Count);
        Assert.Equal(["content 348", "content 349", "alone"], all.TakeLast(3), StringComparer.Ordinal);
    }

    [Fact]
    public void One_batch_may_have_more_than_is_kept()
    {
        using var store = RejectionStore.Open(Path);
        store.Keep([.. Enumerable.Range(0, 250).Select(i => Rejected(1, $"{i}"))]);
        Assert.Equal(Enumerable.Range(150, 100).Select(i => $"{i}"), Contents(store, 1), StringComparer.Ordinal);
    }

    [Fact]
    public void Whatever_a_sender_writes_comes_back_octet_by_octet()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new byte[4096];
        new Random(seed).NextBytes(random);
        byte[][] hostile = [[], [0], "a\0b'; DROP TABLE rejections; --"u8.ToArray(), [0xFF, 0xFE, 0x80],
            [.. Enumerable.Range(0, 256).Select(i => (byte)i)], random];
        var written = hostile.Select(
                octets => Rejected(1, "") with { Content = octets, UserAgent = octets.Take(128).ToArray(), Offset = octets.Length, IsCut = octets.Length > 3 })
            .ToList();
        using var store = RejectionStore.Open(Path);
        store.Keep(written);

        foreach (var (kept, expected) in store.List(1).Zip(written))
        {
            Assert.Equal(expected.Content.ToArray(), kept.Content.ToArray());
            Assert.Equal(expected.UserAgent.ToArray(), kept.UserAgent.ToArray());
            Assert.Equal(expected with { Content = default, UserAgent = default }, kept with { Content = default, UserAgent = default });
        }

        Assert.Equal(hostile.Length, store.List(1).Count());
        store.Keep([Rejected(1, "") with { Offset = null }]);
        Assert.Null(store.List(1).Last().Offset);
    }

    [Fact]
    public void A_reader_sees_one_state_while_the_server_writes()
    {
        using var writer = RejectionStore.Open(Path);
        writer.Keep([Rejected(1, "a"), Rejected(1, "b")]);
        using var reader = RejectionStore.OpenIfThere(Path);
        var seen = new List<string>();
        foreach (var kept in reader!.List())
        {
            seen.Add(Text(kept));
            writer.Keep([Rejected(1, "later")]);
        }

        Assert.Equal(["a", "b"], seen);
        Assert.Equal(["a", "b", "later", "later"], Contents(reader, null), StringComparer.Ordinal);
    }

    [Fact]
    public void A_store_that_another_program_locks_says_so_and_keeps_all_of_a_batch_or_nothing()
    {
        using var store = RejectionStore.Open(Path);
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            Assert.Contains("locked by another program", Assert.Throws<StoreException>(() => store.Keep([Rejected(1, "a")])).Message, StringComparison.Ordinal);
            Assert.Contains("locked by another program", Assert.Throws<StoreException>(() => store.Clear()).Message, StringComparison.Ordinal);
        }

        store.Keep([Rejected(1, "a"), Rejected(2, "b")]);
        Assert.Throws<NullReferenceException>(() => store.Keep([Rejected(1, "c"), null!]));
        Assert.Equal(["a", "b"], Contents(store, null), StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_cleared_is_gone_from_the_files_and_the_rest_stays()
    {
        using var store = RejectionStore.Open(Path);
        store.Keep([Rejected(1, "first secret"), Rejected(2, "second secret"), Rejected(RejectionStore.NoSignal, "third secret")]);
        Assert.Equal(1, store.Clear(1));
        Assert.Equal(0, store.Clear(1));
        Assert.Equal(["second secret", "third secret"], Contents(store, null), StringComparer.Ordinal);
        AssertHolds("first secret", isThere: false);
        AssertHolds("second secret", isThere: true);

        Assert.Equal(1, store.Clear(RejectionStore.NoSignal));
        Assert.Equal(1, store.Clear());
        AssertHolds("secret", isThere: false);
    }

    [Fact]
    public void Only_the_owner_can_read_it_and_looking_makes_none()
    {
        Assert.Null(RejectionStore.OpenIfThere(Path));
        Assert.False(File.Exists(Path));
        File.WriteAllBytes(Path, []);
        Assert.Null(RejectionStore.OpenIfThere(Path));
        File.Delete(Path);

        using var store = RejectionStore.Open(Path);
        store.Keep([Rejected(1, "a")]);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in Directory.GetFiles(_folder.Path))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.True(store.IsInPlace);
        File.Delete(Path);
        Assert.False(store.IsInPlace);
    }

    [Fact]
    public void A_file_that_is_no_database_says_how_to_begin_anew()
    {
        File.WriteAllText(Path, new string('x', 8192));
        var fault = Assert.Throws<StoreException>(() => RejectionStore.Open(Path));
        Assert.Contains("move it away and a new one is made", fault.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => RejectionStore.OpenIfThere(Path));
        File.Delete(Path);
        Directory.CreateDirectory(Path);
        Assert.Contains("is a directory", Assert.Throws<StoreException>(() => RejectionStore.OpenIfThere(Path)).Message, StringComparison.Ordinal);
    }

    private static KeptRejection Rejected(long signal, string content) => new()
    {
        ReceivedAtMicroseconds = 1_764_000_000_000_000,
        SignalId = signal,
        Status = 400,
        Code = "malformed_json",
        Detail = "expected a value at byte 17, found '}'",
        Offset = 17,
        UserAgent = "Test"u8.ToArray(),
        Content = Encoding.UTF8.GetBytes(content),
    };

    private static string Text(KeptRejection kept) => Encoding.UTF8.GetString(kept.Content.Span);

    private static IEnumerable<string> Contents(RejectionStore store, long? signal) => store.List(signal).Select(Text);

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void AssertHolds(string text, bool isThere) =>
        Assert.Equal(isThere, Directory.GetFiles(_folder.Path).Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));
}
