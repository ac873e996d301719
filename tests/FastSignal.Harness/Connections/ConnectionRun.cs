namespace FastSignal.Harness.Connections;

/// <summary>What became of one connection.</summary>
/// <param name="Answers">All answers in their order, interim ones too.</param>
/// <param name="Closed">The server has closed the connection.</param>
/// <param name="IsInPieces">The octets came in pieces, so that a 100 may come earlier than they do, and a refusal of chunks may close.</param>
internal sealed record ConnectionRun(IReadOnlyList<RawAnswer> Answers, bool Closed, bool IsInPieces)
{
    /// <summary>The answers without the interim ones.</summary>
    public IReadOnlyList<RawAnswer> FinalAnswers { get; } = [.. Answers.Where(static answer => answer.Status >= 200)];

    /// <summary>The ids of the entries that were acknowledged.</summary>
    public IReadOnlyList<string> EntryIds { get; } = [.. Answers.Select(static answer => answer.EntryId).OfType<string>()];

    /// <summary>The connection stays only if a case that may go either way says nothing else.</summary>
    public bool StaysOf(ConnectionCase connection) => connection.End is ConnectionEnd.Stays || (connection.End is ConnectionEnd.MayClose && !Closed);

    /// <summary>Asserts that this is what the case promises.</summary>
    public void Check(ConnectionCase connection)
    {
        CheckStatuses(connection);
        if (connection.End is not ConnectionEnd.MayClose)
            Assert.True(Closed == (connection.End is ConnectionEnd.Closes), $"the connection was {(Closed ? "closed" : "not closed")} behind {Statuses}");
        for (int i = 0, final = 0; i < Answers.Count; i++)
        {
            var isLast = i == Answers.Count - 1;
            bool? closes = isLast && connection.ClientEnds ? null : isLast && Closed;
            AnswerRules.Check(connection, Answers[i], IsToHead(connection, final), closes);
            final += Answers[i].Status >= 200 ? 1 : 0;
        }
    }

    /// <summary>Whether the final answer with this number answers a HEAD.</summary>
    public static bool IsToHead(ConnectionCase connection, int number) => number < connection.FinalAnswers.Count && connection.FinalAnswers[number].IsToHead;

    private string Statuses => string.Join('-', Answers.Select(static answer => answer.Status));

    private void CheckStatuses(ConnectionCase connection)
    {
        // A client that sends in pieces may be told to go on at each of them; a 100 only ever precedes an answer.
        var isFree = IsInPieces && connection.Expects;
        var expected = isFree ? connection.FinalAnswers : connection.Answers;
        var answers = isFree ? FinalAnswers : Answers;
        var mayBeShort = connection.End is ConnectionEnd.MayClose && Closed && answers is [.., { Closes: true, Status: >= 200 }];
        Assert.True(answers.Count <= expected.Count, $"more answers than expected: {Statuses}");
        for (var i = 0; i < expected.Count; i++)
        {
            if (i == answers.Count)
            {
                Assert.True(mayBeShort || expected.Skip(i).All(static answer => answer.IsOptional), $"only {i} answers: {Statuses}");
                break;
            }

            Assert.True(expected[i].Statuses.Contains(answers[i].Status), $"answered {Statuses}; the one at {i}:\n{answers[i].Whole}");
        }
    }
}
