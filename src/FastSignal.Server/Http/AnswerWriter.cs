using System.Globalization;
using System.Text;
using FastSignal.Log;
using FastSignal.Parsing;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Http;

/// <summary>Writes the answers of the webhook contract: status line, fields, JSON. Allocates nothing.</summary>
internal sealed class AnswerWriter(OutputBuffer output, LoopClock clock)
{
    /// <summary>Room for the largest answer: about 250 octets of fields and 350 of content, of which the detail is at most 160.</summary>
    private const int MaxAnswerBytes = 1024;

    /// <summary>Room for the largest acknowledgement, which is all that most connections ever send.</summary>
    private const int MaxAcknowledgementBytes = 256;

    private const int MaxContentBytes = 512;

    /// <summary>Writes the answer that acknowledges an entry. It may be sent once the entry is durable.</summary>
    public void WriteAcknowledgement(int status, ReadOnlySpan<byte> logId, long sequence, AnswerForm form)
    {
        Span<byte> content = stackalloc byte[MaxContentBytes];
        var cursor = new AsciiCursor(content);
        WriteStatus(ref cursor, status);

        var target = new AsciiCursor(output.GetSpan(MaxAcknowledgementBytes));
        WriteHead(ref target, status, cursor.Length, form);
        target.Write("Entry-Id: "u8);
        target.Advance(EntryId.Format(logId, sequence, target.Rest));
        target.Write("\r\n"u8);
        End(ref target, cursor.Written, form);
    }

    /// <summary>Writes the answer of a health route.</summary>
    public void WriteHealth(bool isWell, AnswerForm form)
    {
        var status = isWell ? 200 : 503;
        Span<byte> content = stackalloc byte[MaxContentBytes];
        var cursor = new AsciiCursor(content);
        WriteStatus(ref cursor, status);

        var target = new AsciiCursor(output.GetSpan(MaxAnswerBytes));
        WriteHead(ref target, status, cursor.Length, form);
        End(ref target, cursor.Written, form);
    }

    /// <summary>Writes a refusal.</summary>
    public void WriteRefusal(in Refusal refusal, AnswerForm form)
    {
        var status = refusal.Rejection.Status();
        Span<byte> content = stackalloc byte[MaxContentBytes];
        var cursor = new AsciiCursor(content);
        WriteErrors(ref cursor, status, refusal);

        var target = new AsciiCursor(output.GetSpan(MaxAnswerBytes));
        WriteHead(ref target, status, cursor.Length, form);
        if (refusal.Rejection is Rejection.MethodNotAllowed)
            target.Write(form.Route is Route.Entries ? "Allow: POST\r\n"u8 : "Allow: GET, HEAD\r\n"u8);
        if (refusal.Rejection is Rejection.UnsupportedEncoding)
            target.Write("Accept-Encoding: gzip, deflate, br\r\n"u8); // RFC 9110 s15.5.16.
        if (refusal.Rejection is Rejection.Overloaded)
            target.Write("Retry-After: 1\r\n"u8);
        if (refusal.Rejection is Rejection.NotReady or Rejection.LogFault)
            target.Write("Retry-After: 5\r\n"u8);
        End(ref target, cursor.Written, form);
    }

    /// <summary>Tells a client that waits for it to send its content (RFC 9110 s10.1.1).</summary>
    public void WriteContinue() => output.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);

    private static void WriteStatus(ref AsciiCursor cursor, int status)
    {
        cursor.Write("{\"status\":"u8);
        cursor.Write(status);
        cursor.Write("}"u8);
    }

    private static void WriteErrors(ref AsciiCursor cursor, int status, in Refusal refusal)
    {
        cursor.Write("{\"status\":"u8);
        cursor.Write(status);
        cursor.Write(",\"_errors\":[{\"status\":\""u8);
        cursor.Write(status);
        cursor.Write("\",\"code\":\""u8);
        cursor.Write(refusal.Rejection.Code());
        cursor.Write("\",\"title\":\""u8);
        cursor.Write(refusal.Rejection.Title());
        cursor.Write("\",\"detail\":\""u8);
        cursor.Advance(refusal.Format(cursor.Rest));
        cursor.Write("\"}]}"u8);
    }

    private void WriteHead(ref AsciiCursor target, int status, int contentLength, AnswerForm form)
    {
        target.Write(StatusLine.Of(status));
        target.Write("Date: "u8);
        target.Write(clock.Date);
        target.Write("\r\nContent-Type: application/json\r\nContent-Length: "u8);
        target.Write(contentLength);
        target.Write("\r\n"u8);
        if (form.Closes)
            target.Write("Connection: close\r\n"u8);
        else if (form.IsHttp10)
            target.Write("Connection: keep-alive\r\n"u8);
    }

    private void End(ref AsciiCursor target, scoped ReadOnlySpan<byte> content, AnswerForm form)
    {
        target.Write("\r\n"u8);
        if (!form.IsHead)
            target.Write(content);
        output.Advance(target.Length);
    }

    /// <summary>Writes ASCII behind ASCII.</summary>
    private ref struct AsciiCursor(Span<byte> target)
    {
        private readonly Span<byte> _target = target;

        public int Length { get; private set; }

        public readonly Span<byte> Rest => _target[Length..];

        public readonly ReadOnlySpan<byte> Written => _target[..Length];

        public void Advance(int count) => Length += count;

        public void Write(scoped ReadOnlySpan<byte> octets)
        {
            octets.CopyTo(Rest);
            Length += octets.Length;
        }

        public void Write(string text) => Length += Encoding.ASCII.GetBytes(text, Rest);

        public void Write(int number)
        {
            number.TryFormat(Rest, out var digits, provider: CultureInfo.InvariantCulture);
            Length += digits;
        }
    }
}
