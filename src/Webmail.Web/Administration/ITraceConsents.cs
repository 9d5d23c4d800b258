using Webmail.Mail.Tracing;

namespace Webmail.Web.Administration;

/// <summary>The word of this circuit's person that administrators may see the skeleton of their account's conversations.</summary>
internal interface ITraceConsents
{
    /// <summary>False where nobody administers the installation: there is nobody to consent to.</summary>
    bool IsOffered { get; }

    ValueTask<TraceConsent?> GetAsync();

    /// <returns>False: too many accounts are traced already.</returns>
    ValueTask<bool> GrantAsync();

    ValueTask EndAsync();
}
