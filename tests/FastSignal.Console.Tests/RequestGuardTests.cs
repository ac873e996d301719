using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace FastSignal.Console.Tests;

public sealed class RequestGuardTests : IDisposable
{
    private readonly TempData _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8081")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:8081")]
    public async Task Names_of_this_host_are_served(string host)
    {
        using var browser = new Browser(_data);
        using var page = await browser.SendAsync(HttpMethod.Get, "/", host);
        using var metrics = await browser.SendAsync(HttpMethod.Get, "/metrics", host);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8081")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("0.0.0.0")]
    public async Task Any_other_name_is_refused(string host)
    {
        using var browser = new Browser(_data);
        foreach (var path in new[] { "/", "/metrics", "/else" })
        {
            using var answer = await browser.SendAsync(HttpMethod.Get, path, host);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        }
    }

    [Fact]
    public void No_name_but_localhost_means_this_host() =>
        Gen.String[Gen.Char["abcxyz.-"], 1, 20].Sample(name =>
            Assert.Equal(name is "localhost", RequestGuard.MeansThisHost(new HostString(name), IPAddress.Loopback)));

    [Fact]
    public void The_address_that_the_connection_came_to_means_this_host()
    {
        var local = IPAddress.Parse("192.0.2.7");

        Assert.True(RequestGuard.MeansThisHost(new HostString("192.0.2.7", 8081), local));
        Assert.True(RequestGuard.MeansThisHost(new HostString("192.0.2.7"), local.MapToIPv6()));
        Assert.False(RequestGuard.MeansThisHost(new HostString("192.0.2.8"), local));
        Assert.False(RequestGuard.MeansThisHost(new HostString("192.0.2.7"), local: null));
        Assert.False(RequestGuard.MeansThisHost(default, local));
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/metrics")]
    [InlineData("DELETE", "/else")]
    [InlineData("OPTIONS", "/")]
    public async Task Other_methods_than_GET_and_HEAD_are_refused(string method, string path)
    {
        using var browser = new Browser(_data);
        using var answer = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    public async Task HEAD_is_answered_without_content(string path)
    {
        using var browser = new Browser(_data);
        using var answer = await browser.SendAsync(HttpMethod.Head, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/else")]
    [InlineData("/metrics/else")]
    [InlineData("/favicon.ico")]
    [InlineData("/index.html")]
    [InlineData("/a/b.c")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var browser = new Browser(_data);
        using var answer = await browser.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
    }
}
