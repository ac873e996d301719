using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class CalledLeadTests
{
    private const string Ada = """{"name":"Ada Wolff","email":"ada@amber.example"}""";
    private const string Bob = """{"name":"Bob Fox","email":"bob@fox.example"}""";

    [Theory]
    [InlineData("customer", "producer")]
    [InlineData("opdrachtgever", "vakman")]
    [InlineData("particulier", "artisan")]
    [InlineData("visitor", "dispatch")]
    [InlineData("lead", "zerbstung")]
    public void Who_is_called_for_the_lead_goes_before_who_is_called_for_nobody(string lead, string other)
    {
        Assert.Equal(lead + ".email", Path(LeadKey.Email, $$"""{"{{other}}":{{Bob}},"{{lead}}":{{Ada}} }"""));
        Assert.Equal(lead + ".email", Path(LeadKey.Email, $$"""{"{{lead}}":{{Ada}},"{{other}}":{{Bob}} }"""));
        Assert.Equal(lead + ".name", Path(LeadKey.FullName, $$"""{"{{other}}":{{Bob}},"{{lead}}":{{Ada}} }"""));
    }

    [Theory]
    [InlineData("""{"Company":{"Name":"Seller Ltd","Email":"orders@seller.example","HomePage":"www.seller.example"},"Documents":[{"CustomerName":"Amber GmbH","CustomerEmail":"purchasing@amber.example"}]}""",
        "Documents.0.CustomerEmail")]
    [InlineData("""{"form":{"Caller First Name":"Ada","Caller Last Name":"Wolff","Email Address":"ada@amber.example"},"dispatch":[{"to":"Sam Holt","email":"sam@seller.example"}]}""",
        "form.Email Address")]
    [InlineData("""{"contact":{"name":"Ada Wolff"},"details":{"email":"ada@amber.example"}}""", "details.email")]
    [InlineData("""{"registration":{"email":"ada@amber.example","full_name":"Ada Wolff"},"contact_id":7}""", "registration.email")]
    public void Only_an_address_beside_the_lead_makes_another_nobodys(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));
}
