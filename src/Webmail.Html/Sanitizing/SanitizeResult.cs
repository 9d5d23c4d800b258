using System.Diagnostics.CodeAnalysis;

namespace Webmail.Html.Sanitizing;

/// <summary>Safe HTML, or the reason why there is none.</summary>
public sealed class SanitizeResult
{
    internal SanitizeResult(SafeHtml html) => Html = html;

    internal SanitizeResult(SanitizeRefusal refusal) => Refusal = refusal;

    /// <summary>What may be shown; null when refused.</summary>
    public SafeHtml? Html { get; }

    /// <summary><see cref="SanitizeRefusal.None"/> when there is HTML to show.</summary>
    public SanitizeRefusal Refusal { get; }

    /// <summary>True when <see cref="Html"/> can be shown.</summary>
    [MemberNotNullWhen(true, nameof(Html))]
    public bool IsSafe => Html is not null;
}
