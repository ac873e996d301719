using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace FastSignal.Console;

/// <summary>A page as it is written. What the source spells out is markup; whatever stands in braces is text and is encoded: there is no other way
/// in.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(16 * 1024);

    /// <summary>Adds markup with encoded values in it.</summary>
    internal Html Add([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        // The handler has written into this page already.
        _ = markup;
        return this;
    }

    /// <summary>Adds a constant of the source as it is.</summary>
    internal Html AddMarkup([ConstantExpected] string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Writes the parts of an interpolated string into a page.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly Html _page;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount, Html page)
        {
            _ = literalLength + formattedCount;
            _page = page;
        }

        /// <summary>Markup.</summary>
        public void AppendLiteral(string markup) => _page._text.Append(markup);

        /// <summary>A text.</summary>
        public void AppendFormatted(string? text) => _page._text.Append(Encoder.Encode(text ?? ""));

        /// <summary>A number, with separators for its thousands.</summary>
        public void AppendFormatted(long number) => _page._text.Append(number.ToString("N0", CultureInfo.InvariantCulture));

        /// <summary>A number in the given form.</summary>
        public void AppendFormatted(double number, string format) => _page._text.Append(Encoder.Encode(number.ToString(format, CultureInfo.InvariantCulture)));
    }
}
