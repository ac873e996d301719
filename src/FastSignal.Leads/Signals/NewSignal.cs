namespace FastSignal.Leads;

/// <summary>What a user says when creating a signal.</summary>
public sealed class NewSignal
{
    /// <summary>The internal name: 1 to 200 characters; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What the entries describe.</summary>
    public required SignalTarget Target { get; init; }

    /// <summary>What the feed shows; the name if it is not given.</summary>
    public string? Label { get; init; }

    /// <summary>Draft or live.</summary>
    public SignalStatus Status { get; init; } = SignalStatus.Draft;

    /// <summary>A token of the user's choice: 16 to 128 of <c>A-Za-z0-9_-</c>, never one already used. Null: one is made.</summary>
    public string? Token { get; init; }

    /// <summary>The status that answers an accepted entry: 200 or 202.</summary>
    public int SuccessStatus { get; init; } = 202; // SENDERS.md: RB2B disconnects on anything but 200; everybody else takes 202

    /// <summary>The mapping, if it is known already.</summary>
    public SignalMapping? Mapping { get; init; }

    /// <summary>Its name; never the token.</summary>
    public override string ToString() => $"new signal ({Name})";
}
