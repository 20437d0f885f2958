using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Readout.Ledger.Sqlite;

/// <summary>A function of the full-text index, <c>hits(words)</c>: how often each phrase of the expression stands in each column of a row.</summary>
/// <remarks>
/// FTS5's own bm25() asks how many rows of the whole index have each phrase, and walks through all of them to tell: hundreds of milliseconds for the words that
/// most texts have. This function looks at the row only; what to make of the numbers is <see cref="Relevance"/>'s. Microsoft.Data.Sqlite has no way to FTS5's
/// extension interface, so the few calls are made by hand (https://www.sqlite.org/fts5.html#extending_fts5).
/// </remarks>
internal static unsafe class IndexHits
{
    /// <summary>How it is called in SQL, in a query of the table <c>words</c> with MATCH.</summary>
    public const string Call = "hits(words)";

    private const string Library = "e_sqlite3";

    private const int Columns = 6;

    // A query of more phrases is weighed by its first ones.
    private const int MaxPhrases = 64;

    /// <summary>Makes the function known to a connection. Once a connection, before the first query that uses it.</summary>
    public static void Register(SqliteConnection connection)
    {
        var api = ApiOf(connection.Handle!);
        fixed (byte* name = "hits\0"u8)
        {
            var result = ((delegate* unmanaged[Cdecl]<Api*, byte*, void*, delegate* unmanaged[Cdecl]<Extension*, void*, void*, int, void**, void>, void*, int>)api->CreateFunction)(api, name, null, &Hits, null);
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    /// <summary>What a row said of itself.</summary>
    /// <param name="blob">As the function gives it.</param>
    /// <param name="size">Terms of the row in all columns.</param>
    /// <returns>Counts by phrase and column: those of the first phrase in all columns, then those of the second ...</returns>
    public static ReadOnlySpan<int> Read(ReadOnlySpan<byte> blob, out int size)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(blob);
        size = numbers[0];
        return numbers[1..];
    }

    private static Api* ApiOf(sqlite3 database)
    {
        Api* api = null;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, "SELECT fts5(?1)", out var statement), database);
        using (statement)
        {
            // The name of the pointer's type must outlive the call: literals do.
            fixed (byte* type = "fts5_api_ptr\0"u8)
                SqliteException.ThrowExceptionForRC(BindPointer(statement.DangerousGetHandle(), 1, &api, type, 0), database);
            raw.sqlite3_step(statement);
        }

        return api is not null ? api : throw new NotSupportedException("The SQLite library has no FTS5.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hits(Extension* extension, void* row, void* result, int arguments, void** values)
    {
        var phrases = Math.Min(extension->PhraseCount(row), MaxPhrases);
        var numbers = stackalloc int[1 + MaxPhrases * Columns];
        new Span<int>(numbers, 1 + phrases * Columns).Clear();
        int count, code;
        if ((code = extension->ColumnSize(row, -1, numbers)) != raw.SQLITE_OK || (code = extension->HitCount(row, &count)) != raw.SQLITE_OK)
        {
            ResultErrorCode(result, code);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            int phrase, column, offset;
            if ((code = extension->Hit(row, i, &phrase, &column, &offset)) != raw.SQLITE_OK)
            {
                ResultErrorCode(result, code);
                return;
            }

            if (phrase < phrases)
                numbers[1 + phrase * Columns + column]++;
        }

        ResultBlob(result, numbers, (1 + phrases * Columns) * sizeof(int), -1); // -1: SQLite copies it
    }

    [DllImport(Library, EntryPoint = "sqlite3_bind_pointer")]
    private static extern int BindPointer(nint statement, int index, void* pointer, byte* type, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_result_blob")]
    private static extern void ResultBlob(void* context, void* bytes, int length, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_result_error_code")]
    private static extern void ResultErrorCode(void* context, int code);

    /// <summary><c>fts5_api</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Api
    {
        public int Version;
        public void* CreateTokenizer;
        public void* FindTokenizer;
        public void* CreateFunction;
    }

    /// <summary><c>Fts5ExtensionApi</c>, as far as it is used; later versions of SQLite only add to its end.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Extension
    {
        public int Version;
        public void* UserData;
        public void* ColumnCount;
        public void* RowCount;
        public void* ColumnTotalSize;
        public void* Tokenize;
        public delegate* unmanaged[Cdecl]<void*, int> PhraseCount;
        public void* PhraseSize;
        public delegate* unmanaged[Cdecl]<void*, int*, int> HitCount;
        public delegate* unmanaged[Cdecl]<void*, int, int*, int*, int*, int> Hit;
        public void* Rowid;
        public void* ColumnText;
        public delegate* unmanaged[Cdecl]<void*, int, int*, int> ColumnSize;
    }
}
