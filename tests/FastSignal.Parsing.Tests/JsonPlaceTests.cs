using System.Text.Json;

namespace FastSignal.Parsing.Tests;

public class JsonPlaceTests
{
    [Fact]
    public void It_knows_the_containers_around()
    {
        var place = default(JsonPlace);
        Assert.False(place.IsBehindRoot);
        place = place.Behind(JsonTokenType.StartObject).Behind(JsonTokenType.PropertyName).Behind(JsonTokenType.StartArray);
        Assert.Equal(2, place.Depth);
        Assert.True(place.IsInArray);
        place = place.Behind(JsonTokenType.Number).Behind(JsonTokenType.EndArray);
        Assert.False(place.IsInArray);
        Assert.False(place.IsBehindRoot);
        Assert.True(place.Behind(JsonTokenType.EndObject).IsBehindRoot);
    }

    [Fact]
    public void The_root_array_bit_survives_64_levels()
    {
        var place = default(JsonPlace).Behind(JsonTokenType.StartArray);
        for (var level = 2; level <= RecordFormat.MaxDepth; level++)
            place = place.Behind(JsonTokenType.StartObject);
        for (var level = 2; level <= RecordFormat.MaxDepth; level++)
            place = place.Behind(JsonTokenType.EndObject);
        Assert.True(place.IsInArray);
    }
}
