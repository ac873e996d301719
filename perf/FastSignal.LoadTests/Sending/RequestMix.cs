namespace FastSignal.LoadTests.Sending;

/// <summary>The requests of one connection: each kind as often as its weight says, in an order that every run repeats.</summary>
internal sealed class RequestMix
{
    private readonly PreparedRequest[] _order;

    /// <summary>A mix of kinds by weight.</summary>
    public RequestMix(params ReadOnlySpan<(int Weight, PreparedRequest Request)> kinds)
    {
        var order = new List<PreparedRequest>();
        foreach (var (weight, request) in kinds)
            order.AddRange(Enumerable.Repeat(request, weight));
        _order = [.. order];
        new Random(1).Shuffle(_order);
    }

    /// <summary>The request of a number, with the number in it. Lives until the next call.</summary>
    public PreparedRequest Take(long number)
    {
        var request = _order[number % _order.Length];
        request.SetNumber(number);
        return request;
    }
}
