namespace Webmail.Tool;

/// <summary>What the process returns. Anything else is a defect of the program.</summary>
internal static class ExitCode
{
    /// <summary>The command answered.</summary>
    public const int Answered = 0;

    /// <summary>A defect: an exception that nobody expected.</summary>
    public const int Defect = 1;

    /// <summary>A named limit refused the input.</summary>
    public const int Refused = 2;

    /// <summary>The command line is wrong (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;
}
