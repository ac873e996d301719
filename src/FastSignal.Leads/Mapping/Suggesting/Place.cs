namespace FastSignal.Leads;

/// <summary>Whose field a leaf is, by the nearest container that says so.</summary>
[Flags]
internal enum Place
{
    /// <summary>No container says whose.</summary>
    Neutral = 1,

    /// <summary>A person who can be the lead.</summary>
    Person = 2,

    /// <summary>A person who is the lead only if no other is.</summary>
    Bystander = 4,

    /// <summary>A company.</summary>
    Company = 8,

    /// <summary>Somebody's employment: its name is a company's, its title a person's.</summary>
    Employment = 16,

    /// <summary>A form, an event, a page: something with a name and an address of its own.</summary>
    Thing = 32,

    /// <summary>Wherever a person's own fields can be.</summary>
    OfPerson = Neutral | Person | Bystander | Employment,

    /// <summary>Wherever a company's fields can be.</summary>
    OfCompany = Neutral | Person | Bystander | Company | Employment,

    /// <summary>Anywhere.</summary>
    Any = OfPerson | Company | Thing,
}
