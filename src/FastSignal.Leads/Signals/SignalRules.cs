namespace FastSignal.Leads;

/// <summary>What a signal may be and do, and the sentences that say why not.</summary>
internal static class SignalRules
{
    /// <summary>Checks all that can be checked without the database.</summary>
    /// <exception cref="SignalException">A value breaks its rule.</exception>
    internal static void Check(NewSignal signal)
    {
        CheckText("name", signal.Name);
        if (signal.Label is not null)
            CheckText("label", signal.Label);
        if (signal.Status is not SignalStatus.Draft and not SignalStatus.Live)
            throw new SignalException($"A signal cannot begin as {signal.Status.Name()}: create it as draft or live.");
        if (signal.SuccessStatus is not 200 and not 202)
            throw new SignalException($"The success status is {signal.SuccessStatus}, but only 200 and 202 are possible: take 200 for RB2B, else 202.");
        CheckToken(signal.Token);
    }

    /// <summary>Checks what a rotation asks for.</summary>
    /// <exception cref="SignalException">It is archived, or a value breaks its rule.</exception>
    internal static void CheckRotation(Signal signal, TimeSpan overlap, string? token)
    {
        if (signal.Status is SignalStatus.Archived)
            throw Archived(signal);
        if (overlap < TimeSpan.Zero || overlap > TimeSpan.FromDays(3650))
            throw new SignalException("The overlap of two tokens lies between zero and ten years: give a time such as 1 day.");
        CheckToken(token);
    }

    /// <summary>No signal has this id.</summary>
    internal static SignalException Unknown(long id) => new($"There is no signal {id}: 'signals list' shows those there are.");

    /// <summary>An archived signal is changed no more.</summary>
    internal static SignalException Archived(Signal signal) => new($"Signal {signal.Id} is archived and cannot be changed: create a new one.");

    /// <summary>The token has belonged to some signal before.</summary>
    internal static SignalException TokenUsed() =>
        new("This token has been used before, and none is ever used twice: give another one, or none to have one made.");

    /// <summary>The verb does not fit where the signal is in its life.</summary>
    internal static SignalException WrongStatus(Signal signal, string verb) => (verb, signal.Status) switch
    {
        (_, SignalStatus.Archived) => Archived(signal),
        ("save", SignalStatus.Live) => new($"Signal {signal.Id} is live already: there is nothing to save."),
        ("save", SignalStatus.Paused) => new($"Signal {signal.Id} is paused: resume it to have it live."),
        ("pause", SignalStatus.Draft) => new($"Signal {signal.Id} is a draft, whose entries make no leads anyway: save it first, then it can be paused."),
        ("pause", SignalStatus.Paused) => new($"Signal {signal.Id} is paused already: there is nothing to pause."),
        ("resume", SignalStatus.Draft) => new($"Signal {signal.Id} is a draft: save it to have it live."),
        ("resume", SignalStatus.Live) => new($"Signal {signal.Id} is live already: there is nothing to resume."),
        _ => new($"Signal {signal.Id} is {signal.Status.Name()}: it cannot be told to {verb}."),
    };

    private static void CheckText(string what, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new SignalException($"The {what} of a signal is empty: give one.");
        if (text.Length > SignalRegistry.MaxNameLength)
            throw new SignalException($"The {what} of a signal has {text.Length} characters: {SignalRegistry.MaxNameLength} are possible.");
        if (text.Any(char.IsControl))
            throw new SignalException($"The {what} of a signal has a control character in it: leave it out.");
    }

    private static void CheckToken(string? token)
    {
        if (token is not null && !SignalToken.IsWellFormed(token))
            throw new SignalException(
                $"The token breaks the rule: {SignalToken.MinLength} to {SignalToken.MaxLength} characters out of A-Z, a-z, 0-9, _ and -; give none to have one made.");
    }
}
