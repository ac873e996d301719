namespace FastSignal.Leads;

/// <summary>A refused request as it is kept, so that a person can see why, and still find what was in it.</summary>
public sealed record KeptRejection
{
    /// <summary>When it was received, in microseconds since 1970-01-01T00:00:00Z.</summary>
    public required long ReceivedAtMicroseconds { get; init; }

    /// <summary>The signal that it was posted to; <see cref="RejectionStore.NoSignal"/> if it was to none, or was refused before that was known.</summary>
    public required long SignalId { get; init; }

    /// <summary>The status that answered it.</summary>
    public required int Status { get; init; }

    /// <summary>The code in the answer.</summary>
    public required string Code { get; init; }

    /// <summary>The detail in the answer.</summary>
    public required string Detail { get; init; }

    /// <summary>The first wrong octet of the content, counted from 0; null where no octet is to blame.</summary>
    public long? Offset { get; init; }

    /// <summary>The beginning of its User-Agent, as it came.</summary>
    public ReadOnlyMemory<byte> UserAgent { get; init; }

    /// <summary>The beginning of its content, as far as it had come, whatever it is: these octets may be no text.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>More of the content had come than is kept.</summary>
    public bool IsCut { get; init; }
}
