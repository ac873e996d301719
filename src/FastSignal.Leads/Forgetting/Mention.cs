namespace FastSignal.Leads;

/// <summary>How something speaks of a person. The greater says more.</summary>
internal enum Mention
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>An email or profile of theirs stands somewhere in a longer text.</summary>
    InText,

    /// <summary>It has their name at their company, and no strong key.</summary>
    ByName,

    /// <summary>A strong key of theirs is a value of its own.</summary>
    ByKey,
}
