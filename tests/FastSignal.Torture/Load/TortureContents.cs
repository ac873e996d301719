using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.Torture.Load;

/// <summary>The contents of a run: each is fixed by the seed and its number, so that what the log must hold can be made again at any time.</summary>
/// <remarks>From 0.2 KB to 1 MiB, mostly small; every one is the visit of a person, so that leads can be counted, too.</remarks>
internal sealed class TortureContents(int seed)
{
    /// <summary>The largest content that a server takes, in octets.</summary>
    public const int MaxBytes = 1 << 20;

    private const int People = 200;

    private readonly ConcurrentDictionary<int, int> _lengths = new();

    /// <summary>The content of one visit.</summary>
    public byte[] Of(int visit)
    {
        if (_lengths.TryGetValue(visit, out var bytes))
            return WithText(Visitor.Content(visit, visit % People), bytes, new Random(unchecked(seed ^ visit)));
        var random = new Random(unchecked((seed * 1_000_003) ^ (visit * 7_919)));
        var person = visit % People;
        return random.Next(1_000) switch
        {
            < 500 => Short(visit, person),
            < 850 => Visitor.Content(visit, person, again: random.Next(2) == 0),
            < 940 => WithLeaves(Visitor.Content(visit, person), random),
            < 980 => WithText(Visitor.Content(visit, person), random.Next(1_000, 32_000), random),
            < 997 => WithText(Visitor.Content(visit, person), random.Next(32_000, 300_000), random),
            _ => Largest(visit, random),
        };
    }

    /// <summary>The content of one visit, about so long; from now on <see cref="Of"/> makes it, too.</summary>
    public byte[] OfLength(int visit, int bytes)
    {
        _lengths[visit] = bytes;
        return Of(visit);
    }

    private static byte[] Largest(int visit, Random random)
    {
        var content = Visitor.Content(visit, visit % People);
        return WithText(content, MaxBytes - WithText(content, 0, random).Length, random);
    }

    /// <summary>The person's strongest key and the number of the visit, nothing else.</summary>
    private static byte[] Short(int visit, int person)
    {
        var key = person % 10 == 7
            ? string.Create(CultureInfo.InvariantCulture, $"\"Business Email\":\"visitor.{person}@brightforge.example\"")
            : string.Create(CultureInfo.InvariantCulture, $"\"LinkedIn URL\":\"https://www.linkedin.com/in/visitor-{person}-fs/\"");
        return Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{{key},\"Captured URL\":\"https://www.example.com/?visit={visit}&person={person}\"}}"));
    }

    private static byte[] WithText(byte[] content, int bytes, Random random)
    {
        var text = new byte[bytes];
        for (var i = 0; i < text.Length; i++)
            text[i] = (byte)('a' + random.Next(26));
        return [.. content.AsSpan(0, content.Length - 1), .. ",\"Notes\":\""u8, .. text, .. "\"}"u8];
    }

    /// <summary>Nested and odd: objects, arrays, empty ones, the same path twice, escapes.</summary>
    private static byte[] WithLeaves(byte[] content, Random random) =>
        [.. content.AsSpan(0, content.Length - 1), .. ",\"Pages\":["u8,
            .. Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomJson.Object(random)))), .. "]}"u8];
}
