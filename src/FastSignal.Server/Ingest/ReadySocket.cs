namespace FastSignal.Server.Ingest;

/// <summary>A socket that is ready.</summary>
/// <param name="Key">The number it was added with.</param>
/// <param name="Ready">What for. A broken socket is ready for both: the next call on it says what is wrong.</param>
internal readonly record struct ReadySocket(int Key, Interest Ready);
