using System.Net;
using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>What the console shows and where.</summary>
public sealed record ConsoleOptions
{
    /// <summary>The endpoint to listen on; port 0 takes any free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The file <c>signals.db</c>; it need not be there yet.</summary>
    public required string SignalsPath { get; init; }

    /// <summary>The file <c>leads.db</c>; it need not be there yet.</summary>
    public required string LeadsPath { get; init; }

    /// <summary>The folder of the log; it need not be there yet.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Where entries are posted to, without a token.</summary>
    public required string IngestUrl { get; init; }

    /// <summary>The figures of this process's consumer; null as long as it does not consume. Asked on the console's own thread.</summary>
    public Func<ConsumerFigures?> Consumer { get; init; } = static () => null;

    /// <summary>Why the server takes no entries at the moment, in words; null while it takes them. Asked on the console's own thread.</summary>
    public Func<string?> NotTakingText { get; init; } = static () => null;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The names of the meters that <c>/metrics</c> exports besides the console's own and the runtime's, such as <c>fastsignal.ingest</c>.</summary>
    public required IReadOnlyList<string> Meters { get; init; }
}
