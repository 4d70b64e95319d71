using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class PersonNameTests
{
    /// <summary>Name, then prefix, first, middle, last and suffix.</summary>
    [Theory]
    [InlineData("Ada King", "|Ada||King|")]
    [InlineData("  Ada   King ", "|Ada||King|")]
    [InlineData("Dr. Ada M. King, PhD", "Dr.|Ada|M.|King|PhD")]
    [InlineData("King, Ada", "|Ada||King|")]
    [InlineData("King, Ada Mary", "|Ada|Mary|King|")]
    [InlineData("King, Dr. Ada M., PhD", "Dr.|Ada|M.|King|PhD")]
    [InlineData("KING, Ada", "|Ada||KING|")]
    [InlineData("Cher", "|Cher|||")]
    [InlineData("Mr Smith", "Mr|||Smith|")]
    [InlineData("Frau Müller", "Frau|||Müller|")]
    [InlineData("Sir Elton", "Sir|Elton|||")]
    [InlineData("Sir Arthur Conan Doyle", "Sir|Arthur|Conan|Doyle|")]
    [InlineData("John Smith Jr.", "|John||Smith|Jr.")]
    [InlineData("John Smith, Jr.", "|John||Smith|Jr.")]
    [InlineData("Smith, John, Jr.", "|John||Smith|Jr.")]
    [InlineData("Smith Jr., John", "|John||Smith|Jr.")]
    [InlineData("Smith, Jr., John", "|John||Smith|Jr.")]
    [InlineData("Henry Ford III", "|Henry||Ford|III")]
    [InlineData("Gregory House, M.D., Ph.D.", "|Gregory||House|M.D. Ph.D.")]
    [InlineData("Jack Ma", "|Jack||Ma|")]
    [InlineData("Jack Smith, MA", "|Jack||Smith|MA")]
    [InlineData("Martin Luther King Jr.", "|Martin|Luther|King|Jr.")]
    [InlineData("J. R. R. Tolkien", "|J.|R. R.|Tolkien|")]
    [InlineData("M. Night Shyamalan", "|M.|Night|Shyamalan|")]
    [InlineData("Robert (Bob) Smith", "|Robert||Smith|")]
    [InlineData("William \"Bill\" Gates", "|William||Gates|")]
    [InlineData("Ludwig van Beethoven", "|Ludwig||van Beethoven|")]
    [InlineData("Jan van der Berg", "|Jan||van der Berg|")]
    [InlineData("Jan Peter van der Berg", "|Jan|Peter|van der Berg|")]
    [InlineData("van der Berg", "|||van der Berg|")]
    [InlineData("van der Berg, Jan", "|Jan||van der Berg|")]
    [InlineData("Berg, Jan van der", "|Jan||van der Berg|")]
    [InlineData("Van Morrison", "|Van||Morrison|")]
    [InlineData("Dick Van Dyke", "|Dick||Van Dyke|")]
    [InlineData("Dr. Ursula von der Leyen", "Dr.|Ursula||von der Leyen|")]
    [InlineData("Prof. Dr. Max Planck", "Prof. Dr.|Max||Planck|")]
    [InlineData("Dipl.-Ing. Karl-Heinz Groß", "Dipl.-Ing.|Karl-Heinz||Groß|")]
    [InlineData("Charles de Gaulle", "|Charles||de Gaulle|")]
    [InlineData("Jean-Pierre DUPONT", "|Jean-Pierre||DUPONT|")]
    [InlineData("DUPONT Jean-Pierre", "|Jean-Pierre||DUPONT|")]
    [InlineData("DE LA TOUR Anne Marie", "|Anne|Marie|DE LA TOUR|")]
    [InlineData("JOHN SMITH", "|JOHN||SMITH|")]
    [InlineData("Mme Marie Curie", "Mme|Marie||Curie|")]
    [InlineData("Leonardo da Vinci", "|Leonardo||da Vinci|")]
    [InlineData("Dott.ssa Maria Rossi", "Dott.ssa|Maria||Rossi|")]
    [InlineData("Oscar de la Renta", "|Oscar||de la Renta|")]
    [InlineData("José Ortega y Gasset", "|José||Ortega y Gasset|")]
    [InlineData("Gabriel García Márquez", "|Gabriel|García|Márquez|")]
    [InlineData("García Márquez, Gabriel", "|Gabriel||García Márquez|")]
    [InlineData("Sra. Ana Pérez", "Sra.|Ana||Pérez|")]
    [InlineData("João da Silva Filho", "|João||da Silva|Filho")]
    [InlineData("Artur da Costa e Silva", "|Artur||da Costa e Silva|")]
    [InlineData("Agostinho Neto", "|Agostinho||Neto|")]
    [InlineData("Mohammed bin Salman", "|Mohammed||bin Salman|")]
    [InlineData("Abdul Rahman al-Sudais", "|Abdul Rahman||al-Sudais|")]
    [InlineData("محمد علي", "|محمد||علي|")]
    [InlineData("Анна Петрова", "|Анна||Петрова|")]
    [InlineData("Иванов Иван Иванович", "|Иван|Иванович|Иванов|")]
    [InlineData("Иван Иванович Иванов", "|Иван|Иванович|Иванов|")]
    [InlineData("Γιώργος Παπαδόπουλος", "|Γιώργος||Παπαδόπουλος|")]
    [InlineData("Conan O'Brien", "|Conan||O'Brien|")]
    [InlineData("Siobhán Ní Bhriain", "|Siobhán|Ní|Bhriain|")]
    [InlineData("Björk Guðmundsdóttir", "|Björk||Guðmundsdóttir|")]
    [InlineData("山田 太郎", "|太郎||山田|")]
    [InlineData("김 민준", "|민준||김|")]
    [InlineData("マイケル・ジャクソン", "|マイケル||ジャクソン|")]
    [InlineData("山田太郎", "whole")]
    [InlineData("王小明", "whole")]
    [InlineData("김민준", "whole")]
    [InlineData("ada@example.com", "whole")]
    [InlineData("Customer 12345", "whole")]
    [InlineData(",", "whole")]
    public void A_full_name_has_its_parts(string name, string expected) => Assert.Equal(expected, Read(name, new(false, 1)));

    [Theory]
    [InlineData("Gabriel García Márquez", "|Gabriel||García Márquez|")]
    [InlineData("María José Carreño Quiñones", "|María|José|Carreño Quiñones|")]
    [InlineData("Juan Carlos de la Cruz Pérez", "|Juan|Carlos|de la Cruz Pérez|")]
    [InlineData("Juan Pérez de la Cruz", "|Juan||Pérez de la Cruz|")]
    [InlineData("Ana García", "|Ana||García|")]
    [InlineData("Penélope", "|Penélope|||")]
    public void Where_a_source_says_so_the_last_two_words_are_the_family_name(string name, string expected) =>
        Assert.Equal(expected, Read(name, new(false, 2)));

    [Theory]
    [InlineData("Nagy Anna Mária", "|Anna Mária||Nagy|")]
    [InlineData("Nguyễn Văn Anh", "|Văn Anh||Nguyễn|")]
    [InlineData("Dr. Kovács Péter", "Dr.|Péter||Kovács|")]
    [InlineData("King, Ada", "|Ada||King|")]
    [InlineData("Anna", "|Anna|||")]
    public void Where_a_source_says_so_the_family_name_stands_first(string name, string expected) =>
        Assert.Equal(expected, Read(name, new(true, 1)));

    private static string Read(string text, PersonNameStyle style)
    {
        var name = PersonNameReader.Read(text, style);
        return name.IsWhole ? "whole" : $"{name.Prefix}|{name.First}|{name.Middle}|{name.Last}|{name.Suffix}";
    }
}
