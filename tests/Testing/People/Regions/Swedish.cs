namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class Swedish
{
    public static Region Region { get; } = new()
    {
        Country = "SE",
        Weight = 6,
        Women = new("""
            Anna Eva Maria Karin Kristina Lena Sara Emma Kerstin Marie Ingrid Malin Jenny Birgitta Annika Linda Ulla Inger Elin Johanna Monica
            Susanne Sofia Hanna Julia Elisabeth Anette Åsa Camilla Helena Gunilla Ida Amanda Linnea Margareta Siv Astrid Märta Ebba Wilma Alva
            """),
        Men = new("""
            Lars Mikael Anders Johan Erik Per Peter Karl Thomas Jan Daniel Fredrik Hans Mats Andreas Stefan Bengt Bo Magnus Nils Mattias Alexander
            Niklas Ulf Leif Björn Jonas Göran Henrik Anton Simon Sven Kjell Oskar Viktor Emil Gustav Axel Olof Håkan Åke Filip Rickard Jörgen
            """),
        Families = new("""
            Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson
            Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist
            Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Ali Wallin Mohamed Engström Eklund Danielsson Lundin Håkansson
            Björk Bergman Gunnarsson Wikström Holm Samuelsson Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson Löfgren Söderberg Nyberg
            """),
        RareFamilies = (
            new("Al Björk Blom Dal Ek Fors Gran Hag Hed Ceder Hjort Kron Ljung Löv Malm Norr Ros Ryd Sten Ström Sund Söder Tall Vall Vik Åker Öst"),
            new("ström qvist gren berg lund dahl blad stedt mark hed kvist bäck holm ling ell man ås feldt")),
        Streets = new("Stor Kyrko Skol Järnvägs Kungs Drottning Ring Björk Ängs Skogs Park Strand Hamn Norra_ Södra_ Östra_ Västra_ Rosen Tall Gran Ek Lind Berg Industri"),
        StreetKinds = new("gatan vägen stigen gränd allén"),
        Towns = new("""
            Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping Helsingborg Jönköping Norrköping Lund Umeå Gävle Borås Södertälje Eskilstuna
            Halmstad Växjö Karlstad Sundsvall Östersund Trollhättan Luleå Kalmar Falun Skövde Karlskrona Kristianstad Visby Varberg Ystad
            """),
        SmallTowns = (new("Norr Söder Öster Väster Lilla_ Stora_ Gamla Ny"), new("torp by hult köping sund ås vik näs hammar fors")),
        States = new("Skåne Uppland Småland Värmland Dalarna Halland Blekinge Gotland Närke Öland"),
        Postcode = "999 99",
        Phone = "70-999 99 99",
        Dialling = "+46",
        DateFormat = "yyyy-MM-dd",
    };
}
