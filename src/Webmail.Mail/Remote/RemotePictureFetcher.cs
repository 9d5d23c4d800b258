using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Webmail.Mail.Network;

namespace Webmail.Mail.Remote;

/// <summary>Fetches the bytes of one picture, within <see cref="RemoteImageLimits"/>.</summary>
public sealed class RemotePictureFetcher(GuardedHttp http, TimeProvider time)
{
    private const int ReadSize = 32 * 1024;

    /// <summary>What the host gave; null when it gave nothing in time, refused, or was not to be asked.</summary>
    public async Task<byte[]?> FetchAsync(Uri address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var patience = new CancellationTokenSource(RemoteImageLimits.MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            for (var hop = 0; hop <= RemoteImageLimits.MaxRedirects; hop++)
            {
                if (!WebAddress.TryRead(address.AbsoluteUri, out var target)) return null;
                using var answer = await AskAsync(target, either.Token);
                if (!IsRedirect(answer.StatusCode)) return answer.StatusCode == HttpStatusCode.OK ? await ReadAsync(answer.Content, either.Token) : null;
                if (answer.Headers.Location is not { } location) return null;
                address = location.IsAbsoluteUri ? location : new Uri(target, location);
            }

            return null;
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or UriFormatException or InvalidOperationException
            || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri target, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        foreach (var type in (ReadOnlySpan<string>)["image/webp", "image/png", "image/jpeg", "image/gif"]) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return await http.SendAsync(request, ct);
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > RemoteImageLimits.MaxBytes) return null;
        await using var body = await content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream((int)(content.Headers.ContentLength ?? ReadSize));
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            while (await body.ReadAsync(buffer, ct) is > 0 and var read)
            {
                if (kept.Length + read > RemoteImageLimits.MaxBytes) return null;
                kept.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return kept.ToArray();
    }

    private static bool IsRedirect(HttpStatusCode status) => status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
