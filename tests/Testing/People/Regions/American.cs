namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class American
{
    public static Region Region { get; } = new()
    {
        Country = "US",
        Weight = 20,
        Women = new("""
            Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Karen Sarah Lisa Nancy Sandra Ashley Emily Kimberly Margaret Donna
            Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Dorothy Amy Kathleen Angela Shirley Brenda Emma Anna
            Pamela Nicole Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Catherine Heather Diane Olivia Julie Joyce
            Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah Megan Cheryl Jacqueline Martha Madison Teresa Gloria
            """),
        Men = new("""
            James Michael Robert John David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony Mark Donald Steven Andrew
            Paul Joshua Kenneth Kevin Brian Timothy Ronald George Jason Edward Jeffrey Ryan Jacob Nicholas Gary Eric Jonathan Stephen Larry
            Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry
            Zachary Douglas Peter Kyle Noah Ethan Jeremy Christian Walter Keith Austin Roger Terry Sean Gerald Carl Dylan Harold Jordan Jesse
            """),
        Families = new("""
            Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor
            Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott
            Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz
            Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed
            Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo
            Sanders Patel Myers Long Ross Foster Jimenez Washington Jefferson Lincoln Hoffman Schmidt Weber Kowalski Novak Larsen Olson Swanson
            """),
        RareFamilies = (
            new("Brook Harring Car Wash Whit Pres Ben Cald Fitz Van Mc De Ham Rock Lock Hol Strat Kel Mor Dal Win Ches Hunt Liv Nor Pat Rum Sher Tal Wor Ever Gar"),
            new("ton well man son ford field ley ings wood land burn berg stein wick more ing rick nell low bright dale worth er holt ridge")),
        Streets = new("""
            Main Oak Maple Cedar Elm Pine Washington Lake Hill Walnut Spring North Park Church Lincoln Jackson River Highland Madison Sunset
            Jefferson Mill Chestnut Franklin Cherry Meadow Dogwood Hickory Willow Ridge Forest Prospect Broad Center Adams Locust Poplar
            Magnolia Sycamore Valley Laurel Juniper Aspen Birch Canyon Cypress Dune Eagle Fairview Glen Harbor Mesa Orchard Pecan Quail
            """),
        StreetKinds = new("_Street _Avenue _Road _Drive _Lane _Court _Boulevard _Place _Way _Circle _Trail _Parkway _Terrace"),
        Towns = new("""
            Springfield Houston Chicago Phoenix Philadelphia Dallas Austin Columbus Denver Seattle Boston Portland Memphis Atlanta Omaha Raleigh
            Oakland Tulsa Tampa Cleveland Minneapolis Wichita Arlington Aurora Anaheim Riverside Lexington Stockton Cincinnati Pittsburgh
            Greensboro Newark Plano Lincoln Orlando Irvine Toledo Jersey_City Durham Madison Lubbock Reno Buffalo Richmond Spokane Boise
            """),
        SmallTowns = (new("Fair Green Brook Cedar Oak Clear River Mill Sandy Stone Maple Lake Spring Glen Wood"), new("ville ton field wood haven port dale burg view ridge mont brook")),
        States = new("CA TX FL NY PA IL OH GA NC MI NJ VA WA AZ MA TN IN MO MD WI CO MN SC AL LA KY OR OK CT UT IA NV AR MS KS NM NE ID WV HI NH ME"),
        Postcode = "99999",
        Phone = "(999) 999-9999",
        Dialling = "+1",
        DateFormat = "MM/dd/yyyy",
    };
}
