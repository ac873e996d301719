namespace FastSignal.Leads.Tests;

public sealed class EntryMapperTests
{
    private static readonly SignalMapping Mapping = ContractNames.Mapping;

    [Fact]
    public void A_person_is_identified_by_profile_email_and_name_at_company()
    {
        var entry = Map("""{"linkedin_url":"linkedin.com/in/Ada","email":"Ada@Amber.example","full_name":" Ada  Wolff","company_name":"Amber","company_domain":"https://www.amber.example/","x":1}""");
        Assert.Equal(MappingProblem.None, entry.Problem);
        Assert.Equal([MatchKind.PersonLinkedin, MatchKind.Email, MatchKind.NameAtDomain, MatchKind.NameAtCompany], entry.MatchKeys.Select(key => key.Kind));
        Assert.Equal("https://www.linkedin.com/in/ada", entry[LeadKey.LinkedinUrl]);
        Assert.Equal("ada@amber.example", entry.MatchValue(MatchKind.Email));
        Assert.Equal("ada wolff\u001Famber", entry.MatchValue(MatchKind.NameAtCompany));
        Assert.Equal("Ada  Wolff", entry[LeadKey.FullName]);
        Assert.Equal(["x"], entry.Context.Select(leaf => leaf.Path), StringComparer.Ordinal);
    }

    [Fact]
    public void A_text_that_its_sender_put_in_quotes_is_taken_without_them()
    {
        var entry = Map("""{"email":"\"ada@amber.example\"","company_name":"\"Amber\"","full_name":"\"Ada\" Wolff"}""");
        Assert.Equal("ada@amber.example", entry[LeadKey.Email]);
        Assert.Equal("Amber", entry[LeadKey.CompanyName]);
        Assert.Equal("\"Ada\" Wolff", entry[LeadKey.FullName]);
    }

    [Theory]
    [InlineData("""{"full_name":"Ada Wolff"}""")]
    [InlineData("""{"company_name":"Amber","company_domain":"amber.example"}""")]
    [InlineData("""{"email":null,"linkedin_url":"  ","full_name":"N/A","company_name":"Amber"}""")]
    [InlineData("""{"email":true,"linkedin_url":{}}""")]
    [InlineData("""{}""")]
    public void Without_an_identifier_a_person_is_nobody(string json)
    {
        var entry = Map(json);
        Assert.Equal(MappingProblem.NoIdentifier, entry.Problem);
        Assert.Empty(entry.MatchKeys);
    }

    [Fact]
    public void A_company_page_under_the_persons_key_counts_as_the_companys()
    {
        var entry = Map("""{"linkedin_url":"https://linkedin.com/company/amber"}""");
        Assert.Equal(MappingProblem.NoIdentifier, entry.Problem);
        Assert.Null(entry[LeadKey.LinkedinUrl]);
        Assert.Equal("https://www.linkedin.com/company/amber", entry[LeadKey.CompanyLinkedinUrl]);
    }

    [Fact]
    public void The_companys_own_key_goes_before_a_page_found_elsewhere()
    {
        var entry = Map("""{"linkedin_url":"linkedin.com/company/other","company_linkedin_url":"linkedin.com/company/amber","email":"ada@amber.example"}""");
        Assert.Equal("https://www.linkedin.com/company/amber", entry[LeadKey.CompanyLinkedinUrl]);
        Assert.Equal(["linkedin_url"], entry.Context.Select(leaf => leaf.Path), StringComparer.Ordinal);
    }

    [Fact]
    public void A_company_page_in_place_of_the_domain_is_no_domain()
    {
        var entry = Map("""{"company_domain":"https://linkedin.com/company/amber"}""", SignalTarget.Companies);
        Assert.Null(entry[LeadKey.CompanyDomain]);
        Assert.Equal([new MatchKey(MatchKind.CompanyLinkedin, "https://www.linkedin.com/company/amber")], entry.MatchKeys);
    }

    [Fact]
    public void A_profile_under_the_companys_key_is_nobody()
    {
        var entry = Map("""{"company_linkedin_url":"https://linkedin.com/in/ada"}""");
        Assert.Equal(MappingProblem.NoIdentifier, entry.Problem);
        Assert.Null(entry[LeadKey.LinkedinUrl]);
    }

    [Theory]
    [InlineData("""{"email":"ada at amber"}""", "email \"ada at amber\" is not an email address")]
    [InlineData("""{"linkedin_url":"https://linkedin.com/feed/"}""", "linkedin_url \"https://linkedin.com/feed/\" is not a LinkedIn profile")]
    [InlineData("""{"full_name":"Ada Wolff","company_domain":"no domain"}""", "company_domain \"no domain\" is not a domain")]
    public void An_identifier_that_is_none_is_named(string json, string problem)
    {
        var entry = Map(json);
        Assert.Equal(MappingProblem.InvalidIdentifier, entry.Problem);
        Assert.Equal(problem, entry.ProblemText);
    }

    [Fact]
    public void A_refused_identifier_beside_a_good_one_costs_nothing_and_stays_in_the_context()
    {
        var entry = Map("""{"linkedin_url":"see CRM","email":"ada@amber.example"}""");
        Assert.Equal(MappingProblem.None, entry.Problem);
        Assert.Equal([new MatchKey(MatchKind.Email, "ada@amber.example")], entry.MatchKeys);
        Assert.Equal(["linkedin_url"], entry.Context.Select(leaf => leaf.Path), StringComparer.Ordinal);
    }

    [Fact]
    public void A_joined_name_skips_its_empty_parts()
    {
        var mapping = SignalMapping.Empty.With(LeadKey.FullName, "first", "middle", "last").With(LeadKey.CompanyName, "firm");
        var entry = EntryMapper.Map(SignalTarget.People, mapping, TestLeaves.Of("""{"last":"Wolff","middle":null,"first":"Ada","firm":"Amber"}"""));
        Assert.Equal("Ada Wolff", entry[LeadKey.FullName]);
        Assert.Empty(entry.Context);
    }

    [Theory]
    [InlineData("""{"company_name":"Amber"}""", MatchKind.CompanyName, "amber")]
    [InlineData("""{"company_domain":"www.amber.example"}""", MatchKind.CompanyDomain, "amber.example")]
    [InlineData("""{"linkedin_url":"linkedin.com/company/amber"}""", MatchKind.CompanyLinkedin, "https://www.linkedin.com/company/amber")]
    public void A_company_is_identified_by_any_of_its_keys(string json, MatchKind kind, string value) =>
        Assert.Equal([new MatchKey(kind, value)], Map(json, SignalTarget.Companies).MatchKeys);

    [Fact]
    public void A_company_without_a_key_is_nobody_and_a_bad_domain_is_named()
    {
        Assert.Equal(MappingProblem.NoIdentifier, Map("""{"email":"ada@amber.example"}""", SignalTarget.Companies).Problem);
        Assert.Equal(MappingProblem.InvalidIdentifier, Map("""{"company_domain":"amber"}""", SignalTarget.Companies).Problem);
    }

    [Fact]
    public void A_selector_takes_the_first_answered_of_two_equal_questions()
    {
        var mapping = SignalMapping.Empty.With(LeadKey.Email, "a.0.v").WithSelectors(LeadKey.Email, new Selector("a", "q", "Email", "v"));
        var entry = EntryMapper.Map(
            SignalTarget.People, mapping,
            TestLeaves.Of("""{"a":[{"q":"Email","v":""},{"v":"x@y.example","q":"Other"},{"v":"ada@amber.example","q":"Email"}]}"""));
        Assert.Equal("ada@amber.example", entry[LeadKey.Email]);
        Assert.DoesNotContain(entry.Context, leaf => string.Equals(leaf.Path, "a.2.v", StringComparison.Ordinal));
    }

    private static MappedEntry Map(string json, SignalTarget target = SignalTarget.People) => EntryMapper.Map(target, Mapping, TestLeaves.Of(json));
}
