using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

public sealed class EntryLeavesTests
{
    [Fact]
    public void All_kinds_come_with_their_values_in_order()
    {
        List<Leaf> leaves =
        [
            new("s", LeafKind.String, "text"), new("n", LeafKind.Number, "1e400"), new("t", LeafKind.True, null), new("f", LeafKind.False, null),
            new("z", LeafKind.Null, null), new("o", LeafKind.Object, null), new("a", LeafKind.Array, null), new("", LeafKind.String, ""),
        ];
        Assert.Equal(leaves, Read(leaves));
    }

    [Fact]
    public void The_same_path_twice_is_the_last_value_at_the_place_of_the_last() =>
        Assert.Equal(Leaves.Of("b", "2", "a", "3", "c", "4"), Read(Leaves.Of("a", "0", "b", "2", "a", "1", "a", "3", "c", "4")));

    [Fact]
    public void Reading_stops_at_16_MiB_of_paths_and_marks_the_cut()
    {
        var half = new string('p', (int)FieldReader.MaxPathTextBytes / 2);
        var fits = EntryLeaves.ReadRecord(Record(Leaves.Of(half[1..] + "1", "x", half[1..] + "2", "x")));
        Assert.Equal((2, false), (fits.Count, fits.IsCut));

        var cut = EntryLeaves.ReadRecord(Record(Leaves.Of(half, "x", half + "2", "x", "more", "x")));
        Assert.Equal((1, true), (cut.Count, cut.IsCut));
    }

    [Fact]
    public void One_long_key_above_many_leaves_costs_bounded_memory_and_not_the_mapped_values()
    {
        var content = $"{{\"email\":\"old@x.example\",\"{new string('k', 500_000)}\":[0{string.Concat(Enumerable.Repeat(",0", 250_000))}],\"n\":1,\"email\":\"d@x.example\",\"a.b\":2}}";
        var record = TestRecords.Make(1, content);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var leaves = EntryLeaves.Read(Fields(record), new PathSet(["a.b", "email", "none"]));

        // A character takes two octets in a string, and the strings are all that grows with the paths.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * FieldReader.MaxPathTextBytes);
        Assert.True(leaves.IsCut);
        Assert.InRange(leaves.Sum(leaf => (long)leaf.Path.Length), FieldReader.MaxPathTextBytes / 2, FieldReader.MaxPathTextBytes);
        Assert.Equal([Leaves.Text("email", "d@x.example"), Leaves.Number("a.b", "2")], leaves.TakeLast(2));
        Assert.DoesNotContain(Leaves.Text("email", "old@x.example"), leaves);
        Assert.DoesNotContain(Leaves.Number("n", "1"), leaves);
    }

    [Fact]
    public void A_wanted_path_in_front_of_the_cut_is_read_once()
    {
        var half = new string('p', (int)FieldReader.MaxPathTextBytes / 2);
        var fields = Fields(Record(Leaves.Of("a", "1", half, "x", half + "2", "x", "more", "x")));
        Assert.Equal(Leaves.Of("a", "1", half, "x"), EntryLeaves.Read(fields, new PathSet(["a", half])));
        Assert.Equal(Leaves.Of("a", "1", half, "x", half + "2", "x"), EntryLeaves.Read(fields, new PathSet(["a", half + "2"])));
    }

    [Fact]
    public void Damage_behind_the_cut_is_found_where_somebody_reads_on()
    {
        var half = new string('p', (int)FieldReader.MaxPathTextBytes / 2);
        byte[] fields = [.. Fields(Record(Leaves.Of(half, "x", half + "2", "x"))), 2, (byte)'k'];
        Assert.Throws<InvalidDataException>(() => EntryLeaves.Read(fields, new PathSet(["a"])));
    }

    [Fact]
    public void Damaged_fields_and_records_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => EntryLeaves.ReadRecord(TestRecords.MakeDamaged(1, TestRecords.Start)));
        Assert.Throws<InvalidDataException>(() => EntryLeaves.ReadRecord([9]));
    }

    private static EntryLeaves Read(List<Leaf> leaves) => EntryLeaves.ReadRecord(Record(leaves));

    private static byte[] Fields(byte[] record)
    {
        Assert.True(EntryRecord.TryRead(record, out var entry));
        return entry.Fields.ToArray();
    }

    private static byte[] Record(List<Leaf> leaves) => TestRecords.Make(1, isTest: false, TestRecords.Start, leaves);
}
