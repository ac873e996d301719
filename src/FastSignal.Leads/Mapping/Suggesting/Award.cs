using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the two sides of an award: where a winner is named, who bought is not the lead.</summary>
internal sealed class Award
{
    private static readonly FrozenSet<string> Winners = Set("winner awardee awardedto gewinner auftragnehmer zuschlagan attributaire adjudicatario adjudicataria adjudicadoa vencedor vencedores aggiudicatario aggiudicatari aggiudicatoa winnaar opdrachtnemer gegundaan wykonawca");
    private static readonly FrozenSet<string> Buyers = Set("buyer purchaser authority awardingagency fundingagency contractingagency contractingofficer auftraggeber vergabestelle acheteur comprador adjudicador contratante appaltante aanbesteder opdrachtgever zamawiajacy");

    private readonly bool _hasWinner;

    /// <summary>Looks at all readings once.</summary>
    public Award(List<PathReading> readings) => _hasWinner = readings.Exists(reading => !reading.IsEmpty && KeyWords.PathSaysAny(reading.Path, Winners));

    /// <summary>True if <paramref name="reading"/> is the buyer's, and somebody won.</summary>
    public bool IsBuyers(PathReading reading) => _hasWinner && KeyWords.PathSaysAny(reading.Path, Buyers);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
