using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows a lead that was bought: it has a number and a price, or is said to be sold to nobody else, and the company beside it is the one
/// that bought it, as a rule.</summary>
internal sealed class BoughtLead
{
    private static readonly FrozenSet<string> Prices = KeyWords.Set("price fee leadprice leadfee leadcost");
    private static readonly FrozenSet<string> Numbers = KeyWords.Set("leadid leadoid leadno leadnumber leadref enquiryid");
    private static readonly FrozenSet<string> Kinds = KeyWords.Set("leadtype matchtype");
    private static readonly FrozenSet<string> Sales = KeyWords.Set("exclusive shared");

    private readonly HashSet<string> _containers;

    /// <summary>Looks at all readings once.</summary>
    public BoughtLead(List<PathReading> readings) =>
        _containers = Containers(readings, reading => Says(reading, Numbers)).Intersect(Containers(readings, IsSale), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>True if <paramref name="company"/> stands beside such a lead.</summary>
    public bool IsBuyers(PathReading company) => _containers.Contains(company.Container) && !company.Says(SampleReader.PersonWords);

    private static bool IsSale(PathReading reading) => Says(reading, Prices) || (Says(reading, Kinds) && KeyWords.SayAny(reading.Value, Sales));

    private static bool Says(PathReading reading, FrozenSet<string> words) =>
        !reading.IsEmpty && words.Contains(VocabularyOfLabels.Plain(PathSegments.LastKey(reading.Path)));

    private static IEnumerable<string> Containers(List<PathReading> readings, Func<PathReading, bool> isOne) =>
        readings.Where(isOne).Select(reading => reading.Container);
}
