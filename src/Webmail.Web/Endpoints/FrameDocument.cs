namespace Webmail.Web.Endpoints;

/// <summary>
/// The document in the mail frame: sanitised mail between our own few lines of style and script. Its policy is the third wall
/// after sanitiser and sandbox, so it is written here and nowhere else.
/// </summary>
internal static class FrameDocument
{
    /// <summary>The only place on our host that a frame may load from.</summary>
    internal const string PartsPath = "/parts/";

    private const string Sandbox = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox";

    // Mail brings its own colours and is drawn for white paper, so the frame never follows the dark theme.
    private const string Style = """
        :root{color-scheme:light;background:#fff;color:#1b2328;overflow-x:auto;overflow-y:hidden}
        body{display:flow-root;margin:0;padding:16px 18px;font:15px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
        img{max-width:100%}
        pre{white-space:pre-wrap;font-size:13px}
        blockquote{margin-inline:0 0;padding-inline-start:12px;border-inline-start:2px solid #d5dce1}
        a{color:#006a8e}
        .webmail-note{margin:0 0 12px;color:#5b666d;font-size:13px}
        .webmail-text{white-space:pre-wrap;margin:0;font:inherit}
        """;

    // The origin here is opaque and frame-ancestors lets only our own page hold the frame, so "*" can reach nobody else.
    private const string Bridge = """
        (() => {
          const path = location.pathname;
          const send = message => parent.postMessage({ ...message, path }, "*");
          const root = document.documentElement;
          const blocked = Number(document.body.dataset.blocked) || 0;
          let last = 0, step = 0, same = 0;
          const measure = () => {
            // The second term is a sideways scrollbar.
            const height = Math.ceil(document.body.getBoundingClientRect().height) + innerHeight - root.clientHeight;
            if (height === last) return;
            // A mail as high as its window grows by the same step with each report: let it be after a few.
            same = height - last === step ? same + 1 : 0;
            step = height - last;
            if (same > 3) return;
            last = height;
            send({ type: "height", height, blocked });
          };
          new ResizeObserver(measure).observe(document.body);
          addEventListener("load", measure);
          measure();
          const follow = event => {
            const link = event.target instanceof Element ? event.target.closest("a[href], area[href]") : null;
            if (!link || event.button > 1) return;
            event.preventDefault();
            const href = link.getAttribute("href");
            if (href.startsWith("#")) {
              const name = href.slice(1);
              const target = name && (document.getElementById(name) ?? document.getElementsByName(name)[0]);
              if (target) send({ type: "scroll", top: target.getBoundingClientRect().top });
            } else send({ type: "link", href: link.href });
          };
          root.addEventListener("click", follow);
          root.addEventListener("auxclick", follow);
          root.addEventListener("keydown", event => {
            if (event.isComposing || event.ctrlKey && event.key.toLowerCase() === "c") return;
            send({ type: "key", key: event.key, code: event.code, shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey });
          });
        })();
        """;

    /// <param name="host">The request's Host; without a scheme the source keeps the page's own, also behind a proxy that ends TLS.</param>
    public static string Policy(string host, string nonce)
    {
        var parts = IsPlainHost(host) ? host + PartsPath : "'self'";
        // Style elements are ours or written anew by the sanitiser, so they carry the nonce; mail's style attributes can't.
        return $"{Sandbox}; default-src 'none'; img-src {parts} data:; style-src 'unsafe-inline'; style-src-elem 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
            + $"script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    }

    public static string Write(FrameContent content, string nonce) =>
        $"""
        {content.Doctype}<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title></title>
        <style nonce="{nonce}">{Style}</style><style nonce="{nonce}">{content.StyleSheet}</style></head><body data-blocked="{content.Blocked}">{content.Markup}<script nonce="{nonce}">{Bridge}</script></body></html>
        """;

    // Kestrel lets only the characters of a reg-name pass in Host; this keeps a policy whole behind any other server.
    private static bool IsPlainHost(string host) =>
        host.Length is > 0 and <= 260 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']');
}
