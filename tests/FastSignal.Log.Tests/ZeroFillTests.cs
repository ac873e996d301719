namespace FastSignal.Log.Tests;

public sealed class ZeroFillTests : IDisposable
{
    private const int Length = (1 << 20) + (1 << 16);

    private readonly TempFolder _folder = new();

    private string Zeros => Path.Combine(_folder.Path, "zeros");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_of_zeros_takes_the_place_of_the_one_that_was_there(bool isLittleByLittle)
    {
        File.WriteAllBytes(Zeros, Ones(2 * Length));

        Assert.True(ZeroFill.Make(Zeros, Length, isLittleByLittle ? () => true : null));

        Assert.Equal(new byte[Length], File.ReadAllBytes(Zeros));
    }

    [Fact]
    public void A_pause_that_says_no_ends_the_filling()
    {
        Assert.False(ZeroFill.Make(Zeros, Length, pause: () => false));

        Assert.Equal(1 << 20, new FileInfo(Zeros).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData((1 << 20) + 1)]
    [InlineData(Length)]
    public void Clearing_leaves_what_is_in_front_of_the_offset(int from)
    {
        var expected = Ones(Length);
        File.WriteAllBytes(Zeros, expected);
        expected.AsSpan(from).Clear();

        ZeroFill.Clear(Zeros, from, probe: null);

        Assert.Equal(expected, File.ReadAllBytes(Zeros));
    }

    [Fact]
    public void What_is_zero_already_is_not_written_again()
    {
        File.WriteAllBytes(Zeros, new byte[Length]);
        using (var file = File.OpenHandle(Zeros, FileMode.Open, FileAccess.Write))
            RandomAccess.Write(file, [1], 10_000);
        var journal = new DiskJournal();

        ZeroFill.Clear(Zeros, 0, journal);

        Assert.Equal([8192, -1], journal.Writes.Select(write => write.Offset));
    }

    private static byte[] Ones(int length)
    {
        var octets = new byte[length];
        octets.AsSpan().Fill(1);
        return octets;
    }
}
