using System.Runtime.InteropServices;

namespace FastSignal.Leads;

/// <summary>The newest outcomes of one signal in the batch in hand. Older ones would be deleted as soon as they are written.</summary>
/// <param name="maxKept">How many count.</param>
internal sealed class NewestOutcomes(int maxKept)
{
    private readonly List<NewOutcome> _outcomes = [];

    /// <summary>Those that count, in the order of their sequences.</summary>
    internal ReadOnlySpan<NewOutcome> Kept => Newest;

    /// <summary>Adds one behind the others.</summary>
    internal void Add(NewOutcome outcome)
    {
        if (_outcomes.Count == 2 * maxKept)
            _outcomes.RemoveRange(0, maxKept);
        _outcomes.Add(outcome);
    }

    /// <summary>Moves those of a lead that was merged to the one that stays.</summary>
    internal void Repoint(long fromLeadId, long toLeadId)
    {
        foreach (ref var outcome in Newest)
        {
            if (outcome.Result.LeadId == fromLeadId)
                outcome = outcome with { Result = outcome.Result with { LeadId = toLeadId } };
        }
    }

    private Span<NewOutcome> Newest => CollectionsMarshal.AsSpan(_outcomes)[Math.Max(0, _outcomes.Count - maxKept)..];
}
