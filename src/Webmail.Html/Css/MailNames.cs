namespace Webmail.Html.Css;

/// <summary>
/// Names of the mail and names of ours never meet: every id and class of the mail carries a prefix, and the mail's body stands in two boxes of ours.
/// </summary>
internal static class MailNames
{
    public const string Root = "mail-root";
    public const string Body = "mail-body";
    public const string Blocked = "m-blocked";
    private const string Prefix = "m-";

    /// <summary>Prefixed once, so that sanitised mail sanitises to itself. Null: not a name.</summary>
    public static string? Scoped(string name)
    {
        if (name.Length is 0 or > CssLimits.MaxNameChars) return null;
        foreach (var c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return null;
        }
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;
    }
}
