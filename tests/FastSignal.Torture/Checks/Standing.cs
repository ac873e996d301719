namespace FastSignal.Torture.Checks;

/// <summary>How a log stands against what was posted to it.</summary>
internal readonly record struct Standing
{
    /// <summary>Posts that were acknowledged.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Acknowledged posts whose entry is there, whole, under its id.</summary>
    public long Found { get; init; }

    /// <summary>Acknowledged posts without their entry.</summary>
    public long Lost { get; init; }

    /// <summary>Entries that differ from what was posted.</summary>
    public long Torn { get; init; }

    /// <summary>Entries of a post that has another entry already.</summary>
    public long Duplicated { get; init; }

    /// <summary>Entries whose number is not the next one, or that stand before one that was acknowledged before they were sent.</summary>
    public long OutOfOrder { get; init; }

    /// <summary>Entries of posts without an acknowledgement: allowed, once each.</summary>
    public long Unacknowledged { get; init; }

    /// <summary>Entries that an earlier look found and this one did not.</summary>
    public long Vanished { get; init; }

    /// <summary>Entries of posts that were never sent.</summary>
    public long NeverSent { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => (Lost | Torn | Duplicated | OutOfOrder | Vanished | NeverSent) == 0;

    /// <summary>The sums.</summary>
    public static Standing operator +(Standing one, Standing other) => new()
    {
        Acknowledged = one.Acknowledged + other.Acknowledged,
        Found = one.Found + other.Found,
        Lost = one.Lost + other.Lost,
        Torn = one.Torn + other.Torn,
        Duplicated = one.Duplicated + other.Duplicated,
        OutOfOrder = one.OutOfOrder + other.OutOfOrder,
        Unacknowledged = one.Unacknowledged + other.Unacknowledged,
        Vanished = one.Vanished + other.Vanished,
        NeverSent = one.NeverSent + other.NeverSent,
    };
}
