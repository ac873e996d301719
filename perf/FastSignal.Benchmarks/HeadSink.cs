using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;

namespace FastSignal.Benchmarks;

/// <summary>Takes what Kestrel's parser finds, and only counts it.</summary>
internal sealed class HeadSink : IHttpRequestLineHandler, IHttpHeadersHandler
{
    /// <summary>The octets found since <see cref="Begin"/>.</summary>
    public int Octets { get; private set; }

    public void Begin() => Octets = 0;

    public void OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine) => Octets += startLine.Length;

    public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Octets += name.Length + value.Length;

    public void OnHeadersComplete(bool endStream) => Octets++;

    public void OnStaticIndexedHeader(int index) => Octets++;

    public void OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => Octets += value.Length;
}
