namespace FastSignal.Leads;

/// <summary>Which lead keys are the strong ones of a target.</summary>
internal static class StrongKeys
{
    /// <summary>The one that is a LinkedIn URL.</summary>
    internal static LeadKey Linkedin(SignalTarget target) => target is SignalTarget.People ? LeadKey.LinkedinUrl : LeadKey.CompanyLinkedinUrl;

    /// <summary>The other one.</summary>
    internal static LeadKey EmailOrDomain(SignalTarget target) => target is SignalTarget.People ? LeadKey.Email : LeadKey.CompanyDomain;
}
