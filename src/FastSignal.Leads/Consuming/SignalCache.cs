using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>The signals as the consumer knows them; those that have changed are read again when the registry's version has.</summary>
/// <param name="open">Opens the registry, which has to be there; called again after a fault.</param>
internal sealed class SignalCache(Func<SignalRegistry> open) : IDisposable
{
    private SignalRegistry? _registry;
    private readonly Dictionary<long, Signal> _signals = [];
    private long _version = -1;
    private Exception? _fault;

    /// <summary>The version that was read from the registry since it was opened; null: nothing yet, and it may be another file.</summary>
    private long? _readVersion;

    /// <summary>Looks whether anything has changed. If the registry cannot be read, what was read last goes on counting.</summary>
    /// <returns>Whether the signals were read again.</returns>
    /// <exception cref="RegistryUnreadableException">It has never been read, and cannot be at the moment.</exception>
    /// <exception cref="ConsumerStoppedException">It has never been read, and this file never will be.</exception>
    internal bool Refresh()
    {
        try
        {
            _registry ??= open();
            _registry.EnsureInPlace();
            var version = _registry.Version();
            if (version < _version)
                throw new StoreException(
                    $"it has version {version}, older than {_version}, which is in use: put the newer file back, or restart to use this one.");
            _fault = null;
            if (version == _readVersion)
                return false;

            Take(_registry.ReadSignals(_readVersion));
            return true;
        }
        catch (Exception fault) when (IsOfTheRegistry(fault))
        {
            Forget(fault);
            if (_version >= 0)
                return false;
            throw StoreFaults.IsOfTheFile(fault) ? new ConsumerStoppedException(Unreadable(fault).Message, fault) : Unreadable(fault);
        }
    }

    /// <summary>Why the registry cannot be read although what was read before goes on counting; null while all is well.</summary>
    internal string? FaultText => _fault is null ? null : $"{Unreadable(_fault).Message} The last known signals stay in use.";

    /// <summary>All signals.</summary>
    internal IEnumerable<Signal> All => _signals.Values;

    /// <summary>One signal.</summary>
    /// <returns>Null if the registry has none with this id.</returns>
    /// <exception cref="RegistryUnreadableException">It is not known, but the registry cannot be asked at the moment.</exception>
    internal Signal? Find(long id)
    {
        if (_signals.TryGetValue(id, out var signal))
            return signal;
        return _fault is null ? null : throw Unreadable(_fault);
    }

    /// <summary>Stores the mapping made from a signal's first entry before it is used, so that it is the same after a crash.</summary>
    /// <returns>The signal with the mapping that counts.</returns>
    /// <exception cref="RegistryUnreadableException">It cannot be stored at the moment.</exception>
    internal Signal SetFirstMapping(long id, SignalMapping mapping)
    {
        try
        {
            _registry ??= open();
            _registry.SetFirstMapping(id, mapping);
            return _signals[id] = _registry.Get(id);
        }
        catch (Exception fault) when (IsOfTheRegistry(fault))
        {
            Forget(fault);
            throw Unreadable(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registry?.Dispose();

    private void Take(SignalReading reading)
    {
        if (reading.IsWhole)
            _signals.Clear();
        foreach (var signal in reading.Signals)
            _signals[signal.Id] = signal;
        _version = reading.Version;
        _readVersion = reading.Version;
    }

    private void Forget(Exception fault)
    {
        _fault = fault;
        _registry?.Dispose();
        _registry = null;
        _readVersion = null;
    }

    private static bool IsOfTheRegistry(Exception fault) =>
        fault is SqliteException or IOException or UnauthorizedAccessException or StoreException or SignalException or FormatException;

    private static RegistryUnreadableException Unreadable(Exception fault) => new($"signals.db cannot be used: {fault.Message}", fault);
}
