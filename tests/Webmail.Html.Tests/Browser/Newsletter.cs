using System.Globalization;
using System.Text;

namespace Webmail.Html.Tests.Browser;

/// <summary>Newsletters as senders' tools make them: nested tables, bgcolor, inline styles, head sheets with media queries, buttons, old and new.</summary>
internal static class Newsletter
{
    private const string Words = "harbour wind sale summer ticket offer reader update paper release build price garden music travel coffee night morning story winter";

    private static readonly string[] Doctypes =
    [
        "", "<!DOCTYPE html>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" \"http://www.w3.org/TR/html4/loose.dtd\">",
    ];

    public static IReadOnlyList<string> Generate(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => One(random, number))];
    }

    private static string One(Random random, int number)
    {
        var ink = Color(random, 0, 90);
        var paper = Color(random, 215, 255);
        var accent = Color(random, 20, 160);
        var html = new StringBuilder(Doctypes[number % Doctypes.Length]);
        html.Append(CultureInfo.InvariantCulture, $$"""
            <html lang="en"><head><meta charset="utf-8"><title>Issue {{number}}</title><style type="text/css">
            <!-- body{margin:0;padding:0;background:{{paper}};-webkit-text-size-adjust:100%} table{border-collapse:collapse;mso-table-lspace:0pt}
            .wrap{width:600px;max-width:100%} h1,h2.big{font:bold 26px/32px Georgia,'Times New Roman',serif;color:{{accent}};margin:0 0 12px}
            .btn a:hover{opacity:.8} #footer p{font-size:11px;color:#777} a{color:{{accent}}} .cell > p:first-child{margin-top:0}
            @media only screen and (max-width:480px){.wrap{width:100%!important} .col{display:block!important;width:100%!important} .hide{display:none!important} }
            @font-face{font-family:'Fancy';src:url(http://fonts.example/f.woff2)} @import url('http://css.example/x.css'); -->
            </style><!--[if mso]><style>.wrap{width:600px}</style><![endif]--></head><body bgcolor="{{paper}}" text="{{ink}}" link="{{accent}}">
            <div style="display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden">{{Text(random, 8)}}&zwnj;&nbsp;</div>
            <table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
            <table class="wrap" width="600" cellpadding="0" cellspacing="0" bgcolor="#ffffff" style="border:1px solid #ddd;border-radius:{{random.Next(12)}}px">
            <tr><td style="padding:{{random.Next(8, 32)}}px;background:{{accent}} url(http://img.example/bg.png) no-repeat;color:#fff;font-family:Arial,Helvetica,sans-serif;font-size:20px">{{Text(random, 4)}}</td></tr>
            """);
        for (var block = random.Next(2, 6); block > 0; block--) html.Append(Block(random, accent));
        html.Append(CultureInfo.InvariantCulture, $$"""
            <tr><td id="footer" style="padding:12px" align="center"><p>{{Text(random, 14)}} <a href="http://example.com/u?id={{random.Next()}}">unsubscribe</a></p>
            <img src="http://track.example/o.gif?id={{random.Next()}}" width="1" height="1" alt=""></td></tr></table></td></tr></table></body></html>
            """);
        return html.ToString();
    }

    private static string Block(Random random, string accent) => random.Next(6) switch
    {
        0 => $"<tr><td class=cell style='padding:10px 20px'><h1>{Text(random, 4)}</h1><p style=\"font:15px/1.5 'Helvetica Neue',Arial;margin:0 0 1em\">{Text(random, 40)}</p></td></tr>",
        1 => $"<tr><td><table width=100%><tr><td class=col width=50% valign=top style='padding:10px'><p>{Text(random, 20)}</p></td><td class=col width=50% valign=top style='padding:10px;background-color:#f4f4f4'><ul><li>{Text(random, 3)}<li>{Text(random, 3)}</ul></td></tr></table></td></tr>",
        2 => $"<tr><td align=center style='padding:16px'><table class=btn><tr><td bgcolor='{accent}' style='border-radius:4px;padding:10px 24px'><a href='http://example.com/{random.Next()}' style='color:#ffffff;text-decoration:none;font-weight:bold'>{Text(random, 2)}</a></td></tr></table></td></tr>",
        3 => $"<tr><td><img src='http://img.example/{random.Next()}.jpg' width=600 height={random.Next(80, 240)} alt='{Text(random, 3)}' style='display:block;border:0'></td></tr>",
        4 => $"<tr><td style='padding:10px 20px'><font face='Verdana' size=2 color='{accent}'><b>{Text(random, 5)}</b><br>{Text(random, 25)}</font><hr size=1 color=#cccccc></td></tr>",
        _ => $"<tr><td style='padding:10px 20px'><center><h2 class=big>{Text(random, 3)}</h2><div style='border-left:4px solid {accent};padding-left:12px;text-align:left;line-height:1.6'>{Text(random, 30)}</div></center></td></tr>",
    };

    private static string Text(Random random, int words)
    {
        var all = Words.Split(' ');
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => all[random.Next(all.Length)]));
    }

    private static string Color(Random random, int least, int most) =>
        $"#{random.Next(least, most):x2}{random.Next(least, most):x2}{random.Next(least, most):x2}";
}
