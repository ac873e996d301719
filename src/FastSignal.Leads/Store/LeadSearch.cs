namespace FastSignal.Leads;

/// <summary>Finds a text in the ten keys of a lead, whatever the case and the form of its letters.</summary>
/// <remarks>In the program and not in SQL: SQLite's LIKE folds ASCII alone, and takes <c>%</c> and <c>_</c> for more than they are.</remarks>
internal sealed class LeadSearch
{
    private readonly string _wanted;

    /// <summary>For one text.</summary>
    internal LeadSearch(string text) => _wanted = NameKey.Of(text);

    /// <summary>Whether one of the values holds the text.</summary>
    /// <param name="values">The values of the lead keys.</param>
    internal bool IsIn(string?[] values)
    {
        foreach (var value in values)
            if (value is not null && NameKey.Of(value).Contains(_wanted, StringComparison.Ordinal))
                return true;
        return false;
    }
}
