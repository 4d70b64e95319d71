namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>Something that waits for its turn at the file. Run inside a group's transaction, answered after the group's commit.</summary>
internal abstract class WriteWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refused;

    /// <summary>Completes when the work is durable, or faults with why it is not.</summary>
    public Task Done => _done.Task;

    /// <summary>A refusal leaves nothing of this work and does not touch the others of the group.</summary>
    public void Run(WriteConnection connection)
    {
        _refused = null;
        _refused = Apply(connection);
    }

    public void Answer()
    {
        if (_refused is null)
        {
            _done.SetResult();
        }
        else
        {
            _done.SetException(_refused);
        }
    }

    public void Fail(Exception why) => _done.TrySetException(why);

    /// <returns>Null, or why the work was refused.</returns>
    protected abstract Exception? Apply(WriteConnection connection);
}
