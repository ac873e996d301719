using FastSignal.Leads;
using FastSignal.Parsing;

namespace FastSignal.Server.Refusals;

/// <summary>Room for one refused request between the loop and the thread that stores it. Who may touch it when is the journal's business.</summary>
internal sealed class RefusalSlot
{
    private readonly byte[] _userAgent = new byte[RecordFormat.MaxUserAgentBytes];
    private readonly byte[] _content = new byte[RefusalJournal.MaxContentBytes];
    private Refusal _why;
    private long _signalId;
    private long _receivedAt;
    private int _userAgentBytes;
    private int _contentBytes;
    private bool _isCut;

    /// <summary>Copies a request in, as much of it as is kept.</summary>
    public void Fill(in RefusedRequest request)
    {
        _why = request.Why;
        _signalId = request.SignalId;
        _receivedAt = request.ReceivedAtMicroseconds;
        _userAgentBytes = Copy(request.UserAgent, _userAgent);
        var beginning = Copy(request.Beginning, _content);
        _contentBytes = beginning + Copy(request.Rest, _content.AsSpan(beginning));
        _isCut = request.IsCut || _contentBytes < request.Beginning.Length + (long)request.Rest.Length;
    }

    /// <summary>What is in it, for the store.</summary>
    public KeptRejection ToKept() => new()
    {
        ReceivedAtMicroseconds = _receivedAt,
        SignalId = _signalId,
        Status = _why.Rejection.Status(),
        Code = _why.Rejection.Code(),
        Detail = _why.ToString(),
        Offset = _why.Offset < 0 ? null : _why.Offset,
        UserAgent = _userAgent.AsSpan(0, _userAgentBytes).ToArray(),
        Content = _content.AsSpan(0, _contentBytes).ToArray(),
        IsCut = _isCut,
    };

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var length = Math.Min(source.Length, target.Length);
        source[..length].CopyTo(target);
        return length;
    }
}
