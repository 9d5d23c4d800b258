using System.Globalization;

namespace Webmail.Web.Circuit;

/// <summary>
/// Language and formats from the browser's Accept-Language. Words come in the languages we have; dates and numbers in the
/// person's own region: someone who prefers German reads English words with German dates ("en-DE"), not a mix of languages.
/// A circuit keeps what its connection was opened with.
/// </summary>
internal sealed class UserCulture(RequestDelegate next)
{
    /// <summary>Formats of those whose browser says nothing: days before months, 24 hours.</summary>
    private const string AnyRegion = "en-GB";

    /// <summary>Entries of the header that are looked at.</summary>
    private const int MaxWishes = 10;

    /// <summary>Languages the resource files exist in; the first is the one for everybody else.</summary>
    private static readonly string[] Languages = ["en"];

    public Task InvokeAsync(HttpContext context)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = Of(context.Request);
        return next(context);
    }

    internal static (CultureInfo Formats, CultureInfo Words) Of(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1).Take(MaxWishes).Select(wish => Find(wish.Value.Value)).OfType<CultureInfo>().ToList();
        var language = wishes.Select(wish => wish.TwoLetterISOLanguageName).FirstOrDefault(Languages.Contains) ?? Languages[0];
        var formats = wishes.Count == 0 ? null : InRegionOf(wishes[0], language);
        return (formats ?? CultureInfo.GetCultureInfo(AnyRegion), CultureInfo.GetCultureInfo(language));
    }

    private static CultureInfo? InRegionOf(CultureInfo wish, string language)
    {
        var specific = wish.IsNeutralCulture ? CultureInfo.CreateSpecificCulture(wish.Name) : wish;
        if (specific.IsNeutralCulture || specific.Name.Length == 0)
            return null;
        return specific.TwoLetterISOLanguageName == language
            ? specific
            : Find(language + "-" + new RegionInfo(specific.Name).TwoLetterISORegionName);
    }

    /// <summary>Only cultures that exist: the framework would make one up for any well-formed name a stranger sends, and keep it.</summary>
    private static CultureInfo? Find(string? name)
    {
        try
        {
            return name is null or "*" or { Length: > 35 } ? null : CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
