namespace FastSignal.KestrelBaseline;

/// <summary>What this process allocated and collected, under the names that FastSignal's own <c>/metrics</c> has for it.</summary>
internal static class RuntimeFigures
{
    /// <summary>Writes both, in Prometheus' text format. A collection of any generation is one of generation 0, too.</summary>
    public static Task WriteAsync(HttpContext context) => context.Response.WriteAsync($"""
        dotnet_gc_heap_total_allocated_bytes_total {GC.GetTotalAllocatedBytes(precise: true)}
        dotnet_gc_collections_total {GC.CollectionCount(0)}

        """);
}
