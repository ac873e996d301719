namespace FastSignal.Server.Ingest;

/// <summary>Chooses the poller of this system.</summary>
internal static class Poller
{
    /// <summary>Epoll where there is one, else select.</summary>
    public static IPoller Create() => OperatingSystem.IsLinux() ? new EpollPoller() : new SelectPoller();
}
