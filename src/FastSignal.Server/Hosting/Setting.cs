namespace FastSignal.Server.Hosting;

/// <summary>One thing that can be set: by a flag, in the environment as <c>FASTSIGNAL__Section__Key</c>, or in a file.</summary>
/// <param name="Key">Its name in files and environment, <c>Section:Key</c>.</param>
/// <param name="Flag">Its flag; null if it has none.</param>
/// <param name="Apply">Makes options with the value; throws <see cref="FormatException"/> with what is expected.</param>
/// <param name="Show">The value in options, as it would be written.</param>
internal sealed record Setting(string Key, string? Flag, Func<ServerOptions, string, ServerOptions> Apply, Func<ServerOptions, string> Show);
