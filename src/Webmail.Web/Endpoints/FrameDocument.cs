using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webmail.Web.Endpoints;

/// <summary>
/// The document in the mail frame: sanitised mail between our own few lines of style and script. Its policy is the third wall
/// after sanitiser and sandbox, so it is written here and nowhere else.
/// </summary>
internal static class FrameDocument
{
    /// <summary>The only place on our host that a frame may load from.</summary>
    internal const string PartsPath = "/parts/";

    /// <summary>Names the banner shows; the rest is a number.</summary>
    private const int MaxNamedTrackers = 4;

    private const string Sandbox = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox";

    // Designed mail brings its own colours and is drawn for white paper, so it never follows the dark theme; what is only text with some
    // emphasis does, and there its few colours give way, since dark ones would vanish.
    private const string Style = """
        :root{color-scheme:light;background:#fff;color:#1b2328;overflow-x:auto;overflow-y:hidden}
        body{margin:0;font:.9375rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
        .webmail-page{display:flow-root;padding:12px 14px}
        .reading .webmail-page{display:none}
        img{max-width:100%}
        pre{white-space:pre-wrap;font-size:13px}
        blockquote{margin-inline:0 0;padding-inline-start:12px;border-inline-start:2px solid #d5dce1}
        a{color:#006a8e}
        img:not([src]){content:url("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")}
        .m-blocked{background:#f1f4f6;color:#5b666d;font:12px/1.4 system-ui,sans-serif;overflow:hidden;text-overflow:ellipsis;text-align:center;box-sizing:border-box;max-width:100%}
        span.m-blocked{display:inline-flex;align-items:center;justify-content:center;padding:2px 6px;vertical-align:middle}
        .plain{color-scheme:light dark;background:transparent;color:light-dark(#1b2328,#e4e9ec)}
        .darkened{color-scheme:dark;background:#161616;color:#e4e9ec}
        .darkened .m-blocked{background:#20282c;color:#9aa5ab}
        .darkened blockquote{border-color:#454f55}
        .plain .webmail-page{padding:0}
        .plain :is(.mail-root,.webmail-text){max-width:70ch}
        .plain a{color:light-dark(#006a8e,#7cc4e0)}
        .plain blockquote{border-color:light-dark(#d5dce1,#454f55)}
        .plain.dark .mail-root :not(a){color:inherit !important}
        .plain.dark .m-blocked{background:#20282c;color:#9aa5ab}
        span.m-blocked{width:var(--w)}
        @media (max-width:600px){span.m-blocked{width:min(var(--w),100%) !important}}
        .narrow .mail-root :is(table,td,th){max-width:100% !important}
        .narrow .mail-root :is(table,td,th)[width]:not([width$="%"]),.narrow .mail-root :is(table,td,th,div)[style*="width:"]:not([style*="%"]){width:auto !important;min-width:0 !important}
        .narrow .mail-root img[src]{height:auto !important}
        .webmail-fold{display:inline-block;margin:8px 0;padding:0 8px;border:1px solid #d5dce1;border-radius:8px;background:#f1f4f6;color:#5b666d;font:700 12px/16px system-ui,sans-serif;cursor:pointer}
        :is(.plain.dark,.darkened) .webmail-fold{border-color:#454f55;background:#20282c;color:#9aa5ab}
        .webmail-folded{display:none !important}
        @media print{.webmail-fold{display:none}.webmail-folded{display:revert !important} .plain,.plain.dark{color-scheme:light !important;color:#1b2328} .plain.dark a{color:#006a8e}}
        .webmail-fits{padding:6px 14px;border:1px solid #8a969d;border-radius:8px;background:none;color:inherit;font:600 13px/18px system-ui,sans-serif;cursor:pointer}
        .webmail-note{margin:0 0 12px;color:light-dark(#5b666d,#9aa5ab);font-size:13px}
        .webmail-text{white-space:pre-wrap;margin:0;font:inherit}
        """;

    // Said before the mail is read: a large one is silent for long after that.
    // And it is laid out once, when all of it is there: a table of thousands of rows would be measured again with every piece that comes.
    private const string Here = "document.documentElement.classList.add(\"reading\");parent.postMessage({type:\"here\",path:location.pathname},\"*\")";

    // The origin here is opaque and frame-ancestors lets only our own page hold the frame, so "*" can reach nobody else.
    private const string Bridge = """
        (() => {
          const path = location.pathname;
          const send = message => parent.postMessage({ ...message, path }, "*");
          const root = document.documentElement;
          const page = document.querySelector(".webmail-page");
          const { links, fold, ...remote } = JSON.parse(document.body.dataset.facts);
          const plain = root.classList.contains("plain");
          const wear = dark => {
            root.classList.toggle("dark", dark);
            root.style.colorScheme = dark ? "dark" : "light";
          };
          if (plain) {
            wear(location.hash === "#dark");
            addEventListener("message", event => {
              if (event.source === parent && typeof event.data?.dark === "boolean") wear(event.data.dark);
            });
          }
          const narrow = 600;
          let last = 0, step = 0, same = 0;
          const measure = () => {
            // Drawn for a wider screen and with nothing of its own for this one: its fixed widths give way. What can't be narrower is scrolled sideways.
            if (innerWidth < narrow && root.scrollWidth > root.clientWidth + 1) root.classList.add("narrow");
            // Our own box, because in quirks mode the body is never lower than the window; there it is also the body that knows how
            // much of the window a sideways scrollbar leaves.
            const bar = innerHeight - (document.compatMode === "BackCompat" ? document.body : root).clientHeight;
            const height = Math.ceil(page.getBoundingClientRect().height) + bar;
            if (height === last && last > 0) return;
            // A mail as high as its window grows by the same step with each report: let it be after a few.
            same = height - last === step ? same + 1 : 0;
            step = height - last;
            if (same > 3) return;
            last = height;
            send({ type: "height", height, plain, ...remote });
          };
          // A browser draws a torn picture in place of one that is not there; a quiet box with its words says more.
          // Asked of all before the first is replaced: each answer after a change would style the whole mail again.
          const blocked = [...page.querySelectorAll("img.m-blocked")].map(image => [image, getComputedStyle(image).display]);
          for (const [image, display] of blocked) {
            const words = (image.getAttribute("alt") ?? "").trim();
            const sides = ["width", "height"].filter(side => image.hasAttribute(side) || image.style[side]);
            if (!words && !sides.length) continue;
            const holder = document.createElement("span");
            holder.className = image.className;
            holder.textContent = words;
            holder.title = words;
            holder.setAttribute("role", "img");
            holder.setAttribute("aria-label", words);
            holder.style.cssText = image.style.cssText;
            // As written, not as measured: the frame may not have its own width yet.
            for (const side of sides) {
              const raw = image.getAttribute(side);
              if (!image.style[side] && side === "height") holder.style[side] = raw.endsWith("%") ? raw : parseFloat(raw) + "px";
            }
            const wide = image.style.width || image.getAttribute("width");
            if (wide) holder.style.setProperty("--w", /[a-z%]/i.test(wide) ? wide : parseFloat(wide) + "px");
            if (display === "block") holder.style.display = "flex";
            image.replaceWith(holder);
          }
          // What the writer answers to, and long signatures, wait behind a button, as in plain text. A mail that is nothing but a quote (forwarded) stays open.
          const after = node => {
            const rest = [];
            for (let at = node; at && at !== page; at = at.parentElement) for (let next = at.nextSibling; next; next = next.nextSibling) rest.push(next);
            return rest;
          };
          const wordsOf = nodes => nodes.map(node => node.textContent).join(" ").trim();
          const hide = nodes => {
            const boxes = nodes.filter(node => node.textContent.trim() || node.nodeType === 1).map(node => {
              if (node.nodeType === 1) return node;
              const box = document.createElement("span");
              node.replaceWith(box);
              box.append(node);
              return box;
            });
            if (!boxes.length) return;
            const button = document.createElement("button");
            button.type = "button";
            button.className = "webmail-fold";
            button.textContent = "…";
            const set = open => {
              for (const box of boxes) box.classList.toggle("webmail-folded", !open);
              button.setAttribute("aria-expanded", open);
              button.setAttribute("aria-label", fold[open ? 1 : 0]);
              button.title = fold[open ? 1 : 0];
            };
            button.addEventListener("click", () => set(button.getAttribute("aria-expanded") === "false"));
            set(false);
            boxes[0].before(button);
          };
          const marks = ".m-gmail_quote,.m-gmail_extra,.m-yahoo_quoted,.m-protonmail_quote,.m-moz-cite-prefix,.m-zmail_extra,#m-divRplyFwdMsg,#m-appendonsend,#m-reply-intro,.m-OutlookMessageHeader";
          const quotes = fold ? [...page.querySelectorAll(marks)] : [];
          const tail = fold ? [...page.querySelectorAll("blockquote")].filter(quote => !quote.parentElement.closest("blockquote")).at(-1) : null;
          if (!quotes.length && tail && !wordsOf(after(tail))) quotes.push(tail);
          const quote = quotes[0];
          if (quote) {
            const before = document.createRange();
            before.setStart(page, 0);
            before.setEndBefore(quote);
            const rest = [quote, ...after(quote)];
            if (before.toString().trim() && wordsOf(rest).length > 160) hide(rest);
          }
          for (const signature of fold ? page.querySelectorAll(".m-gmail_signature,.m-moz-signature,.m-protonmail_signature_block") : [])
            if (!signature.closest(".webmail-folded") && signature.textContent.trim().length > 600) hide([signature]);
          page.querySelector(".webmail-fits")?.addEventListener("click", () => send({ type: "fits" }));
          root.classList.remove("reading");
          new ResizeObserver(measure).observe(page);
          addEventListener("load", measure);
          measure();
          const outside = links.length ? [...page.querySelectorAll("a[href]")].filter(link => !link.getAttribute("href").startsWith("#")) : [];
          const reasons = new Map(links.map(({ index, why }) => [outside[index], why]));
          const linkOf = event => event.target instanceof Element ? event.target.closest("a[href], area[href]") : null;
          const tell = (type, link) => send(link && !link.getAttribute("href").startsWith("#") ? { type, href: link.href, why: reasons.get(link) ?? 0 } : { type: "peek" });
          let pointed = null;
          const point = link => {
            if (link === pointed) return;
            pointed = link;
            tell("peek", link);
          };
          for (const type of ["pointerover", "focusin"]) root.addEventListener(type, event => point(linkOf(event)));
          for (const type of ["pointerleave", "pointerenter", "focusout"]) root.addEventListener(type, () => point(null));
          root.addEventListener("contextmenu", event => {
            const link = event.pointerType === "touch" ? linkOf(event) : null;
            if (!link) return;
            event.preventDefault();
            tell("ask", link);
          });
          const follow = event => {
            const link = linkOf(event);
            if (!link || event.button > 1) return;
            event.preventDefault();
            const href = link.getAttribute("href");
            if (href.startsWith("#")) {
              const name = href.slice(1);
              const target = name && (document.getElementById(name) ?? document.getElementsByName(name)[0]);
              if (target) send({ type: "scroll", top: target.getBoundingClientRect().top });
            } else tell("link", link);
          };
          root.addEventListener("click", follow);
          root.addEventListener("auxclick", follow);
          // What is marked is quoted alone by an answer. The composer's server cleans it like any mail.
          const selected = () => {
            const chosen = getSelection();
            const part = chosen && !chosen.isCollapsed && chosen.rangeCount ? chosen.getRangeAt(0).cloneContents() : null;
            const box = document.createElement("div");
            if (part) box.append(part);
            send({ type: "selection", html: part && box.innerHTML.length < 200000 ? box.innerHTML : "" });
          };
          let marking = 0;
          document.addEventListener("selectionchange", () => { clearTimeout(marking); marking = setTimeout(selected, 60); });
          root.addEventListener("keydown", event => {
            if (event.isComposing || event.ctrlKey && event.key.toLowerCase() === "c") return;
            // The browser would print what it sees; the print view has the whole message.
            if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "p") event.preventDefault();
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
        {content.Doctype}<html{(content.IsPlain ? " class=\"plain\"" : content.Paper == "darkened" ? " class=\"darkened\"" : "")}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title></title><script nonce="{nonce}">{Here}</script>
        <style nonce="{nonce}">{Style}</style><style nonce="{nonce}">{content.StyleSheet}</style></head><body{(content.IsPlain ? " dir=\"auto\"" : "")} data-facts="{HtmlEncoder.Default.Encode(Facts(content))}"><div class="webmail-page">{content.Markup}</div><script nonce="{nonce}">{Bridge}</script></body></html>
        """;

    private static string Facts(FrameContent content)
    {
        var names = content.Remote.Trackers.Take(MaxNamedTrackers).Select(tracker => tracker.Name);
        return JsonSerializer.Serialize(new FrameFacts(content.Remote.BlockedImages, content.Remote.TrackingPixels, [.. names], content.Links, content.FoldWords, content.Paper), FrameJson.Default.FrameFacts);
    }

    // Kestrel lets only the characters of a reg-name pass in Host; this keeps a policy whole behind any other server.
    internal static bool IsPlainHost(string host) =>
        host.Length is > 0 and <= 260 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']');
}
