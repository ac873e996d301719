using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Says what a value looks like.</summary>
internal static class ValueShapes
{
    private static readonly FrozenSet<string> PrivateMailHosts = KeyWords.Set(
        "gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de ymail.com hotmail.com hotmail.co.uk hotmail.fr outlook.com live.com",
        "msn.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.com web.de t-online.de freenet.de orange.fr",
        "wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it ziggo.nl kpnmail.nl xs4all.nl uol.com.br bol.com.br",
        "terra.com.br hotmail.es yahoo.es hotmail.it yandex.ru yandex.com mail.ru qq.com 163.com zoho.com fastmail.com hey.com mail.com",
        "btinternet.com talktalk.net ntlworld.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net",
        "sympatico.ca videotron.ca bigpond.com optusnet.com.au xtra.co.nz rediffmail.com yahoo.co.in yahoo.co.jp yahoo.com.br ig.com.br naver.com",
        "daum.net 126.com sina.com bluewin.ch gmx.at gmx.ch aon.at telenet.be skynet.be home.nl planet.nl hetnet.nl wp.pl o2.pl onet.pl interia.pl",
        "seznam.cz centrum.cz yahoo.it yahoo.ca yahoo.com.au yahoo.com.mx live.co.uk live.nl live.fr hotmail.de hotmail.com.br outlook.de outlook.fr",
        "outlook.es outlook.com.br");

    // The ids of WhatsApp have the form of an address: a number, and what is there (a contact, a group).
    private static readonly FrozenSet<string> MessengerHosts = KeyWords.Set("c.us g.us s.whatsapp.net lid broadcast");

    private static readonly FrozenSet<string> FunctionMailboxes = KeyWords.Set(
        "info hello hi contact contacts kontakt contacto contato sales support help office admin team mail email billing accounts accounting invoice",
        "invoices rechnung jobs careers hr press marketing noreply no-reply donotreply do-not-reply notifications notification newsletter webmaster",
        "postmaster service services enquiries inquiries feedback abuse privacy legal bounce mailer-daemon ops operations devops infra sre dba noc",
        "it monitoring betrieb exploitation operaciones operacoes operazioni beheer security compliance finance payables accountspayable ap",
        "reception frontdesk alerts notify system post firmapost faktura kontor buero buro zentrale sekretariat empfang verwaltung buchhaltung",
        "rechnungen accueil secretariat compta comptabilite facturation facturacion facturas administracion recepcion financeiro atendimento",
        "fatturazione amministrazione segreteria ufficio administratie facturen receptie biuro");

    private static readonly FrozenSet<string> SocialHosts = KeyWords.Set(
        "linkedin.com twitter.com x.com facebook.com fb.com instagram.com youtube.com github.com tiktok.com xing.com crunchbase.com angel.co",
        "wellfound.com reddit.com medium.com t.me wa.me calendly.com google.com bing.com duckduckgo.com producthunt.com g2.com glassdoor.com",
        "pinterest.com lnkd.in");

    private static readonly FrozenSet<string> CompanySuffixes = KeyWords.Set(
        "inc incorporated llc llp ltd limited plc corp corporation co company gmbh ag kg ug ohg gbr se sa sas sarl sasu srl spa snc bv nv vof ab as",
        "aps oy oyj kft sro zrt doo pty pte pvt ltda lda ooo uab bhd tbk srls scarl scop eurl selarl asa nyrt ggmbh gag aor pllc eireli sl slu ev eg",
        "holding group oo zoo jsc wll");

    // What public bodies and schools are called by, at the end or at the beginning.
    private static readonly FrozenSet<string> BodySuffixes = KeyWords.Set(
        "council university foundation association institute hospital trust authority ministry municipality cooperative federation college");
    private static readonly FrozenSet<string> BodyPrefixes = KeyWords.Set(
        "gemeinde stadt landkreis stadtwerke sparkasse hochschule klinikum commune mairie ayuntamiento comune gemeente university universitat",
        "universite universidad universidade universita ministry ministerium");

    // Without a blank, and in Japan and Korea in front as well.
    private static readonly string[] CompanyMarks = ["公司", "集团", "集團", "株式会社", "有限会社", "合同会社", "(株)", "㈱", "주식회사", "(주)"];

    // The last label of hosts; "example" is kept for documentation (RFC 2606).
    private static readonly FrozenSet<string> UsualEndings = KeyWords.Set(
        "com org net edu gov int info biz name pro coop dev app cloud tech online site shop store agency group digital studio software systems",
        "solutions consulting company example");

    // First labels of hosts; "app" and "shop" are missing, for some companies have their site there.
    private static readonly FrozenSet<string> ServiceLabels = KeyWords.Set(
        "jobs job careers career karriere apply recruiting api admin dashboard cdn static img images assets mail email click clicks track tracking",
        "links link trk go book booking meet meetings calendar form forms survey surveys help support status docs login auth portal webhook webhooks",
        "hooks lp pages landing gw gw1 gateway vpn ns ns1 mx mx1 smtp dsl dhcp pool proxy fw remote host");

    // Below these, vendors give each account an address.
    private static readonly string[] AccountHosts = [".myshopify.com", ".atlassian.net", ".zendesk.com", ".freshdesk.com", ".my.salesforce.com", ".slack.com"];

    // Words that a person's name does not have; a form's, an event's or a plan's name has them.
    private static readonly FrozenSet<string> NoNameWords = KeyWords.Set(
        "the to for with your you our us and or of in on at new get from this that is are a an form demo talk contact page request free trial signup",
        "sign up download guide webinar event summit conference workshop meeting call plan pro basic premium standard test sample default general",
        "admission ticket pass list newsletter campaign sequence report team workspace account sales marketing guest user visitor anonymous unknown",
        "unnamed caller customer lead prospect subscriber member system bot manager director engineer head chief officer website site home pricing",
        "blog queue desk helpdesk hotline line voicemail mailbox inbox office department group chat web online");

    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789 +-().\u00A0/x");

    /// <summary>Every shape that <paramref name="text"/> has; null is empty.</summary>
    public static ValueShape Of(string? text)
    {
        if (text is null) return ValueShape.Empty;
        text = text.Trim();
        if (text.Length == 0) return ValueShape.Empty;
        if (text.Length > 2048) return ValueShape.None;
        if (EmailAddress.TryNormalise(text, out var email))
        {
            return MessengerHosts.Contains(EmailAddress.DomainOf(email)) ? ValueShape.Technical : OfEmail(email);
        }

        if (LinkedinUrl.TryNormalise(text, out var kind, out _)) return OfPage(text, kind);
        if (OfHost(text) is var host and not ValueShape.None) return host;
        if (IsPhone(text)) return ValueShape.Phone;
        return IsTechnical(text) ? ValueShape.Technical : OfWords(text);
    }

    /// <summary>The site that a service belongs to: <c>acme.example</c> for <c>hooks.acme.example</c>; any other host as it is.</summary>
    public static string SiteOf(string host) => IsService(host) ? host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..] : host;

    /// <summary>True for the providers of private mail.</summary>
    public static bool IsPrivateMailHost(string host) => PrivateMailHosts.Contains(host);

    /// <summary>True for a host under a country or one of the usual generic domains: what a program writes with a dot (<c>company.created</c>) is
    /// none.</summary>
    public static bool HasUsualEnding(string host) =>
        host[(host.LastIndexOf('.') + 1)..] is var ending && (ending.Length == 2 || UsualEndings.Contains(ending));

    /// <summary>True for the words of a company's legal form, without dots.</summary>
    public static bool IsCompanySuffix(string word) => CompanySuffixes.Contains(word);

    /// <summary>True for the words that the names of forms, events and plans have, and those of people do not.</summary>
    public static bool IsNoNameWord(string word) => NoNameWords.Contains(word);

    /// <summary>True for one word of small letters, as accounts have it in their addresses: <c>lakesideadvisors</c>.</summary>
    public static bool IsLogin(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static ValueShape OfEmail(string email)
    {
        var local = email[..email.LastIndexOf('@')];
        return ValueShape.Email
            | (FunctionMailboxes.Contains(local) ? ValueShape.FunctionMailbox : ValueShape.None)
            | (PrivateMailHosts.Contains(EmailAddress.DomainOf(email)) ? ValueShape.PrivateMail : ValueShape.None);
    }

    private static ValueShape OfPage(string text, LinkedinKind kind) =>
        (kind is LinkedinKind.Person ? ValueShape.PersonPage : ValueShape.CompanyPage)
        | (text.Contains("linkedin.", StringComparison.OrdinalIgnoreCase) ? ValueShape.Url : ValueShape.Handle);

    private static ValueShape OfHost(string text)
    {
        if (text.Contains(' ') || !text.Contains('.') || !CompanyDomain.TryNormalise(text, out var host)) return ValueShape.None;
        var hasScheme = text.Contains("//", StringComparison.Ordinal);
        var hostEnd = text.IndexOf('/', hasScheme ? text.IndexOf("//", StringComparison.Ordinal) + 2 : 0);
        var path = hostEnd < 0 ? "" : text[hostEnd..].TrimEnd('/');
        var shape = ValueShape.Url;
        if (!SocialHosts.Any(social => HostLabels.IsAt(host, social))) shape |= ValueShape.Host;
        if (IsService(host) || Array.Exists(AccountHosts, host.EndsWith)) shape |= ValueShape.ServiceHost;
        if (path.Length > 4 || text.Contains('?')) shape |= ValueShape.DeepLink; // /de and /en-us are languages, not pages.
        return shape;
    }

    /// <summary>True for <c>hooks.acme.example</c>; the first label of <c>go.com.br</c> is a company's name.</summary>
    private static bool IsService(string host) =>
        host.Split('.') is [var first, _, _, ..] && ServiceLabels.Contains(first)
            && !string.Equals(first, HostLabels.Registered(host), StringComparison.Ordinal);

    private static bool IsPhone(string text)
    {
        var digitCount = text.Count(char.IsAsciiDigit);
        if (digitCount is < 7 or > 17 || text.AsSpan().ContainsAnyExcept(PhoneCharacters)) return false;
        return !(text.Count(c => c == '.') == 3 && !text.Contains(' ')); // An IP address is not a telephone number.
    }

    private static bool IsTechnical(string text)
    {
        if (text.Any(char.IsWhiteSpace)) return DateTime.TryParse(text, CultureInfo.InvariantCulture, out _);
        var digitCount = text.Count(char.IsDigit);
        var letterCount = text.Count(char.IsLetter);
        return letterCount == 0 || (digitCount > 0 && text.Length >= 8 && digitCount * 4 >= text.Length) || text is "true" or "false"
            || text.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>True where a comma follows a company's ending: <c>Amber AG, Accounts Payable</c>.</summary>
    private static bool IsDepartment(string[] words) =>
        Array.FindIndex(words, word => word.EndsWith(',')
            && CompanySuffixes.Contains(word.TrimEnd(',').Replace(".", "", StringComparison.Ordinal).ToLowerInvariant())) is > 0;

    private static ValueShape OfWords(string text)
    {
        if (text.Length > 150 || !text.Any(char.IsLetter) || text[0] is '{' or '[' or '<') return ValueShape.None;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var shape = ValueShape.Words;
        var last = words[^1].Replace(".", "", StringComparison.Ordinal).Trim(',', ')').ToLowerInvariant();
        if ((words.Length > 1
                && (CompanySuffixes.Contains(last) || (words.Length > 2 && BodySuffixes.Contains(last))
                    || BodyPrefixes.Contains(KeyTokens.WithoutAccents(words[0]).ToLowerInvariant())))
            || IsDepartment(words)
            || CompanyMarks.Any(mark => text.EndsWith(mark, StringComparison.Ordinal) || text.StartsWith(mark, StringComparison.Ordinal)))
        {
            return shape | ValueShape.CompanySuffix;
        }

        if (Array.TrueForAll(words, word => NoNameWords.Contains(word.ToLowerInvariant()))) return shape | ValueShape.Placeholder;
        if (words.Length > 6 || text.Length > 60 || !Array.TrueForAll(words, IsNameWord)) return shape;
        if (words.Length == 1) return text.Contains('.') ? shape : shape | ValueShape.NamePart;
        var capitalCount = words.Count(word => !char.IsLower(word[0]));
        return capitalCount * 2 >= words.Length ? shape | ValueShape.WholeName : shape;
    }

    private static bool IsNameWord(string word)
    {
        var letters = word.Trim('.', ',', '\'', '’', '-', '(', ')');
        return letters.Length > 0 && !NoNameWords.Contains(letters.ToLowerInvariant())
            && letters.All(c => char.IsLetter(c) || c is '-' or '\'' or '’' or '.'
                || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
    }
}
