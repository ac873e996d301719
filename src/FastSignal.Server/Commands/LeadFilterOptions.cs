using System.CommandLine;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>The options that say which leads of a signal are meant.</summary>
internal sealed class LeadFilterOptions
{
    private readonly Option<string> _status = CreateStatus("Only leads of this status.");

    private readonly Option<string?> _search = new("--search")
    {
        Description = "Only leads with this text in one of the ten keys, whatever the case.",
        HelpName = "TEXT",
    };

    private readonly Option<DateTimeOffset?> _since =
        TimeOption.Create("--since", "Only leads whose newest entry was received then or later: a date, which is its midnight in UTC, or a time.",
            isRequired: false);

    private readonly Option<DateTimeOffset?> _until = TimeOption.Create("--until", "Only leads whose newest entry was received before.", isRequired: false);

    private readonly Option<long?> _limit = Texts.Limit("How many at most, the oldest first.");

    /// <summary>The option <c>--status</c>.</summary>
    public static Option<string> CreateStatus(string description) =>
        Texts.Choice("--status", description, [.. LeadStatuses.All.Select(status => status.Name())]);

    /// <summary>The status that the option names; null without one.</summary>
    public static LeadStatus? StatusOf(string? word) => LeadStatuses.TryParse(word, out var status) ? status : null;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_status, _search, _since, _until, _limit])
            command.Add(option);
        _search.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => NameKey.Of(token.Value).Length == 0))
                result.AddError("--search is empty: give a text that can be seen, or leave it out.");
        });
        command.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetResult(_since) is not null && result.GetResult(_until) is not null && result.GetValue(_since) >= result.GetValue(_until))
                result.AddError("--until must be later than --since.");
        });
    }

    /// <summary>What the options of a command line say.</summary>
    public LeadFilter Of(ParseResult arguments) => new()
    {
        Status = StatusOf(arguments.GetValue(_status)),
        Search = arguments.GetValue(_search),
        Since = arguments.GetValue(_since),
        Until = arguments.GetValue(_until),
        Limit = arguments.GetValue(_limit),
    };
}
