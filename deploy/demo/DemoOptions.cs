using System.Globalization;

namespace Webmail.Demo;

/// <summary>The demo's command line.</summary>
/// <param name="Product">The folder that the product was published to.</param>
/// <param name="State">Where mail, database and settings stay between runs.</param>
/// <param name="Big">Messages in the folder <c>Big</c>; 0: none.</param>
/// <param name="Huge">Messages in the folder <c>Huge</c>; 0: none.</param>
/// <param name="Port">The port of the web address; 0: 8080, or a free one when it is taken.</param>
internal sealed record DemoOptions(string Product, string State, int Big, int Huge, int Port)
{
    private const int BigMessages = 100_000;
    private const int HugeMessages = 1_000_000;

    /// <exception cref="UsageException">An unknown word, or a value is missing.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DemoOptions("", DefaultState(), 0, 0, 0);
        for (int at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--product" => options with { Product = Value() },
                "--state" => options with { State = Path.GetFullPath(Value()) },
                "--port" => options with { Port = int.TryParse(Value(), CultureInfo.InvariantCulture, out int port) ? port : throw new UsageException("--port takes a number") },
                "--big" => options with { Big = BigMessages },
                "--huge" => options with { Big = BigMessages, Huge = HugeMessages },
                _ => throw new UsageException($"Unknown: {arguments[at]}. Known: --state DIR, --port N, --big, --huge."),
            };

            string Value() => ++at < arguments.Count ? arguments[at] : throw new UsageException($"{arguments[at - 1]} takes a value");
        }
        return options.Product.Length > 0 ? options : throw new UsageException("--product is missing; deploy/demo.sh gives it.");
    }

    private static string DefaultState()
    {
        string? home = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        // Root's home is closed to the users that the mail servers run as.
        if (string.IsNullOrEmpty(home) && Environment.IsPrivilegedProcess) home = "/var/lib";
        if (string.IsNullOrEmpty(home)) home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(home, "webmail-demo");
    }
}
