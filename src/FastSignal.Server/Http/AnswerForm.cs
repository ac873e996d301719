using FastSignal.Parsing;

namespace FastSignal.Server.Http;

/// <summary>What an answer owes to its request, whatever it says.</summary>
/// <param name="Closes">The connection closes behind it: it says so.</param>
/// <param name="IsHttp10">The request was HTTP/1.0, whose connections close unless the answer says otherwise (RFC 9112 s9.3).</param>
/// <param name="IsHead">The request was HEAD: same fields, no content (RFC 9110 s9.3.2).</param>
/// <param name="Route">What the request named; decides the methods of <c>Allow</c>.</param>
internal readonly record struct AnswerForm(bool Closes, bool IsHttp10 = false, bool IsHead = false, Route Route = Route.Unknown);
