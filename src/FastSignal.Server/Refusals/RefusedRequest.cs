using FastSignal.Parsing;

namespace FastSignal.Server.Refusals;

/// <summary>A refused request as the loop sees it, for the time of the call. Nothing of its head but the User-Agent: the request line has the token.</summary>
internal readonly ref struct RefusedRequest
{
    /// <summary>Why it is refused.</summary>
    public required Refusal Why { get; init; }

    /// <summary>The signal of its token; 0: none, or refused before that was looked up.</summary>
    public long SignalId { get; init; }

    /// <summary>When it was received, in microseconds since the Unix epoch.</summary>
    public required long ReceivedAtMicroseconds { get; init; }

    /// <summary>The value of its User-Agent field.</summary>
    public ReadOnlySpan<byte> UserAgent { get; init; }

    /// <summary>What was kept of the content from earlier receives.</summary>
    public ReadOnlySpan<byte> Beginning { get; init; }

    /// <summary>There was more of the content behind <see cref="Beginning"/> that was not kept.</summary>
    public bool IsCut { get; init; }

    /// <summary>What follows it, of the receive at hand. Octets of the content alone: behind it may stand the next request, with its token.</summary>
    public ReadOnlySpan<byte> Rest { get; init; }
}
