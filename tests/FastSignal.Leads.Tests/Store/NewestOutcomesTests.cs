namespace FastSignal.Leads.Tests;

public sealed class NewestOutcomesTests
{
    private readonly NewestOutcomes _newest = new(maxKept: 3);

    [Fact]
    public void Only_the_newest_are_kept_in_their_order()
    {
        for (var sequence = 1; sequence <= 20; sequence++)
        {
            _newest.Add(Outcome(sequence));
            Assert.Equal(Enumerable.Range(1, sequence).TakeLast(3), Sequences());
        }
    }

    [Fact]
    public void Those_of_a_merged_lead_move_to_the_other()
    {
        for (var sequence = 1; sequence <= 4; sequence++)
            _newest.Add(Outcome(sequence, leadId: sequence % 2));
        _newest.Repoint(fromLeadId: 1, toLeadId: 7);
        Assert.Equal([0L, 7L, 0L], _newest.Kept.ToArray().Select(outcome => outcome.Result.LeadId!.Value));
    }

    private static NewOutcome Outcome(int sequence, long leadId = 1) => new(sequence, new EntryResult(EntryOutcome.LeadUpdated, "why", leadId), 0);

    private IEnumerable<int> Sequences() => [.. _newest.Kept.ToArray().Select(outcome => (int)outcome.Sequence)];
}
