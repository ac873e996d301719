using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>What a sender calls the account that it gave us, if it is not the lead's.</summary>
internal static class AccountWords
{
    private const string OfAccounts = "account workspace instance portal tenant mandant installation konto compte cuenta conta espace espacio";

    /// <summary>The words for an account, and for what is set up for one.</summary>
    public static readonly FrozenSet<string> Accounts = KeyWords.Set(OfAccounts);

    /// <summary>The same, and the words for who has it, which may be anybody's.</summary>
    public static readonly FrozenSet<string> AccountsAndOwners = KeyWords.Set(OfAccounts, "organization organisation org");
}
