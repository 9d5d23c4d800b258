using System.Text;
using Webmail.Html.Sanitizing;

namespace Webmail.Tool.Commands;

/// <summary>HTML to the HTML that stands in the mail frame's body.</summary>
internal sealed class SanitizeCommand : ICommand
{
    public string Name => "sanitize";

    public string Usage => "[--images=block|proxy] [--what-fits] [--dark]   HTML to what the mail frame's body holds";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var options = context.Arguments.Aggregate(SanitizeOptions.Default, Apply);
        var html = HtmlInput.Decode(await context.ReadInputAsync(ct));
        var result = HtmlSanitizer.Sanitize(html, options);
        if (!result.IsSafe) throw new RefusedException(result.Refusal.ToString());
        await context.Output.WriteAsync(Encoding.UTF8.GetBytes(result.Html.Body), ct);
        await context.Output.FlushAsync(ct);
        return ExitCode.Answered;
    }

    private static SanitizeOptions Apply(SanitizeOptions options, string argument) => argument switch
    {
        "--images=block" => options with { RemoteImageUrl = null },
        "--images=proxy" => options with { RemoteImageUrl = uri => "/proxy?url=" + Uri.EscapeDataString(uri.AbsoluteUri) },
        "--dark" => options with { Darken = true },
        "--what-fits" => options with { ShowWhatFits = true },
        _ => throw new UsageException($"unknown argument {argument}"),
    };
}
