using System.Security.Cryptography;

namespace FastSignal.Parsing;

/// <summary>What one request head said. Only <see cref="RequestHeadParser"/> fills it; it judges nothing.</summary>
/// <remarks>Reused for every request of a connection: all values and spans live until the parser's next Reset. Valid once the head is complete.</remarks>
public sealed class RequestHead
{
    /// <summary>The longest token segment that is kept, in octets; a longer one is no route. A token has at most 128 octets, each of which may be a
    /// triplet.</summary>
    public const int MaxTokenBytes = 3 * 128;

    /// <summary>How much of User-Agent is kept, in octets: what the record has room for.</summary>
    public const int MaxUserAgentBytes = 128;

    /// <summary>The longest Idempotency-Key that waits for its hash, in octets; a longer one is hashed at once. A UUID has 36.</summary>
    internal const int MaxWaitingKeyBytes = 128;

    private readonly byte[] _token = new byte[MaxTokenBytes];
    private readonly byte[] _decodedToken = new byte[MaxTokenBytes];
    private readonly byte[] _userAgent = new byte[MaxUserAgentBytes];
    private readonly byte[] _waitingKey = new byte[MaxWaitingKeyBytes];
    private readonly byte[] _idempotencyKeyHash = new byte[SHA256.HashSizeInBytes];
    private int _tokenBytes;
    private int _decodedTokenBytes;
    private int _userAgentBytes;
    private int _waitingKeyBytes;
    private int _idempotencyKeyHashBytes;

    /// <summary>The method.</summary>
    public RequestMethod Method { get; internal set; }

    /// <summary>What the path names.</summary>
    public Route Route { get; internal set; }

    /// <summary>Whether the version is HTTP/1.0; every other 1.x is taken as 1.1.</summary>
    public bool IsHttp10 { get; internal set; }

    /// <summary>The raw octets of the token segment; empty unless the route is <see cref="Route.Entries"/>.</summary>
    public ReadOnlySpan<byte> Token => _token.AsSpan(0, _tokenBytes);

    /// <summary>Whether the token has a percent sign, so that <see cref="DecodedToken"/> is to be looked up, too.</summary>
    public bool TokenHasPercent { get; private set; }

    /// <summary>The token decoded once; empty unless <see cref="TokenHasPercent"/>. Any octet may stand here: it never goes into a response.</summary>
    public ReadOnlySpan<byte> DecodedToken => _decodedToken.AsSpan(0, _decodedTokenBytes);

    /// <summary>How the end of the content is known.</summary>
    public FramingKind Framing { get; internal set; }

    /// <summary>Content-Length in octets, 0 without one; <see cref="long.MaxValue"/> for every number that is too large for the type.</summary>
    public long ContentLength { get; internal set; }

    /// <summary>The content coding.</summary>
    public ContentCoding Coding { get; internal set; }

    /// <summary>Whether the client waits for 100 (Continue); never in HTTP/1.0.</summary>
    public bool ExpectsContinue { get; internal set; }

    /// <summary>Whether there is an expectation other than 100-continue: 417.</summary>
    public bool HasUnknownExpectation { get; internal set; }

    /// <summary>Whether another request may follow this one, as far as the client is concerned.</summary>
    public bool IsPersistent { get; internal set; }

    /// <summary>The first <see cref="MaxUserAgentBytes"/> octets of User-Agent; empty without one.</summary>
    public ReadOnlySpan<byte> UserAgent => _userAgent.AsSpan(0, _userAgentBytes);

    /// <summary>SHA-256 of the whole Idempotency-Key, 32 octets; empty when there is none or an empty one. Made when it is read first: a refused
    /// request needs none.</summary>
    public ReadOnlySpan<byte> IdempotencyKeyHash
    {
        get
        {
            if (_waitingKeyBytes > 0)
                Hash(_waitingKey.AsSpan(0, _waitingKeyBytes));

            return _idempotencyKeyHash.AsSpan(0, _idempotencyKeyHashBytes);
        }
    }

    /// <summary>Back to what a head without any field says.</summary>
    internal void Reset()
    {
        Method = RequestMethod.Other;
        Route = Route.Unknown;
        IsHttp10 = false;
        TokenHasPercent = false;
        Framing = FramingKind.None;
        ContentLength = 0;
        Coding = ContentCoding.Identity;
        ExpectsContinue = false;
        HasUnknownExpectation = false;
        IsPersistent = false;
        _tokenBytes = 0;
        _decodedTokenBytes = 0;
        _userAgentBytes = 0;
        _waitingKeyBytes = 0;
        _idempotencyKeyHashBytes = 0;
    }

    /// <summary>Keeps the token segment, at most <see cref="MaxTokenBytes"/> with valid triplets, and decodes it once if it has any.</summary>
    internal void SetToken(ReadOnlySpan<byte> token)
    {
        SetPlainToken(token);
        TokenHasPercent = token.Contains((byte)'%');
        if (TokenHasPercent)
            _decodedTokenBytes = PercentEncoding.Decode(token, _decodedToken);
    }

    /// <summary>Keeps a token segment without a percent sign, at most <see cref="MaxTokenBytes"/>.</summary>
    internal void SetPlainToken(ReadOnlySpan<byte> token)
    {
        token.CopyTo(_token);
        _tokenBytes = token.Length;
    }

    /// <summary>Keeps the beginning of User-Agent; a second line is ignored.</summary>
    internal void SetUserAgent(ReadOnlySpan<byte> value)
    {
        if (_userAgentBytes > 0)
            return;

        _userAgentBytes = Math.Min(value.Length, MaxUserAgentBytes);
        value[.._userAgentBytes].CopyTo(_userAgent);
    }

    /// <summary>Keeps the key; a second line is ignored: the field is a single item, and a retry sends the same lines again.</summary>
    internal void SetIdempotencyKey(ReadOnlySpan<byte> value)
    {
        if (_waitingKeyBytes + _idempotencyKeyHashBytes > 0)
            return;

        if (value.Length > MaxWaitingKeyBytes)
        {
            Hash(value);
            return;
        }

        value.CopyTo(_waitingKey);
        _waitingKeyBytes = value.Length;
    }

    private void Hash(ReadOnlySpan<byte> key)
    {
        _idempotencyKeyHashBytes = SHA256.HashData(key, _idempotencyKeyHash);
        _waitingKeyBytes = 0;
    }
}
