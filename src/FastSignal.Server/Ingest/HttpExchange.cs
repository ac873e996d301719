using System.Buffers;
using FastSignal.Leads;
using FastSignal.Parsing;
using FastSignal.Server.Contents;
using FastSignal.Server.Http;
using FastSignal.Server.Refusals;
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
    private readonly ExchangeAnswers _answers;
    private MessageBody _body;
    private ReceivedRequest? _request; // None between two requests.
    private SignalRoute? _route;
    private ExchangePhase _phase;
    private RequestClock _clock;
    private long _memoryBytes;

    /// <summary>Makes an exchange for connections of one loop.</summary>
    public HttpExchange(IngestState state)
    {
        _state = state;
        _answers = new ExchangeAnswers(state);
        _clock = new RequestClock(state.Clock);
    }

    /// <summary>The answers that are not sent yet.</summary>
    public OutputBuffer Output => _answers.Output;

    /// <summary>Answers in the output acknowledge entries that are not durable yet.</summary>
    public bool AwaitsCommit => _answers.AwaitsCommit;

    /// <summary>The request at hand waits for room: it is served again when there is some, or when its time is up.</summary>
    public bool AwaitsRoom => _phase is ExchangePhase.AwaitingRoom or ExchangePhase.AwaitingAppend;

    /// <summary>The request at hand has waited for room as long as it may.</summary>
    public bool HasWaited => _clock.WaitedSeconds >= _state.Limits.RoomSeconds;

    /// <summary>When the present phase began, in ticks of the clock.</summary>
    public long PhaseSince => _clock.Since;

    /// <summary>Between two requests: nothing of the next one has come.</summary>
    public bool IsIdle => _phase is ExchangePhase.Head && !HasBegun;

    /// <summary>An octet of the next head has come.</summary>
    private bool HasBegun => _request is { Head.HasBegun: true };

    /// <summary>A new connection: it is idle from now on.</summary>
    public void Begin() => Enter(ExchangePhase.Head);

    /// <summary>Serves what is there.</summary>
    /// <param name="input">What has arrived and was not consumed.</param>
    /// <param name="consumed">Up to where it was used.</param>
    public ExchangeStep Serve(ReadOnlySequence<byte> input, out SequencePosition consumed)
    {
        ExchangeStep step;
        _clock.Progress();
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
        NoteMemory();
        return step;
    }

    /// <summary>The answers so far acknowledge nothing any more that is not durable.</summary>
    public void Committed() => _answers.Committed();

    /// <summary>Takes back the answers from the first acknowledgement on, since that entry may not be durable, and says so.</summary>
    public void Fail() => _answers.Fail();

    /// <summary>Part of a content has come, and takes memory until the rest has.</summary>
    public bool HoldsContent => _phase is ExchangePhase.Content;

    /// <summary>The memory that the content at hand takes, whether it still counts as buffered or not, in octets.</summary>
    internal int MemoryBytes => _request?.Content.MemoryBytes ?? 0;

    /// <summary>When the content at hand began, in UTC microseconds: the larger, the newer.</summary>
    public long ReceivedAtMicroseconds { get; private set; }

    /// <summary>The client is not read for a while, by no fault of its own: its time stands still.</summary>
    public void StopClock() => _clock.Stop();

    /// <summary>The client is read again.</summary>
    public void StartClock() => _clock.GoOn();

    /// <summary>How long the client has not been read, in seconds.</summary>
    public long StoppedSeconds => _clock.StoppedSeconds;

    /// <summary>Whether the client was too slow with what it began (RFC 9110 s15.5.9); an idle connection is no request.</summary>
    /// <param name="undecryptedBytes">What has come of a TLS record that is not whole yet, so that nothing of it is served.</param>
    public bool IsTooSlow(int undecryptedBytes)
    {
        var seconds = _clock.Seconds;
        var limits = _state.Limits;
        return _phase is ExchangePhase.Head
            ? HasBegun && seconds > limits.HeadSeconds
            : _clock.StalledSeconds > limits.ContentStallSeconds
                || (seconds > limits.ContentGraceSeconds && _body.Received + undecryptedBytes < seconds * limits.ContentBytesPerSecond);
    }

    /// <summary>The request at hand is answered already: what is left of its content is only skipped.</summary>
    public bool IsAnswered => _phase is ExchangePhase.Discard;

    /// <summary>Answers a request that did not come in time.</summary>
    public void TimeOut() => GiveUp(new Refusal(Rejection.RequestTimeout, _phase is ExchangePhase.Head
        ? "the request head did not come in time"
        : "the content came too slowly"));

    /// <summary>Answers a request whose content must make room for those of others.</summary>
    public void GiveWay() => GiveUp(new Refusal(Rejection.Overloaded, "too many contents are on their way at the moment; send this one again"));

    /// <summary>Answers a connection that is one too many, whatever it may ask.</summary>
    public void TurnAway() => GiveUp(new Refusal(Rejection.Overloaded, "too many connections are open at the moment; send this one again"));

    /// <summary>Answers whoever speaks plain HTTP to a port that speaks TLS.</summary>
    public void RefusePlaintext() => GiveUp(new Refusal(Rejection.BadRequest, "this port speaks TLS: send to https:// instead of http://"));

    /// <summary>Ready for another connection.</summary>
    public void Reset()
    {
        _answers.Reset();
        Enter(ExchangePhase.Head);
        EndContent();
        NoteMemory();
    }

    /// <inheritdoc/>
    public void Dispose() => ReturnRequest();

    private void Enter(ExchangePhase phase)
    {
        _phase = phase;
        _clock.BeginPhase();
    }

    private ExchangeStep TakeHead(ref ReadOnlySequence<byte> input)
    {
        if (input.IsEmpty)
            return ExchangeStep.NeedsInput;

        var hadBegun = HasBegun;
        _request ??= _state.Requests.Get();
        var status = _request.Head.Take(ref input, out var why);
        if (!hadBegun)
            _clock.BeginPhase();
        return status switch
        {
            ParseStatus.Partial => ExchangeStep.NeedsInput,
            ParseStatus.Invalid => RefuseAndClose(why),
            _ => Judge(ref input),
        };
    }

    private ExchangeStep Judge(ref ReadOnlySequence<byte> input)
    {
        var head = _request!.Head.Head;
        _body.Begin(head);
        if (head.Route is Route.Livez or Route.Readyz)
            return AnswerHealth(head, ref input);

        var why = Admission.Judge(head, _state, out _route);
        return why.Rejection is Rejection.None ? BeginEntry(ref input) : Refuse(why, ref input, _body.Peek(input));
    }

    private ExchangeStep BeginEntry(ref ReadOnlySequence<byte> input)
    {
        // The log may have failed while the request waited for room.
        if (!_state.TakesEntries)
            return Refuse(Admission.NotTaking(_state), ref input, _body.Peek(input));
        if (!_state.HasRoomFor(0))
            return AwaitRoom(ExchangePhase.AwaitingRoom, ref input);

        var (head, content) = (_request!.Head.Head, _request.Content);
        if (_phase is ExchangePhase.AwaitingRoom)
            _clock.NoteWait();
        ReceivedAtMicroseconds = _state.Clock.Microseconds;
        var header = new RecordHeader
        {
            SignalId = _route!.SignalId,
            IsTest = _route.IsTest,
            ReceivedAtMicroseconds = ReceivedAtMicroseconds,
            IdempotencyKeyHash = head.IdempotencyKeyHash,
            UserAgent = head.UserAgent,
        };
        content.Begin(header, head.Coding);
        Enter(ExchangePhase.Content);

        // RFC 9110 s10.1.1: the 100 may be left out when content is already there.
        if (head.ExpectsContinue && input.IsEmpty && !_body.IsAtEnd)
            _answers.Continue();
        return ExchangeStep.GoOn;
    }

    /// <summary>No room. A sender that takes nothing but 200 would leave at a refusal, so its request waits a while; all others are told at once.</summary>
    private ExchangeStep AwaitRoom(ExchangePhase phase, ref ReadOnlySequence<byte> input)
    {
        if (_phase != phase)
            Enter(phase);
        return _route!.SuccessStatus == 200 && !HasWaited
            ? ExchangeStep.NeedsRoom
            : Refuse(new Refusal(Rejection.Overloaded, _state.WhyNoRoom), ref input, _body.Peek(input));
    }

    private ExchangeStep TakeContent(ref ReadOnlySequence<byte> input)
    {
        var content = _request!.Content;
        while (true)
        {
            var status = _body.Take(ref input, out var octets, out var why);
            if (status is ParseStatus.Invalid)
                return RefuseAndClose(content.First(why));
            if (_body.Exceeds(_state.Limits.MaxContentBytes))
                return RefuseAndClose(content.First(EntryContent.TooLarge), octets);
            if (!octets.IsEmpty && content.Take(octets, out why) is ParseStatus.Invalid)
                return Refuse(why, ref input, octets);
            if (status is ParseStatus.Complete)
                return CompleteEntry(ref input, octets);
            if (octets.IsEmpty)
                return ExchangeStep.NeedsInput;
            content.Remember(octets);
        }
    }

    private ExchangeStep CompleteEntry(ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> octets) =>
        _request!.Content.Complete(out var why) is ParseStatus.Invalid ? Refuse(why, ref input, octets) : AppendEntry(ref input, octets);

    private ExchangeStep AppendEntry(ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> octets = default)
    {
        var (log, content) = (_state.Log!, _request!.Content);
        long sequence = 0;
        if (!_state.HasRoomFor(content.Framed.Length) || !log.TryAppend(content.Framed, out sequence))
        {
            content.Remember(octets);
            return log.Fault is null
                ? AwaitRoom(ExchangePhase.AwaitingAppend, ref input)
                : Refuse(new Refusal(Rejection.LogFault, "the log cannot be written; send this entry again"), ref input);
        }

        var closes = Closes;
        _answers.Acknowledge(_route!.SuccessStatus, sequence, Form(closes));
        return EndRequest(closes);
    }

    private ExchangeStep AnswerHealth(RequestHead head, ref ReadOnlySequence<byte> input)
    {
        if (head.Method is not (RequestMethod.Get or RequestMethod.Head))
            return Refuse(new Refusal(Rejection.MethodNotAllowed, "health is asked for with GET or HEAD"), ref input, _body.Peek(input));

        var isWell = head.Route is Route.Livez || _state.IsReady;
        var closes = Closes || !TrySkipContent(ref input);
        _answers.Health(isWell, Form(closes));
        return EndAnswered(closes);
    }

    /// <summary>Refuses a request, and keeps the connection if it may, and the rest of the content is short enough to be read (RFC 9112 s9.3).</summary>
    /// <param name="why">The reason.</param>
    /// <param name="input">What has arrived behind the octets that were looked at.</param>
    /// <param name="run">Content of this receive that is not remembered yet.</param>
    private ExchangeStep Refuse(in Refusal why, ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> run = default)
    {
        var closes = MustClose(why.Rejection) || Closes || !TrySkipContent(ref input);
        WriteRefusal(why, closes, run);
        return EndAnswered(closes);
    }

    /// <summary>Refuses a request behind which nobody knows, or wants to read up to, where the next one begins; whatever in it is wrong first.</summary>
    private ExchangeStep RefuseAndClose(in Refusal why, ReadOnlySpan<byte> run = default)
    {
        WriteRefusal(why, closes: true, run);
        return EndAnswered(closes: true);
    }

    /// <summary>A content that came whole, and only cannot be decoded, is a bad request whose end is known: the next one can be served.</summary>
    private bool MustClose(Rejection rejection) => rejection.Closes() && !(rejection is Rejection.BadRequest && _body.IsAtEnd);

    /// <summary>Refuses a request in the middle, for no octet of its own.</summary>
    private void GiveUp(in Refusal why)
    {
        RefuseAndClose(why);
        NoteMemory();
    }

    private void WriteRefusal(in Refusal why, bool closes, ReadOnlySpan<byte> run)
    {
        _answers.Refuse(why, Form(closes));
        var content = _request?.Content;
        _state.Refusals.Note(new RefusedRequest
        {
            Why = why,
            SignalId = _route?.SignalId ?? RejectionStore.NoSignal,
            ReceivedAtMicroseconds = _state.Clock.Microseconds,
            UserAgent = _request is null ? [] : _request.Head.Head.UserAgent,
            Beginning = content is null ? [] : content.Beginning,
            Rest = content is { IsCoded: true } ? [] : run,
            IsCut = content is { IsBeginningCut: true },
        });
    }

    private bool Closes => !_request!.Head.Head.IsPersistent || _state.IsClosing;

    private AnswerForm Form(bool closes)
    {
        var head = _request?.Head.Head;
        return head is null ? new AnswerForm(closes) : new AnswerForm(closes, head.IsHttp10, head.Method is RequestMethod.Head, head.Route);
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
        return _body.IsAtEnd || (_body.Left <= _state.Limits.MaxDiscardedBytes && !_request!.Head.Head.ExpectsContinue);
    }

    private ExchangeStep EndAnswered(bool closes)
    {
        if (closes || _body.IsAtEnd)
            return EndRequest(closes);

        _request!.Content.Reset();
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
        ReturnRequest();
        _body = default;
        _route = null;
        _clock.Reset();
    }

    private void ReturnRequest()
    {
        if (_request is null)
            return;
        _state.Requests.Return(_request);
        _request = null;
    }

    /// <summary>What a finished entry leaves behind is small and kept for the next one: it is not counted.</summary>
    private void NoteMemory()
    {
        var bytes = _phase is ExchangePhase.Content or ExchangePhase.AwaitingAppend ? MemoryBytes : 0;
        if (bytes == _memoryBytes)
            return;
        _state.BufferedBytes += bytes - _memoryBytes;
        _memoryBytes = bytes;
    }
}
