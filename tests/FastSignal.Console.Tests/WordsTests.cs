namespace FastSignal.Console.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(4.21, "4.2 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7_800, "2 h 10 min")]
    [InlineData(273_600, "3 d 4 h")]
    public void Durations_are_as_exact_as_they_need_to_be(double seconds, string words) =>
        Assert.Equal(words, Words.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1_023, "1023 B")]
    [InlineData(1_536, "1.5 KiB")]
    [InlineData(20_971_520, "20 MiB")]
    [InlineData(long.MaxValue, "8388608 TiB")]
    public void Octets_are_in_the_largest_unit_that_fits(long bytes, string words) => Assert.Equal(words, Words.Bytes(bytes));
}
