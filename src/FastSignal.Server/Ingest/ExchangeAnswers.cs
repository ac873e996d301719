using FastSignal.Parsing;
using FastSignal.Server.Http;

namespace FastSignal.Server.Ingest;

/// <summary>The answers of one connection: written in the order of its requests, and counted by their status.</summary>
/// <remarks>An acknowledgement stands in the output as soon as its entry is appended; it must not be sent before the log was committed.</remarks>
internal sealed class ExchangeAnswers
{
    private readonly IngestState _state;
    private readonly AnswerWriter _writer;
    private PendingAnswers _pending;

    /// <summary>Makes the answers of a connection.</summary>
    public ExchangeAnswers(IngestState state)
    {
        _state = state;
        _writer = new AnswerWriter(Output, state.Clock);
    }

    /// <summary>Those that are not sent yet.</summary>
    public OutputBuffer Output { get; } = new();

    /// <summary>Some acknowledge entries that are not durable yet.</summary>
    public bool AwaitsCommit => _pending.Count > 0;

    /// <summary>Acknowledges an entry that was appended.</summary>
    public void Acknowledge(int status, long sequence, AnswerForm form)
    {
        _pending.Add(status, Output.Length);
        _writer.WriteAcknowledgement(status, _state.Log!.IdText, sequence, form);
        _state.Figures.CountAppend();
    }

    /// <summary>Refuses a request.</summary>
    public void Refuse(in Refusal why, AnswerForm form)
    {
        _writer.WriteRefusal(why, form);
        _state.Figures.CountRefusal(why.Rejection);
    }

    /// <summary>Answers a health route.</summary>
    public void Health(bool isWell, AnswerForm form)
    {
        _writer.WriteHealth(isWell, form);
        _state.Figures.CountAnswer(isWell ? 200 : 503);
    }

    /// <summary>Tells a client that waits for it to send its content.</summary>
    public void Continue() => _writer.WriteContinue();

    /// <summary>What was appended is durable: nothing stands against sending.</summary>
    public void Committed()
    {
        _state.Figures.CountAnswers(200, _pending.Count200);
        _state.Figures.CountAnswers(202, _pending.Count202);
        _pending = default;
    }

    /// <summary>Takes back everything from the first acknowledgement on, since that entry may not be durable, and says so.</summary>
    public void Fail()
    {
        Output.Truncate(_pending.At);
        _pending = default;
        Refuse(new Refusal(Rejection.LogFault, "the log could not be written, so this entry may be lost: send it again"), new AnswerForm(Closes: true));
    }

    /// <summary>Ready for another connection.</summary>
    public void Reset()
    {
        Output.Clear();
        _pending = default;
    }
}
