namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>
/// The countries of ISO 3166-1, one line each: alpha-2, alpha-3, number, then the names that lead to it: English,
/// official, native, and others in use.
/// </summary>
/// <remarks>ISO 3166-1 (https://www.iso.org/obp/ui/#search/code/), 249 entries, seen 2026. UK and EL are how the EU writes GB and GR.</remarks>
internal static class CountryTable
{
    public const string Rows = """
        AD AND 020 Andorra|Principality of Andorra
        AE ARE 784 United Arab Emirates|الإمارات العربيّة المتحدّة|UAE|Emirates
        AF AFG 004 Afghanistan|Islamic Republic of Afghanistan|افغانستان
        AG ATG 028 Antigua and Barbuda|Antigua|Antigua & Barbuda
        AI AIA 660 Anguilla
        AL ALB 008 Albania|Republic of Albania|Shqipëri|Shqipëria
        AM ARM 051 Armenia|Republic of Armenia|Հայաստանի Հանրապետութիւն|Hayastan
        AO AGO 024 Angola|Republic of Angola
        AQ ATA 010 Antarctica
        AR ARG 032 Argentina|Argentine Republic
        AS ASM 016 American Samoa
        AT AUT 040 Austria|Republic of Austria|Österreich|Oesterreich
        AU AUS 036 Australia|Commonwealth of Australia
        AW ABW 533 Aruba
        AX ALA 248 Åland Islands|Aland
        AZ AZE 031 Azerbaijan|Republic of Azerbaijan|Azərbaycan
        BA BIH 070 Bosnia and Herzegovina|Republic of Bosnia and Herzegovina|Bosna i Hercegovina|Босна и Херцеговина|Bosnia|Bosnia-Herzegovina
        BB BRB 052 Barbados
        BD BGD 050 Bangladesh|People's Republic of Bangladesh|বাংলাদেশ
        BE BEL 056 Belgium|Kingdom of Belgium|Belgien|Belgique|België|Belgique/België
        BF BFA 854 Burkina Faso
        BG BGR 100 Bulgaria|Republic of Bulgaria|България
        BH BHR 048 Bahrain|Kingdom of Bahrain|البحرين
        BI BDI 108 Burundi|Republic of Burundi
        BJ BEN 204 Benin|Republic of Benin
        BL BLM 652 Saint Barthélemy|St. Barthélemy|St Barts
        BM BMU 060 Bermuda
        BN BRN 096 Brunei Darussalam|Brunei
        BO BOL 068 Bolivia|Bolivia, Plurinational State of|Plurinational State of Bolivia
        BQ BES 535 Bonaire, Sint Eustatius and Saba|Caribbean Netherlands|Bonaire
        BR BRA 076 Brazil|Federative Republic of Brazil|Brasil|Brasilien
        BS BHS 044 Bahamas|Commonwealth of the Bahamas|The Bahamas|Bahamas, The
        BT BTN 064 Bhutan|Kingdom of Bhutan|འབྲུག།|Druk Yul
        BV BVT 074 Bouvet Island
        BW BWA 072 Botswana|Republic of Botswana
        BY BLR 112 Belarus|Republic of Belarus|Беларусь|Byelorussia|Belorussia
        BZ BLZ 084 Belize
        CA CAN 124 Canada
        CC CCK 166 Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
        CD COD 180 Congo, The Democratic Republic of the|DR Congo|DRC|Democratic Republic of Congo|Democratic Republic of the Congo|Congo (Kinshasa)|Zaire|Congo, Democratic Republic of the
        CF CAF 140 Central African Republic|Central African Rep.|CAR
        CG COG 178 Congo|Republic of the Congo|Congo-Brazzaville|Republic of Congo|Congo, Republic of the
        CH CHE 756 Switzerland|Swiss Confederation|Schweiz|Suisse|Svizzera|Helvetia|Schweiz/Suisse/Svizzera
        CI CIV 384 Côte d'Ivoire|Republic of Côte d'Ivoire|Ivory Coast
        CK COK 184 Cook Islands
        CL CHL 152 Chile|Republic of Chile
        CM CMR 120 Cameroon|Republic of Cameroon|Cameroun
        CN CHN 156 China|People's Republic of China|中国|PRC|P.R. China|Mainland China|China, People's Republic of|中國
        CO COL 170 Colombia|Republic of Colombia
        CR CRI 188 Costa Rica|Republic of Costa Rica
        CU CUB 192 Cuba|Republic of Cuba
        CV CPV 132 Cabo Verde|Republic of Cabo Verde|Cape Verde
        CW CUW 531 Curaçao
        CX CXR 162 Christmas Island
        CY CYP 196 Cyprus|Republic of Cyprus|Κύπρος
        CZ CZE 203 Czechia|Czech Republic|Česko|Česká republika|Tschechien
        DE DEU 276 Germany|Federal Republic of Germany|Deutschland|BRD
        DJ DJI 262 Djibouti|Republic of Djibouti
        DK DNK 208 Denmark|Kingdom of Denmark|Danmark|Dänemark
        DM DMA 212 Dominica|Commonwealth of Dominica
        DO DOM 214 Dominican Republic|República Dominicana|Dominican Rep.
        DZ DZA 012 Algeria|People's Democratic Republic of Algeria|الجزائر|Algérie
        EC ECU 218 Ecuador|Republic of Ecuador
        EE EST 233 Estonia|Republic of Estonia|Eesti
        EG EGY 818 Egypt|Arab Republic of Egypt|مصر|Misr
        EH ESH 732 Western Sahara
        ER ERI 232 Eritrea|the State of Eritrea
        ES ESP 724 Spain|Kingdom of Spain|España|Espanya|Spanien
        ET ETH 231 Ethiopia|Federal Democratic Republic of Ethiopia|ጒት፥ጵ።|Abyssinia
        FI FIN 246 Finland|Republic of Finland|Suomi
        FJ FJI 242 Fiji|Republic of Fiji
        FK FLK 238 Falkland Islands (Malvinas)|Falkland Islands|Falklands|Malvinas
        FM FSM 583 Micronesia, Federated States of|Federated States of Micronesia|Micronesia
        FO FRO 234 Faroe Islands
        FR FRA 250 France|French Republic|Frankreich|Francia
        GA GAB 266 Gabon|Gabonese Republic
        GB GBR 826 United Kingdom|United Kingdom of Great Britain and Northern Ireland|Y Deyrnas Unedig|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|GB and NI|United Kingdom of Great Britain|Royaume-Uni|Reino Unido|Vereinigtes Königreich|Grossbritannien|Großbritannien
        GD GRD 308 Grenada
        GE GEO 268 Georgia|საქართველო|Sakartvelo
        GF GUF 254 French Guiana
        GG GGY 831 Guernsey
        GH GHA 288 Ghana|Republic of Ghana
        GI GIB 292 Gibraltar
        GL GRL 304 Greenland
        GM GMB 270 Gambia|Republic of the Gambia|The Gambia|Gambia, The
        GN GIN 324 Guinea|Republic of Guinea
        GP GLP 312 Guadeloupe
        GQ GNQ 226 Equatorial Guinea|Republic of Equatorial Guinea
        GR GRC 300 Greece|Hellenic Republic|Ελλάδα|EL|Hellas|Griechenland
        GS SGS 239 South Georgia and the South Sandwich Islands|South Georgia
        GT GTM 320 Guatemala|Republic of Guatemala
        GU GUM 316 Guam
        GW GNB 624 Guinea-Bissau|Republic of Guinea-Bissau
        GY GUY 328 Guyana|Republic of Guyana
        HK HKG 344 Hong Kong|Hong Kong Special Administrative Region of China|香港|Hong Kong SAR|Hong Kong SAR China
        HM HMD 334 Heard Island and McDonald Islands|Heard Island
        HN HND 340 Honduras|Republic of Honduras
        HR HRV 191 Croatia|Republic of Croatia|Hrvatska
        HT HTI 332 Haiti|Republic of Haiti
        HU HUN 348 Hungary|Magyarország
        ID IDN 360 Indonesia|Republic of Indonesia
        IE IRL 372 Ireland|Éire|Republic of Ireland
        IL ISR 376 Israel|State of Israel|ישראל|Yisrael
        IM IMN 833 Isle of Man
        IN IND 356 India|Republic of India|भारत|ভারত|இந்தியா|Bharat|Indien
        IO IOT 086 British Indian Ocean Territory|Diego Garcia
        IQ IRQ 368 Iraq|Republic of Iraq|العراق
        IR IRN 364 Iran|Iran, Islamic Republic of|Islamic Republic of Iran|ایران، جمهوری اسلامی
        IS ISL 352 Iceland|Republic of Iceland|Ísland
        IT ITA 380 Italy|Italian Republic|Italia|Italien
        JE JEY 832 Jersey
        JM JAM 388 Jamaica
        JO JOR 400 Jordan|Hashemite Kingdom of Jordan|الأردن
        JP JPN 392 Japan|日本|Nippon|Nihon
        KE KEN 404 Kenya|Republic of Kenya
        KG KGZ 417 Kyrgyzstan|Kyrgyz Republic|Киргизия|Кыргызстан|Kirghizia
        KH KHM 116 Cambodia|Kingdom of Cambodia|កម្ពុជា|Kampuchea
        KI KIR 296 Kiribati|Republic of Kiribati
        KM COM 174 Comoros|Union of the Comoros
        KN KNA 659 Saint Kitts and Nevis|St. Kitts and Nevis|St Kitts & Nevis
        KP PRK 408 North Korea|Korea, Democratic People's Republic of|Democratic People's Republic of Korea|조선민주주의인민공화국|Korea North|DPRK
        KR KOR 410 South Korea|Korea, Republic of|대한민국|Korea South|Republic of Korea|ROK|한국
        KW KWT 414 Kuwait|State of Kuwait|الكويت
        KY CYM 136 Cayman Islands
        KZ KAZ 398 Kazakhstan|Republic of Kazakhstan|Казахстан|Қазақстан
        LA LAO 418 Laos|Lao People's Democratic Republic|Lao PDR
        LB LBN 422 Lebanon|Lebanese Republic|لبنان
        LC LCA 662 Saint Lucia|St. Lucia
        LI LIE 438 Liechtenstein|Principality of Liechtenstein
        LK LKA 144 Sri Lanka|Democratic Socialist Republic of Sri Lanka|ශ්‍රී ලංකාව|இலங்கை|Ceylon
        LR LBR 430 Liberia|Republic of Liberia
        LS LSO 426 Lesotho|Kingdom of Lesotho
        LT LTU 440 Lithuania|Republic of Lithuania|Lietuva
        LU LUX 442 Luxembourg|Grand Duchy of Luxembourg|Luxemburg
        LV LVA 428 Latvia|Republic of Latvia|Latvija
        LY LBY 434 Libya|ليبيا|Libyan Arab Jamahiriya
        MA MAR 504 Morocco|Kingdom of Morocco|المغرب|Maroc
        MC MCO 492 Monaco|Principality of Monaco|Monte Carlo
        MD MDA 498 Moldova|Moldova, Republic of|Republic of Moldova
        ME MNE 499 Montenegro|Црна Гора
        MF MAF 663 Saint Martin (French part)|Saint Martin|St. Martin
        MG MDG 450 Madagascar|Republic of Madagascar
        MH MHL 584 Marshall Islands|Republic of the Marshall Islands
        MK MKD 807 North Macedonia|Republic of North Macedonia|Macedonia|FYROM|Macedonia, the former Yugoslav Republic of|Republic of Macedonia
        ML MLI 466 Mali|Republic of Mali
        MM MMR 104 Myanmar|Republic of Myanmar|မြန်မာနိုင်ငံ|Burma|Myanmar (Burma)
        MN MNG 496 Mongolia|Монгол
        MO MAC 446 Macao|Macao Special Administrative Region of China|澳門|Macau|Macau SAR|Macao SAR China
        MP MNP 580 Northern Mariana Islands|Commonwealth of the Northern Mariana Islands
        MQ MTQ 474 Martinique
        MR MRT 478 Mauritania|Islamic Republic of Mauritania
        MS MSR 500 Montserrat
        MT MLT 470 Malta|Republic of Malta
        MU MUS 480 Mauritius|Republic of Mauritius
        MV MDV 462 Maldives|Republic of Maldives|Maldive Islands
        MW MWI 454 Malawi|Republic of Malawi
        MX MEX 484 Mexico|United Mexican States
        MY MYS 458 Malaysia
        MZ MOZ 508 Mozambique|Republic of Mozambique|Moçambique
        NA NAM 516 Namibia|Republic of Namibia
        NC NCL 540 New Caledonia
        NE NER 562 Niger|Republic of the Niger
        NF NFK 574 Norfolk Island
        NG NGA 566 Nigeria|Federal Republic of Nigeria
        NI NIC 558 Nicaragua|Republic of Nicaragua
        NL NLD 528 Netherlands|Kingdom of the Netherlands|Nederland|Holland|The Netherlands|Netherlands, The|Niederlande|Pays-Bas
        NO NOR 578 Norway|Kingdom of Norway|Norge|Noreg|Norwegen
        NP NPL 524 Nepal|Federal Democratic Republic of Nepal|नेपाल
        NR NRU 520 Nauru|Republic of Nauru
        NU NIU 570 Niue
        NZ NZL 554 New Zealand|Aotearoa
        OM OMN 512 Oman|Sultanate of Oman|عمان
        PA PAN 591 Panama|Republic of Panama
        PE PER 604 Peru|Republic of Peru
        PF PYF 258 French Polynesia|Tahiti
        PG PNG 598 Papua New Guinea|Independent State of Papua New Guinea|Papua
        PH PHL 608 Philippines|Republic of the Philippines|The Philippines|Pilipinas
        PK PAK 586 Pakistan|Islamic Republic of Pakistan|پاکستان
        PL POL 616 Poland|Republic of Poland|Polska|Polen
        PM SPM 666 Saint Pierre and Miquelon|St. Pierre and Miquelon
        PN PCN 612 Pitcairn|Pitcairn Islands
        PR PRI 630 Puerto Rico
        PS PSE 275 Palestine, State of|the State of Palestine|دولة فلسطين|Palestine|Palestinian Territories|Palestinian Territory|State of Palestine
        PT PRT 620 Portugal|Portuguese Republic
        PW PLW 585 Palau|Republic of Palau
        PY PRY 600 Paraguay|Republic of Paraguay
        QA QAT 634 Qatar|State of Qatar|قطر
        RE REU 638 Réunion|La Réunion
        RO ROU 642 Romania
        RS SRB 688 Serbia|Republic of Serbia|Србија
        RU RUS 643 Russian Federation|Российская Федерация|Russia|Россия
        RW RWA 646 Rwanda|Rwandese Republic
        SA SAU 682 Saudi Arabia|Kingdom of Saudi Arabia|السّعوديّة|KSA
        SB SLB 090 Solomon Islands
        SC SYC 690 Seychelles|Republic of Seychelles
        SD SDN 729 Sudan|Republic of the Sudan|السّودان
        SE SWE 752 Sweden|Kingdom of Sweden|Sverige|Schweden
        SG SGP 702 Singapore|Republic of Singapore|新加坡
        SH SHN 654 Saint Helena, Ascension and Tristan da Cunha|Saint Helena|St. Helena
        SI SVN 705 Slovenia|Republic of Slovenia|Slovenija
        SJ SJM 744 Svalbard and Jan Mayen|Svalbard
        SK SVK 703 Slovakia|Slovak Republic|Slovensko
        SL SLE 694 Sierra Leone|Republic of Sierra Leone
        SM SMR 674 San Marino|Republic of San Marino
        SN SEN 686 Senegal|Republic of Senegal
        SO SOM 706 Somalia|Federal Republic of Somalia|Soomaaliya
        SR SUR 740 Suriname|Republic of Suriname
        SS SSD 728 South Sudan|Republic of South Sudan
        ST STP 678 Sao Tome and Principe|Democratic Republic of Sao Tome and Principe|Sao Tome|São Tomé & Príncipe
        SV SLV 222 El Salvador|Republic of El Salvador
        SX SXM 534 Sint Maarten (Dutch part)|Sint Maarten|St. Maarten
        SY SYR 760 Syria|Syrian Arab Republic|الجمهوريّة العربيّة السّوريّة
        SZ SWZ 748 Eswatini|Kingdom of Eswatini|Swaziland
        TC TCA 796 Turks and Caicos Islands|Turks & Caicos Islands|Turks and Caicos
        TD TCD 148 Chad|Republic of Chad|Tchad
        TF ATF 260 French Southern Territories|French Southern and Antarctic Lands
        TG TGO 768 Togo|Togolese Republic
        TH THA 764 Thailand|Kingdom of Thailand|ไทย
        TJ TJK 762 Tajikistan|Republic of Tajikistan|Тоҷикистон
        TK TKL 772 Tokelau
        TL TLS 626 Timor-Leste|Democratic Republic of Timor-Leste|East Timor
        TM TKM 795 Turkmenistan|Turkmenia
        TN TUN 788 Tunisia|Republic of Tunisia|تونس|Tunisie
        TO TON 776 Tonga|Kingdom of Tonga
        TR TUR 792 Türkiye|Republic of Türkiye|Turkey|Türkei
        TT TTO 780 Trinidad and Tobago|Republic of Trinidad and Tobago|Trinidad|Trinidad & Tobago
        TV TUV 798 Tuvalu
        TW TWN 158 Taiwan|Taiwan, Province of China|臺灣|中華民國|Taiwan, R.O.C.|台灣|台湾
        TZ TZA 834 Tanzania|Tanzania, United Republic of|United Republic of Tanzania
        UA UKR 804 Ukraine|Україна|Ukraina
        UG UGA 800 Uganda|Republic of Uganda
        UM UMI 581 United States Minor Outlying Islands|US Minor Outlying Islands|U.S. Outlying Islands
        US USA 840 United States|United States of America|U.S.|U.S.A.|The States|United States (USA)|USA (United States)|Estados Unidos|États-Unis|Vereinigte Staaten|Vereinigte Staaten von Amerika|Stati Uniti|EEUU|Amerika
        UY URY 858 Uruguay|Eastern Republic of Uruguay
        UZ UZB 860 Uzbekistan|Republic of Uzbekistan|Oʻzbekiston
        VA VAT 336 Holy See (Vatican City State)|Vatican|Vatican City|Vatican City State|Holy See
        VC VCT 670 Saint Vincent and the Grenadines|St. Vincent and the Grenadines|St Vincent|Saint Vincent
        VE VEN 862 Venezuela|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela
        VG VGB 092 Virgin Islands, British|British Virgin Islands|BVI
        VI VIR 850 Virgin Islands, U.S.|Virgin Islands of the United States|US Virgin Islands|USVI|United States Virgin Islands
        VN VNM 704 Vietnam|Socialist Republic of Viet Nam
        VU VUT 548 Vanuatu|Republic of Vanuatu
        WF WLF 876 Wallis and Futuna|Wallis & Futuna
        WS WSM 882 Samoa|Independent State of Samoa|Western Samoa
        YE YEM 887 Yemen|Republic of Yemen|اليمن
        YT MYT 175 Mayotte
        ZA ZAF 710 South Africa|Republic of South Africa|Suid-Afrika|RSA
        ZM ZMB 894 Zambia|Republic of Zambia
        ZW ZWE 716 Zimbabwe|Republic of Zimbabwe
        """;
}
