namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class German
{
    public static Region Region { get; } = new()
    {
        Country = "DE",
        Weight = 12,
        Women = new("""
            Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia Susanne Gabriele Christa
            Christine Hildegard Anna Birgit Barbara Gerda Martina Heike Elke Angelika Irmgard Katharina Julia Stefanie Nicole Sandra Anja Melanie
            Daniela Silke Tanja Kerstin Johanna Lena Laura Lea Hannah Mia Emma Sophie Charlotte Franziska Friederike Käthe Antje Ulrike
            """),
        Men = new("""
            Peter Hans Wolfgang Klaus Werner Helmut Manfred Michael Horst Thomas Andreas Jürgen Günter Walter Bernd Karl Stefan Christian Heinz
            Dieter Frank Gerhard Uwe Heinrich Matthias Martin Kurt Rolf Markus Joachim Ralf Alexander Rainer Sebastian Daniel Jan Tobias Florian
            Jens Sven Ulrich Friedrich Johannes Maximilian Leon Lukas Felix Paul Jonas Finn Noah Elias Björn Götz Jörg Volker Detlef Holger Ernst
            """),
        Families = new("""
            Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann
            Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König
            Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler
            Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Groß
            Sommer Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer
            """),
        RareFamilies = (
            new("Berg Stein Wald Linden Birken Rosen Eichen Hagen Grün Schön Alten Neuen Buch Acker Wiesen Brunn Stern Gold Silber Eisen Hirsch Falken Adler Kirch Mühl Weiden Lauter Hol Diet Reich"),
            new("mann bauer berger meier müller hofer bach feld brink huber städter heim hausen kamp reiter egger thaler wirth lein holz stein ing")),
        Streets = new("""
            Haupt Schul Garten Bahnhof Dorf Berg Birken Linden Kirch Wald Ring Schiller Goethe Amsel Wiesen Jahn Buchen Mozart Eichen Finken
            Rosen Mühlen Feld Tannen Beethoven Drossel Friedhof Post Brunnen Park Garten Lerchen Ahorn Kastanien Sonnen Mittel Kant Ufer
            """),
        StreetKinds = new("straße weg allee platz gasse ring"),
        Towns = new("""
            Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Duisburg Bochum
            Wuppertal Bielefeld Bonn Münster Karlsruhe Mannheim Augsburg Wiesbaden Kiel Aachen Braunschweig Chemnitz Magdeburg Freiburg Lübeck
            Erfurt Mainz Rostock Kassel Hagen Saarbrücken Potsdam Oldenburg Osnabrück Heidelberg Würzburg Ulm Jena Trier Siegen
            """),
        SmallTowns = (new("Neu Alt Ober Unter Groß Klein Bad_ Nieder Hohen"), new("kirchen hausen dorf stadt bach brunn feld rode burg au ingen")),
        States = new("Bayern Sachsen Hessen Niedersachsen Berlin Hamburg Bremen Brandenburg Thüringen Saarland Rheinland-Pfalz"),
        Postcode = "99999",
        Phone = "159 9999999",
        Dialling = "+49",
    };
}
