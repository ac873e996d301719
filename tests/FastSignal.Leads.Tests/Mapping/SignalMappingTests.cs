using CsCheck;

namespace FastSignal.Leads.Tests;

public sealed class SignalMappingTests
{
    [Fact]
    public void The_json_form_is_a_path_or_a_list_of_paths()
    {
        var mapping = SignalMapping.Empty.With(LeadKey.FullName, "First Name", "Last Name").With(LeadKey.Email, "Business Email");
        Assert.Equal("""{"email":"Business Email","full_name":["First Name","Last Name"]}""", mapping.ToJson());
        Assert.Equal(mapping.ToJson(), mapping.ToStoredJson()[11..^1]);
    }

    [Fact]
    public void Any_mapping_survives_its_json() =>
        Gen.Select(Gen.Int[0, LeadKeys.Count - 1], Gen.String.Where(IsWhole).Array[1, 3]).Array[0, 10].Sample(fields =>
    {
        var mapping = fields.Aggregate(SignalMapping.Empty, (mapping, field) => mapping.With((LeadKey)field.Item1, field.Item2));
        var again = SignalMapping.Parse(mapping.ToStoredJson());
        return mapping.Keys.SequenceEqual(again.Keys)
            && mapping.Keys.All(key => mapping.TryGet(key, out var one) && again.TryGet(key, out var two) && one.SequenceEqual(two, StringComparer.Ordinal));
    });

    [Fact]
    public void Selectors_are_stored_beside_the_mapping()
    {
        var selector = new Selector("answers", "question", "Your email", "answer");
        var mapping = SignalMapping.Empty.With(LeadKey.Email, "answers.1.answer").With(LeadKey.FullName, "a", "answers.2.answer")
            .WithSelectors(LeadKey.Email, selector).WithSelectors(LeadKey.FullName, null, selector);
        var again = SignalMapping.Parse(mapping.ToStoredJson());

        Assert.Contains("\"selectors\":{\"email\":{\"array\":\"answers\",\"label\":\"question\",\"text\":\"Your email\",\"value\":\"answer\"}",
            mapping.ToStoredJson(), StringComparison.Ordinal);
        Assert.Equal(mapping.ToStoredJson(), again.ToStoredJson());
        Assert.True(again.TryGetSelectors(LeadKey.FullName, out var selectors));
        Assert.Equal([null, selector], selectors);
        Assert.False(again.With(LeadKey.Email, "mail").TryGetSelectors(LeadKey.Email, out _));
    }

    [Fact]
    public void A_key_without_paths_is_unmapped() => Assert.True(SignalMapping.Empty.With(LeadKey.Email, "a").With(LeadKey.Email).IsEmpty);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"emial":"a"}""")]
    [InlineData("""{"email":1}""")]
    [InlineData("""{"email":[null]}""")]
    [InlineData("""{"mapping":{},"selectors":{"email":{"array":"a"}}}""")]
    public void What_is_no_mapping_is_refused(string json) => Assert.Throws<FormatException>(() => SignalMapping.Parse(json));

    [Fact]
    public void Every_key_has_a_name_that_leads_back_to_it()
    {
        foreach (var key in LeadKeys.All)
        {
            Assert.True(LeadKeys.TryParse(LeadKeys.Name(key), out var again));
            Assert.Equal(key, again);
        }

        Assert.False(LeadKeys.TryParse("FullName", out _));
        Assert.Equal(LeadKeys.Count, LeadKeys.All.Count);
    }

    private static bool IsWhole(string text) => !text.Any(char.IsSurrogate);
}
