using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>The statements on the one checkpoint.</summary>
/// <param name="database">The connection of the consumer, or of a reader.</param>
internal sealed class CheckpointTable(Database database)
{
    private readonly Statement _set = database.Prepare("INSERT OR REPLACE INTO checkpoint (id, log_id, address, next_sequence) VALUES (1, ?, ?, ?)");
    private readonly Statement _get = database.Prepare("SELECT log_id, address, next_sequence FROM checkpoint");

    /// <summary>Moves it, or makes it.</summary>
    internal void Set(string logId, LogPosition position) => _set.Bind(logId).Bind(position.Address).Bind(position.Sequence).Run();

    /// <summary>The checkpoint; null before the first batch.</summary>
    internal Checkpoint? Get()
    {
        if (!_get.Step())
            return null;

        var checkpoint = new Checkpoint(_get.Text(0), new LogPosition(_get.Number(1), _get.Number(2)));
        _get.Reset();
        return checkpoint;
    }
}
