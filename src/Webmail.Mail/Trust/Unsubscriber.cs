using System.Text;
using Webmail.Mail.Network;

namespace Webmail.Mail.Trust;

internal sealed class Unsubscriber(GuardedHttp http, TimeProvider time) : IUnsubscriber
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<bool> LeaveAsync(UnsubscribeWay way, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(way);
        if (way.Kind != UnsubscribeKind.OneClick || way.Target.Scheme != Uri.UriSchemeHttps) throw new ArgumentException("Only a signed https offer is posted to.", nameof(way));
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            // RFC 8058 section 3.1: this body, no cookies, no redirects followed: a redirect would turn it into a visit of a page.
            using var request = new HttpRequestMessage(HttpMethod.Post, way.Target)
            {
                Content = new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded"),
            };
            using var answer = await http.SendAsync(request, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or ArgumentException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
