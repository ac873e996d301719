namespace FastSignal.Leads;

/// <summary>The ten fields of a lead that a mapping can fill. The numbers index arrays and are stored nowhere.</summary>
public enum LeadKey
{
    /// <summary>The person's LinkedIn profile.</summary>
    LinkedinUrl = 0,

    /// <summary>The person's email address.</summary>
    Email = 1,

    /// <summary>The person's name, whole.</summary>
    FullName = 2,

    /// <summary>The name of the company.</summary>
    CompanyName = 3,

    /// <summary>The company's own domain.</summary>
    CompanyDomain = 4,

    /// <summary>The company's LinkedIn page.</summary>
    CompanyLinkedinUrl = 5,

    /// <summary>The person's job title.</summary>
    Title = 6,

    /// <summary>A telephone number.</summary>
    Phone = 7,

    /// <summary>The city.</summary>
    City = 8,

    /// <summary>The country, as a name or a code.</summary>
    Country = 9,
}
