using System.Globalization;

namespace Webmail.Benchmarks.Ui;

/// <summary>The figures of one run: what was measured, the bare client's time, the product's, and what may lie between.</summary>
internal sealed class FigureTable
{
    private readonly List<string> _notes = [];
    private bool _begun;

    /// <summary>Printed at once: a run with a million messages takes long, and one that is cut short has told what it knew.</summary>
    public void Add(string what, Samples? bare, Samples product, double? allowed)
    {
        if (!_begun)
        {
            Console.WriteLine("| measure (ms) | bare client | product | product - bare | target | met |");
            Console.WriteLine("|---|---|---|---|---|---|");
            _begun = true;
        }

        var over = product.Median - (bare?.Median ?? 0);
        var met = allowed is not { } limit ? "" : over <= limit ? "yes" : "no";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {bare?.ToString() ?? "-"} | {product} | {over:F0} | {(allowed is { } most ? "+" + most : "")} | {met} |"));
    }

    public void Note(string text) => _notes.Add(text);

    public void PrintNotes()
    {
        foreach (var note in _notes) Console.WriteLine("\n" + note);
    }
}
