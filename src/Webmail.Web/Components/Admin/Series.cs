using System.Globalization;
using System.Text;

namespace Webmail.Web.Components.Admin;

/// <summary>Rows of figures as paths of SVG. A gap in the figures is a gap in the line.</summary>
internal static class Series
{
    /// <summary>How long a point that stands alone is drawn.</summary>
    private const double Dash = 3;

    /// <summary>At most so many points: the highest of each stretch, because a peak is what one looks for.</summary>
    public static List<double?> Shorten(IReadOnlyList<double?> points, int most)
    {
        if (points.Count <= most) return [.. points];
        return [.. Enumerable.Range(0, most).Select(i => points.Take((int)((long)(i + 1) * points.Count / most)).Skip((int)((long)i * points.Count / most)).Max())];
    }

    /// <summary>At the end of a row of so many points, with nothing known before.</summary>
    public static List<double?> Fill(IReadOnlyList<double?> points, int count) => [.. Enumerable.Repeat<double?>(null, Math.Max(0, count - points.Count)), .. points.TakeLast(count)];

    public static string Line(IReadOnlyList<double?> points, double width, double height, double top)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in Stretches(points))
        {
            // A point alone has no line to draw.
            if (from == to) Append(path, 'M', Math.Max(0, X(from, points.Count, width) - Dash), Y(points[from], height, top));
            for (var i = from; i <= to; i++) Append(path, i == from && from < to ? 'M' : 'L', X(i, points.Count, width), Y(points[i], height, top));
        }

        return path.ToString();
    }

    public static string Area(IReadOnlyList<double?> points, double width, double height, double top)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in Stretches(points).Where(stretch => stretch.To > stretch.From))
        {
            Append(path, 'M', X(from, points.Count, width), height);
            for (var i = from; i <= to; i++) Append(path, 'L', X(i, points.Count, width), Y(points[i], height, top));
            Append(path, 'L', X(to, points.Count, width), height);
            path.Append('Z');
        }

        return path.ToString();
    }

    /// <summary>The distance of three lines above zero that reaches the highest point: 1, 2 or 5 times a power of ten.</summary>
    public static double Step(double highest)
    {
        var wanted = Math.Max(highest, 3) / 3;
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return Array.Find([1.0, 2, 5, 10], factor => factor * power >= wanted * 0.9999) * power;
    }

    private static IEnumerable<(int From, int To)> Stretches(IReadOnlyList<double?> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] is null) continue;
            var from = i;
            while (i + 1 < points.Count && points[i + 1] is not null) i++;
            yield return (from, i);
        }
    }

    private static double X(int i, int count, double width) => count > 1 ? width * i / (count - 1) : width;

    private static double Y(double? value, double height, double top) => height - (height * Math.Clamp((value ?? 0) / top, 0, 1));

    private static void Append(StringBuilder path, char command, double x, double y) => path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");
}
