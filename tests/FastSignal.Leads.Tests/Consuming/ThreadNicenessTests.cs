using System.Globalization;

namespace FastSignal.Leads.Tests;

public class ThreadNicenessTests
{
    [Fact]
    public void A_thread_that_gives_way_is_nice_and_no_other_one_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has niceness of threads.");
        var (before, after, ownAfter) = (0, 0, 0);
        var thread = new Thread(() =>
        {
            before = Niceness("thread-self");
            ThreadNiceness.GiveWay();
            after = Niceness("thread-self");
        });
        var own = Niceness("thread-self");

        thread.Start();
        thread.Join();
        ownAfter = Niceness("thread-self");

        Assert.Equal((own, 10, own), (before, after, ownAfter));
    }

    // proc(5): the 19th field of stat, the 17th behind the name, which may hold blanks and brackets itself.
    private static int Niceness(string thread)
    {
        var stat = File.ReadAllText($"/proc/{thread}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
