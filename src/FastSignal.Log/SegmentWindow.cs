using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>A stretch of one page of the log, read from its segment file and kept until other octets are asked for.</summary>
internal sealed class SegmentWindow(LogFolder folder, LogGeometry geometry) : IDisposable
{
    /// <summary>What is read at once: 256 KiB is where larger reads from the page cache gain nothing any more.</summary>
    private const int ReadAheadBytes = 256 * 1024;

    private byte[] _octets = new byte[ReadAheadBytes];
    private long _start;
    private int _length;
    private int _segment = -1;
    private SafeFileHandle? _handle;

    /// <summary>Why <see cref="TryCover"/> last failed.</summary>
    public string Missing { get; private set; } = "";

    /// <summary>Gives the octets from <paramref name="address"/> on, at least <paramref name="least"/> of them.</summary>
    /// <param name="address">The first octet.</param>
    /// <param name="limit">Octets from here on are not read: the end of the page, or of what is committed.</param>
    /// <param name="least">How many octets there must be.</param>
    /// <param name="octets">The octets; they live until the next call.</param>
    /// <returns>False if the files do not have them; <see cref="Missing"/> says what is missing.</returns>
    public bool TryCover(long address, long limit, int least, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        if (address + least > limit)
        {
            Missing = "the end of the page";
            return false;
        }

        if (address < _start || address + least > _start + _length)
        {
            if (!TryLoad(address, (int)Math.Min(limit - address, Math.Max(least, ReadAheadBytes))))
                return false;
            if (_length < least)
            {
                Missing = "the end of the segment file";
                return false;
            }
        }

        octets = _octets.AsSpan((int)(address - _start), (int)(Math.Min(_start + _length, limit) - address));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();

    private bool TryLoad(long address, int length)
    {
        _length = 0;
        if (!TryOpen(geometry.Segment(address)))
            return false;
        if (_octets.Length < length)
            _octets = new byte[length];

        _start = address;
        while (_length < length
            && RandomAccess.Read(_handle!, _octets.AsSpan(_length, length - _length), geometry.OffsetInSegment(address) + _length) is > 0 and var count)
        {
            _length += count;
        }

        return true;
    }

    private bool TryOpen(int segment)
    {
        if (segment == _segment)
            return true;

        _handle?.Dispose();
        _segment = -1;
        try
        {
            _handle = File.OpenHandle(folder.SegmentFile(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _segment = segment;
            return true;
        }
        catch (FileNotFoundException)
        {
            _handle = null;
            Missing = $"no segment file log.{segment.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            return false;
        }
    }
}
