namespace Azure.Data.Tables;

public enum TableUpdateMode
{
    /// <summary>Properties that are not sent keep their stored value.</summary>
    Merge = 0,

    /// <summary>The stored entity becomes exactly what is sent.</summary>
    Replace = 1,
}
