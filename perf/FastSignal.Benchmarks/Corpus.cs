using System.Text.Json;

namespace FastSignal.Benchmarks;

/// <summary>The files of tests/corpus that are embedded here.</summary>
internal static class Corpus
{
    /// <summary>A request head by its name in tests/corpus/heads.</summary>
    public static byte[] Head(string name) => Read("heads/" + name);

    /// <summary>A chunked message body by its name in tests/corpus/chunked.</summary>
    public static byte[] Chunked(string name) => Read("chunked/" + name);

    /// <summary>The content that RB2B posts for a visitor, on one line.</summary>
    public static byte[] Rb2b()
    {
        using var labelled = JsonDocument.Parse(Read("payloads/rb2b.json"));
        return JsonSerializer.SerializeToUtf8Bytes(labelled.RootElement.GetProperty("payload"));
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded.", name);
        var octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }
}
