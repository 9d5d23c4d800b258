namespace Webmail.Html.Sanitizing;

/// <summary>What becomes of an element of the mail.</summary>
internal enum ElementTreatment
{
    /// <summary>Written under a listed name.</summary>
    Keep,

    /// <summary>Its children take its place.</summary>
    Unwrap,

    /// <summary>Left out with all it holds.</summary>
    Drop,
}
