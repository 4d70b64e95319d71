using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>Given names that one person goes by. A name may belong to several families of names.</summary>
internal static class Nicknames
{
    private const string Table = """
        abigail abby abbie gail
        abraham abe abram
        adam ad
        adelaide addie addy della adele
        agnes aggie nessie
        albert al bert albie
        alexander alex al alec alick sandy xander sascha lex
        alexandra alex sandra sandy lexi lexie sascha alexa
        alfred alf alfie fred
        alice ally allie alison
        amanda mandy manda
        andrew andy drew andre
        angela angie angel
        ann anne anna annie nan nancy hannah
        anthony tony antony ant
        antonia toni tonia
        arthur art artie
        augustus gus august
        barbara barb babs barbie
        bartholomew bart
        beatrice bea trixie beatrix
        benjamin ben benny benji
        bernard bernie bernhard bernd
        bethany beth
        bradley brad
        bridget bridie biddy
        caroline carol carrie caro carolyn
        catherine katherine kathryn kate katie kathy cathy kat kitty kay katharina kathleen
        cecilia cissy celia
        charles charlie chuck chas charley karl
        charlotte lottie charlie lotte
        christine christina chris chrissie tina christa
        christopher chris kit topher christoph
        clarence clarrie
        clifford cliff
        cornelius neil con
        cynthia cindy
        daniel dan danny
        danielle dani
        david dave davy davey
        deborah debbie deb debra
        dennis denny den
        diana di diane dianne
        dominic dom nick
        donald don donny
        dorothy dot dottie dolly dora thea
        douglas doug dougie
        edith edie
        edmund ed eddie ned ted
        edward ed eddie ted teddy ned
        edwin ed eddie
        eleanor ellie nell nora elinor nelly lenore ella
        elizabeth liz lizzie beth betty eliza lisa libby bess bessie elsie betsy elisabeth lisbeth liza lily
        emily em emmy emma
        ernest ernie ernst
        esther hester essie
        eugene gene
        evelyn eve evie
        ferdinand ferdi fred
        florence flo flossie florrie
        frances fran fanny francie frankie
        francis frank frankie
        franklin frank
        frederick fred freddie freddy fritz friedrich
        gabriel gabe
        gabrielle gaby gabi
        genevieve gen jenny eve
        geoffrey geoff jeff jeffrey
        georgina georgie gina george
        gerald gerry jerry gerhard gerd
        gertrude trudy gertie
        gilbert gil bert
        gregory greg gregg
        harold harry hal
        harriet hattie harriett harry
        heinrich heinz henry
        helen nell nellie lena helena ellen helene
        henrietta hettie etta hattie henny
        henry harry hal hank
        herbert herb bert
        hubert bert hugh
        isabella isabel bella izzy isabelle belle isobel
        isaac ike zac
        jacob jake jakob
        jacqueline jackie jacqui
        james jim jimmy jamie jem
        jane janet janie jenny jeannie jean jan
        janet jan
        jennifer jen jenny jenn
        jeremiah jerry
        jeremy jerry jem
        jessica jess jessie
        joan jo joanie
        joanna jo joanne joan johanna hanna
        johann johannes hans hannes
        john jack johnny jon jock
        jonathan jon jonny john jonathon
        joseph joe joey josef jos
        josephine jo josie
        joshua josh
        judith judy judi
        julia julie jules
        katarina kat katja
        kenneth ken kenny
        kimberly kim kimberley
        laura laurie lori
        lawrence larry laurie laurence lorenz
        leonard len lenny leo
        leslie les
        lillian lily lil lilian
        louis lou lewis louie
        louise lou lulu
        lucille lucy
        madeline maddie madeleine maddy
        magdalena lena magda
        manfred fred mani
        margaret maggie meg peggy marge margie greta rita daisy madge peg marjorie margarethe gretel
        maria mary mia mitzi marie
        martha marty mattie
        martin marty
        mary molly polly mae may mamie maria marie
        matilda tilly mattie tilda
        matthew matt matty mat matthias
        maureen mo
        maximilian max
        maxwell max
        melanie mel
        melissa mel missy lissa
        michael mike mick micky mikey mitch michel
        mildred millie
        millicent millie
        miranda mandy
        mitchell mitch
        mohammed mohamed muhammad mohammad mo
        nancy nan
        natalie nat
        natasha tasha
        nathaniel nat nate nathan
        nicholas nick nicky nico nicolas klaus claus nikolaus
        nicole nicky nikki nic
        norman norm
        oliver ollie
        olivia liv livvy
        oscar ossie
        pamela pam
        patricia pat patty tricia trish patsy
        patrick pat paddy rick
        peter pete
        philip phil pip phillip
        philippa pip pippa
        priscilla cilla
        rachel rae
        raymond ray
        rebecca becky becca bec
        reginald reg reggie
        richard rick dick richie rich ricky
        robert bob rob bobby robbie bert robin
        roderick rod
        rodney rod
        roger rodge
        ronald ron ronnie
        rosemary rose rosie
        rudolf rudi rolf
        rupert bert
        russell russ
        samantha sam sammy
        samuel sam sammy
        sarah sally sadie sara
        sebastian seb basti
        sigrid siggi
        simon si
        sophia sophie sofia
        stanley stan
        stephanie steph stefanie steffi
        stephen steve stevie steven stefan stephan
        stuart stu stewart
        susan sue susie suzy susanna suzanne susanne
        sylvester sly
        sylvia syl silvia
        teresa terry tess tessa theresa tracy
        terence terry
        theodore ted teddy theo
        thomas tom tommy thom
        timothy tim timmy
        ulrich uli
        ursula uschi ulla
        valerie val
        veronica ronnie vera
        victor vic
        victoria vicky tori vicki
        vincent vince vin
        virginia ginny ginger
        vivian viv
        walter walt wally
        waltraud traudl
        wilhelm willi willy
        wilhelmina mina minnie billie willa
        william bill will billy willie willy liam
        winifred winnie fred
        wolfgang wolf
        zachary zach zac zack
        """;

    private static readonly FrozenDictionary<string, int[]> Families = Build();

    /// <summary>The families of names that a folded name belongs to; empty for a name that goes by itself.</summary>
    public static int[] Of(string name) => Families.GetValueOrDefault(name, []);

    private static FrozenDictionary<string, int[]> Build()
    {
        var families = Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return families
            .SelectMany((line, family) => line.Split(' ').Select(name => (name, family)))
            .GroupBy(p => p.name, p => p.family)
            .ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray());
    }
}
