namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>The languages of ISO 639.</summary>
/// <remarks>ISO 639-1, -2 and -3 (https://www.loc.gov/standards/iso639-2/php/code_list.php), seen 2026.</remarks>
internal static class LanguageTable
{
    /// <summary>One line each: the code of two letters, those of three (terminological, bibliographic), then English and native names.</summary>
    public const string Rows = """
        aa aar Afar
        ab abk Abkhazian
        ae ave Avestan
        af afr Afrikaans
        ak aka Akan
        am amh Amharic|አማርኛ
        an arg Aragonese
        ar ara Arabic|العربية|عربي
        as asm Assamese|অসমীয়া
        av ava Avaric
        ay aym Aymara
        az aze Azerbaijani|Azərbaycan dili|Azeri|Azərbaycanca
        ba bak Bashkir
        be bel Belarusian|беларуская
        bg bul Bulgarian|Български
        bh bih Bihari languages
        bi bis Bislama
        bm bam Bambara
        bn ben Bengali|বাংলা|Bangla
        bo bod,tib Tibetan
        br bre Breton|Brezhoneg
        bs bos Bosnian|Bosanski
        ca cat Catalan|Valencian|català|valencià
        ce che Chechen
        ch cha Chamorro
        co cos Corsican
        cr cre Cree
        cs ces,cze Czech|čeština|česky
        cu chu Church Slavic|Old Slavonic|Church Slavonic|Old Bulgarian|Old Church Slavonic
        cv chv Chuvash
        cy cym,wel Welsh|Cymraeg
        da dan Danish|dansk
        de deu,ger German|Deutsch
        dv div Divehi|Dhivehi|Maldivian
        dz dzo Dzongkha
        ee ewe Ewe
        el ell,gre Ελληνικά|Greek
        en eng English|Englisch|Inglés|Anglais
        eo epo Esperanto
        es spa Spanish|Castilian|Español|Castellano|Castellà
        et est Estonian|eesti|eesti keel
        eu eus,baq Basque|Euskara
        fa fas,per Persian|فارسی|Farsi
        ff ful Fulah
        fi fin Finnish|suomi|suomen kieli
        fj fij Fijian
        fo fao Faroese|Føroyskt
        fr fra,fre French|français
        fy fry Western Frisian|Frysk|Frisian
        ga gle Irish|Gaeilge|Irish Gaelic
        gd gla Gaelic|Scottish Gaelic|Gàidhlig
        gl glg Galician|Galego
        gn grn Guarani
        gu guj Gujarati|ગુજરાતી
        gv glv Manx
        ha hau Hausa
        he heb Hebrew|עברית
        hi hin Hindi|हिंदी|हिन्दी
        ho hmo Hiri Motu
        hr hrv Croatian|Hrvatski
        ht hat Haitian|Haitian Creole|Kreyòl ayisyen
        hu hun Hungarian|magyar
        hy hye,arm Armenian|Հայերեն
        hz her Herero
        ia ina Interlingua
        id ind Indonesian|Bahasa Indonesia
        ie ile Interlingue|Occidental
        ig ibo Igbo
        ii iii Sichuan Yi|Nuosu
        ik ipk Inupiaq
        io ido Ido
        is isl,ice Icelandic|Íslenska
        it ita Italian|Italiano
        iu iku Inuktitut
        ja jpn Japanese|日本語
        jv jav Javanese
        ka kat,geo Georgian|ქართული
        kg kon Kongo
        ki kik Kikuyu|Gikuyu
        kj kua Kuanyama|Kwanyama
        kk kaz Kazakh|Қазақша|қазақ тілі
        kl kal Kalaallisut|Greenlandic
        km khm Central Khmer|ខ្មែរ|Khmer
        kn kan Kannada|ಕನ್ನಡ
        ko kor Korean|한국어|조선말
        kr kau Kanuri
        ks kas Kashmiri
        ku kur Kurdish|Kurdî
        kv kom Komi
        kw cor Cornish
        ky kir Kirghiz|Kyrgyz|Кыргызча
        la lat Latin
        lb ltz Luxembourgish|Letzeburgesch|Lëtzebuergesch
        lg lug Ganda
        li lim Limburgan|Limburger|Limburgish
        ln lin Lingala
        lo lao Lao|ລາວ
        lt lit Lithuanian|Lietuvių|lietuvių kalba
        lu lub Luba-Katanga
        lv lav Latvian|Latviešu|latviešu valoda
        mg mlg Malagasy
        mh mah Marshallese
        mi mri,mao Maori|Reo Māori|te reo Māori
        mk mkd,mac Macedonian|Македонски
        ml mal Malayalam|മലയാളം
        mn mon Mongolian|Монгол
        mr mar Marathi|मराठी
        ms msa,may Malay|Bahasa Melayu|Bahasa Malaysia
        mt mlt Maltese|Malti
        my mya,bur Burmese|မြန်မာ
        na nau Nauru
        nb nob Norwegian Bokmål|Norsk bokmål|Bokmål
        nd nde North Ndebele
        ne nep Nepali|नेपाली
        ng ndo Ndonga
        nl nld,dut Dutch|Flemish|Nederlands|Vlaams
        nn nno Norwegian Nynorsk|Nynorsk
        no nor Norwegian|Norsk
        nr nbl South Ndebele
        nv nav Navajo|Navaho
        ny nya Chichewa|Chewa|Nyanja
        oc oci Occitan|Provençal
        oj oji Ojibwa
        om orm Oromo
        or ori Oriya|ଓଡିଆ
        os oss Ossetian|Ossetic
        pa pan Panjabi|Punjabi|ਪੰਜਾਬੀ
        pi pli Pali
        pl pol Polish|polski|język polski
        ps pus Pushto|Pashto|پښتو
        pt por Portuguese|Português
        qu que Quechua
        rm roh Romansh|Rumantsch
        rn run Rundi
        ro ron,rum Romanian|Moldavian|Moldovan|Română
        ru rus Russian|русский|русский язык
        rw kin Kinyarwanda|Ikinyarwanda
        sa san Sanskrit
        sc srd Sardinian|Sardu
        sd snd Sindhi
        se sme Northern Sami
        sg sag Sango
        si sin Sinhala|Sinhalese|සිංහල
        sk slk,slo Slovak|slovenčina
        sl slv Slovenian|slovenščina
        sm smo Samoan
        sn sna Shona
        so som Somali
        sq sqi,alb Albanian|Shqip
        sr srp Serbian|српски|Srpski
        ss ssw Swati
        st sot Sesotho
        su sun Sundanese
        sv swe Swedish|Svenska
        sw swa Swahili|Kiswahili
        ta tam Tamil|தமிழ்
        te tel Telugu|తెలుగు
        tg tgk Tajik
        th tha Thai|ไทย|ภาษาไทย
        ti tir Tigrinya|ትግርኛ
        tk tuk Turkmen
        tl tgl Tagalog|Filipino|Pilipino
        tn tsn Tswana|Setswana
        to ton Tonga
        tr tur Turkish|Türkçe
        ts tso Tsonga
        tt tat Tatar|Татарча
        tw twi Twi
        ty tah Tahitian
        ug uig Uighur|Uyghur
        uk ukr Ukrainian|українська
        ur urd Urdu|اردو
        uz uzb Uzbek|Oʻzbekcha
        ve ven Venda
        vi vie Vietnamese|Tiếng Việt
        vo vol Volapük
        wa wln Walloon|Walon
        wo wol Wolof
        xh xho Xhosa|isiXhosa
        yi yid Yiddish
        yo yor Yoruba
        za zha Zhuang|Chuang
        zh zho,chi Chinese|中文|汉语|漢語|Mandarin|Mandarin Chinese|普通话|国语
        zu zul Zulu|Isi-Zulu
        """;

    /// <summary>The codes of ISO 639-2 that have no two letters.</summary>
    public const string ThreeLetters = """
        ace ach ada ady afa afh ain akk ale alg alt ang anp apa arc arn arp art arw ast ath aus awa bad bai bal ban bas bat
        bej bem ber bho bik bin bla bnt bra btk bua bug byn cad cai car cau ceb cel chb chg chk chm chn cho chp chr chy cmc
        cnr cop cpe cpf cpp crh crp csb cus dak dar day del den dgr din doi dra dsb dua dum dyu efi egy eka elx enm ewo fan
        fat fil fiu fon frm fro frr frs fur gaa gay gba gem gez gil gmh goh gon gor got grb grc gsw gwi hai haw hil him hit
        hmn hsb hup iba ijo ilo inc ine inh ira iro jbo jpr jrb kaa kab kac kam kar kaw kbd kha khi kho kmb kok kos kpe krc
        krl kro kru kum kut lad lah lam lez lol loz lua lui lun luo lus mad mag mai mak man map mas mdf mdr men mga mic min
        mkh mnc mni mno moh mos mun mus mwl mwr myn myv nah nai nap nds new nia nic niu nog non nqo nso nub nwc nym nyn nyo
        nzi osa ota oto paa pag pal pam pap pau peo phi phn pon pra pro raj rap rar roa rom rup sad sah sai sal sam sas sat
        scn sco sel sem sga sgn shn sid sio sit sla sma smi smj smn sms snk sog son srn srr ssa suk sus sux syc syr tai tem
        ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tup tut tvl tyv udm uga umb vai vot wak wal war was wen xal yao yap
        ypk zap zbl zen zgh znd zun zza
        """;

    /// <summary>
    /// Codes that mean one of the above: withdrawn ones, and the chief language of a macrolanguage, which software
    /// writes by its two letters (https://www.unicode.org/reports/tr35/#Likely_Subtags lists them as aliases).
    /// </summary>
    public const string Aliases = """
        iw he
        in id
        ji yi
        jw jv
        mo ro
        sh sr
        hbs sr
        scc sr
        scr hr
        mol ro
        cmn zh
        arb ar
        swh sw
        pes fa
        prs fa
        zsm ms
        lvs lv
        ekk et
        khk mn
        npi ne
        ory or
        uzn uz
        azj az
        pbt ps
        gom kok
        tgl tl
        """;
}
