using Xunit.Sdk;
using Xunit.v3;

// Every class starts servers and measures what they do: two at once would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
