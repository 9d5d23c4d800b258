using Webmail.Mail.Tracing;
using Webmail.Web.Administration;

namespace Webmail.Web.Tests.Fakes;

internal sealed class FakeTraceConsents : ITraceConsents
{
    public TraceConsent? Consent { get; set; }

    public bool IsOffered { get; set; } = true;

    public bool Refuses { get; set; }

    public ValueTask<TraceConsent?> GetAsync() => new(Consent);

    public ValueTask<bool> GrantAsync()
    {
        if (!Refuses) Consent = new TraceConsent(FakeRows.Now, FakeRows.Now + WireTraces.Length, 0, null);
        return new ValueTask<bool>(!Refuses);
    }

    public ValueTask EndAsync()
    {
        Consent = null;
        return ValueTask.CompletedTask;
    }
}
