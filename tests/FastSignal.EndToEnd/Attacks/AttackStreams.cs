using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Makes octet streams that no sender means, each from the seed and its number alone.</summary>
/// <remarks>
/// Three marks tell what may be found in the log: honest ones have to be there, hidden ones must not, and a mutant may be either, since a changed
/// octet may do no harm.
/// </remarks>
internal sealed class AttackStreams
{
    /// <summary>The key in requests that are whole and well-formed.</summary>
    public const string Honest = "honest";

    /// <summary>The key in requests that nobody who reads a framing rightly ever comes to.</summary>
    public const string Hidden = "hidden";

    /// <summary>The token in every file of the corpus.</summary>
    public const string Token = "fs_0123456789abcdefghijABCDEFGHIJ01";

    private readonly int _seed;
    private readonly byte[][] _heads = ReadCorpus("heads");
    private readonly byte[][] _bodies = ReadCorpus("chunked");

    /// <summary>Makes streams of a seed.</summary>
    public AttackStreams(int seed) => _seed = seed;

    /// <summary>Makes one stream.</summary>
    public AttackStream Make(int number)
    {
        var random = new Random(unchecked((_seed * 486_187_739) + number));
        var octets = new List<byte>();
        var honest = new List<string>();
        for (var count = random.Next(3); count > 0; count--)
        {
            honest.Add(Invariant($"{number}-{honest.Count}"));
            octets.AddRange(Whole(random, Honest, honest[^1]));
        }

        var (kind, attack) = Attack(random, number);
        octets.AddRange(attack);
        var cuts = Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(octets.Count + 1)).Order().ToArray();
        return new AttackStream(number, kind, [.. octets], cuts, End(random), honest);
    }

    private (string Kind, byte[] Octets) Attack(Random random, int number)
    {
        var hidden = Whole(random, Hidden, Invariant($"{number}"));
        return random.Next(9) switch
        {
            0 => ("noise", Noise(random, random.Next(1, 4_000))),
            1 => ("mutated head", Mutate(
                random, [.. _heads[random.Next(_heads.Length)], .. Encoding.ASCII.GetBytes(Invariant($"{{\"mutant\":\"{number}\"}}"))])),
            2 => ("mutated chunks", Mutate(random, [.. Request.ChunkedHead(Token), .. _bodies[random.Next(_bodies.Length)]])),
            3 => ("mutated request", Mutate(random, [.. Whole(random, "mutant", Invariant($"{number}"))])),
            4 => ("truncated", hidden[..random.Next(1, hidden.Length)]),
            5 => ("pipelined garbage", [0, .. Noise(random, random.Next(1, 400)), .. "\r\n\r\n"u8, .. hidden]),
            6 => ("huge line", [.. HugeLine(random), .. hidden]),
            _ => ("smuggling", SmugglingAttempts.Make(random, Request.Path(Token), hidden)),
        };
    }

    private static StreamEnd End(Random random) => random.Next(20) switch
    {
        0 => StreamEnd.Wait,
        < 4 => StreamEnd.Close,
        < 7 => StreamEnd.Reset,
        _ => StreamEnd.HalfClose,
    };

    private static byte[] Whole(Random random, string key, string mark)
    {
        var content = Encoding.ASCII.GetBytes(Invariant($"{{\"{key}\":\"{mark}\"}}"));
        return random.Next(3) == 0 ? Request.Chunked(Token, content, random.Next(1, content.Length + 1)) : Request.Post(Token, content);
    }

    private static byte[] Noise(Random random, int length)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        return octets;
    }

    /// <summary>A line that is longer than any may be, so that nothing behind it is looked at.</summary>
    private static byte[] HugeLine(Random random)
    {
        var line = new byte[random.Next(40_000, 200_000)];
        line.AsSpan().Fill((byte)"aA0/-"[random.Next(5)]);
        ReadOnlySpan<byte> start = random.Next(3) switch
        {
            0 => "GET /"u8,
            1 => "GET /livez HTTP/1.1\r\nHost: h\r\nX: "u8,
            _ => "GET /livez HTTP/1.1\r\nHost: h\r\n"u8,
        };
        start.CopyTo(line);
        "\r\n\r\n"u8.CopyTo(line.AsSpan(line.Length - 4));
        return line;
    }

    private static byte[] Mutate(Random random, List<byte> octets)
    {
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var at = random.Next(octets.Count);
            switch (random.Next(5))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets.Insert(at, (byte)"\r\n \t:;,0\0\u00FFa"[random.Next(11)]);
                    break;
                case 2 when octets.Count > 1:
                    octets.RemoveAt(at);
                    break;
                case 3:
                    octets.InsertRange(at, octets.GetRange(at, Math.Min(random.Next(1, 40), octets.Count - at)));
                    break;
                default:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. octets];
    }

    private static byte[][] ReadCorpus(string folder) =>
        [.. Directory.GetFiles(Path.Combine(FastSignalCli.Root, "tests", "corpus", folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
