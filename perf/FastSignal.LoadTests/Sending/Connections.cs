namespace FastSignal.LoadTests.Sending;

/// <summary>Opens the connections of a run.</summary>
internal static class Connections
{
    /// <summary>Opens so many. None stays open if one of them cannot be: the limit that it met would meet everything else, too.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot be reached, or this process may not open so many.</exception>
    public static T[] Open<T>(int count, Func<T> open)
        where T : IDisposable
    {
        var opened = new List<T>(count);
        try
        {
            while (opened.Count < count)
                opened.Add(open());
            return [.. opened];
        }
        catch
        {
            opened.ForEach(connection => connection.Dispose());
            throw;
        }
    }
}
