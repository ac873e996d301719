namespace FastSignal.Parsing;

/// <summary>The valid Host value that a parser took last: who keeps a connection says the same in each request, and most senders know a server by one
/// name, so it is seldom judged again.</summary>
internal sealed class LastHost
{
    /// <summary>The longest value that is kept, in octets; a longer one is judged each time. Host names that people use have fewer.</summary>
    public const int MaxBytes = 64;

    private readonly byte[] _octets = new byte[MaxBytes];
    private int _bytes;

    /// <summary>Whether a value is valid (RFC 9112 s3.2).</summary>
    public bool Accepts(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual(_octets.AsSpan(0, _bytes)))
            return true;

        if (!HostSyntax.IsHostValue(value))
            return false;

        Keep(value);
        return true;
    }

    private void Keep(ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxBytes)
            return;

        value.CopyTo(_octets);
        _bytes = value.Length;
    }
}
