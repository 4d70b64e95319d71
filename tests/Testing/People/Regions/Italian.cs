namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class Italian
{
    public static Region Region { get; } = new()
    {
        Country = "IT",
        Weight = 6,
        Women = new("""
            Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta Rita Margherita
            Franca Paola Laura Giulia Sara Chiara Valentina Alessandra Federica Martina Silvia Elisa Roberta Simona Barbara Daniela Cristina
            Stefania Patrizia Monica Sofia Aurora Alice Ginevra Emma Giorgia Beatrice Vittoria Bianca Camilla Ludovica Noemi Serena Ilaria
            """),
        Men = new("""
            Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio
            Aldo Sergio Luciano Andrea Marco Alessandro Matteo Lorenzo Stefano Roberto Davide Simone Federico Riccardo Luca Leonardo Tommaso
            Gabriele Edoardo Filippo Nicola Fabio Massimo Claudio Maurizio Daniele Gianluca Enrico Alberto Emanuele Giacomo Raffaele Pasquale
            """),
        Families = new("""
            Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa Giordano Rizzo Lombardi
            Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra
            Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis
            Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani
            """),
        RareFamilies = (
            new("Bel Monte Cam Val Mal Buon Casa Cari Fio Gua Lan Mar Pal Ron San Tor Vin Zan Ber Bor Cos Dal_ Del_ Gra Pas"),
            new("lini verdi pagna tella rini doni relli nari chetti zoni ghi gnoli ti sotto lato zetti nolo mondo fredi telli rasi")),
        Streets = new("""
            Roma Garibaldi Marconi Mazzini Dante Cavour Matteotti Verdi Trento Piave Vittorio_Emanuele San_Giovanni Venezia Milano Torino Gramsci
            Manzoni Battisti Europa Leopardi Kennedy Firenze Galilei Volta Puccini Carducci Colombo Fermi Rossini Diaz Bologna Genova
            """),
        StreetKinds = new("*Via *Viale *Piazza *Corso *Vicolo *Largo"),
        Towns = new("""
            Roma Milano Napoli Torino Palermo Genova Bologna Firenze Bari Catania Venezia Verona Messina Padova Trieste Brescia Taranto Parma
            Prato Modena Reggio Perugia Ravenna Livorno Cagliari Foggia Rimini Salerno Ferrara Latina Bergamo Siracusa Pescara Trento Forlì Vicenza
            """),
        SmallTowns = (new("Monte Castel Villa San_ Santa_ Torre Borgo Ponte Rocca"), new("fiorito lungo nuovo vecchio maggiore martino rosso bella chiara")),
        States = new("Lazio Lombardia Campania Sicilia Veneto Piemonte Puglia Toscana Calabria Sardegna Liguria Marche Umbria"),
        Postcode = "99999",
        Phone = "349 999 9999",
        Dialling = "+39",
        DateFormat = "dd/MM/yyyy",
    };
}
