namespace FastSignal.Parsing;

/// <summary>The methods that some route of the ingest port allows (RFC 9110 s9); compared octet by octet, since methods are case-sensitive.</summary>
public enum RequestMethod
{
    /// <summary>Any other token.</summary>
    Other,

    /// <summary>GET: allowed on the health routes.</summary>
    Get,

    /// <summary>HEAD: allowed on the health routes, answered without content.</summary>
    Head,

    /// <summary>POST: allowed on the entries route.</summary>
    Post,
}
