namespace FastSignal.KestrelBaseline;

/// <summary>Where the endpoint puts entries.</summary>
internal interface IEntrySink
{
    /// <summary>Appends an entry, and returns when it is as durable as the sink makes it.</summary>
    ValueTask AppendAsync(byte[] entry, CancellationToken cancel);
}
