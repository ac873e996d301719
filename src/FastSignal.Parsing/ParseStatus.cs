namespace FastSignal.Parsing;

/// <summary>The three-way answer of every parser: it has all it needs, it needs more octets, or the input is refused.</summary>
public enum ParseStatus
{
    /// <summary>Valid so far; more octets are needed.</summary>
    Partial,

    /// <summary>Everything was there and is right.</summary>
    Complete,

    /// <summary>Refused; the <see cref="Refusal"/> beside it says why.</summary>
    Invalid,
}
