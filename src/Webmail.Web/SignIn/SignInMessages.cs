using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

/// <summary>What people are told when sign-in did not work: what is the case, then what to do. A server's own words are never shown: they would make this page a port scanner.</summary>
internal sealed class SignInMessages(IStringLocalizer<SignInText> text)
{
    /// <summary>From here on the remaining tries are counted down.</summary>
    private const int WorthSaying = 3;

    public SignInFailure Wrong(int? triesLeft) => new(text["WrongTitle"], triesLeft switch
    {
        null or > WorthSaying => text["WrongDetail"],
        0 => text["NoTriesLeft", Minutes(SignInThrottle.Window)],
        1 => text["OneTryLeft", Minutes(SignInThrottle.Window)],
        2 => text["TwoTriesLeft", Minutes(SignInThrottle.Window)],
        _ => text["SomeTriesLeft", triesLeft.Value, Minutes(SignInThrottle.Window)],
    });

    public SignInFailure Paused(TimeSpan wait) => new(text["PausedTitle"], wait <= TimeSpan.FromMinutes(1) ? text["PausedMinute"] : text["PausedMinutes", Minutes(wait)]);

    public SignInFailure NotServed(string domain) => new(text["NotServedTitle", domain], text["NotServedDetail"]);

    public SignInFailure ServerNotAllowed() => new(text["ServerNotAllowedTitle"], text["ServerNotAllowedDetail"]);

    public SignInFailure BadAddress() => new(text["BadAddressTitle"], text["BadAddressDetail"]);

    public SignInFailure NoPassword() => new(text["NoPasswordTitle"], text["NoPasswordDetail"]);

    public SignInFailure BadPort() => new(text["BadPortTitle"], text["BadPortDetail"]);

    public SignInFailure Stale() => new(text["StaleTitle"], text["StaleDetail"]);

    /// <param name="server">The name the user typed; null for the tenant's own server.</param>
    public SignInFailure Of(ProofOutcome outcome, int? triesLeft, string? server)
    {
        if (outcome == ProofOutcome.WrongCredentials)
            return Wrong(triesLeft);
        var whose = server is null ? "Own" : "Other";
        return new SignInFailure(text[$"{outcome}{whose}Title", server ?? ""], text[$"{outcome}{whose}Detail"]);
    }

    private static string Minutes(TimeSpan time) => Math.Ceiling(time.TotalMinutes).ToString(CultureInfo.CurrentCulture);
}
