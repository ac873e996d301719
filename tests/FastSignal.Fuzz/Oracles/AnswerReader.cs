using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FastSignal.Fuzz.Oracles;

/// <summary>Reads what a server sent as the client's side of HTTP would, and fails where it is none.</summary>
internal static partial class AnswerReader
{
    /// <summary>Reads all answers.</summary>
    /// <param name="output">Everything that was sent.</param>
    /// <param name="isHead">Whether the final answer of this number answers HEAD, so that no content follows; null if nobody knows.</param>
    public static List<Answer> Read(byte[] output, Func<int, bool?> isHead)
    {
        var text = Encoding.Latin1.GetString(output);
        var answers = new List<Answer>();
        var finals = 0;
        for (var at = 0; at < text.Length;)
        {
            var answer = ReadHead(text, ref at);
            if (!answer.IsInterim)
                answer = answer with { Content = ReadContent(text, ref at, answer, isHead(finals++)) };
            answers.Add(answer);
        }

        return answers;
    }

    private static Answer ReadHead(string text, ref int at)
    {
        var end = text.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
        FindingException.Unless(end >= 0, $"an answer has a whole head: {text[at..]}");
        var lines = text[at..end].Split("\r\n");
        at = end + 4;
        FindingException.Unless(StatusLine().IsMatch(lines[0]) && lines.Skip(1).All(FieldLine().IsMatch), $"an answer is HTTP/1.1: {string.Join('|', lines)}");

        var answer = new Answer(int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture), lines[1..], "");
        FindingException.Unless(answer.IsInterim
            ? answer is { Status: 100, Fields.Count: 0 }
            : answer.Fields.Count(field => field.StartsWith("Date: ", StringComparison.Ordinal)) == 1,
            $"a final answer has one Date, and 100 has no field: {string.Join('|', lines)}");
        return answer;
    }

    private static string ReadContent(string text, ref int at, Answer answer, bool? isHead)
    {
        var length = int.Parse(answer.Fields.Single(field => field.StartsWith("Content-Length: ", StringComparison.Ordinal))
            .AsSpan("Content-Length: ".Length), CultureInfo.InvariantCulture);
        if (isHead ?? at == text.Length)
            return "";

        FindingException.Unless(at + length <= text.Length, "an answer has its whole content");
        var content = text.Substring(at, length);
        at += length;
        using var document = JsonDocument.Parse(content);
        FindingException.UnlessSame(answer.Status, document.RootElement.GetProperty("status").GetInt32(), "the content says the status of the answer");
        return content;
    }

    [GeneratedRegex(@"\AHTTP/1\.1 [1-5][0-9]{2} [ -~]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"\A[A-Za-z\-]+: [ -~]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex FieldLine();
}
