using System.Buffers;
using FastSignal.Parsing;
using FastSignal.Server.Http;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Ingest;

/// <summary>
/// Serves the requests of one connection, in order, as far as their octets are there: heads, contents, entries, answers.
/// Synchronous, and knows no socket: it is given octets and leaves answers in <see cref="Output"/>.
/// </summary>
/// <remarks>An acknowledging answer stands in the output as soon as its entry is appended; it must not be sent before the log was committed.</remarks>
internal sealed class HttpExchange : IDisposable
{
    /// <summary>Answers that may wait while more requests are served: a pipelining client gets them in one write.</summary>
    private const int MaxOutputBytes = 16 * 1024;

    private readonly IngestState _state;
    private readonly int _maxHeadBytes;
    private readonly RequestHeadParser _parser;
    private readonly AnswerWriter _answers;
    private readonly RecordBuffer _record = new();
    private readonly Flattener _flattener = new();
    private MessageBody _body;
    private SignalRoute? _route;
    private ExchangePhase _phase;
    private PendingAnswers _pending;
    private long _waitedSeconds;

    /// <summary>Makes an exchange for connections of one loop.</summary>
    public HttpExchange(IngestState state)
    {
        _state = state;

        // More than the longest head: a line that the parser sees in full is refused for its length, not waited for.
        _maxHeadBytes = state.Limits.Head.MaxRequestLineBytes + state.Limits.Head.MaxFieldSectionBytes + 1024;
        _parser = new RequestHeadParser(state.Limits.Head);
        _answers = new AnswerWriter(Output, state.Clock);
    }

    /// <summary>The answers that are not sent yet.</summary>
    public OutputBuffer Output { get; } = new();

    /// <summary>Answers in the output acknowledge entries that are not durable yet.</summary>
    public bool AwaitsCommit => _pending.Count > 0;

    /// <summary>The request at hand waits for room: it is served again when there is some, or when its time is up.</summary>
    public bool AwaitsRoom => _phase is ExchangePhase.AwaitingRoom or ExchangePhase.AwaitingAppend;

    /// <summary>The request at hand has waited for room as long as it may.</summary>
    public bool HasWaited => _waitedSeconds + _state.Clock.Tick - PhaseSince >= _state.Limits.RoomSeconds;

    /// <summary>When the present phase began, in ticks of the clock.</summary>
    public long PhaseSince { get; private set; }

    /// <summary>Between two requests: nothing of the next one has come.</summary>
    public bool IsIdle => _phase is ExchangePhase.Head && !_parser.HasBegun;

    /// <summary>A new connection: it is idle from now on.</summary>
    public void Begin() => Enter(ExchangePhase.Head);

    /// <summary>Serves what is there.</summary>
    /// <param name="input">What has arrived and was not consumed.</param>
    /// <param name="consumed">Up to where it was used.</param>
    public ExchangeStep Serve(ReadOnlySequence<byte> input, out SequencePosition consumed)
    {
        ExchangeStep step;
        do
        {
            step = _phase switch
            {
                ExchangePhase.Head => TakeHead(ref input),
                ExchangePhase.AwaitingRoom => BeginEntry(ref input),
                ExchangePhase.Content => TakeContent(ref input),
                ExchangePhase.AwaitingAppend => AppendEntry(ref input),
                _ => TakeDiscarded(ref input),
            };
            if (step is ExchangeStep.GoOn && Output.Length >= MaxOutputBytes)
                step = ExchangeStep.NeedsFlush;
        }
        while (step is ExchangeStep.GoOn);

        consumed = input.Start;
        return step;
    }

    /// <summary>The answers so far acknowledge nothing any more that is not durable.</summary>
    public void Committed()
    {
        _state.Figures.CountAnswers(200, _pending.Count200);
        _state.Figures.CountAnswers(202, _pending.Count202);
        _pending = default;
    }

    /// <summary>Whether the client was too slow with what it began (RFC 9110 s15.5.9); an idle connection is no request.</summary>
    /// <param name="undecryptedBytes">What has come of a TLS record that is not whole yet, so that nothing of it is served.</param>
    public bool IsTooSlow(int undecryptedBytes)
    {
        var seconds = _state.Clock.Tick - PhaseSince;
        var limits = _state.Limits;
        return _phase is ExchangePhase.Head
            ? _parser.HasBegun && seconds > limits.HeadSeconds
            : seconds > limits.ContentGraceSeconds && _body.Received + undecryptedBytes < seconds * limits.ContentBytesPerSecond;
    }

    /// <summary>The request at hand is answered already: what is left of its content is only skipped.</summary>
    public bool IsAnswered => _phase is ExchangePhase.Discard;

    /// <summary>Answers a request that did not come in time.</summary>
    public void TimeOut() => RefuseAndClose(new Refusal(Rejection.RequestTimeout, _phase is ExchangePhase.Head
        ? "the request head did not come in time"
        : "the content came too slowly"));

    /// <summary>Answers whoever speaks plain HTTP to a port that speaks TLS.</summary>
    public void RefusePlaintext() => RefuseAndClose(new Refusal(Rejection.BadRequest, "this port speaks TLS: send to https:// instead of http://"));

    /// <summary>Takes back the answers from the first acknowledgement on, since that entry may not be durable, and says so.</summary>
    public void Fail()
    {
        Output.Truncate(_pending.At);
        _pending = default;
        _answers.WriteRefusal(new Refusal(Rejection.LogFault, "the log could not be written, so this entry may be lost: send it again"), new AnswerForm(Closes: true));
        _state.Figures.CountRefusal(Rejection.LogFault);
    }

    /// <summary>Ready for another connection.</summary>
    public void Reset()
    {
        Output.Clear();
        _pending = default;
        Enter(ExchangePhase.Head);
        EndContent();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _record.Dispose();
        _flattener.Dispose();
    }

    private void Enter(ExchangePhase phase)
    {
        _phase = phase;
        PhaseSince = _state.Clock.Tick;
    }

    private ExchangeStep TakeHead(ref ReadOnlySequence<byte> input)
    {
        if (input.IsEmpty)
            return ExchangeStep.NeedsInput;

        var hadBegun = _parser.HasBegun;
        var status = ParseHead(ref input, out var why);
        if (!hadBegun)
            PhaseSince = _state.Clock.Tick;
        return status switch
        {
            ParseStatus.Partial => ExchangeStep.NeedsInput,
            ParseStatus.Invalid => RefuseAndClose(why),
            _ => Judge(ref input),
        };
    }

    private ParseStatus ParseHead(ref ReadOnlySequence<byte> input, out Refusal why)
    {
        int used;
        ParseStatus status;
        if (input.IsSingleSegment)
        {
            status = _parser.Parse(input.FirstSpan, out used, out why);
        }
        else
        {
            var length = (int)Math.Min(input.Length, _maxHeadBytes);
            var copy = ArrayPool<byte>.Shared.Rent(length);
            input.Slice(0, length).CopyTo(copy);
            status = _parser.Parse(copy.AsSpan(0, length), out used, out why);
            ArrayPool<byte>.Shared.Return(copy);
        }

        input = input.Slice(used);
        return status;
    }

    /// <summary>A whole head: which refusal comes first is fixed in HTTP.md, and this is its order.</summary>
    private ExchangeStep Judge(ref ReadOnlySequence<byte> input)
    {
        var head = _parser.Head;
        _body.Begin(head);
        if (head.Route is Route.Unknown)
            return Refuse(NotFound, ref input);
        if (head.Route is not Route.Entries)
            return AnswerHealth(head, ref input);
        if (head.Method is not RequestMethod.Post)
            return Refuse(new Refusal(Rejection.MethodNotAllowed, "entries are sent with POST"), ref input);
        if (!_state.TakesEntries)
            return Refuse(NotTaking, ref input);

        _route = FindRoute(head);
        if (_route is null)
            return Refuse(NotFound, ref input);
        if (head.HasUnknownExpectation)
            return Refuse(new Refusal(Rejection.ExpectationFailed, "the only expectation that can be met is 100-continue"), ref input);
        if (head.Framing is FramingKind.Length && head.ContentLength > _state.Limits.MaxContentBytes)
            return RefuseAndClose(TooLarge);
        if (head.Coding is not ContentCoding.Identity)
            return Refuse(new Refusal(Rejection.UnsupportedEncoding, "send the content without a content coding"), ref input);

        return BeginEntry(ref input);
    }

    private Refusal NotTaking => new(_state.Log?.Fault is null ? Rejection.NotReady : Rejection.LogFault, "the server does not take entries now; send this one again");

    /// <summary>One and the same for a path, or a token, that is wrong in whatever way: nobody learns which tokens were ever right.</summary>
    private static Refusal NotFound => new(Rejection.NotFound, "nothing takes entries here; they go to /custom_signals/{token}/entries with the token of a signal");

    private static Refusal TooLarge => new(Rejection.ContentTooLarge, "a content has at most 1048576 octets");

    private SignalRoute? FindRoute(RequestHead head)
    {
        var tokens = _state.Tokens!;
        return tokens.Find(head.Token) ?? (head.TokenHasPercent && !head.DecodedToken.IsEmpty ? tokens.Find(head.DecodedToken) : null);
    }

    private ExchangeStep BeginEntry(ref ReadOnlySequence<byte> input)
    {
        // The log may have failed while the request waited for room.
        if (!_state.TakesEntries)
            return Refuse(NotTaking, ref input);
        if (!_state.HasRoomFor(0))
            return AwaitRoom(ExchangePhase.AwaitingRoom, ref input);

        var head = _parser.Head;
        if (_phase is ExchangePhase.AwaitingRoom)
            _waitedSeconds += _state.Clock.Tick - PhaseSince;
        _record.Begin(new RecordHeader
        {
            SignalId = _route!.SignalId,
            IsTest = _route.IsTest,
            ReceivedAtMicroseconds = _state.Clock.Microseconds,
            IdempotencyKeyHash = head.IdempotencyKeyHash,
            UserAgent = head.UserAgent,
        });
        _flattener.Begin(_record);
        Enter(ExchangePhase.Content);

        // RFC 9110 s10.1.1: the 100 may be left out when content is already there.
        if (head.ExpectsContinue && input.IsEmpty && !_body.IsAtEnd)
            _answers.WriteContinue();
        return ExchangeStep.GoOn;
    }

    /// <summary>No room. A sender that takes nothing but 200 would leave at a refusal, so its request waits a while; all others are told at once.</summary>
    private ExchangeStep AwaitRoom(ExchangePhase phase, ref ReadOnlySequence<byte> input)
    {
        if (_phase != phase)
            Enter(phase);
        return _route!.SuccessStatus == 200 && !HasWaited
            ? ExchangeStep.NeedsRoom
            : Refuse(new Refusal(Rejection.Overloaded, _state.WhyNoRoom), ref input);
    }

    private ExchangeStep TakeContent(ref ReadOnlySequence<byte> input)
    {
        while (true)
        {
            var status = _body.Take(ref input, out var octets, out var why);
            if (status is ParseStatus.Invalid)
                return RefuseAndClose(why);
            if (_body.Exceeds(_state.Limits.MaxContentBytes))
                return RefuseAndClose(TooLarge);
            if (!octets.IsEmpty && _flattener.Take(octets, out why) is ParseStatus.Invalid)
                return Refuse(why, ref input);
            if (status is ParseStatus.Complete)
                return CompleteEntry(ref input);
            if (octets.IsEmpty)
                return ExchangeStep.NeedsInput;
        }
    }

    private ExchangeStep CompleteEntry(ref ReadOnlySequence<byte> input) =>
        _flattener.Complete(out var why) is ParseStatus.Invalid ? Refuse(why, ref input) : AppendEntry(ref input);

    private ExchangeStep AppendEntry(ref ReadOnlySequence<byte> input)
    {
        var log = _state.Log!;
        long sequence = 0;
        if (!_state.HasRoomFor(_record.Framed.Length) || !log.TryAppend(_record.Framed, out sequence))
        {
            return log.Fault is null
                ? AwaitRoom(ExchangePhase.AwaitingAppend, ref input)
                : RefuseAndClose(new Refusal(Rejection.LogFault, "the log cannot be written; send this entry again"));
        }

        var closes = Closes;
        _pending.Add(_route!.SuccessStatus, Output.Length);
        _answers.WriteAcknowledgement(_route.SuccessStatus, log.IdText, sequence, Form(closes));
        _state.Figures.CountAppend();
        return EndRequest(closes);
    }

    private ExchangeStep AnswerHealth(RequestHead head, ref ReadOnlySequence<byte> input)
    {
        if (head.Method is not (RequestMethod.Get or RequestMethod.Head))
            return Refuse(new Refusal(Rejection.MethodNotAllowed, "health is asked for with GET or HEAD"), ref input);

        var isWell = head.Route is Route.Livez || _state.IsReady;
        var closes = Closes || !TrySkipContent(ref input);
        _answers.WriteHealth(isWell, Form(closes));
        _state.Figures.CountAnswer(isWell ? 200 : 503);
        return EndAnswered(closes);
    }

    /// <summary>Refuses a request, and keeps the connection if the rest of its content is short enough to be read (RFC 9112 s9.3).</summary>
    private ExchangeStep Refuse(in Refusal why, ref ReadOnlySequence<byte> input)
    {
        var closes = Closes || !TrySkipContent(ref input);
        WriteRefusal(why, closes);
        return EndAnswered(closes);
    }

    /// <summary>Refuses a request behind which nobody knows, or wants to read up to, where the next one begins.</summary>
    private ExchangeStep RefuseAndClose(in Refusal why)
    {
        WriteRefusal(why, closes: true);
        return ExchangeStep.Close;
    }

    private void WriteRefusal(in Refusal why, bool closes)
    {
        _answers.WriteRefusal(why, Form(closes));
        _state.Figures.CountRefusal(why.Rejection);
    }

    private bool Closes => !_parser.Head.IsPersistent || _state.IsClosing;

    private AnswerForm Form(bool closes)
    {
        var head = _parser.Head;
        return new AnswerForm(closes, head.IsHttp10, head.Method is RequestMethod.Head, head.Route);
    }

    /// <summary>Skips what has arrived of a content that nobody wants.</summary>
    /// <returns>Whether its end is there, or so near that waiting for it is cheaper than a new connection.</returns>
    private bool TrySkipContent(ref ReadOnlySequence<byte> input)
    {
        while (_body.Take(ref input, out var octets, out _) is ParseStatus.Partial && !octets.IsEmpty)
        {
            if (_body.Received > _state.Limits.MaxDiscardedBytes + _state.Limits.MaxContentBytes)
                return false;
        }

        // A client that waits for a 100 may send its content or not: nobody knows where the next request would begin.
        return _body.IsAtEnd || (_body.Left <= _state.Limits.MaxDiscardedBytes && !_parser.Head.ExpectsContinue);
    }

    private ExchangeStep EndAnswered(bool closes)
    {
        if (closes)
            return ExchangeStep.Close;
        if (_body.IsAtEnd)
            return EndRequest(closes: false);

        Enter(ExchangePhase.Discard);
        return ExchangeStep.GoOn;
    }

    private ExchangeStep TakeDiscarded(ref ReadOnlySequence<byte> input)
    {
        while (true)
        {
            switch (_body.Take(ref input, out var octets, out _))
            {
                case ParseStatus.Complete:
                    return EndRequest(closes: _state.IsClosing);
                case ParseStatus.Invalid:
                    return ExchangeStep.Close;
                case ParseStatus.Partial when octets.IsEmpty:
                    return ExchangeStep.NeedsInput;
                default:
                    break;
            }
        }
    }

    private ExchangeStep EndRequest(bool closes)
    {
        EndContent();
        Enter(ExchangePhase.Head);
        return closes ? ExchangeStep.Close : ExchangeStep.GoOn;
    }

    private void EndContent()
    {
        _flattener.Reset();
        _record.Reset();
        _parser.Reset();
        _body = default;
        _route = null;
        _waitedSeconds = 0;
    }
}
