using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace FastSignal.Server.Hosting;

/// <summary>Puts options together: defaults, then a file, then the environment, then flags. A key that nobody knows is an error that names it.</summary>
internal static class ConfigurationSources
{
    private const string EnvironmentPrefix = "FASTSIGNAL__";

    /// <summary>Reads all sources.</summary>
    /// <param name="folder">The data folder, whose <c>fastsignal.json</c> is read if no file is named.</param>
    /// <param name="file">The file that <c>--config</c> names; null if it was not given.</param>
    /// <param name="flags">Values given as flags, by key.</param>
    /// <exception cref="UsageException">An unknown key, a value that is none, or a file that cannot be read.</exception>
    public static ServerOptions Read(DataFolder folder, string? file, IReadOnlyDictionary<string, string> flags)
    {
        var options = new ServerOptions();
        if (file is not null || Path.Exists(folder.Configuration))
            options = ReadFile(options, file ?? folder.Configuration);
        options = Apply(
            options, "environment", Leaves(new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build()),
            key => EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal));
        options = Apply(options, "command line", flags, key => Settings.All.Single(s => string.Equals(s.Key, key, StringComparison.Ordinal)).Flag ?? key);
        if (options.Console is { Port: not 0 } console && console.Equals(options.Listen))
            throw new UsageException(
                $"--listen and --console are both {console}: give one of them another port, or switch the status page off with --console none.");
        if (options.TlsCertificate is null != options.TlsKey is null)
            throw new UsageException(MissingHalf(options));
        return options;
    }

    private static string MissingHalf(ServerOptions options) => options.TlsKey is null
        ? $"The TLS certificate {options.TlsCertificate} is named, but not its private key: add --tls-key (Tls:Key), or leave both out to serve plain HTTP."
        : $"The TLS key {options.TlsKey} is named, but not its certificate: add --tls-certificate (Tls:Certificate), or leave both out to serve plain HTTP.";

    private static ServerOptions ReadFile(ServerOptions options, string file)
    {
        if (Directory.Exists(file))
            throw new UsageException($"{file} is a folder, but must be a configuration file.");
        if (!File.Exists(file))
            throw new UsageException($"There is no configuration file {file}.");
        return Apply(options, file, Leaves(Parse(file)), key => key);
    }

    private static IConfigurationRoot Parse(string file)
    {
        try
        {
            // A stream, and not the file by its name: the provider for files does not see those whose names begin with a dot.
            using var content = File.OpenRead(file);
            return new ConfigurationBuilder().AddJsonStream(content).Build();
        }
        catch (JsonException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            throw new UsageException($"The configuration file {file} is not JSON: a mistake at {place}.", e);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The configuration file {file} cannot be read: {(e.InnerException ?? e).Message}", e);
        }
    }

    /// <summary>Whatever has nothing below it. A known section without keys, and a known key that is null, say nothing; unknown ones are mistakes all
    /// the same.</summary>
    private static Dictionary<string, string> Leaves(IConfigurationRoot root) => root.AsEnumerable()
        .Where(p => !root.GetSection(p.Key).GetChildren().Any() && (p.Value is not null || !IsKnown(p.Key)))
        .ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.OrdinalIgnoreCase);

    private static bool IsKnown(string key) =>
        Settings.All.Any(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase) || s.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    private static ServerOptions Apply(ServerOptions options, string source, IReadOnlyDictionary<string, string> values, Func<string, string> nameOf)
    {
        foreach (var (key, value) in values)
        {
            var setting = Settings.All.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException(
                    $"Unknown configuration key {nameOf(key)} ({source}). Known keys: {string.Join(", ", Settings.All.Select(s => s.Key))}.");
            try
            {
                options = setting.Apply(options, value);
            }
            catch (FormatException e)
            {
                throw new UsageException($"{nameOf(setting.Key)} is '{value}' ({source}), but must be {e.Message}.", e);
            }
        }

        return options;
    }
}
