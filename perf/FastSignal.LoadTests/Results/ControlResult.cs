namespace FastSignal.LoadTests.Results;

/// <summary>What the control loop took beside a scenario.</summary>
/// <param name="Folder">Where it wrote.</param>
/// <param name="FileSystem">Such as ext4; tmpfs is memory, and no disk at all.</param>
/// <param name="Rate">The intended writes a second; the disk may take fewer.</param>
/// <param name="Writes">The figures.</param>
internal sealed record ControlResult(string Folder, string FileSystem, int Rate, DiskFigures Writes);
