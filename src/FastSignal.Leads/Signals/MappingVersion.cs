namespace FastSignal.Leads;

/// <summary>One version of a signal's mapping. Versions are kept, so that it can be said by which one a lead was made.</summary>
/// <param name="Version">Counted from 1.</param>
/// <param name="CreatedAt">When it began to count.</param>
/// <param name="Mapping">The rules.</param>
public sealed record MappingVersion(int Version, DateTimeOffset CreatedAt, SignalMapping Mapping);
