using AngleSharp.Dom;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// The document type that gives the frame the mode the mail was written for (HTML standard, section 13.2.6.4.1): tables of sliced pictures fall apart in
/// standards mode.
/// </summary>
internal static class FrameDoctype
{
    private const string Standards = "<!DOCTYPE html>";
    private const string LimitedQuirks = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">";

    public static string For(IDocument document)
    {
        if (document.CompatMode == "BackCompat") return "";
        var identifier = document.Doctype?.PublicIdentifier ?? "";
        var limited = StartsWith(identifier, "-//W3C//DTD XHTML 1.0 Transitional//") || StartsWith(identifier, "-//W3C//DTD XHTML 1.0 Frameset//")
            || StartsWith(identifier, "-//W3C//DTD HTML 4.01 Transitional//") || StartsWith(identifier, "-//W3C//DTD HTML 4.01 Frameset//");
        return limited ? LimitedQuirks : Standards;
    }

    private static bool StartsWith(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
