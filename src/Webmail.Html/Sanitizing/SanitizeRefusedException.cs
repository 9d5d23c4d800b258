namespace Webmail.Html.Sanitizing;

/// <summary>Carries a refusal out of the parser's callbacks; never leaves the sanitiser.</summary>
internal sealed class SanitizeRefusedException(SanitizeRefusal reason) : Exception(reason.ToString())
{
    public SanitizeRefusal Reason { get; } = reason;
}
