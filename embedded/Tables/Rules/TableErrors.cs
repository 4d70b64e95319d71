using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>
/// The service's refusals: status and code of https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes.
/// </summary>
internal static class TableErrors
{
    public static RequestFailedException EntityExists() =>
        Create(409, TableErrorCode.EntityAlreadyExists, "The specified entity already exists.");

    public static RequestFailedException TableExists() =>
        Create(409, TableErrorCode.TableAlreadyExists, "The table specified already exists.");

    public static RequestFailedException EntityMissing() =>
        Create(404, TableErrorCode.ResourceNotFound, "The specified resource does not exist.");

    public static RequestFailedException TableMissing() =>
        Create(404, TableErrorCode.TableNotFound, "The table specified does not exist.");

    public static RequestFailedException ConditionNotMet() =>
        Create(412, TableErrorCode.UpdateConditionNotSatisfied, "The update condition specified in the request was not satisfied.");

    public static RequestFailedException Invalid(string message) => Create(400, TableErrorCode.InvalidInput, message);

    public static RequestFailedException OutOfRange(string message) => Create(400, TableErrorCode.OutOfRangeInput, message);

    public static RequestFailedException KeyTooLong(string key) =>
        Create(400, TableErrorCode.KeyValueTooLarge, $"The {key} is longer than 1,024 characters.");

    public static RequestFailedException PropertyTooLarge(string name) =>
        Create(400, TableErrorCode.PropertyValueTooLarge, $"The value of property '{name}' exceeds 64 KiB (32K characters if it is a string).");

    public static RequestFailedException TooManyProperties() =>
        Create(400, TableErrorCode.TooManyProperties, "The entity contains more than 252 properties besides its keys and timestamp.");

    public static RequestFailedException EntityTooLarge() =>
        Create(400, TableErrorCode.EntityTooLarge, "The entity is larger than the maximum size of 1 MiB.");

    public static RequestFailedException Create(int status, TableErrorCode code, string message) =>
        new(status, $"{message}\nStatus: {status}\nErrorCode: {code}", code.ToString(), null);

    /// <summary>The transaction's form of a refusal. The index is that of the action refused.</summary>
    public static TableTransactionFailedException InTransaction(RequestFailedException reason, int index) =>
        new(reason) { FailedTransactionActionIndex = index };
}
