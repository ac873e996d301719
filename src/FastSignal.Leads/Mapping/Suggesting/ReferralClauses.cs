using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Understands who referred the lead where a key says it in a clause: <c>quem_indicou</c>, <c>who_recommended_you</c>, <c>Wer hat Sie
/// geworben?</c></summary>
internal static class ReferralClauses
{
    private const int MaxWordsBetween = 4;

    private static readonly FrozenSet<string> Pronouns = KeyWords.Set("who wer qui que quien quienes quem chi che wie");

    private static readonly FrozenSet<string> Verbs = KeyWords.Set(
        "referred refers recommended recommends invited invites introduced introduces nominated nominates told brought empfohlen empfiehlt geworben",
        "wirbt eingeladen vermittelt recommande recommandee parraine parrainee invite invitee conseille parle refirio refiere recomendo recomienda",
        "invito presento derivo indicou indica recomendou recomenda convidou convida apresentou apresenta encaminhou segnalato segnalata segnala",
        "invitato invitata invita consigliato consigliata consiglia presentato presentata presenta raccomandato doorverwezen doorverwijst aanbevolen",
        "aanbeveelt uitgenodigd aangebracht getipt");

    // It was done to whom the pronoun is, or "you" are who did it: who was referred, quem você indicou.
    private static readonly FrozenSet<string> OfReferred = KeyWords.Set(
        "was were is are been be did do you we voce vc usted hai avete avez as heb hebt wurde wurden wird werden foi foram fue fueron sido ser ete",
        "est sera stato stata werd wordt worden");

    /// <summary>True if a clause in <paramref name="tokens"/> says who referred.</summary>
    public static bool TellReferrer(List<string> tokens)
    {
        for (var at = 0; at < tokens.Count - 1; at++)
        {
            if (!Pronouns.Contains(tokens[at]) || (at > 0 && tokens[at - 1] is "a")) continue; // "A quien" is whom.
            for (var next = at + 1; next < tokens.Count && next <= at + 1 + MaxWordsBetween && !OfReferred.Contains(tokens[next]); next++)
            {
                if (Verbs.Contains(tokens[next])) return true;
            }
        }

        return false;
    }
}
