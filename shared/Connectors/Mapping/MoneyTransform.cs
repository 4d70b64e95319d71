using System.Collections.Frozen;
using System.Globalization;
using ServerlessCdi.Connectors.Mapping.Codes;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>To a whole number of the currency's minor unit in ISO 4217: 12.50 USD is 1250, 500 JPY is 500, 1.5 KWD is 1500.</summary>
internal sealed class MoneyTransform
{
    private readonly string? _currency;
    private readonly char? _point;
    private readonly bool _isMinor;
    private readonly FrozenDictionary<string, int> _digits;

    private MoneyTransform(string? currency, char? point, bool isMinor, FrozenDictionary<string, int> digits)
    {
        _currency = currency;
        _point = point;
        _isMinor = isMinor;
        _digits = digits;
    }

    public static Transform? Bind(TransformArgument argument)
    {
        if (argument.IsMissing)
        {
            return new MoneyTransform(null, null, false, FrozenDictionary<string, int>.Empty).Apply;
        }

        if (argument.Object("""{"money": {"currency": "USD", "unit": "minor"}}""") is not { } config)
        {
            return null;
        }

        var currency = Currency(config, "currency");
        var unit = config.OneOf("unit", "major", "minor");
        var point = config.OneOf("point", ".", ",");
        var digits = Digits(config.Object("digits"));
        config.Done();
        return new MoneyTransform(currency, point?[0], unit == "minor", digits).Apply;
    }

    /// <summary>Binds <c>"currency"</c>: to the code, where <c>{"currency": "CAD"}</c> says what $ means.</summary>
    public static Transform? BindCurrency(TransformArgument argument)
    {
        var usual = argument.IsMissing ? null : Currency(argument.Wrapped, argument.Name);
        return value =>
        {
            if (value.Scalar is not { } text)
            {
                return value;
            }

            var currency = CurrencyCodes.Find(text, usual);
            return currency is not null || MoneyText.TryRead(text, null, null, out _, out currency) ? MappedValue.Of(currency.Code) : value;
        };
    }

    private static string? Currency(ConfigObject config, string name)
    {
        if (config.Text(name) is not { } code || CurrencyCodes.OfCode(code) is { Digits: not null } known && known.Code == code)
        {
            return config.Text(name);
        }

        config.Error(name, "must be a currency's code in ISO 4217, such as USD");
        return null;
    }

    private static FrozenDictionary<string, int> Digits(ConfigObject config)
    {
        var digits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in config.Members)
        {
            if (CurrencyCodes.OfCode(member.Name)?.Code == member.Name)
            {
                digits[member.Name] = config.Whole(member.Name, null, 0, 6);
            }
            else
            {
                config.Error(member.Name, "must be a currency's code in ISO 4217, such as ISK");
            }
        }

        return digits.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private MappedValue Apply(MappedValue value)
    {
        if (!TryRead(value, out var amount, out var currency))
        {
            return value;
        }

        // The digits that the sender's number leaves out: all of ISO's for major units, else where its minor unit is another.
        var sent = _isMinor ? _digits.GetValueOrDefault(currency.Code, currency.Digits!.Value) : 0;
        for (var i = sent; i < currency.Digits; i++)
        {
            amount *= 10;
        }

        for (var i = currency.Digits!.Value; i < sent; i++)
        {
            amount /= 10;
        }

        return MappedValue.Of(FieldValue.Number(decimal.Round(amount, MidpointRounding.AwayFromZero)));
    }

    private bool TryRead(MappedValue value, out decimal amount, out Currency currency)
    {
        (amount, currency) = (0, null!);
        if (value.Text is { } text)
        {
            return MoneyText.TryRead(text, _currency, _point, out amount, out currency);
        }

        // A JSON number has a point, and no room for a currency.
        const NumberStyles Json = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return _currency is not null && (currency = CurrencyCodes.OfCode(_currency)!) is not null
            && decimal.TryParse(value.Scalar, Json, CultureInfo.InvariantCulture, out amount)
            && decimal.Abs(amount) < MoneyText.Max;
    }
}
