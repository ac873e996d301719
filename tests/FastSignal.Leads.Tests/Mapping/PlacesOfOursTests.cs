using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class PlacesOfOursTests
{
    private const string Place = """{"name":"Harbour Street","email":"harbour@retail.example","phone":"+44 20 7946 0999","city":"Leeds"}""";
    private const string Mail = """{"name":"Ada Wolff","email":"ada@amber.example"}""";
    private const string Phone = """{"name":"Ada Wolff","phone":"+49 30 901820"}""";

    /// <summary>A word of each class and language.</summary>
    public static TheoryData<string> Words { get; } =
    [
        "showroom", "branch", "store", "preferred_store", "nearestBranch", "clinic", "restaurant", "dealership", "location", "office", "filiale",
        "niederlassung", "standort", "magasin", "point_de_vente",
        "sucursal", "tienda", "sede", "loja", "negozio", "punto_vendita", "vestiging", "winkel", "room", "meetingRoom", "calendar", "inbox", "queue",
            "department", "resource", "line", "vehicle",
        "raum", "abteilung", "fahrzeug", "salle_de_reunion", "mesa", "afdeling",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public void A_place_or_a_resource_lends_the_lead_nothing_in_either_order(string word)
    {
        AssertLead($$"""{"customer":{{Phone}},"{{word}}":{{Place}} }""", email: null, "customer.phone");
        AssertLead($$"""{"{{word}}":{{Place}},"customer":{{Phone}} }""", email: null, "customer.phone");
        AssertLead($$"""{"contact":{{Mail}},"{{word}}":{{Place}} }""", "contact.email", phone: null);
        AssertLead($$"""{"{{word}}":{{Place}},"contact":{{Mail}} }""", "contact.email", phone: null);
        AssertLead($$"""{"name":"Ada Wolff","email":"ada@amber.example","{{word}}":{{Place}} }""", "email", phone: null);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("branch")]
    [InlineData("clinic")]
    [InlineData("location")]
    [InlineData("room")]
    public void The_same_goes_for_flat_keys(string word) =>
        AssertLead($$"""{"{{word}}_name":"Harbour Street","{{word}}_email":"harbour@retail.example","{{word}}_phone":"+44 20 7946 0999","customer_name":"Ada Wolff","customer_email":"ada@amber.example"}""",
            "customer_email", phone: null);

    [Theory]
    [InlineData("""{"clinic":{"name":"Amber Dental","email":"ada@amber.example"},"created":"2026-01-01"}""", "clinic.email")]
    [InlineData("""{"store":{"name":"Amber","email":"ada@amber.example"}}""", "store.email")]
    [InlineData("""{"resource":{"name":"Ada Wolff","email":"ada@amber.example"},"event":"signup"}""", "resource.email")]
    [InlineData("""{"room":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"}}""", "room.email")]
    public void A_place_alone_may_have_signed_up(string json, string email) => Assert.Equal(email, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"queue":{"name":"Helpers","email":"helpers@seller.example"}}""")]
    [InlineData("""{"calendar":{"name":"Round table","email":"round@seller.example"}}""")]
    public void What_takes_messages_is_nobody_even_alone(string json) => Assert.Null(Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"store":{"email":"harbour@retail.example","customer":{"name":"Ada Wolff","email":"ada@amber.example"}}}""", "store.customer.email")]
    [InlineData("""{"room_booking":{"name":"Ada Wolff","email":"ada@amber.example"},"contact":{"name":"Ada Wolff"}}""", "room_booking.email")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example","office":{"name":"Leeds","phone":"+44 20 7946 0999"}}}""", "contact.email")]
    public void What_is_somebodys_in_or_around_a_place_is_not_the_places(string json, string email) => Assert.Equal(email, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"subscriber":{"email":"ada@gmail.com","custom_fields":{"studioName":"Amber Pilates"}}}""", "subscriber.custom_fields.studioName")]
    [InlineData("""{"richiedente":{"nome":"Ada","cognome":"Wolff","email":"ada@amber.example","studio":"Studio Dentistico Wolff"}}""", "richiedente.studio")]
    [InlineData("""{"customer":{"name":"Ada Wolff","email":"ada@gmail.com","branch":"Harbour Street"}}""", null)]
    public void What_a_person_runs_is_their_company(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Theory]
    [InlineData("preferred_store")]
    [InlineData("nearestBranch")]
    [InlineData("home_club")]
    public void The_place_that_a_customer_chose_is_not_the_customers(string word) =>
        AssertLead($$"""{"customer":{"name":"Ada Wolff","phone":"+49 30 901820","{{word}}":{{Place}} } }""", email: null, "customer.phone");

    [Fact]
    public void A_place_where_the_lead_has_an_address_is_the_leads_own() =>
        Assert.Equal("restaurant.phone", Path(LeadKey.Phone,
            """{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"restaurant":{"name":"Amber Diner","phone":"+44 20 7946 0999","website":"https://amber.example"}}"""));

    [Theory]
    [InlineData("""{"attendees":[{"type":"room","name":"Harbour Street","email":"harbour@amber.example"},{"type":"required","name":"Ada Wolff","email":"ada@amber.example"}]}""")]
    [InlineData("""{"attendees":[{"resource":true,"name":"Harbour Street","email":"harbour@amber.example"},{"name":"Ada Wolff","email":"ada@amber.example"}]}""")]
    public void A_room_is_invited_like_a_person_and_is_none(string json) => Assert.Equal("attendees.1.email", Path(LeadKey.Email, json));

    private static void AssertLead(string json, string? email, string? phone)
    {
        Assert.Equal(email, Path(LeadKey.Email, json));
        Assert.Equal(phone, Path(LeadKey.Phone, json));
        Assert.Null(Path(LeadKey.City, json));
    }
}
