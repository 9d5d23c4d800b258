namespace Webmail.Mail.Reading;

/// <summary>What the name of a file tells of the harm it can do when it is opened.</summary>
public enum FileRisk
{
    None,

    /// <summary>A program, a script, or what an operating system runs by itself when it is opened.</summary>
    Program,

    /// <summary>A program whose name pretends to be something else: "invoice.pdf.exe".</summary>
    Disguised,

    /// <summary>An office document that may carry macros.</summary>
    Macros,

    /// <summary>A page that the browser would open from the disk, scripts and all.</summary>
    Page,
}

/// <summary>Judges names. The ending decides, since it is what people's machines go by.</summary>
public static class FileRisks
{
    // What Windows, macOS and Linux desktops run on a double click; the lists of Outlook and Gmail, and what came after them.
    private static readonly HashSet<string> Programs = new((
        "exe com scr pif cpl msi msp mst msix appx appxbundle bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 vb vbe vbs js jse mjs wsf wsh wsc sct ws hta jar jnlp app application gadget "
        + "lnk url website scf inf ins isp reg rgs chm hlp msc xll xlam dll ocx sys drv ade adp mde dmg pkg command tool workflow scpt applescript action osx desktop sh bash csh ksh run bin out "
        + "elf deb rpm apk ipa appimage py pyc pyw pyz rb pl php iso img vhd vhdx vmdk wim library-ms search-ms settingcontent-ms appref-ms appinstaller diagcab one onepkg xbap crx xpi").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> WithMacros = new("docm dotm xlsm xltm xlsb xla pptm potm ppam ppsm sldm slk iqy".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Pages = new("htm html xhtml xht shtml shtm mht mhtml svg svgz xml xsl xslt".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Harmless = new("pdf doc docx xls xlsx ppt pptx odt ods txt rtf csv jpg jpeg png gif webp bmp tif tiff heic mp3 mp4 mov avi wav zip rar 7z gz eml ics vcf".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <param name="name">A cleaned name: without direction marks, with its real ending last.</param>
    public static FileRisk Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('.');
        if (parts.Length < 2) return FileRisk.None;
        var ending = parts[^1].Trim();
        if (Programs.Contains(ending)) return parts.Length > 2 && Harmless.Contains(parts[^2].Trim()) ? FileRisk.Disguised : FileRisk.Program;
        return WithMacros.Contains(ending) ? FileRisk.Macros : Pages.Contains(ending) ? FileRisk.Page : FileRisk.None;
    }
}
