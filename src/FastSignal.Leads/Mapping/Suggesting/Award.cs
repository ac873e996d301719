using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the two sides of an award: where a winner is named, who bought is not the lead.</summary>
internal sealed class Award
{
    private static readonly FrozenSet<string> Winners = KeyWords.Set(
        "winner awardee awardedto gewinner auftragnehmer zuschlagan attributaire adjudicatario adjudicataria adjudicadoa vencedor vencedores",
        "aggiudicatario aggiudicatari aggiudicatoa winnaar opdrachtnemer gegundaan wykonawca");
    private static readonly FrozenSet<string> Buyers = KeyWords.Set(
        "buyer purchaser authority agency federalagency awardingagency fundingagency contractingagency contractingofficer auftraggeber vergabestelle",
        "acheteur comprador adjudicador contratante appaltante organocontratacion aanbesteder opdrachtgever zamawiajacy");

    private static readonly FrozenSet<string> Awards = KeyWords.Set("award adjudicacion zuschlag attribution aggiudicazione gunning");
    private static readonly FrozenSet<string> Suppliers = KeyWords.Set(
        "supplier contractor vendor lieferant fournisseur proveedor fornecedor fornitore leverancier");
    private static readonly ConceptSet Former = ConceptSet.Of(Concept.Previous);
    private static readonly FrozenSet<string> RoleKeys = KeyWords.Set("role");

    private static readonly FrozenSet<string> Contracts = KeyWords.Set("contract contrato contrat contratto");
    private static readonly FrozenSet<string> Bodies = KeyWords.Set("orgao organo organismo entidad entidade authority publicbody behorde");

    private readonly bool _hasWinner;
    private readonly bool _hasContractor;
    private readonly List<string> _buyers;

    /// <summary>Looks at all readings once.</summary>
    public Award(List<PathReading> readings)
    {
        // The awards that somebody got are another thing.
        var isAward = readings.Exists(reading => Array.Exists(PathSegments.Of(reading.Path), key => KeyTokens.Of(key) is [var word] && Awards.Contains(word)));
        _hasWinner = readings.Exists(
            reading => !reading.IsEmpty && !reading.Says(Former)
                && (KeyWords.PathSaysAny(reading.Path, Winners)
                    || (KeyWords.PathSaysAny(reading.Path, Suppliers)
                        && (KeyWords.PathSaysAny(reading.Path, Awards) || (isAward && Party.NamesCompany(reading))))));
        _hasContractor = readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Contracts))
            && readings.Exists(reading => !reading.IsEmpty && reading.Looks(ValueShape.Words) && KeyWords.PathSaysAny(reading.Path, Suppliers));
        _buyers = [.. readings.Where(reading => KeyWords.PathSaysAny(reading.Path, RoleKeys) && Buyers.Contains(reading.Value.ToLowerInvariant()))
            .Select(reading => reading.Container)];
    }

    /// <summary>True if <paramref name="reading"/> is a public body's, where a supplier is named and a contract is told of.</summary>
    public bool IsBodys(PathReading reading) => _hasContractor && KeyWords.PathSaysAny(reading.Path, Bodies);

    /// <summary>True if <paramref name="reading"/> is the buyer's, by its key or by the role in its list, and somebody won.</summary>
    public bool IsBuyers(PathReading reading) =>
        _hasWinner && (KeyWords.PathSaysAny(reading.Path, Buyers) || _buyers.Any(buyer => buyer.Length > 0 && PathSegments.IsInside(buyer, reading.Path)));
}
