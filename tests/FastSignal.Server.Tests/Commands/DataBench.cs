using System.Net;
using FastSignal.Server.Demo;
using FastSignal.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FastSignal.Server.Tests.Commands;

/// <summary>A data folder with a live signal 1, and what may be done to it.</summary>
internal sealed class DataBench : IDisposable
{
    public const string Token = "fs_ThisTokenBelongsToNobodyAtAll0123";

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("fastsignal-data-");

    public DataBench(string status = "live")
    {
        Folder = new DataFolder(Beside("data"));
        CommandRun.Of("signals", "create", "--name", "N", "--target", "people", "--token", Token, "--status", status, "--map", "email=Sender",
                "--data", Folder.Path)
            .Succeeded();
    }

    public DataFolder Folder { get; }

    public string Beside(string name) => Path.Combine(_parent.FullName, name);

    public CommandRun Run(params string[] arguments) => CommandRun.Of([.. arguments, "--data", Folder.Path]);

    /// <summary>Posts contents to a server that runs for that long, and consumes them.</summary>
    public static void Post(DataFolder folder, params string[] contents)
    {
        var options = new ServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Console = null,
            DrainDelay = TimeSpan.Zero,
            SegmentBytes = SettingValues.LeastSegmentBytes
        };
        using (var host = ServerHost.Start(folder, options, TimeProvider.System, NullLogger.Instance))
        {
            // Gone before the drain, which would wait for its connection.
            using (var sender = new DemoSender(host.BaseUrl))
            {
                foreach (var content in contents)
                    Assert.Equal(202, sender.Post(Token, System.Text.Encoding.UTF8.GetBytes(content)).Status);
            }

            host.Terminate();
            host.WaitForEnd();
        }

        CommandRun.Of("consume", "--once", "--data", folder.Path).Succeeded();
    }

    public void Post(params string[] contents) => Post(Folder, contents);

    public void Dispose() => _parent.Delete(recursive: true);
}
