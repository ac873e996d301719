using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the two sides of an award: where a winner is named, who bought is not the lead.</summary>
internal sealed class Award
{
    private static readonly FrozenSet<string> Winners = Set("winner winners awardee awardees gewinner auftragnehmer attributaire attributaires adjudicatario adjudicatarios adjudicataria vencedor vencedores aggiudicatario aggiudicatari winnaar opdrachtnemer wykonawca");
    private static readonly FrozenSet<string> Buyers = Set("buyer buyers purchaser authority auftraggeber vergabestelle acheteur acheteurs comprador adjudicador contratante appaltante aanbesteder opdrachtgever zamawiajacy");

    private readonly bool _hasWinner;

    /// <summary>Looks at all readings once.</summary>
    public Award(List<PathReading> readings) => _hasWinner = readings.Exists(reading => !reading.IsEmpty && Names(reading, Winners));

    /// <summary>True if <paramref name="reading"/> is the buyer's, and somebody won.</summary>
    public bool IsBuyers(PathReading reading) => _hasWinner && Names(reading, Buyers);

    private static bool Names(PathReading reading, FrozenSet<string> words) => Array.Exists(PathSegments.Of(reading.Path), segment => KeyTokens.Of(segment).Exists(words.Contains));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
