using static FastSignal.Leads.Concept;
using Key = FastSignal.Leads.LeadKey;

namespace FastSignal.Leads;

/// <summary>The table of key rules. Values have the last word: see <see cref="ValueRules"/>.</summary>
internal static class KeyRules
{
    private static readonly ConceptSet Which = ConceptSet.Of(Primary, Work, First);
    private static readonly ConceptSet OfPerson = ConceptSet.Of(Person, Bystander, Recipient) | Which;
    private static readonly ConceptSet OfCompany = ConceptSet.Of(Company, Business, CompanyName, Employment) | Which;
    private static readonly ConceptSet Everyone = OfPerson | OfCompany;

    /// <summary>Words that say nothing against an address whose value is beyond doubt.</summary>
    private static readonly ConceptSet AroundEmail = Everyone | ConceptSet.Of(
        Address, Personal, Secondary, Login, Name, FullName, Location, Last, Legal, Billing, Meta, Number);

    private static readonly ConceptSet AroundPage = Everyone | ConceptSet.Of(
        Url, Profile, Page, Handle, Social, Address, Name, FullName, Personal, Location, Linkedin, Website, Login, Meta, Last, Secondary);

    public static readonly KeyRule[] Table =
    [
        new(Key.Email, Of(Email), AroundEmail, Place.Any, 90, "the key says email"),
        new(Key.Email, Of(), AroundEmail | Of(Linkedin, Profile, Handle), Place.OfPerson | Place.Company, 66, "no better key has an email address"),
        new(Key.Email, Of(Person), AroundEmail, Place.Thing, 70, "the key says a person, and the value is an email address"),

        new(Key.LinkedinUrl, Of(Linkedin), AroundPage | Of(Email), Place.Any, 92, "the key says LinkedIn"),
        new(Key.LinkedinUrl, Of(), AroundPage | Of(Thing), Place.Any, 80, "the value alone is a LinkedIn profile"),
        new(Key.CompanyLinkedinUrl, Of(Linkedin), AroundPage, Place.Any, 88, "the key says LinkedIn"),
        new(Key.CompanyLinkedinUrl, Of(), AroundPage, Place.Any, 80, "the value alone is a company's LinkedIn page"),
        new(Key.CompanyLinkedinUrl, Of(Company), AroundPage | Of(Thing), Place.Any, 80, "the key says company, and the value is a LinkedIn page"),

        new(Key.FullName, Of(FullName), OfPerson, Place.OfPerson, 94, "the key says full name"),
        new(Key.FullName, Of(FullName), OfPerson | Of(Company, Business), Place.OfPerson | Place.Company, 72, "the key says full name"),
        new(Key.FullName, Of(FullName), OfPerson | Of(Billing), Place.OfPerson, 76, "the key says the full name of who pays or receives"),
        new(Key.FullName, Of(Name, Person), OfPerson | Of(Company, Business, Profile), Place.Any & ~Place.Thing, 90, "the key says a person's name"),
        new(Key.FullName, Of(Name, Person), OfPerson, Place.Thing, 82, "the key says a person's name"),
        new(Key.FullName, Of(Name, Profile), OfPerson, Place.OfPerson, 84, "the key says a profile's name"),
        new(Key.FullName, Of(Name, Bystander), OfPerson | Of(Company, Profile), Place.Any & ~Place.Company, 84, "the key says a person's name"),
        new(Key.FullName, Of(Name), Which, Place.Person, 90, "a name in a person"),
        new(Key.FullName, Of(Name), Which, Place.Bystander, 84, "a name in a person"),
        new(Key.FullName, Of(Name, Recipient), OfPerson, Place.OfPerson, 84, "the key says the recipient's name"),
        new(Key.FullName, Of(Name), Which, Place.Thing, 50, "a name, and the value looks like a person's"),
        new(Key.FullName, Of(Name), Which, Place.Neutral, 62, "a name, and the value looks like a person's"),
        new(Key.FullName, Of(Login), OfPerson, Place.OfPerson, 62, "a nickname, and the value looks like a name"),
        new(Key.FullName, Of(Person), OfPerson, Place.Neutral | Place.Thing | Place.Person | Place.Bystander, 70,
            "the key says a person, and the value looks like a name"),
        new(Key.FullName, Of(Bystander), OfPerson, Place.Neutral, 62, "the key says a person, and the value looks like a name"),

        new(Key.CompanyName, Of(Company, Name), Everyone | Of(Legal), Place.Any & ~Place.Thing, 95, "the key says company name"),
        new(Key.CompanyName, Of(Company, Name), Everyone, Place.Thing, 84, "the key says company name"),
        new(Key.CompanyName, Of(Business, Name), Everyone | Of(Legal), Place.Any & ~Place.Thing, 92, "the key says business name"),
        new(Key.CompanyName, Of(Business, Name), Everyone | Of(Legal), Place.Thing, 80, "the key says business name"),
        new(Key.CompanyName, Of(Employment, Name), Everyone, Place.Any & ~Place.Thing, 90, "the key says employment's name"),
        new(Key.CompanyName, Of(CompanyName), Everyone | Of(Name, Legal), Place.Any, 93, "the key says company name"),
        new(Key.CompanyName, Of(Company), Everyone, Place.Any & ~Place.Company, 88, "the key says company"),
        new(Key.CompanyName, Of(Company, Person), Everyone, Place.Any & ~Place.Company, 96, "the key says the person's company"),
        new(Key.CompanyName, Of(Company), Everyone, Place.Company, 74, "the key says company, in a company"),
        new(Key.CompanyName, Of(Business), Everyone, Place.Any & ~Place.Company, 78, "the key says business"),
        new(Key.CompanyName, Of(Name), Which | Of(Legal), Place.Company, 91, "a name in a company"),
        new(Key.CompanyName, Of(Legal), Which, Place.Company, 70, "the legal one in a company"),
        new(Key.CompanyName, Of(Name, Legal), Everyone, Place.Any & ~Place.Company, 84, "the key says somebody's legal name"),
        new(Key.CompanyName, Of(Name), Which | Of(Legal), Place.Employment, 86, "a name in an employment"),
        new(Key.CompanyName, Of(Name), Which, Place.Neutral | Place.Person, 72, "a name, and the value ends like a company's"),
        new(Key.CompanyName, Of(Company, FullName), Everyone | Of(Legal), Place.Any & ~Place.Thing, 88, "the key says the company's display name"),
        new(Key.CompanyName, Of(FullName), Which, Place.Company, 80, "a display name in a company"),

        new(Key.CompanyDomain, Of(Domain), OfCompany | Of(Website, Name, Url, Person, Bystander, Recipient), Place.OfCompany, 92, "the key says domain"),
        new(Key.CompanyDomain, Of(Domain), OfCompany | Of(Meta, Website, Name, Url), Place.Company, 80, "the key says domain, in a company"),
        new(Key.CompanyDomain, Of(Domain, Email), OfCompany | Of(Person), Place.OfCompany, 74, "the key says an email's domain"),
        new(Key.CompanyDomain, Of(Website), OfCompany | Of(Url, Address, Name, Person, Bystander), Place.OfCompany, 88, "the key says website"),
        new(Key.CompanyDomain, Of(Site, Company), OfCompany | Of(Url, Address, Name, Person), Place.OfCompany, 88, "the key says the company's site"),
        new(Key.CompanyDomain, Of(Site), OfCompany | Of(Url, Address, Name, Person, Website), Place.OfCompany, 68,
            "the key says site, which may be the sender's"),
        new(Key.CompanyDomain, Of(Company, Url), OfCompany | Of(Address, Person), Place.OfCompany, 90, "the key says the company's address on the web"),
        new(Key.CompanyDomain, Of(Url), Which, Place.Company | Place.Employment, 84, "a web address in a company"),
        new(Key.CompanyDomain, Of(Company, Domain), OfCompany | Of(Name, Url), Place.Thing, 80, "the key says the company's domain"),
        new(Key.CompanyDomain, Of(Company, Website), OfCompany | Of(Name, Url), Place.Thing, 80, "the key says the company's website"),
        new(Key.CompanyDomain, Of(Company, Url), OfCompany, Place.Thing, 80, "the key says the company's address on the web"),
        new(Key.CompanyDomain, Of(Company), OfCompany, Place.OfCompany, 66, "the key says company, and the value is a host"),
        new(Key.CompanyDomain, Of(), Everyone | Of(Url, Site, Thing, Website, Domain, Address, Name, Profile), Place.Any, 50, "the value is a web address"),

        new(Key.Title, Of(JobTitle), Everyone | Of(Title, Name, Role), Place.Any & ~Place.Thing, 92, "the key says job title"),
        new(Key.Title, Of(JobTitle), Everyone | Of(Title, Name, Role), Place.Thing, 70, "the key says job title"),
        new(Key.Title, Of(Title), Everyone, Place.Person | Place.Bystander | Place.Employment, 90, "a title in a person"),
        new(Key.Title, Of(Title), Everyone, Place.Neutral, 80, "a title beside a person"),
        new(Key.Title, Of(Role), Everyone, Place.OfPerson, 74, "the key says role"),
        new(Key.Title, Of(Headline), OfPerson | Of(Profile, Linkedin), Place.OfPerson, 60, "the key says headline"),

        new(Key.Phone, Of(Mobile), OfPerson | Of(Phone, Number, Business, Personal), Place.OfPerson, 91, "the key says mobile phone"),
        new(Key.Phone, Of(Phone), OfPerson | Of(Number, Name, Business, Personal), Place.OfPerson, 90, "the key says phone"),
        new(Key.Phone, Of(Phone), OfPerson | Of(Number, Business, Personal), Place.Thing, 70, "the key says phone"),
        new(Key.Phone, Of(Mobile), OfPerson | Of(Phone, Number, Business, Personal), Place.Thing, 71, "the key says mobile phone"),
        new(Key.Phone, Of(Person, Number), OfPerson, Place.OfPerson, 80, "the key says a person's number"),
        new(Key.Phone, Of(Person), Which, Place.OfPerson | Place.Thing, 68, "the key says a person, and the value is a phone number"),
        new(Key.Phone, Of(Number), Which, Place.Person | Place.Bystander, 74, "a number in a person"),
        new(Key.Phone, Of(), Which | Of(Secondary), Place.Neutral, 68, "the value alone is a phone number"),
        new(Key.City, Of(City), Everyone | Of(Name, Address, Location, Personal, Billing), Place.Any & ~Place.Thing, 90, "the key says city"),
        new(Key.Country, Of(Country), Everyone | Of(Name, Address, Location, Personal, Billing), Place.Any & ~Place.Thing, 90, "the key says country"),
        new(Key.City, Of(City, Work), Everyone, Place.Thing, 80, "the key says the city of work"),
        new(Key.Country, Of(Country, Work), Everyone, Place.Thing, 80, "the key says the country of work"),
        new(Key.Country, Of(Country, Code), Everyone | Of(Name, Address, Location), Place.Any & ~Place.Thing, 86, "the key says country code"),
    ];

    /// <summary>Where companies are wanted, a name that is nobody's is the company's; these come besides.</summary>
    public static readonly KeyRule[] OfCompanySignals =
    [
        new(Key.CompanyName, Of(Name), Which | Of(Legal), Place.Neutral, 74, "a name, and the signal is about companies"),
        new(Key.CompanyName, Of(Name), Which | Of(Legal), Place.Person, 80, "a name, and the signal is about companies"),
        new(Key.CompanyName, Of(Name, Person), Which, Place.Neutral, 50, "a lead's name, and the signal is about companies"),
        new(Key.CompanyName, Of(FullName), Which, Place.Person, 78, "a display name, and the signal is about companies"),
        new(Key.CompanyName, Of(Person), Which, Place.Neutral | Place.Thing, 66, "a customer, who may be a company"),
        new(Key.CompanyName, Of(Name), Which | Of(Business), Place.Thing, 72, "the name of a place that has a website and a phone"),
        new(Key.CompanyName, Of(FullName), Which, Place.Thing, 70, "the name of a place that has a website and a phone"),
        new(Key.CompanyDomain, Of(Website), Which | Of(Url), Place.Thing, 72, "the website of a place that has a phone"),
        new(Key.CompanyName, Of(Company, Title), Which, Place.Neutral | Place.Company, 72, "a company's title, and the signal is about companies"),
        new(Key.CompanyName, Of(Title), Which, Place.Neutral, 50, "a title, and the signal is about companies"),
        new(Key.CompanyName, Of(Title), Which, Place.Company, 66, "a company's title, and the signal is about companies"),
        new(Key.CompanyDomain, Of(Url), Which, Place.Neutral | Place.Person, 66, "a web address, and the signal is about companies"),
        new(Key.Phone, Of(Phone), Everyone | Of(Number), Place.Company | Place.Neutral, 80, "the company's phone"),
    ];

    private static ConceptSet Of(params ReadOnlySpan<Concept> concepts) => ConceptSet.Of(concepts);
}
