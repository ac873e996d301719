using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FastSignal.Harness;
using FastSignal.Torture.Load;

namespace FastSignal.Torture.Checks;

/// <summary>Compares the log of one data folder, as <c>entries --json</c> shows it, with what was posted.</summary>
/// <remarks>Whatever was found once must be there for ever, octet by octet the same; so only new entries are flattened again and compared leaf by
/// leaf.</remarks>
internal sealed class LogCheck(TortureContents contents, Oracle oracle)
{
    private readonly List<Seen> _seen = [];
    private readonly Dictionary<int, int> _indexOfVisits = [];
    private readonly List<string> _complaints = [];

    /// <summary>What is wrong, in words; the first few.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>How many entries of each person the last look found.</summary>
    public IReadOnlyDictionary<int, int> VisitsOfPeople => _seen.CountBy(static seen => seen.Person).ToDictionary();

    /// <summary>How many entries the last look found.</summary>
    public int EntryCount => _seen.Count;

    /// <summary>Looks at the log as it is now.</summary>
    public async Task<Standing> LookAsync(Installation installation)
    {
        var standing = default(Standing);
        var index = 0;
        await foreach (var line in EntryLines.ReadAsync(installation, _complaints))
        {
            var hash = SHA256.HashData(line.Span);
            if (index < _seen.Count && !_seen[index].Hash.AsSpan().SequenceEqual(hash))
                standing += Forget(index);
            if (index == _seen.Count)
                standing += Add(line, hash);
            index++;
        }

        if (index < _seen.Count)
            standing += Forget(index);
        return standing + CompareWithAnswers();
    }

    /// <summary>An entry is no longer what it was: it and all behind it count as vanished, and are looked at anew.</summary>
    private Standing Forget(int index)
    {
        var vanished = _seen.Count - index;
        Complain($"{vanished} entries from the {index + 1}. on are no longer what an earlier look found");
        foreach (var gone in _seen.Skip(index))
            _indexOfVisits.Remove(gone.Visit);
        _seen.RemoveRange(index, vanished);
        return new Standing { Vanished = vanished };
    }

    private Standing Add(ReadOnlyMemory<byte> line, byte[] hash)
    {
        EntryLine entry;
        int visit;
        try
        {
            using var json = JsonDocument.Parse(line);
            entry = EntryLine.Parse(json.RootElement);
            visit = Visitor.VisitOf(entry);
        }
        catch (Exception fault)
        {
            Complain($"the {_seen.Count + 1}. entry is none of ours: {fault.Message}");
            _seen.Add(new Seen(hash, -1, -1, ""));
            return new Standing { Torn = 1 };
        }

        var standing = new Standing
        {
            OutOfOrder = entry.Sequence == _seen.Count + 1 ? 0 : 1,
            Torn = ReferenceFlattener.Flatten(contents.Of(visit)).SequenceEqual(entry.Fields) ? 0 : 1,
            Duplicated = _indexOfVisits.TryAdd(visit, _seen.Count) ? 0 : 1,
        };
        if (!standing.IsGood)
            Complain($"entry {entry.Id}, visit {visit}, the {_seen.Count + 1}. in the log: {(standing.Torn > 0 ? "not what was posted " : "")}{(standing.Duplicated > 0 ? "there twice " : "")}{(standing.OutOfOrder > 0 ? "not the next number" : "")}");
        _seen.Add(new Seen(hash, visit, Visitor.PersonOf(entry), entry.Id));
        return standing;
    }

    private Standing CompareWithAnswers()
    {
        var posts = oracle.Posts();
        long acknowledged = 0, found = 0, outOfOrder = 0, unacknowledged = 0;
        var lastOfConnections = new Dictionary<int, int>();
        for (var visit = 0; visit < posts.Length; visit++)
        {
            var isThere = _indexOfVisits.TryGetValue(visit, out var index);
            if (!posts[visit].IsAcknowledged)
            {
                unacknowledged += isThere ? 1 : 0;
                continue;
            }

            acknowledged++;
            if (!isThere || _seen[index].Id != posts[visit].EntryId)
            {
                Complain($"visit {visit} was acknowledged as {posts[visit].EntryId} and is {(isThere ? $"there as {_seen[index].Id}" : "lost")}");
                continue;
            }

            found++;
            if (lastOfConnections.TryGetValue(posts[visit].Connection, out var before) && before > index)
                outOfOrder++;
            lastOfConnections[posts[visit].Connection] = index;
        }

        return new Standing
        {
            Acknowledged = acknowledged,
            Found = found,
            Lost = acknowledged - found,
            OutOfOrder = outOfOrder,
            Unacknowledged = unacknowledged,
            NeverSent = _indexOfVisits.Keys.Count(visit => visit >= posts.Length),
        };
    }

    private void Complain(FormattableString text)
    {
        if (_complaints.Count < 20)
            _complaints.Add(text.ToString(CultureInfo.InvariantCulture));
    }

    private readonly record struct Seen(byte[] Hash, int Visit, int Person, string Id);
}
