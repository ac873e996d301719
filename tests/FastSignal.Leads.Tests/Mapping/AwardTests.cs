using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class AwardTests
{
    [Theory]
    [InlineData("""{"parties":[{"name":"Mill District Council","roles":["buyer"]},{"name":"Amber Telematics Ltd","details":{"url":"https://amber.example"},"roles":["supplier"]}],"awards":[{"suppliers":[{"name":"Amber Telematics Ltd"}]}]}""",
        "parties.1.name", "awards.0.suppliers.0.name")]
    [InlineData("""{"buyer":{"name":"Mill District Council"},"parties":[{"name":"Mill District Council","roles":["buyer"]}]}""", "buyer.name",
        "parties.0.name")]
    public void Who_bought_gives_way_to_who_won_if_anybody_did(string json, string path, string orPath) =>
        Assert.Contains(Path(LeadKey.CompanyName, json, SignalTarget.Companies), [path, orPath], StringComparer.Ordinal);

    [Fact]
    public void A_public_body_is_not_the_lead_where_its_contractor_is_named() =>
        Assert.NotEqual("nombre_entidad",
            Path(LeadKey.CompanyName, """{"nombre_entidad":"Hospital Regional","id_contrato":"C-1","proveedor_adjudicado":"Amber Servicios SAS"}""",
                SignalTarget.Companies),
            StringComparer.Ordinal);

    [Fact]
    public void A_supplier_of_a_public_body_leads_under_a_flat_key_as_well() =>
        Assert.Equal("nomeRazaoSocialFornecedor",
            Path(LeadKey.CompanyName,
                """{"tipoContrato":"Termo","nomeRazaoSocialFornecedor":"Amber Sistemas Ltda","orgaoEntidade":{"razaoSocial":"Municipio de Azul"}}""",
                SignalTarget.Companies));

    [Fact]
    public void The_agency_that_contracts_gives_way_to_who_was_awarded() =>
        Assert.Equal("award.awardee.name",
            Path(LeadKey.CompanyName,
                """{"award":{"contracting_federal_agency":{"name":"Department of Rivers"},"awardee":{"name":"Amber Cyber LLC"}}}""",
                SignalTarget.Companies));

    [Theory]
    [InlineData("""{"award":{"title":"Managed SOC"},"supplier":{"name":"Amber Cyber Ltd","website":"amber.example"},"buyer":{"name":"City Trust","website":"city.example"}}""",
        "supplier.name")]
    [InlineData("""{"tender":"SOC","buyer_name":"Stadtwerke Amber","buyer_url":"https://amber.example","prev_winner":"Rival GmbH"}""", "buyer_name")]
    [InlineData("""{"organoContratacion":{"nombre":"Diputacion","web":"https://dip.example"},"adjudicatarios":[{"razonSocial":"Amber SL","web":"amber.example"}]}""",
        "adjudicatarios.0.razonSocial")]
    public void Who_supplies_what_was_awarded_now_is_the_lead(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));
}
