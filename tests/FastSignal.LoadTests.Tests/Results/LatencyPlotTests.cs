using System.Globalization;
using System.Xml.Linq;
using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class LatencyPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly LatencyCurve Scenario = new("rb2b", percentile => 0.5 / (100.05 - percentile));
    private static readonly LatencyCurve Control = new("control", percentile => 0.2 / (100.05 - percentile));

    [Fact]
    public void Curves_go_to_the_right_and_upwards()
    {
        var picture = Draw(Scenario, Control);

        foreach (var curve in picture.Descendants(Svg + "polyline"))
        {
            var points = Points(curve);
            Assert.InRange(points.Count, 5, 1000);
            Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.X < pair.Second.X && pair.First.Y >= pair.Second.Y));
        }

        Assert.Equal(2, picture.Descendants(Svg + "polyline").Count());
    }

    [Fact]
    public void The_higher_latency_is_drawn_higher()
    {
        var curves = Draw(Scenario, Control).Descendants(Svg + "polyline").Select(Points).ToArray();

        Assert.All(curves[0].Zip(curves[1]), pair => Assert.True(pair.First.X == pair.Second.X && pair.First.Y < pair.Second.Y));
    }

    [Fact]
    public void Each_nine_takes_the_same_room()
    {
        var xs = Draw(Scenario).Descendants(Svg + "circle").Select(circle => Number(circle, "cx")).ToArray();

        // 90, 99, 99.9 and 99.99.
        Assert.Equal(5, xs.Length);
        Assert.Equal(xs[2] - xs[1], xs[3] - xs[2], tolerance: 0.2);
        Assert.Equal(xs[3] - xs[2], xs[4] - xs[3], tolerance: 0.2);
    }

    [Fact]
    public void Axes_curves_and_values_have_labels()
    {
        var picture = Draw(Scenario, Control);

        Assert.Equal(["50", "90", "99", "99.9", "99.99"], Labels(picture, "tick-x"));
        Assert.Equal(["0.001", "0.01", "0.1", "1", "10"], Labels(picture, "tick-y"));
        Assert.Equal(["percentile, log scale", "latency in ms, log scale"], Labels(picture, "axis"));
        Assert.Equal(["rb2b", "control"], Labels(picture, "legend"));
        Assert.Equal(["0.01", "0.05", "0.48", "3.33", "8.33"], Labels(picture, "value").Take(5));
        Assert.Equal(["a < b"], Labels(picture, "title"));
    }

    [Fact]
    public void It_is_read_on_dark_ground_and_needs_no_other_file()
    {
        var text = LatencyPlot.Draw("title", [Scenario]);

        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Latencies_of_nothing_are_drawn_too()
    {
        var points = Points(Assert.Single(Draw(new LatencyCurve("rb2b", _ => 0)).Descendants(Svg + "polyline")));

        Assert.All(points, point => Assert.True(double.IsFinite(point.Y)));
    }

    private static XElement Draw(params LatencyCurve[] curves) => XDocument.Parse(LatencyPlot.Draw("a < b", curves)).Root!;

    private static List<(double X, double Y)> Points(XElement curve) =>
        [.. curve.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',')).Select(point => (Number(point[0]), Number(point[1])))];

    private static IEnumerable<string> Labels(XElement picture, string kind) =>
        picture.Descendants(Svg + "text").Where(text => text.Attribute("class")!.Value == kind).Select(text => text.Value);

    private static double Number(XElement element, string attribute) => Number(element.Attribute(attribute)!.Value);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
