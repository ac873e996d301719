using System.Security.Cryptography;
using System.Text;

namespace FastSignal.Console;

/// <summary>The page's one style sheet, and the policy that allows it and nothing else.</summary>
internal static class StatusPageStyle
{
    /// <summary>The text of the style element. Contrast of text is 4.5:1 or more in both schemes.</summary>
    internal const string Text =
        """
        :root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --text: #1b2330; --quiet: #566173; --line: #dfe3e9; --link: #1d55c4;
          --good: #0b7a4b; --good-ground: #e2f5ec; --wait: #8a5a00; --wait-ground: #fdf1d8; --bad: #b3202c; --bad-ground: #fde8e9; --rest: #97a1b0; --made: #16a36a; --seen: #7fd3ae; --lost: #e0a030; }
        @media (prefers-color-scheme: dark) { :root { --ground: #11151b; --card: #1a2028; --text: #e6eaf0; --quiet: #9aa6b6; --line: #2c3440; --link: #8ab4ff;
          --good: #57d39c; --good-ground: #12301f; --wait: #f0b95a; --wait-ground: #35280d; --bad: #ff8d94; --bad-ground: #3d1519; --rest: #5d6878; --made: #2fbf83; --seen: #1d6e4d; --lost: #b97f1d; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
        header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 1.5rem); }
        header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; padding-top: 2rem; padding-bottom: 1.25rem; }
        h1 { margin: 0; font-size: 1.5rem; letter-spacing: -.01em; }
        header p { margin: 0 0 0 auto; color: var(--quiet); font-size: .875rem; }
        h2 { margin: 2rem 0 .75rem; font-size: 1.0625rem; }
        a { color: var(--link); }
        code { font: .875em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        .pill { display: inline-flex; align-items: center; gap: .4rem; padding: .125rem .75rem; border-radius: 999px; font-size: .875rem; font-weight: 600; white-space: nowrap; }
        .pill::before { content: ""; width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; }
        .good { color: var(--good); background: var(--good-ground); }
        .wait { color: var(--wait); background: var(--wait-ground); }
        .bad { color: var(--bad); background: var(--bad-ground); }
        .rest { color: var(--quiet); background: var(--ground); box-shadow: inset 0 0 0 1px var(--line); }
        .notes { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem; }
        .notes li { padding: .625rem 1rem; border-radius: .5rem; border-left: 4px solid currentColor; overflow-wrap: anywhere; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 45%), 1fr)); gap: 1rem; margin: 0; }
        .cards > div, .sheet { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        .cards > div { padding: 1rem 1.25rem; }
        .cards dt { color: var(--quiet); font-size: .875rem; }
        .cards dd { margin: 0; }
        .cards .figure { font-size: 1.625rem; font-weight: 650; line-height: 1.3; letter-spacing: -.01em; }
        .cards .note { color: var(--quiet); font-size: .875rem; }
        .sheet { overflow-x: auto; }
        .sheet:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; }
        th, td { padding: .625rem 1rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { color: var(--quiet); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 600; min-width: 14rem; max-width: 24rem; overflow-wrap: anywhere; }
        .number { text-align: right; white-space: nowrap; }
        .label { display: block; color: var(--quiet); font-size: .875rem; font-weight: 400; }
        .archived > * { color: var(--quiet); }
        .facts th { width: 14rem; min-width: 0; color: var(--quiet); font-weight: 400; }
        .outcomes { min-width: 16rem; }
        .outcomes svg { display: block; width: 100%; height: .5rem; margin: .5rem 0 .375rem; border-radius: .25rem; background: var(--line); }
        .outcomes ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 .875rem; margin: 0; padding: 0; color: var(--quiet); font-size: .8125rem; }
        .outcomes li::before { content: ""; display: inline-block; width: .5rem; height: .5rem; margin-right: .375rem; border-radius: 2px; background: var(--rest); }
        .outcomes b { color: var(--text); font-weight: 600; }
        rect { fill: var(--rest); } rect.made { fill: var(--made); } rect.seen { fill: var(--seen); } rect.lost { fill: var(--lost); } rect.alarm { fill: var(--bad); }
        .outcomes li.made::before { background: var(--made); } .outcomes li.seen::before { background: var(--seen); } .outcomes li.lost::before { background: var(--lost); } .outcomes li.alarm::before { background: var(--bad); }
        .none { color: var(--quiet); }
        .empty { margin: 0; padding: 1.25rem; color: var(--quiet); }
        footer { padding-top: 1.5rem; padding-bottom: 2rem; color: var(--quiet); font-size: .875rem; }
        """;

    /// <summary>Nothing is loaded, run, framed or sent; the one style sheet is named by its digest.</summary>
    internal static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
