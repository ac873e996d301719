using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

public sealed class InputPipeTests
{
    private static readonly Gen<Step[]> Steps = Gen.OneOf(
        Gen.Int[1, 5000].Select(count => new Step(StepKind.Add, count, 0)),
        Gen.Int[1, 70_000].Select(count => new Step(StepKind.Add, count, 0)),
        Gen.Int[0, 100].Select(percent => new Step(StepKind.Use, percent, percent)),
        Gen.Int[0, 100].Select(percent => new Step(StepKind.Use, percent, 100)),
        Gen.Const(new Step(StepKind.Use, 100, 100)),
        Gen.Const(new Step(StepKind.Cancel, 0, 0)),
        Gen.Frequency((8, Gen.Const(new Step(StepKind.Use, 0, 100))), (1, Gen.Const(new Step(StepKind.End, 0, 0))))).Array[1, 60];

    private enum StepKind
    {
        Add,
        Use,
        Cancel,
        End,
    }

    [Fact]
    public void It_reads_as_the_pipe_of_the_library_does() => Steps.Sample(steps =>
    {
        var (input, oracle) = (new InputPipe(static () => { }), new Oracle());
        var readers = new Pair(new ReadingOnce(input), new ReadingOnce(oracle.Reader));
        var random = new Random(steps.Length);
        foreach (var step in steps)
        {
            Take(step, input, oracle, readers, random);
            readers.AssertAlike();
        }

        input.Reset();
    }, iter: 3_000);

    [Fact]
    public void Octets_that_come_one_by_one_are_moved_rarely()
    {
        var input = new InputPipe(static () => { });
        var moves = 0;
        var array = Array(input);
        for (var count = 0; count < 100_000; count++)
        {
            moves += ReferenceEquals(array, array = Array(input)) ? 0 : 1;
            input.GetMemory().Span[0] = (byte)count;
            input.Add(1, isFull: false);
        }

        Assert.InRange(moves, 1, 40);
        Assert.True(input.TryRead(out var read));
        Assert.Equal(100_000, read.Buffer.Length);
        input.Reset();
    }

    [Fact]
    public void What_is_used_up_holds_no_memory()
    {
        var input = new InputPipe(static () => { });
        input.GetMemory();
        input.Add(100, isFull: false);
        Assert.True(input.TryRead(out var read));
        input.AdvanceTo(read.Buffer.End);
        Assert.False(input.TryRead(out _));
        Assert.Equal(4096, input.GetMemory().Length);
        input.Reset();
    }

    [Fact]
    public void Memory_that_is_being_filled_is_nobody_elses_when_all_before_it_is_used_up()
    {
        var (input, other) = (new InputPipe(static () => { }), new InputPipe(static () => { }));
        AddOne(input);
        var filling = input.GetMemory();
        Assert.True(input.TryRead(out var before));
        input.AdvanceTo(before.Buffer.End);

        other.GetMemory().Span.Clear();
        filling.Span[0] = 42;
        other.Add(1, isFull: false);
        input.Add(1, isFull: false);
        Assert.True(other.TryRead(out var others));
        Assert.True(input.TryRead(out var own));
        Assert.Equal((0, 42), (others.Buffer.FirstSpan[0], own.Buffer.FirstSpan[0]));
        input.Reset();
        other.Reset();
    }

    [Fact]
    public void The_connection_runs_before_an_add_a_cancel_and_an_end_return()
    {
        var input = new InputPipe(static () => { });
        foreach (var run in (Action[])[() => AddOne(input), input.CancelPendingRead, input.End])
        {
            var reading = new ReadingOnce(input);
            Assert.Null(reading.Result);
            run();
            Assert.NotNull(reading.Result);
            input.AdvanceTo(reading.Result.Value.Buffer.End);
        }
    }

    [Fact]
    public async Task Whoever_waits_for_room_goes_on_when_the_connection_has_used_enough()
    {
        var changes = 0;
        var input = new InputPipe(() => changes++);
        while (!input.IsPaused)
            AddOne(input, isFull: true);
        var resumed = input.ResumedAsync();
        Assert.False(resumed.IsCompleted);
        Assert.Equal((false, 1), (input.IsOpen, changes));

        Assert.True(input.TryRead(out var read));
        input.AdvanceTo(read.Buffer.End);
        Assert.True(await resumed);
        Assert.Equal((true, 2), (input.IsOpen, changes));
        input.Reset();
    }

    [Fact]
    public void Octets_that_come_and_are_used_allocate_nothing()
    {
        var input = new InputPipe(static () => { });
        AddAndUse(input, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddAndUse(input, 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AddAndUse(InputPipe input, int times)
    {
        for (var time = 0; time < times; time++)
        {
            AddOne(input);
            Assert.True(input.TryRead(out var read));
            input.AdvanceTo(read.Buffer.End);
        }
    }

    private static void AddOne(InputPipe input, bool isFull = false) =>
        input.Add(isFull ? input.GetMemory().Length : Math.Min(1, input.GetMemory().Length), isFull);

    private static byte[] Array(InputPipe input) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(input.GetMemory(), out var segment)
            ? segment.Array!
            : throw new InvalidOperationException("It has no array.");

    private static void Take(Step step, InputPipe input, Oracle oracle, Pair readers, Random random)
    {
        switch (step.Kind)
        {
            case StepKind.Add when input.IsOpen:
                while (readers.HasResult)
                    readers.Use(0, 100);
                Add(step.First, input, oracle, random);
                break;
            case StepKind.Use when readers.HasResult:
                readers.Use(step.First, step.Second);
                break;
            case StepKind.Cancel:
                input.CancelPendingRead();
                oracle.Reader.CancelPendingRead();
                break;
            case StepKind.End when !input.IsEnded:
                input.End();
                oracle.End();
                break;
        }
    }

    private static void Add(int count, InputPipe input, Oracle oracle, Random random)
    {
        var memory = input.GetMemory();
        var octets = new byte[Math.Min(count, memory.Length)];
        random.NextBytes(octets);
        octets.CopyTo(memory);
        oracle.Add(octets);
        input.Add(octets.Length, octets.Length == memory.Length);
    }

    private sealed record Step(StepKind Kind, int First, int Second);

    /// <summary>The library's pipe, used as this one replaces it.</summary>
    private sealed class Oracle
    {
        private readonly Pipe _pipe = new(new PipeOptions(
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));

        public PipeReader Reader => _pipe.Reader;

        public void Add(byte[] octets)
        {
            _pipe.Writer.Write(octets);
            Assert.True(_pipe.Writer.FlushAsync().AsTask().IsCompletedSuccessfully);
        }

        public void End() => _pipe.Writer.Complete();
    }

    /// <summary>A read whose result is kept when it comes.</summary>
    private sealed class ReadingOnce
    {
        private readonly PipeReader _reader;

        public ReadingOnce(PipeReader reader)
        {
            _reader = reader;
            _ = ReadAsync();
        }

        public ReadResult? Result { get; private set; }

        public ReadingOnce Use(int consumedPercent, int examinedPercent)
        {
            var buffer = Result!.Value.Buffer;
            _reader.AdvanceTo(buffer.GetPosition(buffer.Length * consumedPercent / 100), buffer.GetPosition(buffer.Length * examinedPercent / 100));
            return new ReadingOnce(_reader);
        }

        private async Task ReadAsync() => Result = await _reader.ReadAsync();
    }

    private sealed class Pair(ReadingOnce input, ReadingOnce oracle)
    {
        private ReadingOnce _input = input;
        private ReadingOnce _oracle = oracle;
        private bool _hasLookedAhead;

        public bool HasResult => _oracle.Result is not null;

        public void Use(int consumedPercent, int examinedPercent)
        {
            // Whoever has looked at all of it cannot have looked at less later on.
            examinedPercent = _hasLookedAhead ? 100 : examinedPercent;
            _hasLookedAhead = consumedPercent < examinedPercent;
            _oracle = _oracle.Use(consumedPercent, examinedPercent);
            _input = _input.Use(consumedPercent, examinedPercent);
        }

        public void AssertAlike()
        {
            Assert.Equal(_oracle.Result is null, _input.Result is null);
            if (_oracle.Result is not { } expected || _input.Result is not { } found)
                return;
            Assert.Equal((expected.IsCanceled, expected.IsCompleted), (found.IsCanceled, found.IsCompleted));
            Assert.Equal(expected.Buffer.ToArray(), found.Buffer.ToArray());
        }
    }
}
