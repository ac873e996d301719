namespace FastSignal.EndToEnd.Attacks;

/// <summary>The octets of one connection.</summary>
/// <param name="Number">Which one of the run.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Octets">All that is sent.</param>
/// <param name="Cuts">Where it is cut into pieces, ascending.</param>
/// <param name="End">What comes behind it.</param>
/// <param name="Honest">The marks of the requests it begins with, which are whole and well-formed: each has to be acknowledged.</param>
internal sealed record AttackStream(int Number, string Kind, byte[] Octets, int[] Cuts, StreamEnd End, IReadOnlyList<string> Honest)
{
    /// <summary>Whether the sender reads until the end, and so sees every answer.</summary>
    public bool ReadsAll => End is StreamEnd.HalfClose or StreamEnd.Wait;
}
