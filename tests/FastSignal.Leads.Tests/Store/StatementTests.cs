namespace FastSignal.Leads.Tests;

public sealed class StatementTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public StatementTests() => _database = Database.Open(_folder.LeadsFile, ["CREATE TABLE t (a, b)"]);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\0")]
    [InlineData("\u202eäß\ud83d\ude00")]
    public void Texts_come_back_as_they_went_in(string text)
    {
        foreach (var stored in new[] { text, text + new string('x', 5_000) })
        {
            using var statement = _database.PrepareOnce("SELECT ?, typeof(?1)").Bind(stored);
            Assert.True(statement.Step());
            Assert.Equal((stored, "text"), (statement.Text(0), statement.Text(1)));
        }
    }

    [Fact]
    public void Empty_octets_are_not_null_and_null_is()
    {
        using var statement = _database.PrepareOnce("SELECT ?, ?, ?, ?").BindBlob([]).BindText([]).Bind((string?)null).Bind((long?)null);
        Assert.True(statement.Step());
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(statement.IsNull));
    }

    [Fact]
    public void A_parameter_that_was_forgotten_is_a_fault()
    {
        using var statement = _database.PrepareOnce("SELECT ?, ?").Bind(1);
        Assert.Throws<InvalidOperationException>(() => statement.Step());
    }

    [Fact]
    public void A_statement_left_in_the_middle_begins_anew_with_the_next_binding()
    {
        _database.Execute("INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)");
        using var statement = _database.PrepareOnce("SELECT a FROM t WHERE a >= ? ORDER BY a").Bind(1);
        Assert.True(statement.Step());
        Assert.True(statement.Bind(3).Step());
        Assert.Equal(3, statement.Number(0));
        Assert.False(statement.Step());
    }

    [Fact]
    public void A_write_that_throws_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Write<bool>(() =>
        {
            _database.Execute("INSERT INTO t VALUES (1, 1)");
            throw new InvalidOperationException("fault");
        }));
        using var count = _database.PrepareOnce("SELECT count(*) FROM t");
        Assert.Equal((0L, false), (count.Scalar(), _database.IsInTransaction));
    }
}
