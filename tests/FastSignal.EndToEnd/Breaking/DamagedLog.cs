using System.Globalization;
using System.Security.Cryptography;
using FastSignal.Log;
using FastSignal.Torture.Parts;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>A log that a server has written, and that is damaged and put back again and again.</summary>
internal sealed class DamagedLog : IAsyncDisposable
{
    private const int RecordHeaderBytes = 4;
    private const int SlotBytes = 64;
    private const int SecondSlot = 4096;

    private readonly byte[] _segment;
    private readonly byte[] _slots;
    private readonly long _end;
    private readonly HashSet<Place> _known;

    private DamagedLog(Subject subject)
    {
        Subject = subject;
        _segment = File.ReadAllBytes(SegmentFile);
        _slots = File.ReadAllBytes(SlotsFile);
        (Entries, _end) = ReadAll();
        _known = [.. Entries];
    }

    /// <summary>The data folder.</summary>
    public Subject Subject { get; }

    /// <summary>The folder of the log.</summary>
    public string Folder => Path.Combine(Subject.Installation.Data, "log");

    /// <summary>Where each entry lies, and what it holds.</summary>
    public IReadOnlyList<Place> Entries { get; }

    private string SegmentFile => Path.Combine(Folder, "log.0");

    private string SlotsFile => Path.Combine(Folder, "commit");

    /// <summary>Makes one of a few hundred entries, over more than one page but not over 8 MiB, and stops its server.</summary>
    public static async Task<DamagedLog> MakeAsync(int seed)
    {
        var subject = await Subject.CreateAsync(seed);
        await using (var server = subject.Start(consume: false))
        {
            await server.ReadyAsync();
            await subject.Sender(server.Port).RunAsync(connections: 2, bytes: 4_400_000);
            Assert.Equal(0, await server.StopAsync());
        }

        return new DamagedLog(subject);
    }

    /// <summary>Damages the segment at a random place of the part that holds entries; everything else is as it was.</summary>
    public Damage DamageSegment(Random random)
    {
        var octets = _segment.ToArray();
        var at = random.NextInt64(64, _end);
        var kind = random.Next(10) switch
        {
            0 => "truncated",
            < 6 => "a bit flipped",
            < 8 => "512 octets zeroed",
            _ => "4096 octets zeroed",
        };
        switch (kind)
        {
            case "truncated":
                octets = octets[..(int)at];
                break;
            case "a bit flipped":
                octets[at] ^= (byte)(1 << random.Next(8));
                break;
            default:
                var size = kind[0] == '5' ? 512 : 4096;
                octets.AsSpan((int)(at & -size), (int)Math.Min(size, octets.Length - (at & -size))).Clear();
                break;
        }

        File.WriteAllBytes(SegmentFile, octets);
        File.WriteAllBytes(SlotsFile, _slots);
        return new Damage(kind, at, [.. Entries.Where(entry => !IsWhole(entry, octets))], [.. Entries.Where(entry => IsWhole(entry, octets))]);
    }

    /// <summary>Damages one or both slots.</summary>
    public Damage DamageSlots(Random random)
    {
        var octets = _slots.ToArray();
        var at = (random.Next(2) * SecondSlot) + random.Next(SlotBytes);
        var kind = random.Next(4) switch
        {
            0 => "both slots zeroed",
            1 => "slots cut off",
            _ => "a bit of a slot flipped",
        };
        if (kind[0] == 'b')
            octets.AsSpan().Clear();
        else if (kind[0] == 's')
            octets = octets[..at];
        else
            octets[at] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(SegmentFile, _segment);
        File.WriteAllBytes(SlotsFile, octets);
        return new Damage(kind, at, [], Entries);
    }

    /// <summary>Opens the log for writing, as a server does, and closes it; what was said if that was refused.</summary>
    public string? Open()
    {
        try
        {
            using var log = EntryLog.Open(Folder);
            return null;
        }
        catch (EntryLogException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Reads everything that can be read, over all damage.</summary>
    public Found Verify()
    {
        string? complaint = null;
        try
        {
            using var reader = LogReader.Open(Folder);
            var found = new HashSet<Place>();
            var wrong = 0;
            while (reader.Read(out var entry) is var outcome && outcome is not ReadOutcome.End)
            {
                if (outcome is not ReadOutcome.Entry)
                {
                    complaint ??= reader.DamageText;
                    if (!reader.TrySkipDamage())
                        break;
                    continue;
                }

                var place = PlaceOf(entry);
                wrong += _known.Contains(place) ? 0 : 1;
                found.Add(place);
            }

            return new Found(complaint, found, wrong);
        }
        catch (EntryLogException refusal)
        {
            return new Found(refusal.Message, new HashSet<Place>(), Wrong: 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Subject.DisposeAsync();

    private (IReadOnlyList<Place> Entries, long End) ReadAll()
    {
        var entries = new List<Place>();
        using var reader = LogReader.Open(Folder);
        while (reader.Read(out var entry) is ReadOutcome.Entry)
            entries.Add(PlaceOf(entry));
        Assert.Equal(Subject.Oracle.AcknowledgedCount, entries.Count);
        return (entries, reader.CommittedUntil.Address);
    }

    private static Place PlaceOf(LogEntry entry) =>
        new(entry.Sequence, entry.Address, RecordHeaderBytes + Frame.Bytes + entry.Record.Length, Convert.ToHexString(SHA256.HashData(entry.Record)));

    private bool IsWhole(Place entry, byte[] octets) =>
        entry.Address + entry.Bytes <= octets.Length
        && octets.AsSpan((int)entry.Address, entry.Bytes).SequenceEqual(_segment.AsSpan((int)entry.Address, entry.Bytes));

    /// <summary>An entry and where it lies.</summary>
    internal sealed record Place(long Sequence, long Address, int Bytes, string Hash);

    /// <summary>What was done to the files.</summary>
    internal sealed record Damage(string Kind, long Address, IReadOnlyList<Place> Hurt, IReadOnlyList<Place> Unhurt)
    {
        /// <summary>Whether octets of an entry were changed; those between entries mean nothing.</summary>
        public bool HitsAnEntry => Hurt.Count > 0;

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} at {Address}");
    }

    /// <summary>What a reader made of it.</summary>
    internal sealed record Found(string? Complaint, IReadOnlySet<Place> Entries, int Wrong);
}
