namespace FastSignal.Parsing;

/// <summary>Makes the refusals of the head and of the framing; each returns false, so that a reject branch is one line.</summary>
internal static class Reject
{
    /// <summary>400: broken HTTP.</summary>
    public static bool BadRequest(string detail, out Refusal why) => With(Rejection.BadRequest, detail, out why);

    /// <summary>Any other reason.</summary>
    public static bool With(Rejection rejection, string detail, out Refusal why)
    {
        why = new Refusal(rejection, detail);
        return false;
    }
}
