namespace FastSignal.Leads;

/// <summary>What is decided about leads: they are accepted, dismissed for a reason, or pending again.</summary>
public sealed record LeadDecision
{
    /// <summary>The longest note, in characters (UTF-16 units).</summary>
    public const int MaxNoteLength = 500;

    private LeadDecision(LeadStatus status, DismissalReason? reason = null, string? note = null)
    {
        Status = status;
        Reason = reason;
        Note = note;
    }

    /// <summary>The lead is worth the team's time.</summary>
    public static LeadDecision Accept { get; } = new(LeadStatus.Accepted);

    /// <summary>Nothing is decided any more.</summary>
    public static LeadDecision Reopen { get; } = new(LeadStatus.Pending);

    /// <summary>The status from now on.</summary>
    public LeadStatus Status { get; }

    /// <summary>Why, of a dismissal.</summary>
    public DismissalReason? Reason { get; }

    /// <summary>What a person noted, of a dismissal; null without a note.</summary>
    public string? Note { get; }

    /// <summary>The lead is not worth the team's time.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="note">In a person's words; blank is none.</param>
    /// <exception cref="LeadException">The note is too long.</exception>
    public static LeadDecision Dismiss(DismissalReason reason, string? note = null)
    {
        if (note?.Length > MaxNoteLength)
            throw new LeadException($"The note has {note.Length} characters: {MaxNoteLength} are possible.");
        return new LeadDecision(LeadStatus.Dismissed, reason, string.IsNullOrWhiteSpace(note) ? null : note);
    }
}
