using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using FastSignal.Leads;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Shows refused requests: whole for programs, their beginnings for people.</summary>
internal static partial class RejectionOutput
{
    /// <summary>What a table shows of a content or a User-Agent, in characters.</summary>
    private const int ShownCharacters = 60;

    /// <summary>The longest UTF-8 sequence is 4 octets, so a cut leaves up to 3 of one.</summary>
    private const int MaxDividedBytes = 3;

    /// <summary>One request as one line of JSON.</summary>
    public static void WriteJson(Stream target, KeptRejection rejection) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("at", Timestamps.Text(rejection.ReceivedAtMicroseconds));
        if (rejection.SignalId == RejectionStore.NoSignal)
            writer.WriteNull("signal");
        else
            writer.WriteNumber("signal", rejection.SignalId);
        writer.WriteNumber("status", rejection.Status);
        writer.WriteString("code", rejection.Code);
        writer.WriteString("detail", rejection.Detail);
        if (rejection.Offset is { } offset)
            writer.WriteNumber("offset", offset);
        else
            writer.WriteNull("offset");
        writer.WriteString("user_agent", Encoding.UTF8.GetString(rejection.UserAgent.Span));
        if (TryGetText(rejection, out var text))
            writer.WriteString("content", text);
        else
            writer.WriteBase64String("content_base64", rejection.Content.Span);
        writer.WriteBoolean("cut", rejection.IsCut);
        writer.WriteEndObject();
    });

    /// <summary>All requests as a table: why each was refused, who sent it, and the beginning of its content, one below the other so that eighty
    /// columns do.</summary>
    public static Table Table(IEnumerable<KeptRejection> rejections)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("time").NoWrap()).AddColumn(new TableColumn("signal").RightAligned().NoWrap())
            .AddColumn("code and detail, User-Agent, content");
        foreach (var rejection in rejections)
        {
            var signal = rejection.SignalId == RejectionStore.NoSignal ? "-" : rejection.SignalId.ToString(CultureInfo.InvariantCulture);
            table.AddRow(new Text(Timestamps.Text(rejection.ReceivedAtMicroseconds)), new Text(signal), Description(rejection));
        }

        return table;
    }

    private static Text Description(KeptRejection rejection)
    {
        string[] lines = [$"{rejection.Code}: {rejection.Detail}", Beginning(rejection.UserAgent.Span), Beginning(rejection.Content.Span)];
        return new Text(string.Join('\n', lines.Where(line => line.Length > 0).Select(Terminal.Shown)));
    }

    /// <summary>The content as text, if it is UTF-8. What a cut has left of its last character is no part of it.</summary>
    private static bool TryGetText(KeptRejection rejection, out ReadOnlySpan<byte> text)
    {
        var content = rejection.Content.Span;
        var maxDivided = rejection.IsCut ? Math.Min(MaxDividedBytes, content.Length) : 0;
        for (var divided = 0; divided <= maxDivided; divided++)
        {
            text = content[..^divided];
            if (Utf8.IsValid(text) && (divided == 0 || Rune.DecodeFromUtf8(content[^divided..], out _, out _) is OperationStatus.NeedMoreData))
                return true;
        }

        text = default;
        return false;
    }

    /// <summary>The first characters on one line; what is no UTF-8 becomes replacement characters.</summary>
    private static string Beginning(ReadOnlySpan<byte> content)
    {
        var text = Blanks().Replace(Encoding.UTF8.GetString(content), " ").Trim();
        var runes = text.EnumerateRunes().Take(ShownCharacters + 1).ToList();
        return runes.Count <= ShownCharacters ? text : string.Concat(runes.Take(ShownCharacters)) + "…";
    }

    [GeneratedRegex(@"[ \t\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
