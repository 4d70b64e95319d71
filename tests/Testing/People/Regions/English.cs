namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class English
{
    public static Region Region { get; } = new()
    {
        Country = "GB",
        Weight = 34,
        Women = new("""
            Mary Elizabeth Sarah Susan Margaret Emma Jennifer Karen Helen Laura Linda Patricia Olivia Amelia Emily Jessica Charlotte Grace
            Alice Sophie Lucy Hannah Rebecca Katherine Rachel Victoria Amy Barbara Dorothy Joan Christine Jacqueline Carol Sandra Nicola
            Samantha Claire Louise Alison Heather Michelle Tracey Deborah Angela Julie Catherine Abigail Eleanor Florence Harriet Isabella
            Jane Joanna Kimberly Megan Natalie Pamela Phoebe Rose Ruth Stephanie Theresa Vanessa Wendy Zoe Beatrice Gillian Imogen Rosalind
            """),
        Men = new("""
            John David James Michael William Robert Thomas Richard Peter Paul Andrew Stephen Christopher Daniel Matthew Joseph George Edward
            Charles Mark Simon Anthony Alexander Benjamin Samuel Jack Harry Oliver Luke Joshua Henry Ian Kevin Brian Graham Alan Philip Martin
            Nicholas Timothy Jonathan Patrick Gregory Raymond Kenneth Ronald Donald Gerald Lawrence Leonard Frederick Walter Albert Arthur
            Adam Aaron Callum Connor Dominic Elliot Felix Gareth Hugh Isaac Jacob Keith Leo Nathan Oscar Russell Sean Theodore Victor Zachary
            """),
        Families = new("""
            Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes
            Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan
            Allen James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins
            Bell Shaw Murphy Miller Cox Richards Khan Marshall Anderson Simpson Ellis Adams Singh Begum Wilkinson Foster Chapman Powell Webb
            Rogers Gray Mason Ali Hunt Hussain Campbell Matthews Owen Palmer Holmes Mills Barnes Knight Lloyd Butler Russell Barker Fisher
            Stevens Jenkins Murray Dixon Harvey Fletcher Reynolds Graham Fraser Stewart Pearce Walsh O'Brien O'Connor MacDonald McKenzie
            """),
        RareFamilies = (
            new("Ash Brad Wind Hol Hather Thorn Black Whit Hart Stan Mid Shel Wal Nor Sut Har Pem Brack Fair Red Cran Hazel Lang Win Under Mar Ox Bur Cold Green Hal Ben Ald Rock Swin King Dun El Far Gos"),
            new("ton ley worth ford field well wood by ham brook land ridge combe bury croft stone gate don mere side bourne wick man dale shaw stead")),
        Streets = new("""
            High Station Main Church London Park Victoria Green Manor Kings Queens New Grange Mill School North South Alexandra Springfield
            York George Chester Windsor Richmond Stanley Albert Oak Cedar Elm Beech Meadow Orchard Highfield Woodland Grove Hillside Riverside
            Canal Priory Abbey Castle Market Bridge Chapel Tower Nelson Wellington Clarence Cambridge Oxford Lincoln Hawthorn Willow Larch
            """),
        StreetKinds = new("_Street _Road _Avenue _Lane _Close _Drive _Way _Crescent _Gardens _Court _Terrace _Place _Square"),
        Towns = new("""
            London Birmingham Manchester Leeds Glasgow Sheffield Liverpool Bristol Edinburgh Leicester Coventry Bradford Cardiff Belfast
            Nottingham Hull Newcastle Stoke Southampton Derby Portsmouth Plymouth Brighton Reading Northampton Luton Bolton Norwich Swansea
            Sunderland Oxford Cambridge York Ipswich Exeter Gloucester Blackpool Middlesbrough Peterborough Swindon Dundee Aberdeen
            """),
        SmallTowns = (new("Ashby_ Upper_ Lower_ Great_ Little_ Stoke_ Market_ Long_ West_ East_ North_ South_"), new("Harborough Wendon Marlow Barford Selby Thornby Aston Norton Hinton Compton Burton Weston Langford Drayton")),
        States = new("Kent Essex Surrey Lancashire Hampshire Yorkshire Devon Norfolk Suffolk Somerset Dorset Cheshire Cumbria Durham Fife"),
        Postcode = "AA9 9AA",
        Phone = "7999 999999",
        Dialling = "+44",
        DateFormat = "dd/MM/yyyy",
    };
}
