using System.Text;
using Webmail.Html.Css;

namespace Webmail.Tool.Commands;

/// <summary>CSS as the sanitiser writes it again.</summary>
internal sealed class CssCommand : ICommand
{
    public string Name => "css";

    public string Usage => "[--sheet]   a style attribute's value, or a style sheet, as the sanitiser writes it";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var sheet = context.Arguments switch
        {
            [] => false,
            ["--sheet"] => true,
            _ => throw new UsageException("unknown argument"),
        };
        var css = HtmlInput.Decode(await context.ReadInputAsync(ct));
        var safe = sheet ? CssSanitizer.StyleSheet(css) : CssSanitizer.StyleAttribute(css.TrimEnd('\r', '\n'));
        if (safe is null) throw new RefusedException("longer than the limit for CSS");
        await context.Output.WriteAsync(Encoding.UTF8.GetBytes(safe), ct);
        await context.Output.FlushAsync(ct);
        return ExitCode.Answered;
    }
}
