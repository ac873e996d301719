namespace FastSignal.Leads;

/// <summary>How well a value agrees with an address that may be made of it. Ordered: more is surer.</summary>
internal enum Agreement
{
    /// <summary>They have nothing in common, or cannot be compared.</summary>
    None = 0,

    /// <summary>They share a word or a beginning.</summary>
    Akin,

    /// <summary>The address is made of the value's first words.</summary>
    Part,

    /// <summary>The address is made of all that matters in the value.</summary>
    Whole,
}
