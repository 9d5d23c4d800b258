using System.Text;
using Webmail.Html.TextConversion;

namespace Webmail.Tool.Commands;

/// <summary>Plain text to HTML with its links and quote levels.</summary>
internal sealed class TextToHtmlCommand : ICommand
{
    public string Name => "text2html";

    public string Usage => "[--flowed] [--delsp]   plain text to HTML with links and quote levels";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var options = context.Arguments.Aggregate(new PlainTextOptions(), Apply);
        var html = TextToHtml.Convert(HtmlInput.Decode(await context.ReadInputAsync(ct)), options);
        await context.Output.WriteAsync(Encoding.UTF8.GetBytes(html), ct);
        await context.Output.FlushAsync(ct);
        return ExitCode.Answered;
    }

    private static PlainTextOptions Apply(PlainTextOptions options, string argument) => argument switch
    {
        "--flowed" => options with { Flowed = true },
        "--delsp" => options with { Flowed = true, DelSp = true },
        _ => throw new UsageException($"unknown argument {argument}"),
    };
}
