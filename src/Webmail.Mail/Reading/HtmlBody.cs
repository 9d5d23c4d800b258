using Webmail.Html.Sanitizing;

namespace Webmail.Mail.Reading;

/// <summary>Sanitised HTML, or null with the reason when it was refused and its text has to be shown.</summary>
/// <param name="RefusedBecause">None when it was not.</param>
/// <param name="Text">The text to show when it was refused; else empty.</param>
public sealed record HtmlBody(SafeHtml? Html, SanitizeRefusal RefusedBecause, string Text)
{
    /// <summary>How long its parts took to come; almost nothing where they were fetched ahead.</summary>
    public TimeSpan Fetched { get; init; }

    /// <summary>How long it took to be made safe, waiting for a turn included.</summary>
    public TimeSpan Sanitized { get; init; }

    /// <summary>Past a limit: a beginning of it could be shown (<see cref="HtmlViewOptions.ShowsWhatFits"/>).</summary>
    public bool IsTooMuch => RefusedBecause is SanitizeRefusal.TooLarge or SanitizeRefusal.TooDeep or SanitizeRefusal.TooManyElements or SanitizeRefusal.TooManyAttributes;
}
