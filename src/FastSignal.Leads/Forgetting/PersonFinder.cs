namespace FastSignal.Leads;

/// <summary>Finds everything that the leads know of a person: each lead with one of their keys gives its others, in all signals, until nothing is
/// added.</summary>
internal static class PersonFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="store">The leads; in a transaction, or as they are at the moment.</param>
    /// <param name="given">The keys that somebody named.</param>
    /// <param name="leadIds">The leads that somebody named. One that was merged is what it has become; one that is not there is passed over.</param>
    internal static KnownPerson Find(LeadStoreWriter store, PersonKeys given, IEnumerable<long> leadIds)
    {
        var person = new KnownPerson(given.Copy());
        var unseen = new Queue<string>(given.All);
        foreach (var named in leadIds)
        {
            var id = store.EntryLeads.Resolve(named);
            if (store.Forgetting.SignalOf(id) is { } signalId)
                Add(store, person, signalId, store.Leads.FindById(signalId, id), unseen);
        }

        var signalIds = store.Forgetting.SignalIds();
        while (unseen.TryDequeue(out var key))
        {
            foreach (var signalId in signalIds)
            {
                Add(store, person, signalId, store.Leads.FindByLinkedin(signalId, key), unseen);
                Add(store, person, signalId, store.Leads.FindByEmailOrDomain(signalId, key), unseen);
            }
        }

        return person;
    }

    private static void Add(LeadStoreWriter store, KnownPerson person, long signalId, KnownLead? lead, Queue<string> unseen)
    {
        if (lead is null || !person.Add(signalId, lead))
            return;
        foreach (var key in (IEnumerable<string?>)[lead.Keys.Linkedin, lead.Keys.EmailOrDomain, .. store.Leads.OtherKeys(lead.Id)])
        {
            if (person.Keys.Add(key))
                unseen.Enqueue(key!);
        }
    }
}
