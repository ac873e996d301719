using System.Text.Json;

namespace FastSignal.LoadTests.Results;

/// <summary>A result as a file: JSON, in snake case.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes it; a file that is there is replaced.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync<T>(T result, FileInfo file)
    {
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, result, Indented);
    }
}
