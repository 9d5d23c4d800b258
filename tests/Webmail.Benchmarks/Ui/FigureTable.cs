using System.Globalization;

namespace Webmail.Benchmarks.Ui;

/// <summary>The figures of one run: what was measured, the bare client's time, the product's, and what may lie between.</summary>
internal sealed class FigureTable
{
    private readonly List<(string What, Samples? Bare, Samples Product, double? Allowed)> _rows = [];
    private readonly List<string> _notes = [];

    public void Add(string what, Samples? bare, Samples product, double? allowed) => _rows.Add((what, bare, product, allowed));

    public void Note(string text) => _notes.Add(text);

    public void Print()
    {
        Console.WriteLine("| measure (ms) | bare client | product | product - bare | target | met |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (what, bare, product, allowed) in _rows)
        {
            var over = product.Median - (bare?.Median ?? 0);
            var met = allowed is not { } limit ? "" : over <= limit ? "yes" : "no";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {what} | {bare?.ToString() ?? "-"} | {product} | {over:F0} | {(allowed is { } most ? "+" + most : "")} | {met} |"));
        }

        foreach (var note in _notes) Console.WriteLine("\n" + note);
    }
}
