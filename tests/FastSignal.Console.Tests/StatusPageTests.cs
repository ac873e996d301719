using System.Net;
using FastSignal.Leads;

namespace FastSignal.Console.Tests;

public sealed class StatusPageTests : IDisposable
{
    private const string Token = "a-token-that-nobody-may-see";

    private readonly TempData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Shows_signals_with_what_became_of_their_entries()
    {
        var visitors = _data.CreateSignal(
            new NewSignal { Name = "Website visitors", Label = "Visited the site", Target = SignalTarget.People, Status = SignalStatus.Live });
        var draft = _data.CreateSignal(new NewSignal { Name = "A draft", Target = SignalTarget.Companies });
        _data.Post(visitors.Id, """{"email":"ada@example.com"}""");
        _data.Post(visitors.Id, """{"email":"ada@example.com"}""");
        _data.Post(visitors.Id, """{"email":"bob@example.com"}""");
        _data.Post(visitors.Id, """{"colour":"blue"}""");
        _data.Post(draft.Id, """{"domain":"example.com"}""", isTest: true);
        _data.Consume();

        using var browser = new Browser(_data);
        var page = await browser.PageAsync();

        Assert.Contains("<bdi>Website visitors</bdi><span class=\"label\"><bdi>Visited the site</bdi></span></th><td>people</td>", page);
        Assert.Contains("lead created <b>2</b>", page);
        Assert.Contains("lead updated <b>1</b>", page);
        Assert.Contains("no identifier <b>1</b>", page);
        Assert.Contains("<td class=\"number\">4</td><td class=\"number\">2</td>", page);
        Assert.Contains("<bdi>A draft</bdi></th><td>companies</td><td><span class=\"pill rest\">draft</span></td>", page);
        Assert.Contains("test <b>1</b>", page);
        Assert.Contains("Consumer caught up", page);
        Assert.Contains("Taking entries", page);
    }

    [Fact]
    public async Task Shows_the_log()
    {
        _data.Post(1, """{"email":"ada@example.com"}""");
        _data.Post(1, """{"email":"bob@example.com"}""");

        using var browser = new Browser(_data);
        var page = await browser.PageAsync();

        Assert.Contains($"<code>{_data.OpenLog().Id}</code>", page);
        Assert.Contains("<td>2 (number 1 to 2)</td>", page);
        Assert.Contains($"address {_data.OpenLog().CommittedUntil.Address}, before entry 3", page);
    }

    [Fact]
    public async Task Never_shows_a_token()
    {
        var signal = _data.CreateSignal(new NewSignal { Name = "Secret", Target = SignalTarget.People, Status = SignalStatus.Live, Token = Token });
        _data.Change(registry => registry.Rotate(signal.Id, TimeSpan.FromHours(1), Token + "-new"));
        _data.Post(signal.Id, """{"email":"ada@example.com"}""");
        _data.Consume();

        using var browser = new Browser(_data);

        Assert.DoesNotContain(Token, await browser.PageAsync());
        Assert.DoesNotContain(Token, await browser.MetricsAsync());
        Assert.DoesNotContain(typeof(ShownSignal).GetProperties(), property => property.Name.Contains("Token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Encodes_what_users_wrote()
    {
        _data.CreateSignal(new NewSignal { Name = "<script>alert('1')</script>", Label = "\"><img src=x> & Müller", Target = SignalTarget.People });

        using var browser = new Browser(_data, _data.Options with { IngestUrl = "http://host/<b>", NotTakingText = () => "<i>draining</i>" });
        var page = await browser.PageAsync();

        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<i>", page);
        Assert.DoesNotContain("/<b>", page);
        Assert.Contains("&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;", page);
        Assert.Contains("&quot;&gt;&lt;img src=x&gt; &amp; Müller", page);
    }

    [Fact]
    public async Task Says_that_the_server_takes_no_entries()
    {
        using var browser = new Browser(_data, _data.Options with { NotTakingText = () => "it is draining." });
        var page = await browser.PageAsync();

        Assert.Contains("Not taking entries", page);
        Assert.Contains("The server takes no entries: it is draining.", page);
    }

    [Fact]
    public async Task Renders_without_any_data()
    {
        using var browser = new Browser(_data);
        var page = await browser.PageAsync();

        Assert.Contains("There are no signals yet.", page);
        Assert.Contains("There is no lead store yet.", page);
        Assert.Contains("There is no log in", page);
        Assert.Contains("Consumer unknown", page);
        Assert.Empty(Directory.GetFileSystemEntries(_data.Folder));
    }

    [Fact]
    public async Task Renders_with_files_that_are_no_databases()
    {
        var garbage = string.Concat(Enumerable.Repeat("this is no database. ", 500));
        await File.WriteAllTextAsync(_data.SignalsPath, garbage, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_data.LeadsPath, garbage, TestContext.Current.CancellationToken);

        using var browser = new Browser(_data);
        var page = await browser.PageAsync();

        Assert.Contains("signals.db cannot be read:", page);
        Assert.Contains("leads.db cannot be read:", page);
    }

    [Fact]
    public async Task Notices_databases_that_come_later()
    {
        using var browser = new Browser(_data);
        Assert.Contains("There are no signals yet.", await browser.PageAsync());

        _data.CreateSignal(new NewSignal { Name = "Latecomer", Target = SignalTarget.People });

        Assert.Contains("Latecomer", await browser.PageAsync());
    }

    [Fact]
    public async Task Forbids_the_browser_everything_but_its_own_style()
    {
        using var browser = new Browser(_data);
        using var answer = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }
}
