namespace FastSignal.Leads;

/// <summary>Knows what a role is beside another: who bought tickets gives way to who holds one, a customer who sells on to the end customer, and who
/// referred to who was referred.</summary>
/// <remarks>Each of them may be the lead alone, so their words in the vocabulary say no more than that.</remarks>
internal sealed class GivingWay(List<PathReading> readings)
{
    private readonly NamedPersons _persons = new(readings);

    /// <summary>What the words of who gives way mean here.</summary>
    public IEnumerable<Recast> Find() =>
    [
        .. new CustomerRoles(_persons).Find(),
        .. new TicketRoles(_persons).Find(),
        .. new Referrals(_persons).Find(),
        .. new ReviewRoles(_persons).Find(),
        .. new DocumentRoles(_persons).Find(),
    ];
}
