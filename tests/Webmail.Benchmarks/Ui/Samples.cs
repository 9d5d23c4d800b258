using System.Globalization;

namespace Webmail.Benchmarks.Ui;

/// <summary>Repeated measurements of one thing, told as median and extremes.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => _values.Count == 0 ? double.NaN : _values.Order().ElementAt(_values.Count / 2);

    public void Add(double value) => _values.Add(value);

    public override string ToString() => _values.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Round(Median)} [{Round(_values.Min())}..{Round(_values.Max())}] n{_values.Count}");

    private static string Round(double value) => value.ToString(value < 10 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
