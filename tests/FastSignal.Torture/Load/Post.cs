namespace FastSignal.Torture.Load;

/// <summary>One post and what came back.</summary>
/// <param name="Connection">Which connection sent it; the posts of one connection follow each other.</param>
/// <param name="Status">The status of the answer; 0 while there is none.</param>
/// <param name="EntryId">The id that the answer gave, or null.</param>
internal readonly record struct Post(int Connection, int Status, string? EntryId)
{
    /// <summary>Whether the server has promised that the entry is durable.</summary>
    public bool IsAcknowledged => Status is 202;
}
