namespace FastSignal.Log.Tests;

/// <summary>A write, or (with offset -1) a sync of a file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Offset">Where; -1 for a sync.</param>
/// <param name="Octets">What.</param>
/// <param name="IsSynced">The write returned when it was durable.</param>
internal sealed record DiskWrite(string File, long Offset, byte[] Octets, bool IsSynced);
