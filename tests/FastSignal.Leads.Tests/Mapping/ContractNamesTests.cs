namespace FastSignal.Leads.Tests;

public sealed class ContractNamesTests
{
    [Fact]
    public void The_contracts_own_names_need_no_mapping()
    {
        var mapping = ContractNames.MappingFor(SignalTarget.People, TestLeaves.Of("""{"email":"ada@amber.example","full_name":"Ada Wolff"}"""));
        Assert.Equal(ContractNames.Mapping.ToJson(), mapping.ToJson());
    }

    [Fact]
    public void What_they_leave_unfilled_comes_from_the_suggester()
    {
        var mapping = ContractNames.MappingFor(
            SignalTarget.People, TestLeaves.Of(
                """{"email":"ada@amber.example","Vorname":"Ada","Nachname":"Wolff","company_name":null,"Firma":"Amber GmbH"}"""));
        Assert.True(mapping.TryGet(LeadKey.Email, out var email));
        Assert.True(mapping.TryGet(LeadKey.FullName, out var name));
        Assert.True(mapping.TryGet(LeadKey.CompanyName, out var company));
        Assert.Equal(["email"], email);
        Assert.Equal(["Vorname", "Nachname"], name);
        Assert.Equal(["Firma"], company);
    }

    [Fact]
    public void A_contract_name_goes_before_a_better_looking_path()
    {
        var mapping = ContractNames.MappingFor(SignalTarget.People, TestLeaves.Of("""{"work_email":"ada@amber.example","email":"info@amber.example"}"""));
        Assert.True(mapping.TryGet(LeadKey.Email, out var paths));
        Assert.Equal(["email"], paths);
    }
}
