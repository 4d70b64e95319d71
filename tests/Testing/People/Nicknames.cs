namespace ServerlessCdi.Tests.Testing.People;

/// <summary>What friends call somebody.</summary>
internal static class Nicknames
{
    private static readonly Dictionary<string, string[]> Known = Read("""
        Elizabeth Liz Beth Betty Lizzie;Margaret Maggie Peggy Meg;Susan Sue Susie;Jennifer Jenny Jen;Patricia Pat Patty Trish;Katherine Kate Kathy Katie
        Catherine Cathy Kate;Rebecca Becky;Victoria Vicky Tori;Barbara Barb Babs;Dorothy Dot Dottie;Christine Chris Chrissie;Samantha Sam;Deborah Debbie Deb
        Angela Angie;Abigail Abby;Eleanor Ellie Nell;Isabella Bella Izzy;Kimberly Kim;Natalie Nat;Pamela Pam;Stephanie Steph;Theresa Terry Tess;Teresa Terry
        Jacqueline Jackie;Sandra Sandy;Emily Em Emmy;Jessica Jess;Charlotte Lottie Charlie;Linda Lin;Cynthia Cindy;Michelle Shelly;Amanda Mandy;Melissa Mel
        Kathleen Kathy;Virginia Ginny;Judith Judy;Gillian Gill;Rosalind Ros;John Jack Johnny;David Dave Davy;James Jim Jimmy Jamie;Michael Mike Mick Micky
        William Bill Will Billy;Robert Bob Rob Bobby;Thomas Tom Tommy;Richard Dick Rick Rich;Andrew Andy Drew;Stephen Steve;Steven Steve;Christopher Chris
        Daniel Dan Danny;Matthew Matt;Joseph Joe Joey;Edward Ed Ted Eddie;Charles Charlie Chuck;Anthony Tony;Alexander Alex Sandy;Benjamin Ben Benny
        Samuel Sam Sammy;Joshua Josh;Nicholas Nick;Timothy Tim;Jonathan Jon;Patrick Pat Paddy;Gregory Greg;Raymond Ray;Kenneth Ken;Ronald Ron;Donald Don
        Gerald Gerry;Lawrence Larry;Leonard Len;Frederick Fred Freddie;Albert Al Bert;Arthur Art;Zachary Zach;Theodore Ted Theo;Douglas Doug;Jeffrey Jeff
        Peter Pete;Philip Phil;Ursula Uschi;Elisabeth Lisa Elli;Katharina Kathi;Susanne Susi;Gabriele Gabi;Angelika Geli;Johannes Hans Hannes;Wolfgang Wolf
        Maximilian Max;Sebastian Basti;Friedrich Fritz;Heinrich Heinz;Johanna Hanna;Franziska Franzi;Josef Sepp;Günter Günni;Ulrich Uli;Matthias Matze
        Francisco Paco Fran;José Pepe;Antonio Toni;Manuel Manolo;Jesús Chus;Ignacio Nacho;Dolores Lola;Francisca Paqui;Concepción Concha;Josefa Pepa
        Mercedes Merche;Montserrat Montse;Rosario Charo;Giuseppe Beppe Pino;Salvatore Totò;Luigi Gigi;Vincenzo Enzo;Domenico Mimmo;Giovanni Gianni
        Francesco Checco;Alessandro Ale Sandro;Francesca Franca;Giuseppina Pina;Françoise Fanfan;Aleksandra Ola;Małgorzata Gosia;Katarzyna Kasia;Barbara Basia
        Magdalena Magda;Joanna Asia;Agnieszka Aga;Krzysztof Krzysiek;Andrzej Jędrek;Tomasz Tomek;Jan Janek;Stanisław Staszek;Aleksander Olek;Jakub Kuba
        Wojciech Wojtek;Grzegorz Grzesiek;Kristina Stina;Birgitta Gitta;Mikael Micke;Anders Adde;Johan Johnny;Fredrik Fredde;Gustav Gurra;Nicolas Nico
        Alexandre Alex;Frédéric Fred;Dominique Domi;Christophe Chris;Stéphanie Steph;Laetitia Laeti;Valérie Val;Guillaume Guigui;Maria Mia Mary;Anna Ann Anne
        """);

    public static string? Of(string given, Dice dice) => Known.TryGetValue(given, out var names) ? dice.Of(names) : null;

    private static Dictionary<string, string[]> Read(string text)
    {
        var known = new Dictionary<string, string[]>();
        foreach (var entry in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var names = entry.Split(' ');
            known.TryAdd(names[0], names[1..]);
        }

        return known;
    }
}
