using System.Text;
using FastSignal.Fuzz.Oracles;
using FastSignal.Fuzz.Rig;
using FastSignal.Parsing;
using FastSignal.Parsing.Tests;

namespace FastSignal.Fuzz.Targets;

/// <summary>A connection as a whole: octets of a client in, answers and records out.</summary>
internal sealed class ConnectionTarget : IFuzzTarget
{
    private const string EntryPath = $"/custom_signals/{ExchangeFeed.Token}/entries";
    private const int MaxContentBytes = 1 << 20;

    /// <inheritdoc/>
    public string Name => "connection";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["heads", "chunked", "connections", "json"];

    /// <summary>A head or a connection as it is; a chunked body or a content behind the head of a post.</summary>
    public byte[]? Seed(string folder, byte[] file) => folder switch
    {
        "chunked" => [.. Head("Transfer-Encoding: chunked"), .. file],
        "json" => [.. Head($"Content-Length: {file.Length}"), .. file],
        _ => file,
    };

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        var octets = input.ToArray();
        var requests = SlowFramer.Frame(octets, out var behind);
        var whole = ExchangeFeed.Serve(octets, []);
        var answers = Check(whole, requests, octets.AsSpan(behind));

        var pieces = ExchangeFeed.Serve(octets, Cuts.Of(input));
        CheckSame(answers, whole, Check(pieces, requests, octets.AsSpan(behind)), pieces, requests);
    }

    private static byte[] Head(string framing) => Encoding.ASCII.GetBytes($"POST {EntryPath} HTTP/1.1\r\nHost: h\r\n{framing}\r\n\r\n");

    /// <summary>Checks answers and records against the requests that the slow framer finds.</summary>
    /// <returns>The final answers.</returns>
    private static List<Answer> Check(ServedConnection served, List<FramedRequest> requests, ReadOnlySpan<byte> behind)
    {
        bool? mayBeHead = behind.TrimStart("\r\n"u8).StartsWith("HEAD"u8) ? null : false;
        var all = AnswerReader.Read(served.Output, number => number < requests.Count ? requests[number].Method == "HEAD" : mayBeHead);
        var answers = all.Where(answer => !answer.IsInterim).ToList();

        FindingException.Unless(all.Count - answers.Count <= requests.Count(request => request.Has("Expect")), "only who expects it is told to continue");
        FindingException.Unless(answers.SkipLast(1).All(answer => !answer.Closes), "nothing is answered behind a close");
        FindingException.Unless(served.Closes || !answers.Exists(answer => answer.Closes), "who says close does");
        FindingException.Unless(answers.Count <= requests.Count
            + 1, $"no request is answered that is none: {answers.Count} answers, {requests.Count} requests");
        if (answers.Count > requests.Count)
        {
            FindingException.Unless(answers[^1] is { Closes: true, Status: >= 400 },
                $"octets that are no request are refused, and the connection closes: {answers[^1].Said}");
            FindingException.Unless(requests.TrueForAll(request => request.Status == ParseStatus.Complete && request.Persistent),
                "nothing is answered behind the last request");
        }

        foreach (var (request, answer) in requests.Zip(answers))
            CheckAnswer(request, answer);
        CheckUnanswered(served, requests, answers);
        CheckRecords(served, requests, answers);
        return answers;
    }

    private static void CheckAnswer(FramedRequest request, Answer answer)
    {
        var shown = $"{request.Method} {request.Target}: {answer.Said}";
        if (answer.IsAcknowledgement)
            FindingException.Unless(request is { Method: "POST", Status: ParseStatus.Complete }
                && answer.Status is 200 or 202, $"only a whole POST is acknowledged: {shown}");
        else
            FindingException.Unless(answer.Status >= 400 || IsHealth(request), $"what is not acknowledged is health, or refused: {shown}");

        if (MustBeTaken(request))
            FindingException.Unless(answer.IsAcknowledgement, $"a good entry is acknowledged: {shown}");
        if (IsHealth(request) && request.Target is "/livez" or "/readyz")
            FindingException.Unless(answer.Status == 200, $"the server is well: {shown}");
        FindingException.Unless(request.Persistent || answer.Closes, $"the answer to a last request says close: {shown}");
    }

    /// <summary>Everything whole is answered, unless the connection closed before.</summary>
    private static void CheckUnanswered(ServedConnection served, List<FramedRequest> requests, List<Answer> answers)
    {
        var whole = requests.Count(request => request.Status == ParseStatus.Complete);
        FindingException.Unless(answers.Count >= whole || served.Closes, $"every whole request is answered: {whole} requests, {answers.Count} answers");
        FindingException.Unless(answers.Count >= whole || answers is [.., { Closes: true }]
            || requests.Exists(request => request.Status == ParseStatus.Invalid),
            "a connection that closes early says so");
    }

    private static void CheckRecords(ServedConnection served, List<FramedRequest> requests, List<Answer> answers)
    {
        var acknowledged = requests.Zip(answers).Where(pair => pair.Second.IsAcknowledgement).Select(pair => pair.First).ToList();
        FindingException.UnlessSame(answers.Count(answer => answer.IsAcknowledgement), served.Records.Count, "as many entries are appended as acknowledged");
        FindingException.UnlessSame(acknowledged.Count, served.Records.Count, "every entry is the content of a request");
        foreach (var (request, record) in acknowledged.Zip(served.Records))
        {
            FindingException.Unless(EntryRecord.TryRead(record, out var entry), "what is appended is a record");

            // What a content coding hides, the framer does not see.
            if (!request.Has("Content-Encoding"))
                FindingException.UnlessSame(
                    Flattening.Whole(Encoding.Latin1.GetBytes(request.Content)).Fields, Convert.ToHexString(entry.Fields),
                    "an entry is the content that the framer sees");
        }
    }

    private static bool IsHealth(FramedRequest request) =>
        request.Method is "GET" or "HEAD"
            && (request.Target.Contains("livez", StringComparison.Ordinal) || request.Target.Contains("readyz", StringComparison.Ordinal)
                || request.Target.Contains('%', StringComparison.Ordinal));

    private static bool MustBeTaken(FramedRequest request) =>
        request is { Method: "POST", Target: EntryPath, Status: ParseStatus.Complete, Content.Length: <= MaxContentBytes }
        && !request.Has("Expect") && !request.Has("Content-Encoding")
        && Encoding.Latin1.GetBytes(request.Content) is var content && !NaiveJson.IsOfAnotherRoot(content)
        && NaiveJson.Check(content).Rejection == Rejection.None;

    /// <summary>However the octets arrive, the answers are the same, but for two things that may end those of one run earlier.</summary>
    /// <remarks>A refusal closes or keeps the connection by how much of its content is there. And a content that has not come whole is
    /// refused as soon as its wrong octet was looked at, which its pieces may put off: until behind the end of its framing, even.</remarks>
    private static void CheckSame(List<Answer> whole, ServedConnection one, List<Answer> pieces, ServedConnection other, List<FramedRequest> requests)
    {
        var wholeRequests = requests.Count(request => request.Status == ParseStatus.Complete);
        var common = Math.Min(whole.Count, pieces.Count);
        for (var number = 0; number < common; number++)
        {
            var (expected, found) = (whole[number], pieces[number]);
            FindingException.UnlessSame(expected.Said, found.Said, "answers are the same however the octets arrive");
        }

        if (whole.Count == pieces.Count)
        {
            FindingException.UnlessSame(one.Records.Count, other.Records.Count, "entries are the same however the octets arrive");
            return;
        }

        var (shorter, run) = whole.Count < pieces.Count ? (whole, one) : (pieces, other);
        FindingException.Unless((run.Closes && shorter is [.., { Closes: true, IsAcknowledgement: false }]) || common >= wholeRequests,
            "answers that end earlier for how the octets arrive end with a refusal that closes");
    }
}
