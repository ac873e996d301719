using BenchmarkDotNet.Attributes;
using FastSignal.LoadTests.Disk;
using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>
/// Appending RB2B entries and committing them, beside one synced write of as many octets over a file of zeros: what the log adds to the
/// disk. In a folder beneath the current one: the temporary folder may be in memory.
/// </summary>
[MemoryDiagnoser]
public class AppendBenchmark : IDisposable
{
    // A segment of the log is as long: the file neither stays in a corner of the disk nor fills it.
    private const int FileBytes = 128 << 20;

    private const int BlockBytes = 4096;

    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"append-{Guid.NewGuid():N}"));
    private EntryLog? _log;
    private RecordBuffer? _record;
    private SyncedFile? _file;
    private byte[] _octets = [];
    private long _offset;

    /// <summary>Entries that are committed together: about what 1, 64 and 512 connections make of it.</summary>
    [Params(1, 50, 300)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _log = EntryLog.Open(Path.Combine(_folder.FullName, "log"));
        _record = Records.Make(Corpus.Rb2b());

        // Whole blocks of the page cache, as the log writes them.
        var bytes = Entries * LogGeometry.RecordBytes(_record.Framed.Length);
        _octets = new byte[(bytes + BlockBytes - 1) / BlockBytes * BlockBytes];

        var path = Path.Combine(_folder.FullName, "bare");
        SyncedFile.CreateZeros(path, FileBytes);
        _file = SyncedFile.OpenDurable(path);
    }

    [Benchmark(Baseline = true)]
    public void Bare()
    {
        _file!.Write(_octets, _offset);
        _offset = _offset + (2 * _octets.Length) > FileBytes ? 0 : _offset + _octets.Length;
    }

    [Benchmark]
    public void AppendAndCommit()
    {
        for (var i = 0; i < Entries; i++)
        {
            while (!_log!.TryAppend(_record!.Framed, out _))
                _log.Commit();
        }

        _log!.Commit();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _log?.Dispose();
        _record?.Dispose();
        _file?.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
