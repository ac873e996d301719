using System.Text;

namespace FastSignal.Harness.Connections;

/// <summary>The cases that would be files of more than 16 KiB, in the same verdict form.</summary>
internal static class LargeConnections
{
    private const int MaxContentBytes = 1_048_576;
    private const int MaxDiscardedBytes = 64 * 1024;
    private const int MaxFieldSectionBytes = 32 * 1024;
    private const string Path = "/custom_signals/" + ConnectionCorpus.Live + "/entries";
    private const string NoPath = "/nowhere";

    private static readonly byte[] Smuggled = Post("{\"smuggled\":true}"u8);

    /// <summary>Makes them.</summary>
    public static IEnumerable<ConnectionCase> All() =>
        [.. Contents(), .. Refused(), .. Heads(), .. Bodies(), .. Pipelines()];

    private static IEnumerable<ConnectionCase> Contents()
    {
        var exact = OfLength(MaxContentBytes);
        var over = OfLength(MaxContentBytes + 1);
        yield return new("202-202k_rule14_length_exactly_the_limit", [.. Post(exact), .. Second]);
        yield return new("202-202k_rule14_one_chunk_of_exactly_the_limit", [.. Chunked(exact, MaxContentBytes), .. Second]);
        yield return new("202-202k_rule14_chunks_up_to_exactly_the_limit", [.. Chunked(exact, 4_099), .. Second]);
        yield return new("202-202k_rule14_one_octet_chunks_up_to_exactly_the_limit", [.. Chunked(exact, 1), .. Second]);
        yield return new("202-202k_rule14_exactly_the_limit_with_trailers", [.. Chunked(exact, 65_536, trailers: "X: y\r\nContent-Length: 1\r\n"), .. Second]);
        yield return new("202c_rule14_exactly_the_limit_in_1_0", [.. Post(exact, version: "HTTP/1.0"), .. Smuggled]);
        yield return new("202-202-202k_rule14_twice_the_limit_in_a_row", [.. Post(exact), .. Post(OfLength(MaxContentBytes, 2)), .. Post("{\"n\":3}"u8)]);
        yield return new("413c_rule14_length_one_over_all_sent", [.. Post(over), .. Smuggled]);
        yield return new("413c_rule14_one_chunk_one_over_all_sent", [.. Chunked(over, MaxContentBytes + 1), .. Smuggled]);
        yield return new("413c_rule14_last_octet_over_in_a_chunk_of_its_own", [.. Chunked(over, MaxContentBytes), .. Smuggled]);
        yield return new("413c_rule14_chunks_one_over", [.. Chunked(over, 4_099), .. Smuggled]);
        yield return new("413c_rule14_one_octet_chunks_one_over", [.. Chunked(over, 1), .. Smuggled]);
        yield return new("413c_rule14_megabytes_over_all_sent", [.. Post(OfLength(4 * MaxContentBytes)), .. Smuggled]);
        yield return new("413c_rule14_chunked_megabytes_over_all_sent", [.. Chunked(OfLength(4 * MaxContentBytes), 65_536), .. Smuggled]);
        yield return new("202-202k_contract_string_of_half_a_mebibyte", [.. Post(OfLength(MaxContentBytes / 2)), .. Second]);
        yield return new("202-202k_contract_hundred_thousand_leaves",
            [.. Post(Text("{\"n\":1,\"a\":[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "]}")), .. Second]);
        yield return new("400-202k_contract_refused_last_octet_of_half_a_mebibyte", [.. Post([.. OfLength(MaxContentBytes / 2)[..^1], (byte)']']), .. First]);
        yield return new("400-202k_contract_refused_only_blanks", [.. Post(Text(new string(' ', 200_000))), .. First]);
    }

    private static IEnumerable<ConnectionCase> Refused()
    {
        yield return new("404-202k_rule15_64_kibibytes_sent", [.. Post(Filled(MaxDiscardedBytes), NoPath), .. First]);
        yield return new("405-202k_rule15_wrong_method_64_kibibytes_sent", [.. Post(Filled(MaxDiscardedBytes), method: "PUT"), .. First]);
        yield return new("404-202m_rule15_over_64_kibibytes_sent", [.. Post(Filled(MaxDiscardedBytes + 1), NoPath), .. First]);
        yield return new("404-202m_rule15_half_a_mebibyte_sent", [.. Post(Filled(MaxContentBytes / 2), NoPath), .. First]);
        yield return new("404-202m_rule15_half_a_mebibyte_of_chunks_sent", [.. Chunked(Filled(MaxContentBytes / 2), 4_096, NoPath), .. First]);
        yield return new("405c_rule15_mebibytes_sent", [.. Post(Filled(4 * MaxContentBytes), method: "DELETE"), .. Smuggled]);
        yield return new("200-202m_rule15_livez_with_half_a_mebibyte", [.. Post(Filled(MaxContentBytes / 2), "/livez", "GET"), .. First]);
        yield return new("400-202m_rule15_malformed_first_octet_of_half_a_mebibyte", [.. Post(Filled(MaxContentBytes / 2)), .. First]);
        yield return new("404-202m_rule15_requests_as_content",
            [.. Post([.. Enumerable.Repeat(Smuggled, 2_000).SelectMany(static request => request)], NoPath), .. First]);
    }

    private static IEnumerable<ConnectionCase> Heads()
    {
        yield return new("202-202k_rule19_section_32768", [.. PostWith(Padding(MaxFieldSectionBytes)), .. Second]);
        yield return new("431c_rule19_section_32769", [.. PostWith(Padding(MaxFieldSectionBytes + 1)), .. Smuggled]);
        yield return new("431c_rule19_section_of_60000", [.. PostWith(Padding(60_000)), .. Smuggled]);
        yield return new("202-202k_rule19_section_32768_of_many_lines", [.. PostWith(Lines(MaxFieldSectionBytes)), .. Second]);
        yield return new("431c_rule19_section_32769_of_many_lines", [.. PostWith(Lines(MaxFieldSectionBytes + 1)), .. Smuggled]);
        yield return new("431c_rule19_value_without_end", [.. HeadStart, .. "X: "u8, .. Filled(100_000)]);
        yield return new("431c_rule19_name_without_end", [.. HeadStart, .. Filled(100_000)]);
        yield return new("431c_rule19_blanks_without_end", [.. HeadStart, .. "X:"u8, .. Text(new string(' ', 100_000))]);
        yield return new("431c_rule19_lines_without_end", [.. HeadStart, .. Text(string.Concat(Enumerable.Repeat("X: y\r\n", 20_000)))]);
        yield return new("431c_rule19_unknown_path", [.. "GET /nowhere HTTP/1.1\r\nHost: h\r\nX: "u8, .. Filled(40_000), .. "\r\n\r\n"u8, .. Smuggled]);
        yield return new("431hc_rule19_head", [.. "HEAD /livez HTTP/1.1\r\nHost: h\r\nX: "u8, .. Filled(40_000), .. "\r\n\r\n"u8, .. Smuggled]);
        yield return new("431c_rule19_in_1_0", [.. "GET /livez HTTP/1.0\r\nX: "u8, .. Filled(40_000), .. "\r\n\r\n"u8, .. Smuggled]);
        yield return new("414c_rule18_line_of_100000", [.. "POST /"u8, .. Filled(100_000), .. " HTTP/1.1\r\n\r\n"u8, .. Smuggled]);
        yield return new("414c_rule18_line_of_a_mebibyte_without_end", Filled(MaxContentBytes));
        yield return new("414hc_rule21_line_of_100000", [.. "HEAD /"u8, .. Filled(100_000), .. " HTTP/1.1\r\n\r\n"u8]);
        yield return new("202-202k_rule16_host_of_20000", [.. Post("{\"n\":1}"u8, host: new string('h', 20_000)), .. Second]);
        yield return new("202-202k_rule04_thirty_thousand_leading_zeros",
            [.. HeadStart, .. Text("Content-Length: " + new string('0', 30_000) + "7\r\n\r\n{\"n\":1}"), .. Second]);
        yield return new("413c_rule04_thirty_thousand_digits", [.. HeadStart, .. Text("Content-Length: " + new string('9', 30_000) + "\r\n\r\n"), .. Smuggled]);
        yield return new("400c_rule08_lf_behind_30000_octets", [.. HeadStart, .. "X: "u8, .. Filled(30_000), .. "\nContent-Length: 0\r\n\r\n"u8, .. Smuggled]);
        yield return new("400c_rule07_fold_behind_30000_octets", [.. HeadStart, .. "X: "u8, .. Filled(30_000), .. "\r\n y\r\n\r\n"u8, .. Smuggled]);
        yield return new("202-202k_rule22_long_list_without_close",
            [.. PostWith("Connection: " + string.Join(',', Enumerable.Repeat("closed", 4_000)) + "\r\n"), .. Second]);
        yield return new("202c_rule22_long_list_with_close",
            [.. PostWith("Connection: " + string.Join(',', Enumerable.Repeat("closed", 4_000)) + ",close\r\n"), .. Smuggled]);
    }

    private static IEnumerable<ConnectionCase> Bodies()
    {
        yield return new("400c_rule11_digits_without_end", [.. ChunkedHead(), .. Text(new string('0', 100_000))]);
        yield return new("400c_rule12_extension_without_end", [.. ChunkedHead(), .. "7;"u8, .. Filled(100_000)]);
        yield return new("400c_rule12_blanks_without_end", [.. ChunkedHead(), .. "7"u8, .. Text(new string(' ', 100_000))]);
        yield return new("400c_rule12_quote_without_end", [.. ChunkedHead(), .. "7;a=\""u8, .. Filled(100_000)]);
        yield return new("400c_rule12_many_small_extensions",
            [.. ChunkedHead(), .. Text(string.Concat(Enumerable.Repeat("1;abc\r\n \r\n", 4_000))), .. Smuggled]);
        yield return new("400or431c_rule13_value_without_end", [.. ChunkedHead(), .. "2\r\n{}\r\n0\r\nX: "u8, .. Filled(100_000)]);
        yield return new("400or431c_rule13_name_without_end", [.. ChunkedHead(), .. "2\r\n{}\r\n0\r\n"u8, .. Filled(100_000)]);
        yield return new("400or431c_rule13_lines_without_end",
            [.. ChunkedHead(), .. "2\r\n{}\r\n0\r\n"u8, .. Text(string.Concat(Enumerable.Repeat("X: y\r\n", 20_000)))]);
        yield return new("400c_rule10_wrong_end_of_a_large_chunk", [.. Chunked(OfLength(100_000), 100_000)[..^7], .. "XX0\r\n\r\n"u8, .. Smuggled]);
        yield return new("noneor400c_rule24_one_octet_of_a_mebibyte_missing.end", Post(OfLength(MaxContentBytes))[..^1]);
        yield return new("noneor400c_rule24_last_lf_of_large_chunks_missing.end", Chunked(OfLength(MaxContentBytes), 4_099)[..^1]);
        yield return new("414c_robust_letters_beyond_any_line", Filled(100_000));
        yield return new("400c_robust_nuls_without_end", new byte[100_000]);
    }

    private static IEnumerable<ConnectionCase> Pipelines()
    {
        yield return new("202x1000k_rule23_thousand", Numbered(1_000, static content => Post(content)));
        yield return new("202x300k_rule23_three_hundred_chunked", Numbered(300, static content => Chunked(content, 3)));
        yield return new("202x200-400c_rule23_two_hundred_and_a_broken_one",
            [.. Numbered(200, static content => Post(content)), .. "x\r\n\r\n"u8, .. Smuggled]);
        yield return new("404x500-202k_rule23_five_hundred_refusals",
            [.. Enumerable.Repeat(Post("{\"smuggled\":true}"u8, NoPath), 500).SelectMany(static request => request), .. First]);
        yield return new("202c_rule22_mebibyte_behind_close", [.. PostWith("Connection: close\r\n"), .. Filled(MaxContentBytes)]);
        yield return new("202c_rule22_requests_behind_close",
            [.. PostWith("Connection: close\r\n"), .. Enumerable.Repeat(Smuggled, 1_000).SelectMany(static request => request)]);
        yield return new("400c_rule06_requests_behind_a_broken_one",
            [.. "POST / HTTP/1.1\r\nHost : h\r\n\r\n"u8, .. Enumerable.Repeat(Smuggled, 1_000).SelectMany(static request => request)]);
    }

    private static byte[] First => Post("{\"n\":1}"u8);

    private static byte[] Second => Post("{\"n\":2}"u8);

    private static byte[] HeadStart => Text($"POST {Path} HTTP/1.1\r\nHost: h\r\n");

    private static byte[] Post(
        ReadOnlySpan<byte> content, string target = Path, string method = "POST", string version = "HTTP/1.1", string host = "h", string fields = "") =>
        [.. Text($"{method} {target} {version}\r\nHost: {host}\r\n{fields}Content-Length: {content.Length}\r\n\r\n"), .. content];

    private static byte[] PostWith(string fields) => Post("{\"n\":1}"u8, fields: fields);

    private static byte[] ChunkedHead(string target = Path) => Text($"POST {target} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static byte[] Chunked(ReadOnlySpan<byte> content, int chunkBytes, string target = Path, string trailers = "")
    {
        using var message = new MemoryStream();
        message.Write(ChunkedHead(target));
        for (; content.Length > 0; content = content[Math.Min(chunkBytes, content.Length)..])
        {
            var data = content[..Math.Min(chunkBytes, content.Length)];
            message.Write(Text($"{data.Length:x}\r\n"));
            message.Write(data);
            message.Write("\r\n"u8);
        }

        message.Write(Text($"0\r\n{trailers}\r\n"));
        return message.ToArray();
    }

    private static byte[] Numbered(int count, Func<byte[], byte[]> request) =>
        [.. Enumerable.Range(1, count).SelectMany(number => request(Text($"{{\"n\":{number}}}")))];

    /// <summary>One object of exactly so many octets, with its number among the entries of its case.</summary>
    private static byte[] OfLength(int bytes, int number = 1)
    {
        var start = $"{{\"n\":{number},\"filling\":\"";
        return Text(start + new string('x', bytes - start.Length - 2) + "\"}");
    }

    /// <summary>One field line that makes the section of <see cref="PostWith"/> exactly so long.</summary>
    private static string Padding(int sectionBytes) => "X: " + new string('y', sectionBytes - "Host: h\r\nX: \r\nContent-Length: 7\r\n".Length) + "\r\n";

    /// <summary>Ninety lines and one that fills up.</summary>
    private static string Lines(int sectionBytes)
    {
        var lines = string.Concat(Enumerable.Repeat("X: " + new string('y', 300) + "\r\n", 90));
        return lines + "X: " + new string('y', sectionBytes - lines.Length - "Host: h\r\nX: \r\nContent-Length: 7\r\n".Length) + "\r\n";
    }

    private static byte[] Filled(int bytes) => Text(new string('x', bytes));

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
