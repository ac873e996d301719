using System.Globalization;

namespace FastSignal.Harness.Connections;

/// <summary>What the entries of the cases must hold, so that one that was cut out of another shows.</summary>
internal static class EntryContents
{
    /// <summary>Asserts that the entries of one case, in their order, are the ones that it sent.</summary>
    /// <param name="entries">The leaves of each entry.</param>
    public static void Check(IReadOnlyList<IReadOnlyList<Leaf>> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            Assert.DoesNotContain(entries[i], static leaf => leaf.Path == "smuggled");
            foreach (var leaf in entries[i].Where(static leaf => leaf.Path == "n"))
                Assert.Equal((i + 1).ToString(CultureInfo.InvariantCulture), leaf.Value);
        }
    }
}
