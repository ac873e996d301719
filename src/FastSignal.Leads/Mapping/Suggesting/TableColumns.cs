using System.Collections.Frozen;
using System.Globalization;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Reads tables that are sent as rows of cells with the names of the columns beside them: <c>{"columns": ["id", "email"], "rows": [[7,
/// "ada@amber.example"]]}</c>, or one row without brackets of its own.</summary>
internal sealed class TableColumns
{
    private static readonly FrozenSet<string> HeaderKeys = KeyWords.Set(
        "columns cols column_names columnnames headers header fields spalten colonnes columnas colunas colonne kolommen");
    private static readonly FrozenSet<string> RowKeys = KeyWords.Set("row values record rij zeile werte ligne valeurs fila linha valores riga valori");
    private static readonly FrozenSet<string> NameKeys = KeyWords.Set("name display_name displayName label title");

    private readonly Dictionary<string, string> _columns;

    /// <summary>Looks at the leaves of all samples once: a column that is called otherwise in another sample has no name.</summary>
    public TableColumns(IEnumerable<Leaf> leaves) =>
        _columns = leaves.Where(leaf => leaf.Kind is LeafKind.String).Select(leaf => (Key: ColumnKey(leaf.Path), leaf.Value))
            .Where(pair => pair.Key is not null && pair.Value is { Length: > 0 })
            .GroupBy(pair => pair.Key!, pair => pair.Value!, StringComparer.Ordinal)
            .Where(group => group.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The name of the column that <paramref name="segments"/> lead to, and the number of its row; null for what is no cell.</summary>
    public (string Name, int Row)? Of(string[] segments)
    {
        if (_columns.Count == 0 || segments is not [.., _, var cell] || !PathSegments.IsIndex(cell)) return null;
        var isOneRow = !PathSegments.IsIndex(segments[^2]);
        if (isOneRow ? !RowKeys.Contains(segments[^2]) : segments.Length < 3 || PathSegments.IsIndex(segments[^3]) || HeaderKeys.Contains(segments[^3]))
        {
            return null;
        }

        if (!_columns.TryGetValue(string.Join('.', segments[..^(isOneRow ? 2 : 3)]) + "\n" + cell, out var name)) return null;
        return (name, isOneRow ? 0 : segments[^2].Length > 4 ? 9999 : int.Parse(segments[^2], CultureInfo.InvariantCulture));
    }

    /// <summary>The table's container and the column's number, if <paramref name="path"/> is a name of a column: <c>columns.1</c>,
    /// <c>cols.1.name</c>.</summary>
    private static string? ColumnKey(string path) => PathSegments.Of(path) switch
    {
        [.. var container, var header, var number] when HeaderKeys.Contains(header) && PathSegments.IsIndex(number) =>
            string.Join('.', container) + "\n" + number,
        [.. var container, var header, var number, var name] when header is "columns" or "cols" && PathSegments.IsIndex(number) && NameKeys.Contains(name) =>
            string.Join('.', container) + "\n" + number,
        _ => null,
    };
}
