namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class Polish
{
    public static Region Region { get; } = new()
    {
        Country = "PL",
        Weight = 6,
        Women = new("""
            Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna Aleksandra Zofia Monika Teresa Danuta
            Natalia Karolina Marta Julia Beata Dorota Janina Jadwiga Jolanta Alicja Halina Iwona Irena Paulina Justyna Zuzanna Bożena Wiktoria
            Urszula Renata Hanna Agata Sylwia Patrycja Helena Maja Izabela Emilia Aneta Weronika Ewelina Martyna Klaudia Gabriela Lena Amelia
            """),
        Men = new("""
            Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Marek Łukasz Grzegorz Mateusz Wojciech Mariusz Dariusz Zbigniew
            Maciej Rafał Robert Jerzy Kamil Jacek Dawid Szymon Kacper Jarosław Tadeusz Artur Sebastian Sławomir Janusz Patryk Henryk Mirosław
            Damian Przemysław Daniel Stanisław Roman Karol Aleksander Kazimierz Filip Arkadiusz Hubert Antoni Bartosz Leszek Norbert Zygmunt
            """),
        Families = new("""
            Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur
            Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Nowakowski Wieczorek Wróbel Jabłoński
            Dudek Adamczyk Majewski Nowicki Olszewski Stępień Jaworski Malinowski Pawlak Górski Witkowski Walczak Sikora Rutkowski Baran
            Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda
            """),
        RareFamilies = (
            new("Bor Chmiel Dębic Gał Jasz Karp Lip Łącz Mił Niem Orł Pod Rad Sosn Tar Wil Zab Żuk Brzez Czar Gór Kras Star Wierz"),
            new("owski iński ecki icki czyk owicz ak ewski ański ulski arski")),
        FamilyEndings = [("ski", "ska"), ("cki", "cka"), ("dzki", "dzka")],
        Streets = new("""
            Polna Leśna Słoneczna Krótka Szkolna Ogrodowa Lipowa Brzozowa Łąkowa Kwiatowa Kościelna Sosnowa Zielona Parkowa Akacjowa Kolejowa
            Mickiewicza Sienkiewicza Kościuszki Słowackiego Reymonta Kopernika Dworcowa Wiosenna Klonowa Dębowa Spacerowa Wiśniowa Jasna
            """),
        StreetKinds = new("*ul. *al. *pl. *os."),
        Towns = new("""
            Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Bydgoszcz Lublin Białystok Katowice Gdynia Częstochowa Radom Toruń Sosnowiec
            Kielce Rzeszów Gliwice Zabrze Olsztyn Bytom Rybnik Tychy Opole Elbląg Płock Tarnów Chorzów Koszalin Kalisz Legnica Grudziądz Słupsk
            """),
        SmallTowns = (new("Nowa_ Stara_ Wielka_ Mała_ Dolna_ Górna_ Biała_"), new("Wieś Góra Wola Sól Huta Ruda Dąbrowa Brzeźnica Lipnica Woda")),
        States = new("mazowieckie śląskie wielkopolskie małopolskie pomorskie łódzkie lubelskie podlaskie opolskie lubuskie"),
        Postcode = "99-999",
        Phone = "599 999 999",
        Dialling = "+48",
    };
}
