namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class French
{
    public static Region Region { get; } = new()
    {
        Country = "FR",
        Weight = 8,
        Women = new("""
            Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Stéphanie Véronique Sophie Céline Chantal
            Patricia Anne Brigitte Julie Monique Aurélie Nicole Laurence Annie Émilie Dominique Virginie Corinne Élodie Christelle Camille
            Caroline Léa Sarah Florence Laetitia Audrey Hélène Laura Manon Michèle Cécile Christiane Béatrice Claire Nadine Delphine Pauline Chloé
            """),
        Men = new("""
            Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric Laurent Stéphane David Pascal Daniel Gérard
            Bernard Thierry Julien Olivier Jacques Thomas Sébastien Dominique Didier Vincent Alexandre François Bruno Maxime Antoine Hervé
            Guillaume Jérôme Serge Marc Romain Claude Gilles Benjamin Fabrice Anthony Franck Quentin Kévin Lucas Hugo Louis Théo Jean-Pierre Jean-Luc
            """),
        Families = new("""
            Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel
            Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier
            Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval
            Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez
            """),
        RareFamilies = (
            new("Beau Bon Mont Ville Fon Cha La_ Le Du Des Mar Ber Rou Gran Vau Cour Cas Pel Tho Val Bel Sau Mau"),
            new("champ mont fort ville lin net reau tier vier rand chon court dot gnon leau sset veau roux teau mier lier")),
        Streets = new("""
            l'Église Gare Mairie République Victor_Hugo Écoles Moulin Jardins Château Fontaine Pasteur Prés Lilas Jean_Jaurès Stade Acacias
            Tilleuls Forge Vignes Liberté Source Bois Marronniers Roses Paix Gambetta Voltaire Molière Cerisiers Peupliers Rivière Chênes
            """),
        StreetKinds = new("*Rue *Avenue *Place *Chemin *Boulevard *Impasse *Allée"),
        Towns = new("""
            Paris Marseille Lyon Toulouse Nice Nantes Montpellier Strasbourg Bordeaux Lille Rennes Reims Toulon Grenoble Dijon Angers Nîmes
            Clermont-Ferrand Tours Limoges Amiens Metz Besançon Orléans Rouen Mulhouse Caen Nancy Avignon Poitiers Pau Calais Colmar Bourges
            """),
        SmallTowns = (new("Saint- Mont Ville Beau Châ Fon Neuf La_ Roque Cler"), new("martin court bourg val lieu tenay mont taine ville germain")),
        States = new("Bretagne Normandie Occitanie Corse Provence Alsace Lorraine Bourgogne Aquitaine Auvergne Picardie"),
        Postcode = "99999",
        Phone = "6 99 99 99 99",
        Dialling = "+33",
        DateFormat = "dd/MM/yyyy",
    };
}
