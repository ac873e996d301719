namespace FastSignal.Leads.Tests;

public sealed class GivingWayTests
{
    private const string Ada = "{\"name\":\"Ada Wolff\",\"email\":\"ada@amber.example\"}";
    private const string Bob = "{\"name\":\"Bob Fox\",\"email\":\"bob@fox.example\"}";

    [Theory]
    [InlineData("end_customer", "customer")]
    [InlineData("endkunde", "kunde")]
    [InlineData("attendee", "buyer")]
    [InlineData("ticket_holder", "purchaser")]
    [InlineData("student", "buyer")]
    [InlineData("gift_recipient", "buyer")]
    [InlineData("participant", "acheteur")]
    [InlineData("teilnehmer", "kaufer")]
    [InlineData("referido", "referente")]
    [InlineData("recomendado", "recomendador")]
    [InlineData("referred", "referred_by")]
    public void Of_two_who_may_lead_one_gives_way_in_either_order(string lead, string other) => LeadsInEitherOrder(lead, other);

    [Theory]
    [InlineData("end_customer", "dealer")]
    [InlineData("customer", "wholesaler")]
    [InlineData("client_final", "concessionnaire")]
    [InlineData("cliente", "distribuidor")]
    [InlineData("eindklant", "groothandel")]
    [InlineData("ordered_by", "bill_to")]
    [InlineData("besteller", "rechnungsempfanger")]
    [InlineData("ordered-by", "ship-to")]
    [InlineData("orderer", "payer")]
    [InlineData("customer", "invoice_contact")]
    [InlineData("comprador", "pagador")]
    [InlineData("commande_par", "facture_a")]
    [InlineData("applicant", "co_applicant")]
    [InlineData("lessee", "lessor")]
    [InlineData("claimant", "adjuster")]
    [InlineData("giftee", "gifter")]
    [InlineData("consignee", "shipper")]
    [InlineData("indicado", "quem_indicou")]
    [InlineData("kunde", "wer_hat_empfohlen")]
    [InlineData("customer", "who_recommended_you")]
    [InlineData("cliente", "persona_que_refiere")]
    [InlineData("contact", "coordinator")]
    public void Who_stands_between_pays_or_refers_gives_way_in_either_order(string lead, string other) => LeadsInEitherOrder(lead, other);

    [Theory]
    [InlineData("dealer")]
    [InlineData("bill_to")]
    [InlineData("payer")]
    [InlineData("ordered_by")]
    [InlineData("referido")]
    [InlineData("buyer")]
    [InlineData("co_applicant")]
    public void Each_of_them_is_the_lead_alone(string role) => Assert.Equal($"{role}.email", Email($$"""{"{{role}}":{{Ada}} }"""));

    [Theory]
    [InlineData("quem_indicou")]
    [InlineData("recomendado_por")]
    [InlineData("referred_by")]
    [InlineData("wer_hat_sie_geworben")]
    [InlineData("landlord")]
    [InlineData("adjuster")]
    public void Who_refers_or_serves_is_nobody_to_us_even_alone(string role) => Assert.Null(Email($$"""{"{{role}}":{{Ada}} }"""));

    [Fact]
    public void An_end_customer_that_is_only_counted_displaces_nobody() => Assert.Equal("customer.email", Email($$"""{"customer":{{Ada}},"end_customers":3,"dealer":{{Bob}} }"""));

    private static void LeadsInEitherOrder(string lead, string other)
    {
        Assert.Equal($"{lead}.email", Email($$"""{"{{lead}}":{{Ada}},"{{other}}":{{Bob}} }"""));
        Assert.Equal($"{lead}.email", Email($$"""{"{{other}}":{{Bob}},"{{lead}}":{{Ada}} }"""));
        Assert.Equal($"{lead}_email", Email($$"""{"{{other}}_name":"Bob Fox","{{other}}_email":"bob@fox.example","{{lead}}_name":"Ada Wolff","{{lead}}_email":"ada@amber.example"}"""));
    }

    private static string? Email(string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(LeadKey.Email, out var paths) ? Assert.Single(paths) : null;
}
