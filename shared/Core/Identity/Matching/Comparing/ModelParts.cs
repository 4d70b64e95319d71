namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>The comparisons of a model, the most telling first, and the tables that they share.</summary>
internal sealed class ModelParts
{
    private readonly Dictionary<string, FieldWeights> _own;
    private readonly List<Comparison> _comparisons = [];
    private readonly List<LevelTable> _tables = [];
    private readonly HashSet<string> _named = [];

    public ModelParts(MatchModelFile file)
    {
        Schema = file.Schema;
        _own = (file.Weights ?? []).ToDictionary(w => w.Field);
        AddPerson();
        foreach (var field in Schema.Fields.Where(f => IsValue(f.Role)))
        {
            var table = new LevelTable(_own.GetValueOrDefault(field.Name, DefaultWeights.OfField(field)), damped: 1);
            _named.Add(field.Name);
            Values.Add(Add(new ValueComparison(field, table)));
        }
    }

    public MatchSchema Schema { get; }

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    public IReadOnlyList<LevelTable> Tables => _tables;

    /// <summary>Places of the comparisons among all; -1 where the schema has no such field.</summary>
    public int Birth { get; private set; } = -1;

    public int NationalId { get; private set; } = -1;

    public int Name { get; private set; } = -1;

    public int Email { get; private set; } = -1;

    public int Phone { get; private set; } = -1;

    public int Address { get; private set; } = -1;

    public List<int> Values { get; } = [];

    /// <summary>Whether a field of the schema is weighed by the table.</summary>
    public bool IsNamed(LevelTable table) => _named.Contains(table.Field);

    private static bool IsValue(FieldRole role) => role is FieldRole.Organisation or FieldRole.Id or FieldRole.Text or FieldRole.Number
        or FieldRole.Date or FieldRole.Set or FieldRole.County;

    private void AddPerson()
    {
        if (Has(DefaultWeights.Birth, FieldRole.BirthDate, FieldRole.BirthYear, FieldRole.BirthMonth, FieldRole.BirthDay))
        {
            Birth = Add(new BirthComparison(Table(DefaultWeights.Birth, 0)));
        }

        if (Has(DefaultWeights.NationalId, FieldRole.NationalId))
        {
            NationalId = Add(new NationalIdComparison(Table(DefaultWeights.NationalId, 0)));
        }

        AddName();
        if (Has(DefaultWeights.Email, FieldRole.Email))
        {
            Email = Add(new EmailComparison(Table(DefaultWeights.Email, 0)));
        }

        if (Has(DefaultWeights.Phone, FieldRole.Phone))
        {
            Phone = Add(new PhoneComparison(Table(DefaultWeights.Phone, 0)));
        }

        AddAddress();
        if (Has(DefaultWeights.Gender, FieldRole.Gender))
        {
            Add(new GenderComparison(Table(DefaultWeights.Gender, -1)));
        }
    }

    private void AddName()
    {
        var full = Has(DefaultWeights.Given, FieldRole.FullName);
        full |= full && Has(DefaultWeights.Family, FieldRole.FullName) && Has(DefaultWeights.Middle, FieldRole.FullName);
        var given = Has(DefaultWeights.Given, FieldRole.GivenName);
        var family = Has(DefaultWeights.Family, FieldRole.FamilyName, FieldRole.MaidenName);
        var middle = Has(DefaultWeights.Middle, FieldRole.MiddleName);
        var suffix = Has(DefaultWeights.Suffix, FieldRole.Suffix);
        if (!(full || given || family || middle || suffix))
        {
            return;
        }

        _named.Add(DefaultWeights.Order);
        Name = Add(new NameComparison(
            Table(DefaultWeights.Given, 2),
            Table(DefaultWeights.Family, 1),
            Table(DefaultWeights.Middle, -1),
            Table(DefaultWeights.Order, -1),
            Table(DefaultWeights.Suffix, -1)));
    }

    private void AddAddress()
    {
        FieldRole[] roles =
            [FieldRole.HouseNumber, FieldRole.Street, FieldRole.Unit, FieldRole.City, FieldRole.Postcode, FieldRole.State, FieldRole.Country];
        var parts = DefaultWeights.AddressParts;
        var any = false;
        for (var i = 0; i < roles.Length; i++)
        {
            any |= Has(parts[i], roles[i]);
        }

        if (!any)
        {
            return;
        }

        // A street line has the number of the house, and the flat, within it.
        if (_named.Contains(parts[1]))
        {
            _named.UnionWith([parts[0], parts[2]]);
        }

        LevelTable[] tables = [.. parts.Select((p, i) => Table(p, i is 1 or 3 or 4 ? 1 : -1))];
        Address = Add(new AddressComparison(tables, DefaultWeights.AddressLeast, DefaultWeights.AddressMost));
    }

    private bool Has(string table, params ReadOnlySpan<FieldRole> roles)
    {
        foreach (var field in Schema.Fields)
        {
            if (roles.Contains(field.Role))
            {
                _named.Add(table);
                return true;
            }
        }

        return false;
    }

    private LevelTable Table(string name, int damped) => new(_own.GetValueOrDefault(name, DefaultWeights.Of(name)), damped);

    private int Add(Comparison comparison)
    {
        comparison.First = _tables.Count;
        _tables.AddRange(comparison.Tables);
        _comparisons.Add(comparison);
        return _comparisons.Count - 1;
    }
}
