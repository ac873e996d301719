namespace FastSignal.Leads;

/// <summary>The consumer needs signals.db and cannot use it now. It waits: no entry may get an outcome because the registry was away.</summary>
internal sealed class RegistryUnreadableException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public RegistryUnreadableException()
    {
    }

    /// <summary>With a text; not used.</summary>
    public RegistryUnreadableException(string message)
        : base(message)
    {
    }

    /// <summary>With what lies behind it.</summary>
    public RegistryUnreadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
