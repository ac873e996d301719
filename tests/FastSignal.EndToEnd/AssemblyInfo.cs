using Xunit.Sdk;
using Xunit.v3;

// A class waits for processes, disks and clocks most of its time, so two run at once. Those that measure run when no other does (Alone).
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
