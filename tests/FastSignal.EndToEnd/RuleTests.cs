using FastSignal.Harness.Connections;

namespace FastSignal.EndToEnd;

/// <summary>The rules of HTTP/1.1 that raw listeners get wrong, each against the real executable with all connections of its topic.</summary>
/// <remarks>What a file cannot express, such as when an answer comes, is in <see cref="RuleTimingTests"/>.</remarks>
public sealed class RuleTests(ConnectionFixture fixture) : IClassFixture<ConnectionFixture>
{
    [Fact]
    public void Rule_01_Content_Length_and_Transfer_Encoding_together_get_one_answer_and_then_a_close() => Holds("rule01", 30);

    [Fact]
    public void Rule_02_A_Transfer_Encoding_that_is_not_exactly_chunked_is_refused_and_never_read_by_Content_Length() => Holds("rule02", 60);

    [Fact]
    public void Rule_03_Transfer_Encoding_in_HTTP_1_0_is_faulty_framing() => Holds("rule03", 10);

    [Fact]
    public void Rule_04_Content_Length_is_digits_and_nothing_else_and_never_overflows() => Holds("rule04", 80);

    [Fact]
    public void Rule_05_Several_Content_Lengths_are_refused() => Holds("rule05", 25);

    [Fact]
    public void Rule_06_No_blank_stands_before_a_colon_and_none_inside_a_name() => Holds("rule06", 40);

    [Fact]
    public void Rule_07_A_folded_line_is_refused_and_so_is_a_first_line_that_begins_with_a_blank() => Holds("rule07", 20);

    [Fact]
    public void Rule_08_CR_LF_and_NUL_in_a_value_are_refused_and_lines_end_in_CRLF() => Holds("rule08", 35);

    [Fact]
    public void Rule_09_Chunk_lines_end_in_CRLF() => Holds("rule09", 20);

    [Fact]
    public void Rule_10_The_two_octets_behind_chunk_data_are_CR_LF() => Holds("rule10", 12);

    [Fact]
    public void Rule_11_A_chunk_size_is_hexadecimal_digits_and_never_overflows() => Holds("rule11", 60);

    [Fact]
    public void Rule_12_Chunk_extensions_are_checked_ignored_and_limited() => Holds("rule12", 40);

    [Fact]
    public void Rule_13_Trailers_are_parsed_as_fields_limited_and_never_merged() => Holds("rule13", 50);

    [Fact]
    public void Rule_14_The_decoded_length_counts_for_the_limit_and_exactly_the_limit_passes_in_both_framings() => Holds("rule14", 25);

    [Fact]
    public void Rule_15_The_content_of_a_refused_request_is_never_the_next_request() => Holds("rule15", 75);

    [Fact]
    public void Rule_16_Host_is_there_once_and_valid_before_anything_else_is_looked_at() => Holds("rule16", 80);

    [Fact]
    public void Rule_17_An_absolute_form_is_accepted_and_its_authority_replaces_Host() => Holds("rule17", 70);

    [Fact]
    public void Rule_18_The_request_line_is_a_method_a_target_and_a_version_with_one_space_between_them() => Holds("rule18", 95);

    [Fact]
    public void Rule_19_A_field_section_that_is_too_large_is_431_and_closes() => Holds("rule19", 25);

    [Fact]
    public void Rule_20_A_client_that_expects_100_gets_it_at_once_or_a_final_status() => Holds("rule20", 50);

    [Fact]
    public void Rule_21_HEAD_is_answered_without_content_and_405_names_the_methods() => Holds("rule21", 35);

    [Fact]
    public void Rule_22_Close_anywhere_in_Connection_wins_and_nothing_behind_it_is_served() => Holds("rule22", 55);

    [Fact]
    public void Rule_23_Pipelined_requests_are_answered_in_order() => Holds("rule23", 20);

    [Fact]
    public void Rule_24_A_message_that_ends_early_is_never_processed() => Holds("rule24", 50);

    [Fact]
    public void Rule_25_Paths_are_split_first_and_then_decoded_once() => Holds("rule25", 90);

    [Fact]
    public void Of_several_refusals_the_first_of_the_list_is_given() => Holds("order", 30);

    [Fact]
    public void Contents_and_signals_are_judged_as_the_contract_says_and_other_fields_decide_nothing() => Holds("contract", 100);

    [Fact]
    public void What_is_no_HTTP_is_refused() => Holds("robust", 30);

    /// <summary>Runs the connections of a topic; fewer than there once were would be a corpus that is not found.</summary>
    private void Holds(string topic, int atLeast)
    {
        var connections = ConnectionCorpus.Of(topic);
        Assert.True(connections.Count >= atLeast, $"only {connections.Count} connections for {topic}");
        fixture.Run(connections);
    }
}
