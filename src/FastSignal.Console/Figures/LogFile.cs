using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Console;

/// <summary>The log, opened for reading and kept open from snapshot to snapshot.</summary>
/// <param name="directory">The folder of the log.</param>
internal sealed class LogFile(string directory) : IDisposable
{
    private LogReader? _reader;

    /// <summary>Looks how far the log is committed.</summary>
    internal Reading<LogFigures> Read()
    {
        try
        {
            _reader ??= LogReader.Open(directory);
            _reader.Refresh();
            return Reading<LogFigures>.Of(new LogFigures(_reader.LogId, _reader.Begin, _reader.CommittedUntil));
        }
        catch (Exception fault) when (fault is EntryLogException or IOException or UnauthorizedAccessException)
        {
            Close();
            return Reading<LogFigures>.Unreadable(fault.Message);
        }
    }

    /// <summary>When the entry at a position was received. Exact, where "how long ago did the consumer commit" would count idle time as lag.</summary>
    /// <returns>Null if it cannot be read: damaged, or given back meanwhile.</returns>
    internal DateTimeOffset? ReceivedAt(LogPosition position)
    {
        try
        {
            _reader?.Seek(position);
            return _reader?.Read(out var entry) is ReadOutcome.Entry ? RecordTime.Of(entry.Record) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
