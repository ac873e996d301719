using System.Globalization;
using System.Xml.Linq;

namespace FastSignal.LoadTests.Results;

/// <summary>Draws latencies by percentile as an SVG file that needs nothing else, and is read on light and on dark ground.</summary>
/// <remarks>Across, each nine of the percentile takes the same room: the tail, which matters, is not a sliver at the edge. Upwards, each power of ten
/// does, so that a control of 0.3 ms and a scenario of 20 ms are both read.</remarks>
internal static class LatencyPlot
{
    private const double Width = 760;
    private const double Height = 440;
    private const double Left = 70;
    private const double Right = 700;
    private const double Inset = 26; // Room for a value beside the first and the last line.
    private const double Top = 76;
    private const double Bottom = 360;
    private const double LeastMilliseconds = 0.001;

    private const string Style =
        """
        text { font: 13px system-ui, sans-serif; fill: #1c2430; }
        .title { font-size: 15px; font-weight: 600; }
        .ground { fill: #ffffff; }
        .grid { stroke: #d5dae1; }
        .curve { fill: none; stroke-width: 2; }
        .value { font-size: 12px; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
        .first { stroke: #0b62c4; } .first-mark { fill: #0b62c4; }
        .second { stroke: #b4540a; stroke-dasharray: 6 4; } .second-mark { fill: #b4540a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e4e8ee; }
          .ground { fill: #14181f; }
          .grid { stroke: #39414d; }
          .value { stroke: #14181f; }
          .first { stroke: #6fb1ff; } .first-mark { fill: #6fb1ff; }
          .second { stroke: #ffab5e; } .second-mark { fill: #ffab5e; }
        }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 99.99];

    /// <summary>Draws one or two curves under a title.</summary>
    /// <returns>The text of the file.</returns>
    public static string Draw(string title, IEnumerable<LatencyCurve> curves)
    {
        var drawn = curves.ToArray();
        var scale = Scale.Over(drawn.SelectMany(curve => Percentiles.Select(curve.MillisecondsAt)));
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", Invariant($"0 0 {Width} {Height}")),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "style", Style),
            new XElement(Svg + "rect", new XAttribute("class", "ground"), new XAttribute("width", Width), new XAttribute("height", Height)),
            Text(20, 28, "start", title, "title"),
            Axes(scale),
            drawn.Select((curve, index) => Curve(curve, index, scale)));
        return picture + "\n";
    }

    private static IEnumerable<XElement> Axes(Scale scale)
    {
        foreach (var milliseconds in scale.Lines)
        {
            yield return Line(Left, scale.Y(milliseconds), Right, scale.Y(milliseconds));
            yield return Text(Left - 8, scale.Y(milliseconds) + 4, "end", Number(milliseconds), "tick-y");
        }

        foreach (var percentile in Percentiles)
        {
            yield return Line(X(percentile), Top, X(percentile), Bottom);
            yield return Text(X(percentile), Bottom + 34, "middle", Number(percentile), "tick-x");
        }

        yield return Text((Left + Right) / 2, Bottom + 60, "middle", "percentile, log scale", "axis");
        var upwards = Text(0, 0, "middle", "latency in ms, log scale", "axis");
        upwards.SetAttributeValue("transform", Invariant($"translate(20 {(Top + Bottom) / 2}) rotate(-90)"));
        yield return upwards;
    }

    private static XElement Curve(LatencyCurve curve, int index, Scale scale)
    {
        var kind = index == 0 ? "first" : "second";
        var nines = Enumerable.Range(0, 75).Select(i => double.Lerp(Nines(Percentiles[0]), Nines(Percentiles[^1]), i / 74.0));
        var points = nines.Select(nine => Invariant($"{AtNines(nine):F1},{scale.Y(curve.MillisecondsAt(100 - (100 * Math.Pow(10, -nine)))):F1}"));
        var legendX = Left + (index * 200);
        return new(
            Svg + "g",
            new XAttribute("id", kind),
            new XElement(Svg + "polyline", new XAttribute("class", $"curve {kind}"), new XAttribute("points", string.Join(' ', points))),
            Percentiles.Select(percentile => Mark(curve, percentile, kind, above: index == 0, scale)),
            Line(legendX, 50, legendX + 28, 50, $"curve {kind}"),
            Text(legendX + 36, 54, "start", curve.Name, "legend"));
    }

    /// <summary>A dot, and its value above the upper curve or below the lower one.</summary>
    private static IEnumerable<XElement> Mark(LatencyCurve curve, double percentile, string kind, bool above, Scale scale)
    {
        var milliseconds = curve.MillisecondsAt(percentile);
        var (x, y) = (X(percentile), scale.Y(milliseconds));
        yield return new(Svg + "circle", new XAttribute("class", $"{kind}-mark"), Coordinate("cx", x), Coordinate("cy", y), new XAttribute("r", 3.5));
        yield return Text(x, above ? y - 10 : y + 20, "middle", Invariant($"{milliseconds:F2}"), "value");
    }

    private static XElement Line(double x1, double y1, double x2, double y2, string kind = "grid") =>
        new(Svg + "line", new XAttribute("class", kind), Coordinate("x1", x1), Coordinate("y1", y1), Coordinate("x2", x2), Coordinate("y2", y2));

    private static XElement Text(double x, double y, string anchor, string text, string kind) =>
        new(Svg + "text", new XAttribute("class", kind), Coordinate("x", x), Coordinate("y", y), new XAttribute("text-anchor", anchor), text);

    private static XAttribute Coordinate(string name, double value) => new(name, value.ToString("F1", CultureInfo.InvariantCulture));

    private static double X(double percentile) => AtNines(Nines(percentile));

    /// <summary>90 has one nine, 99 has two.</summary>
    private static double Nines(double percentile) => -Math.Log10(1 - (percentile / 100));

    private static double AtNines(double nines)
    {
        var (first, last) = (Nines(Percentiles[0]), Nines(Percentiles[^1]));
        return double.Lerp(Left + Inset, Right - Inset, (nines - first) / (last - first));
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>From milliseconds to heights, between two powers of ten.</summary>
    private readonly record struct Scale(int FirstPower, int LastPower)
    {
        public IEnumerable<double> Lines => Enumerable.Range(FirstPower, LastPower - FirstPower + 1).Select(power => Math.Pow(10, power));

        public static Scale Over(IEnumerable<double> milliseconds)
        {
            var values = milliseconds.Select(value => Math.Log10(Math.Max(value, LeastMilliseconds))).ToArray();
            var first = (int)Math.Floor(values.Min());
            return new(first, Math.Max(first + 1, (int)Math.Ceiling(values.Max())));
        }

        public double Y(double milliseconds) =>
            double.Lerp(Bottom, Top, (Math.Log10(Math.Max(milliseconds, LeastMilliseconds)) - FirstPower) / (LastPower - FirstPower));
    }
}
