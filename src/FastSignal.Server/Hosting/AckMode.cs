namespace FastSignal.Server.Hosting;

/// <summary>What a success status promises.</summary>
internal enum AckMode
{
    /// <summary>The entry is on disk.</summary>
    Durable,

    /// <summary>The entry is in memory: a crash loses what was answered in the last 50 ms or so.</summary>
    Memory,
}
