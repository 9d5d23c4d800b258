namespace Webmail.Web.Circuit;

/// <summary>Settings of a person.</summary>
/// <param name="MarkReadAfter">How long a message must be open before it counts as read; null never does it by itself. Default 1.5 s.</param>
/// <param name="DarkensMail">In the dark theme designed mail is darkened too. Default false: it lies on white paper.</param>
public sealed record PersonalSettings(TimeSpan? MarkReadAfter, bool DarkensMail = false)
{
    public static readonly PersonalSettings Default = new(TimeSpan.FromSeconds(1.5));
}
