using System.Reflection;
using System.Runtime.CompilerServices;

namespace Webmail.Web.Tests;

/// <summary>bunit asks for a version of AngleSharp.Diffing that the feed lacks; the one beside the tests does.</summary>
internal static class AngleSharpDiffing
{
    [ModuleInitializer]
    internal static void Resolve() => AppDomain.CurrentDomain.AssemblyResolve += static (_, args) =>
        new AssemblyName(args.Name).Name == "AngleSharp.Diffing"
            ? Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
