namespace FastSignal.Server.Ingest.Tls;

/// <summary>Counts how much of a TLS record has come that is not whole yet: nobody can decrypt it before that.</summary>
/// <remarks>RFC 8446 s5.1: type, version (2 octets), length (2 octets), and as many octets. Zero-initialised is the start state.</remarks>
internal struct RecordMeter
{
    private const int HeaderBytes = 5;

    private int _length;

    /// <summary>What has come of the record at hand, its header included, in octets.</summary>
    public int PartialBytes { get; private set; }

    /// <summary>Takes what has come, cut anywhere.</summary>
    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (PartialBytes < HeaderBytes)
            {
                _length = (byte)_length << 8 | octets[0];
                PartialBytes++;
                octets = octets[1..];
            }
            else
            {
                var count = Math.Min(HeaderBytes + _length - PartialBytes, octets.Length);
                PartialBytes += count;
                octets = octets[count..];
            }

            if (PartialBytes >= HeaderBytes && PartialBytes == HeaderBytes + _length)
                this = default;
        }
    }
}
