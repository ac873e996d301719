using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public class PathSetTests
{
    // Paths that the generated contents have, and some that they almost have.
    private static readonly Gen<string> Asked = Gen.OneOf(
        "", "a", "a.b", "a.a", "a.b.a", "LinkedIn URL", "a.0", "a.1", "LinkedIn URL.0", ".0", "..", ".", "a.", "a.10", "LinkedIn URL.a.b", "A", "nothing");

    [Fact]
    public void What_is_found_is_what_a_list_of_all_leaves_has_last() =>
        Gen.Select(Asked.Array[0, 12], JsonGen.Content.Select(content => Flattening.Fields(content))).Sample(AssertLikeTheList, iter: 10_000);

    [Fact]
    public void Every_path_of_a_content_is_found() =>
        JsonGen.Content.Select(content => Flattening.Fields(content)).Sample(
            fields => AssertLikeTheList([.. Flattening.Leaves(fields).Select(leaf => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(leaf.Path)))], fields),
            iter: 5_000);

    [Fact]
    public void Damaged_fields_are_read_as_far_as_they_go_and_said_to_be_damaged() =>
        Gen.Select(Asked.Array[0, 12], FieldReaderTests.Mutated).Sample(AssertLikeTheList, iter: 20_000);

    [Fact]
    public void Random_octets_end_without_a_throw() =>
        Gen.Select(Asked.Array[0, 12], Gen.Byte.Array[0, 200]).Sample(AssertLikeTheList, iter: 20_000);

    [Fact]
    public void A_path_that_comes_twice_counts_with_its_last_value_at_its_last_place()
    {
        var fields = Flattening.Fields("""{"a":"first","b":2,"a":{"x":null},"a":"last","c":[]}""");
        var found = Find(new PathSet(["a", "c", "a.x", "d"]), fields, out _);
        Assert.Equal([4, 5, 3, 0], found.Select(leaf => leaf.Place));
        Assert.Equal("last"u8, found[0].ValueOf(fields));
        Assert.Equal([LeafKind.String, LeafKind.Array, LeafKind.Null], found[..3].Select(leaf => leaf.Kind));
        Assert.False(found[3].IsFound);
    }

    [Fact]
    public void A_path_is_compared_whole_whichever_way_its_dots_came_about()
    {
        var fields = Flattening.Fields("""{"a.b":{"c":1},"a":{"b.c":2,"b":[3]},"":{"":4}}""");
        var found = Find(new PathSet(["a.b.c", "a.b.0", "."]), fields, out _);
        Assert.Equal("234", string.Concat(found.Select(leaf => Encoding.UTF8.GetString(leaf.ValueOf(fields)))));
    }

    [Fact]
    public void A_path_given_twice_is_in_the_set_once()
    {
        var set = new PathSet(["a", "b", "a"]);
        Assert.Equal(2, set.Count);
        Assert.Equal((0, 1, -1), (set.IndexOf("a"u8), set.IndexOf("b"u8), set.IndexOf("c"u8)));
        Assert.Equal("b"u8, set[1]);
    }

    [Fact]
    public void Finding_allocates_nothing()
    {
        var fields = Flattening.Fields("""{"person":{"email":"d@x.example","tags":["a","b"]},"company":null}""");
        var set = new PathSet(["person.email", "person.tags.1", "company", "none"]);
        using var path = new PathBuffer();
        var found = new FoundLeaf[set.Count];
        set.TryFind(fields, path, found);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 1000; run++)
            set.TryFind(fields, path, found);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // The slow way: all leaves as strings, then the last one of each path.
    internal static void AssertLikeTheList(string[] paths, byte[] fields)
    {
        var set = new PathSet(paths);
        var leaves = Flattening.ReadAll(fields, out var isDamaged);

        var found = Find(set, fields, out var isWhole);

        Assert.Equal(!isDamaged, isWhole);
        Assert.Equal(paths.Distinct(StringComparer.Ordinal).Count(), set.Count);
        foreach (var path in paths)
        {
            var leaf = found[set.IndexOf(Encoding.UTF8.GetBytes(path))];
            var last = leaves.FindLastIndex(one => string.Equals(one.Path, Flattening.Text(path), StringComparison.Ordinal));
            Assert.Equal(last + 1, leaf.Place);
            if (leaf.IsFound)
                Assert.Equal((leaves[last].Kind, leaves[last].Value), (leaf.Kind, Flattening.Text(leaf.ValueOf(fields))));
        }
    }

    private static FoundLeaf[] Find(PathSet set, byte[] fields, out bool isWhole)
    {
        using var path = new PathBuffer();
        var found = Enumerable.Repeat(new FoundLeaf(1, LeafKind.True, 0, 0), set.Count).ToArray();
        isWhole = set.TryFind(fields, path, found);
        return found;
    }
}
