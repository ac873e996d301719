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
    public void Damaged_fields_and_records_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => EntryLeaves.ReadRecord(TestRecords.MakeDamaged(1, TestRecords.Start)));
        Assert.Throws<InvalidDataException>(() => EntryLeaves.ReadRecord([9]));
    }

    private static EntryLeaves Read(List<Leaf> leaves) => EntryLeaves.ReadRecord(Record(leaves));

    private static byte[] Record(List<Leaf> leaves) => TestRecords.Make(1, isTest: false, TestRecords.Start, leaves);
}
