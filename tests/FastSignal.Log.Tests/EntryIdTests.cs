namespace FastSignal.Log.Tests;

public sealed class EntryIdTests
{
    [Theory]
    [InlineData("0f3a9c21-17", "0f3a9c21", 17)]
    [InlineData("0F3A9C21-1", "0f3a9c21", 1)]
    [InlineData("17", null, 17)]
    [InlineData("9223372036854775807", null, long.MaxValue)]
    public void An_id_is_read_as_it_is_written_and_so_is_a_sequence_alone(string text, string? logId, long sequence)
    {
        Assert.True(EntryId.TryParse(text, out var log, out var number));
        Assert.Equal((logId, sequence), (log, number));
        if (log is not null)
            Assert.Equal(text, EntryId.Text(log, number), ignoreCase: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-17")]
    [InlineData("+17")]
    [InlineData(" 17")]
    [InlineData("0f3a9c21-")]
    [InlineData("0f3a9c21-0")]
    [InlineData("0f3a9c21--1")]
    [InlineData("0f3a9c2-17")]
    [InlineData("0f3a9c2g-17")]
    [InlineData("fs_ThisTokenBelongsToNobodyAtAll0123")]
    [InlineData("9223372036854775808")]
    public void Everything_else_is_none(string text) => Assert.False(EntryId.TryParse(text, out _, out _));
}
