using System.Runtime.InteropServices;

namespace FastSignal.Server.Hosting;

/// <summary>Tells when the process is asked to end: SIGTERM, or Ctrl+C. Cancelled signals leave the ending to us.</summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to listen.</summary>
    public TerminationSignals(Action onSignal)
    {
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            onSignal();
        }

        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle), PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
