namespace FastSignal.Leads;

/// <summary>For whoever changed a signal while a server runs: waits until that server has adopted the change.</summary>
/// <param name="registry">An instance of the caller's thread.</param>
/// <param name="time">The clock.</param>
public sealed class RegistryAdoption(SignalRegistry registry, TimeProvider time)
{
    /// <summary>How long a change may take to be adopted. // the server looks every 100 ms; 3 s are 30 chances</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the server says that it has adopted a version. The caller knows that one runs: nobody adopts anything otherwise.</summary>
    /// <param name="version">The version that a change led to.</param>
    /// <param name="timeout">How long at most; <see cref="DefaultTimeout"/> if it is not given.</param>
    /// <returns>False if the time ran out.</returns>
    public bool WaitUntilAdopted(long version, TimeSpan? timeout = null)
    {
        var begin = time.GetTimestamp();
        using var never = new ManualResetEvent(initialState: false);
        while (registry.AdoptedVersion() < version)
        {
            if (time.GetElapsedTime(begin) >= (timeout ?? DefaultTimeout))
                return false;
            never.WaitOne(PollInterval);
        }

        return true;
    }
}
