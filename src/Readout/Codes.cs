namespace Readout;

/// <summary>All codes of errors, warnings and notes that users meet. docs/errors.md has the cause and the cure of each; a code is never reused.</summary>
/// <remarks><c>RO1xxx</c> input and output, <c>RO2xxx</c> language packs and tables, <c>RO3xxx</c> ledger, <c>RO4xxx</c> network, <c>RO5xxx</c> service over HTTP.</remarks>
public static class Codes
{
    public const string NoSuchInput = "RO1001";
    public const string UnknownEncoding = "RO1002";
    public const string BinaryInput = "RO1003";
    public const string InputNotReadable = "RO1004";
    public const string InputTooLarge = "RO1005";
    public const string KindNotRead = "RO1006";
    public const string NothingInFolder = "RO1007";
    public const string BrokenJson = "RO1008";
    public const string WrongField = "RO1009";
    public const string UnknownField = "RO1010";
    public const string NoDate = "RO1011";
    public const string ConvertedEncoding = "RO1012";
    public const string OutputNotWritable = "RO1013";
    public const string BrokenGold = "RO1014";
    public const string OffsetsNotMapped = "RO1015";
    public const string ReferenceNotReadable = "RO1016";
    public const string PackNotReadable = "RO1017";
    public const string FolderTaken = "RO1018";
    public const string BrokenImport = "RO1019";

    public const string NoArticle = "RO1021";
    public const string ScannedPdf = "RO1022";
    public const string BrokenDocument = "RO1023";
    public const string BrokenArchiveEntry = "RO1024";
    public const string ArchiveTooDeep = "RO1025";
    public const string DecompressionBomb = "RO1026";
    public const string MissingColumn = "RO1027";

    public const string UnsupportedLanguage = "RO1101";
    public const string EmptyText = "RO1102";
    public const string ReaderFailed = "RO1103";

    public const string NotALedger = "RO3001";
    public const string NewerLedger = "RO3002";
    public const string LedgerBusy = "RO3003";
    public const string DiskFull = "RO3004";
    public const string LedgerNotWritable = "RO3005";
    public const string LedgerDamaged = "RO3006";
    public const string NoLedger = "RO3007";
    public const string AmbiguousId = "RO3008";
    public const string LedgerFailed = "RO3009";
    public const string QueryField = "RO3010";
    public const string QueryValue = "RO3011";
    public const string QueryQuote = "RO3012";
    public const string QueryDate = "RO3013";
    public const string WrongCursor = "RO3014";

    public const string CorrectionItem = "RO3020";
    public const string CorrectionField = "RO3021";
    public const string CorrectionWords = "RO3022";
    public const string NoCorrection = "RO3023";

    public const string BackupExists = "RO3030";

    public const string NoSuchVersion = "RO3040";
    public const string SameReport = "RO3041";
    public const string NoSuchWords = "RO3042";

    public const string AddressRefused = "RO4001";
    public const string NotReached = "RO4002";
    public const string HttpStatus = "RO4003";
    public const string TimedOut = "RO4004";
    public const string TooManyRedirects = "RO4005";
    public const string RobotsForbid = "RO4006";
    public const string FeedBroken = "RO4007";
    public const string FeedListWrong = "RO4008";

    public const string AddressNotLocal = "RO4050";
    public const string AddressTaken = "RO4051";

    public const string UnknownParameter = "RO5001";
    public const string WrongParameter = "RO5002";
    public const string NotThere = "RO5003";
    public const string NoSuchRoute = "RO5004";
    public const string NoSuchFormat = "RO5005";
    public const string WrongBody = "RO5006";
    public const string BodyTooLarge = "RO5007";
    public const string TokenNeeded = "RO5008";
    public const string ScopeMissing = "RO5009";
    public const string ForeignHost = "RO5010";
    public const string ForeignOrigin = "RO5011";
    public const string TooManyRequests = "RO5012";
    public const string TooSlow = "RO5013";
    public const string WrongMethod = "RO5014";
    public const string ServiceFailed = "RO5015";
    public const string NoSuchToken = "RO5016";
    public const string NoSuchHook = "RO5017";
    public const string HookRefused = "RO5018";
}
