/// Passwords that everybody tries first, in lower case. Made by scripts/build-common-passwords; do not edit.
enum CommonPasswords {
    static let text = #"""
        00000000 00001111 00002222 00003333 00004444 00005555 00006666 00007777 00008888 00009999 01010101 01011970 01011971 01011972 01011973 01011974
        01011975 01011976 01011977 01011978 01011979 01011980 01011981 01011982 01011983 01011984 01011985 01011986 01011987 01011988 01011989 01011990
        01011991 01011992 01011993 01011994 01011995 01011996 01011997 01011998 01011999 01012000 01012001 01012002 01012003 01012004 01012005 01012006
        01012007 01012008 01012009 01012010 01012011 01012012 01012013 01012014 01012015 01012016 01012017 01012018 01012019 01012020 01012021 01012022
        01012023 01012024 01012025 01234567 012345678 0123456789 01234567890 012345678901 02020202 03030303 04040404 05050505 06060606 07070707 08080808
        09090909 09876543 098765432 0987654321 09876543210 098765432109 10101010 10987654 109876543 1098765432 10987654321 109876543210 11110000 11111111
        11112222 11113333 11114444 11115555 11116666 11117777 11118888 11119999 12121212 121212121 12301230 123012301 12311970 12311971 12311972 12311973
        12311974 12311975 12311976 12311977 12311978 12311979 12311980 12311981 12311982 12311983 12311984 12311985 12311986 12311987 12311988 12311989
        12311990 12311991 12311992 12311993 12311994 12311995 12311996 12311997 12311998 12311999 12312000 12312001 12312002 12312003 12312004 12312005
        12312006 12312007 12312008 12312009 12312010 12312011 12312012 12312013 12312014 12312015 12312016 12312017 12312018 12312019 12312020 12312021
        12312022 12312023 12312024 12312025 12312312 123123123 12345123 123451234 1234512345 12345612 123456123 1234561234 12345612345 12345678 123456789
        1234567890 12345678901 123456789012 1234567890123 12345678901234 1234qwer 123qweasd 12qwaszx 13131313 14141414 14714714 147147147 15151515 15915915
        159159159 16161616 17171717 18181818 19191919 19700101 19701231 19710101 19711231 19720101 19721231 19730101 19731231 19740101 19741231 19750101
        19751231 19760101 19761231 19770101 19771231 19780101 19781231 19790101 19791231 19800101 19801231 19810101 19811231 19820101 19821231 19830101
        19831231 19840101 19841231 19850101 19851231 19860101 19861231 19870101 19871231 19880101 19881231 19890101 19891231 19900101 19901231 19910101
        19911231 19920101 19921231 19930101 19931231 19940101 19941231 19950101 19951231 19960101 19961231 19970101 19971231 19980101 19981231 19990101
        19991231 1q2w1qaz 1q2w2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3edc 1q2w4rfv 1q2w5t6y 1q2w5tgb 1q2w6yhn 1q2w7u8i 1q2w7ujm 1q2w8ik, 1q2w9ol. 1qaz1q2w
        1qaz2wsx 1qaz2wsx3edc 1qaz3e4r 1qaz3edc 1qaz4rfv 1qaz5t6y 1qaz5tgb 1qaz6yhn 1qaz7u8i 1qaz7ujm 1qaz8ik, 1qaz9ol. 20000101 20001231 20010101 20011231
        20020101 20021231 20030101 20031231 20040101 20041231 20050101 20051231 20060101 20061231 20070101 20071231 20080101 20081231 20090101 20091231
        20100101 20101231 20110101 20111231 20120101 20121231 20130101 20131231 20140101 20141231 20150101 20151231 20160101 20161231 20170101 20171231
        20180101 20181231 20190101 20191231 20200101 20201231 20202020 20210101 20211231 20220101 20221231 20230101 20231231 20240101 20241231 20250101
        20251231 21098765 210987654 2109876543 21098765432 210987654321 21212121 22220000 22221111 22222222 22223333 22224444 22225555 22226666 22227777
        22228888 22229999 23232323 23456789 234567890 2345678901 23456789012 234567890123 2345678901234 23456789012345 24242424 25252525 25802580 258025802
        25825825 258258258 26262626 27272727 28282828 29292929 2wsx1q2w 2wsx1qaz 2wsx3e4r 2wsx3edc 2wsx4rfv 2wsx5t6y 2wsx5tgb 2wsx6yhn 2wsx7u8i 2wsx7ujm
        2wsx8ik, 2wsx9ol. 30303030 31313131 32109876 321098765 3210987654 32109876543 321098765432 32132132 321321321 32323232 33330000 33331111 33332222
        33333333 33334444 33335555 33336666 33337777 33338888 33339999 34343434 34567890 345678901 3456789012 34567890123 345678901234 3456789012345
        34567890123456 35353535 36363636 36936936 369369369 37373737 38383838 39393939 3e4r1q2w 3e4r1qaz 3e4r2wsx 3e4r3edc 3e4r4rfv 3e4r5t6y 3e4r5tgb 3e4r6yhn
        3e4r7u8i 3e4r7ujm 3e4r8ik, 3e4r9ol. 3edc1q2w 3edc1qaz 3edc2wsx 3edc3e4r 3edc4rfv 3edc5t6y 3edc5tgb 3edc6yhn 3edc7u8i 3edc7ujm 3edc8ik, 3edc9ol.
        40404040 41414141 42424242 43210987 432109876 4321098765 43210987654 432109876543 43214321 432143214 43434343 44440000 44441111 44442222 44443333
        44444444 44445555 44446666 44447777 44448888 44449999 45454545 45645645 456456456 45678901 456789012 4567890123 45678901234 456789012345 4567890123456
        45678901234567 46464646 47474747 48484848 49494949 4rfv1q2w 4rfv1qaz 4rfv2wsx 4rfv3e4r 4rfv3edc 4rfv5t6y 4rfv5tgb 4rfv6yhn 4rfv7u8i 4rfv7ujm 4rfv8ik,
        4rfv9ol. 50505050 51515151 52525252 53535353 54321098 543210987 5432109876 54321098765 543210987654 54545454 55550000 55551111 55552222 55553333
        55554444 55555555 55556666 55557777 55558888 55559999 56565656 56789012 567890123 5678901234 56789012345 567890123456 5678901234567 56789012345678
        57575757 58585858 59595959 5t6y1q2w 5t6y1qaz 5t6y2wsx 5t6y3e4r 5t6y3edc 5t6y4rfv 5t6y5tgb 5t6y6yhn 5t6y7u8i 5t6y7ujm 5t6y8ik, 5t6y9ol. 5tgb1q2w
        5tgb1qaz 5tgb2wsx 5tgb3e4r 5tgb3edc 5tgb4rfv 5tgb5t6y 5tgb6yhn 5tgb7u8i 5tgb7ujm 5tgb8ik, 5tgb9ol. 60606060 61616161 62626262 63636363 64646464
        65432109 654321098 6543210987 65432109876 654321098765 65656565 66660000 66661111 66662222 66663333 66664444 66665555 66666666 66667777 66668888
        66669999 67676767 67890123 678901234 6789012345 67890123456 678901234567 6789012345678 67890123456789 68686868 69696969 6yhn1q2w 6yhn1qaz 6yhn2wsx
        6yhn3e4r 6yhn3edc 6yhn4rfv 6yhn5t6y 6yhn5tgb 6yhn7u8i 6yhn7ujm 6yhn8ik, 6yhn9ol. 70707070 71717171 72727272 73737373 74747474 75757575 76543210
        765432109 7654321098 76543210987 765432109876 76767676 77770000 77771111 77772222 77773333 77774444 77775555 77776666 77777777 77778888 77779999
        78787878 78901234 789012345 7890123456 78901234567 789012345678 7890123456789 78901234567890 78978978 789789789 79797979 7u8i1q2w 7u8i1qaz 7u8i2wsx
        7u8i3e4r 7u8i3edc 7u8i4rfv 7u8i5t6y 7u8i5tgb 7u8i6yhn 7u8i7ujm 7u8i8ik, 7u8i9ol. 7ujm1q2w 7ujm1qaz 7ujm2wsx 7ujm3e4r 7ujm3edc 7ujm4rfv 7ujm5t6y
        7ujm5tgb 7ujm6yhn 7ujm7u8i 7ujm8ik, 7ujm9ol. 80808080 81818181 82828282 83838383 84848484 85858585 86868686 87654321 876543210 8765432109 87654321098
        876543210987 87878787 88880000 88881111 88882222 88883333 88884444 88885555 88886666 88887777 88888888 88889999 89012345 890123456 8901234567
        89012345678 890123456789 8901234567890 89898989 8ik,1q2w 8ik,1qaz 8ik,2wsx 8ik,3e4r 8ik,3edc 8ik,4rfv 8ik,5t6y 8ik,5tgb 8ik,6yhn 8ik,7u8i 8ik,7ujm
        8ik,9ol. 90123456 901234567 9012345678 90123456789 901234567890 90909090 91919191 92929292 93939393 94949494 95959595 96969696 97979797 98765432
        987654321 9876543210 98765432109 987654321098 98989898 99990000 99991111 99992222 99993333 99994444 99995555 99996666 99997777 99998888 99999999
        9ol.1q2w 9ol.1qaz 9ol.2wsx 9ol.3e4r 9ol.3edc 9ol.4rfv 9ol.5t6y 9ol.5tgb 9ol.6yhn 9ol.7u8i 9ol.7ujm 9ol.8ik, a1b2c3d4 abc12345 abcd1234 abcdef#1
        abcdef00 abcdef007 abcdef01 abcdef1! abcdef11 abcdef12 abcdef123 abcdef123! abcdef1234 abcdef12345 abcdef123456 abcdef2015 abcdef2016 abcdef2017
        abcdef2018 abcdef2019 abcdef2020 abcdef2021 abcdef2022 abcdef2023 abcdef2024 abcdef2025 abcdef2026 abcdef69 abcdef77 abcdef88 abcdef99 abcdef@123
        abcdefabcdef abcdefgh abcdefghi abcdefghij access#1 access00 access007 access01 access1! access11 access12 access123 access123! access1234 access12345
        access123456 access2015 access2016 access2017 access2018 access2019 access2020 access2021 access2022 access2023 access2024 access2025 access2026
        access69 access77 access88 access99 access@123 accessaccess admin007 admin123 admin123! admin1234 admin12345 admin123456 admin2015 admin2016 admin2017
        admin2018 admin2019 admin2020 admin2021 admin2022 admin2023 admin2024 admin2025 admin2026 admin@123 adminadmin administrator administrator!
        administrator#1 administrator* administrator. administrator00 administrator007 administrator01 administrator1 administrator1! administrator11
        administrator12 administrator123 administrator123! administrator1234 administrator12345 administrator123456 administrator2015 administrator2016
        administrator2017 administrator2018 administrator2019 administrator2020 administrator2021 administrator2022 administrator2023 administrator2024
        administrator2025 administrator2026 administrator69 administrator77 administrator88 administrator99 administrator? administrator@123 alexander
        alexander! alexander#1 alexander* alexander. alexander00 alexander007 alexander01 alexander1 alexander1! alexander11 alexander12 alexander123
        alexander123! alexander1234 alexander12345 alexander123456 alexander2015 alexander2016 alexander2017 alexander2018 alexander2019 alexander2020
        alexander2021 alexander2022 alexander2023 alexander2024 alexander2025 alexander2026 alexander69 alexander77 alexander88 alexander99 alexander?
        alexander@123 alexanderalexander amanda#1 amanda00 amanda007 amanda01 amanda1! amanda11 amanda12 amanda123 amanda123! amanda1234 amanda12345
        amanda123456 amanda2015 amanda2016 amanda2017 amanda2018 amanda2019 amanda2020 amanda2021 amanda2022 amanda2023 amanda2024 amanda2025 amanda2026
        amanda69 amanda77 amanda88 amanda99 amanda@123 amandaamanda america! america#1 america* america. america00 america007 america01 america1 america1!
        america11 america12 america123 america123! america1234 america12345 america123456 america2015 america2016 america2017 america2018 america2019
        america2020 america2021 america2022 america2023 america2024 america2025 america2026 america69 america77 america88 america99 america? america@123
        americaamerica andrea#1 andrea00 andrea007 andrea01 andrea1! andrea11 andrea12 andrea123 andrea123! andrea1234 andrea12345 andrea123456 andrea2015
        andrea2016 andrea2017 andrea2018 andrea2019 andrea2020 andrea2021 andrea2022 andrea2023 andrea2024 andrea2025 andrea2026 andrea69 andrea77 andrea88
        andrea99 andrea@123 andreaandrea andrew#1 andrew00 andrew007 andrew01 andrew1! andrew11 andrew12 andrew123 andrew123! andrew1234 andrew12345
        andrew123456 andrew2015 andrew2016 andrew2017 andrew2018 andrew2019 andrew2020 andrew2021 andrew2022 andrew2023 andrew2024 andrew2025 andrew2026
        andrew69 andrew77 andrew88 andrew99 andrew@123 andrewandrew android! android#1 android* android. android00 android007 android01 android1 android1!
        android11 android12 android123 android123! android1234 android12345 android123456 android2015 android2016 android2017 android2018 android2019
        android2020 android2021 android2022 android2023 android2024 android2025 android2026 android69 android77 android88 android99 android? android@123
        androidandroid angel007 angel123 angel123! angel1234 angel12345 angel123456 angel2015 angel2016 angel2017 angel2018 angel2019 angel2020 angel2021
        angel2022 angel2023 angel2024 angel2025 angel2026 angel@123 angelangel anna123! anna1234 anna12345 anna123456 anna2015 anna2016 anna2017 anna2018
        anna2019 anna2020 anna2021 anna2022 anna2023 anna2024 anna2025 anna2026 anna@123 annaanna anthony! anthony#1 anthony* anthony. anthony00 anthony007
        anthony01 anthony1 anthony1! anthony11 anthony12 anthony123 anthony123! anthony1234 anthony12345 anthony123456 anthony2015 anthony2016 anthony2017
        anthony2018 anthony2019 anthony2020 anthony2021 anthony2022 anthony2023 anthony2024 anthony2025 anthony2026 anthony69 anthony77 anthony88 anthony99
        anthony? anthony@123 anthonyanthony apple007 apple123 apple123! apple1234 apple12345 apple123456 apple2015 apple2016 apple2017 apple2018 apple2019
        apple2020 apple2021 apple2022 apple2023 apple2024 apple2025 apple2026 apple@123 appleapple april007 april123 april123! april1234 april12345
        april123456 april2015 april2016 april2017 april2018 april2019 april2020 april2021 april2022 april2023 april2024 april2025 april2026 april@123
        aprilapril arsenal! arsenal#1 arsenal* arsenal. arsenal00 arsenal007 arsenal01 arsenal1 arsenal1! arsenal11 arsenal12 arsenal123 arsenal123!
        arsenal1234 arsenal12345 arsenal123456 arsenal2015 arsenal2016 arsenal2017 arsenal2018 arsenal2019 arsenal2020 arsenal2021 arsenal2022 arsenal2023
        arsenal2024 arsenal2025 arsenal2026 arsenal69 arsenal77 arsenal88 arsenal99 arsenal? arsenal@123 arsenalarsenal asdf1234 asdfasdf asdfg123 asdfg1234
        asdfg12345 asdfgh#1 asdfgh00 asdfgh007 asdfgh01 asdfgh1! asdfgh11 asdfgh12 asdfgh123 asdfgh123! asdfgh1234 asdfgh12345 asdfgh123456 asdfgh2015
        asdfgh2016 asdfgh2017 asdfgh2018 asdfgh2019 asdfgh2020 asdfgh2021 asdfgh2022 asdfgh2023 asdfgh2024 asdfgh2025 asdfgh2026 asdfgh69 asdfgh77 asdfgh88
        asdfgh99 asdfgh@123 asdfghasdfgh asdfghjk asdfghjkl asdfghjkla asdfghjklas asdfghjklasd asdfghjklasdf asdfghjklasdfg ashley#1 ashley00 ashley007
        ashley01 ashley1! ashley11 ashley12 ashley123 ashley123! ashley1234 ashley12345 ashley123456 ashley2015 ashley2016 ashley2017 ashley2018 ashley2019
        ashley2020 ashley2021 ashley2022 ashley2023 ashley2024 ashley2025 ashley2026 ashley69 ashley77 ashley88 ashley99 ashley@123 ashleyashley august#1
        august00 august007 august01 august1! august11 august12 august123 august123! august1234 august12345 august123456 august2015 august2016 august2017
        august2018 august2019 august2020 august2021 august2022 august2023 august2024 august2025 august2026 august69 august77 august88 august99 august@123
        augustaugust autumn#1 autumn00 autumn007 autumn01 autumn1! autumn11 autumn12 autumn123 autumn123! autumn1234 autumn12345 autumn123456 autumn2015
        autumn2016 autumn2017 autumn2018 autumn2019 autumn2020 autumn2021 autumn2022 autumn2023 autumn2024 autumn2025 autumn2026 autumn69 autumn77 autumn88
        autumn99 autumn@123 autumnautumn azert123 azert1234 azert12345 azerty#1 azerty00 azerty007 azerty01 azerty1! azerty11 azerty12 azerty123 azerty123!
        azerty1234 azerty12345 azerty123456 azerty2015 azerty2016 azerty2017 azerty2018 azerty2019 azerty2020 azerty2021 azerty2022 azerty2023 azerty2024
        azerty2025 azerty2026 azerty69 azerty77 azerty88 azerty99 azerty@123 azertyazerty azertyui azertyuio azertyuiop azertyuiopa azertyuiopaz azertyuiopaze
        azertyuiopazer bailey#1 bailey00 bailey007 bailey01 bailey1! bailey11 bailey12 bailey123 bailey123! bailey1234 bailey12345 bailey123456 bailey2015
        bailey2016 bailey2017 bailey2018 bailey2019 bailey2020 bailey2021 bailey2022 bailey2023 bailey2024 bailey2025 bailey2026 bailey69 bailey77 bailey88
        bailey99 bailey@123 baileybailey banana#1 banana00 banana007 banana01 banana1! banana11 banana12 banana123 banana123! banana1234 banana12345
        banana123456 banana2015 banana2016 banana2017 banana2018 banana2019 banana2020 banana2021 banana2022 banana2023 banana2024 banana2025 banana2026
        banana69 banana77 banana88 banana99 banana@123 bananabanana barcelona barcelona! barcelona#1 barcelona* barcelona. barcelona00 barcelona007
        barcelona01 barcelona1 barcelona1! barcelona11 barcelona12 barcelona123 barcelona123! barcelona1234 barcelona12345 barcelona123456 barcelona2015
        barcelona2016 barcelona2017 barcelona2018 barcelona2019 barcelona2020 barcelona2021 barcelona2022 barcelona2023 barcelona2024 barcelona2025
        barcelona2026 barcelona69 barcelona77 barcelona88 barcelona99 barcelona? barcelona@123 barcelonabarcelona baseball baseball! baseball#1 baseball*
        baseball. baseball00 baseball007 baseball01 baseball1 baseball1! baseball11 baseball12 baseball123 baseball123! baseball1234 baseball12345
        baseball123456 baseball2015 baseball2016 baseball2017 baseball2018 baseball2019 baseball2020 baseball2021 baseball2022 baseball2023 baseball2024
        baseball2025 baseball2026 baseball69 baseball77 baseball88 baseball99 baseball? baseball@123 baseballbaseball basketball basketball! basketball#1
        basketball* basketball. basketball00 basketball007 basketball01 basketball1 basketball1! basketball11 basketball12 basketball123 basketball123!
        basketball1234 basketball12345 basketball123456 basketball2015 basketball2016 basketball2017 basketball2018 basketball2019 basketball2020
        basketball2021 basketball2022 basketball2023 basketball2024 basketball2025 basketball2026 basketball69 basketball77 basketball88 basketball99
        basketball? basketball@123 basketballbasketball batman#1 batman00 batman007 batman01 batman1! batman11 batman12 batman123 batman123! batman1234
        batman12345 batman123456 batman2015 batman2016 batman2017 batman2018 batman2019 batman2020 batman2021 batman2022 batman2023 batman2024 batman2025
        batman2026 batman69 batman77 batman88 batman99 batman@123 batmanbatman bayern#1 bayern00 bayern007 bayern01 bayern1! bayern11 bayern12 bayern123
        bayern123! bayern1234 bayern12345 bayern123456 bayern2015 bayern2016 bayern2017 bayern2018 bayern2019 bayern2020 bayern2021 bayern2022 bayern2023
        bayern2024 bayern2025 bayern2026 bayern69 bayern77 bayern88 bayern99 bayern@123 bayernbayern bear123! bear1234 bear12345 bear123456 bear2015 bear2016
        bear2017 bear2018 bear2019 bear2020 bear2021 bear2022 bear2023 bear2024 bear2025 bear2026 bear@123 bearbear benjamin benjamin! benjamin#1 benjamin*
        benjamin. benjamin00 benjamin007 benjamin01 benjamin1 benjamin1! benjamin11 benjamin12 benjamin123 benjamin123! benjamin1234 benjamin12345
        benjamin123456 benjamin2015 benjamin2016 benjamin2017 benjamin2018 benjamin2019 benjamin2020 benjamin2021 benjamin2022 benjamin2023 benjamin2024
        benjamin2025 benjamin2026 benjamin69 benjamin77 benjamin88 benjamin99 benjamin? benjamin@123 benjaminbenjamin berlin#1 berlin00 berlin007 berlin01
        berlin1! berlin11 berlin12 berlin123 berlin123! berlin1234 berlin12345 berlin123456 berlin2015 berlin2016 berlin2017 berlin2018 berlin2019 berlin2020
        berlin2021 berlin2022 berlin2023 berlin2024 berlin2025 berlin2026 berlin69 berlin77 berlin88 berlin99 berlin@123 berlinberlin bienvenue bienvenue!
        bienvenue#1 bienvenue* bienvenue. bienvenue00 bienvenue007 bienvenue01 bienvenue1 bienvenue1! bienvenue11 bienvenue12 bienvenue123 bienvenue123!
        bienvenue1234 bienvenue12345 bienvenue123456 bienvenue2015 bienvenue2016 bienvenue2017 bienvenue2018 bienvenue2019 bienvenue2020 bienvenue2021
        bienvenue2022 bienvenue2023 bienvenue2024 bienvenue2025 bienvenue2026 bienvenue69 bienvenue77 bienvenue88 bienvenue99 bienvenue? bienvenue@123
        bienvenuebienvenue bnmyxcvb bnmyxcvbn bnmyxcvbnm bnmzxcvb bnmzxcvbn bnmzxcvbnm bnwxcvbn bonjour! bonjour#1 bonjour* bonjour. bonjour00 bonjour007
        bonjour01 bonjour1 bonjour1! bonjour11 bonjour12 bonjour123 bonjour123! bonjour1234 bonjour12345 bonjour123456 bonjour2015 bonjour2016 bonjour2017
        bonjour2018 bonjour2019 bonjour2020 bonjour2021 bonjour2022 bonjour2023 bonjour2024 bonjour2025 bonjour2026 bonjour69 bonjour77 bonjour88 bonjour99
        bonjour? bonjour@123 bonjourbonjour buster#1 buster00 buster007 buster01 buster1! buster11 buster12 buster123 buster123! buster1234 buster12345
        buster123456 buster2015 buster2016 buster2017 buster2018 buster2019 buster2020 buster2021 buster2022 buster2023 buster2024 buster2025 buster2026
        buster69 buster77 buster88 buster99 buster@123 busterbuster butterfly butterfly! butterfly#1 butterfly* butterfly. butterfly00 butterfly007
        butterfly01 butterfly1 butterfly1! butterfly11 butterfly12 butterfly123 butterfly123! butterfly1234 butterfly12345 butterfly123456 butterfly2015
        butterfly2016 butterfly2017 butterfly2018 butterfly2019 butterfly2020 butterfly2021 butterfly2022 butterfly2023 butterfly2024 butterfly2025
        butterfly2026 butterfly69 butterfly77 butterfly88 butterfly99 butterfly? butterfly@123 butterflybutterfly canada#1 canada00 canada007 canada01
        canada1! canada11 canada12 canada123 canada123! canada1234 canada12345 canada123456 canada2015 canada2016 canada2017 canada2018 canada2019 canada2020
        canada2021 canada2022 canada2023 canada2024 canada2025 canada2026 canada69 canada77 canada88 canada99 canada@123 canadacanada change#1 change00
        change007 change01 change1! change11 change12 change123 change123! change1234 change12345 change123456 change2015 change2016 change2017 change2018
        change2019 change2020 change2021 change2022 change2023 change2024 change2025 change2026 change69 change77 change88 change99 change@123 changechange
        changeme changeme! changeme#1 changeme* changeme. changeme00 changeme007 changeme01 changeme1 changeme1! changeme11 changeme12 changeme123
        changeme123! changeme1234 changeme12345 changeme123456 changeme2015 changeme2016 changeme2017 changeme2018 changeme2019 changeme2020 changeme2021
        changeme2022 changeme2023 changeme2024 changeme2025 changeme2026 changeme69 changeme77 changeme88 changeme99 changeme? changeme@123 changemechangeme
        charlie! charlie#1 charlie* charlie. charlie00 charlie007 charlie01 charlie1 charlie1! charlie11 charlie12 charlie123 charlie123! charlie1234
        charlie12345 charlie123456 charlie2015 charlie2016 charlie2017 charlie2018 charlie2019 charlie2020 charlie2021 charlie2022 charlie2023 charlie2024
        charlie2025 charlie2026 charlie69 charlie77 charlie88 charlie99 charlie? charlie@123 charliecharlie cheese#1 cheese00 cheese007 cheese01 cheese1!
        cheese11 cheese12 cheese123 cheese123! cheese1234 cheese12345 cheese123456 cheese2015 cheese2016 cheese2017 cheese2018 cheese2019 cheese2020
        cheese2021 cheese2022 cheese2023 cheese2024 cheese2025 cheese2026 cheese69 cheese77 cheese88 cheese99 cheese@123 cheesecheese chelsea! chelsea#1
        chelsea* chelsea. chelsea00 chelsea007 chelsea01 chelsea1 chelsea1! chelsea11 chelsea12 chelsea123 chelsea123! chelsea1234 chelsea12345 chelsea123456
        chelsea2015 chelsea2016 chelsea2017 chelsea2018 chelsea2019 chelsea2020 chelsea2021 chelsea2022 chelsea2023 chelsea2024 chelsea2025 chelsea2026
        chelsea69 chelsea77 chelsea88 chelsea99 chelsea? chelsea@123 chelseachelsea chicago! chicago#1 chicago* chicago. chicago00 chicago007 chicago01
        chicago1 chicago1! chicago11 chicago12 chicago123 chicago123! chicago1234 chicago12345 chicago123456 chicago2015 chicago2016 chicago2017 chicago2018
        chicago2019 chicago2020 chicago2021 chicago2022 chicago2023 chicago2024 chicago2025 chicago2026 chicago69 chicago77 chicago88 chicago99 chicago?
        chicago@123 chicagochicago chocolate chocolate! chocolate#1 chocolate* chocolate. chocolate00 chocolate007 chocolate01 chocolate1 chocolate1!
        chocolate11 chocolate12 chocolate123 chocolate123! chocolate1234 chocolate12345 chocolate123456 chocolate2015 chocolate2016 chocolate2017
        chocolate2018 chocolate2019 chocolate2020 chocolate2021 chocolate2022 chocolate2023 chocolate2024 chocolate2025 chocolate2026 chocolate69 chocolate77
        chocolate88 chocolate99 chocolate? chocolate@123 chocolatechocolate christian christian! christian#1 christian* christian. christian00 christian007
        christian01 christian1 christian1! christian11 christian12 christian123 christian123! christian1234 christian12345 christian123456 christian2015
        christian2016 christian2017 christian2018 christian2019 christian2020 christian2021 christian2022 christian2023 christian2024 christian2025
        christian2026 christian69 christian77 christian88 christian99 christian? christian@123 christianchristian cisco007 cisco123 cisco123! cisco1234
        cisco12345 cisco123456 cisco2015 cisco2016 cisco2017 cisco2018 cisco2019 cisco2020 cisco2021 cisco2022 cisco2023 cisco2024 cisco2025 cisco2026
        cisco@123 ciscocisco coffee#1 coffee00 coffee007 coffee01 coffee1! coffee11 coffee12 coffee123 coffee123! coffee1234 coffee12345 coffee123456
        coffee2015 coffee2016 coffee2017 coffee2018 coffee2019 coffee2020 coffee2021 coffee2022 coffee2023 coffee2024 coffee2025 coffee2026 coffee69 coffee77
        coffee88 coffee99 coffee@123 coffeecoffee company! company#1 company* company. company00 company007 company01 company1 company1! company11 company12
        company123 company123! company1234 company12345 company123456 company2015 company2016 company2017 company2018 company2019 company2020 company2021
        company2022 company2023 company2024 company2025 company2026 company69 company77 company88 company99 company? company@123 companycompany computer
        computer! computer#1 computer* computer. computer00 computer007 computer01 computer1 computer1! computer11 computer12 computer123 computer123!
        computer1234 computer12345 computer123456 computer2015 computer2016 computer2017 computer2018 computer2019 computer2020 computer2021 computer2022
        computer2023 computer2024 computer2025 computer2026 computer69 computer77 computer88 computer99 computer? computer@123 computercomputer contrasena
        contrasena! contrasena#1 contrasena* contrasena. contrasena00 contrasena007 contrasena01 contrasena1 contrasena1! contrasena11 contrasena12
        contrasena123 contrasena123! contrasena1234 contrasena12345 contrasena123456 contrasena2015 contrasena2016 contrasena2017 contrasena2018
        contrasena2019 contrasena2020 contrasena2021 contrasena2022 contrasena2023 contrasena2024 contrasena2025 contrasena2026 contrasena69 contrasena77
        contrasena88 contrasena99 contrasena? contrasena@123 contrasenacontrasena cookie#1 cookie00 cookie007 cookie01 cookie1! cookie11 cookie12 cookie123
        cookie123! cookie1234 cookie12345 cookie123456 cookie2015 cookie2016 cookie2017 cookie2018 cookie2019 cookie2020 cookie2021 cookie2022 cookie2023
        cookie2024 cookie2025 cookie2026 cookie69 cookie77 cookie88 cookie99 cookie@123 cookiecookie corvette corvette! corvette#1 corvette* corvette.
        corvette00 corvette007 corvette01 corvette1 corvette1! corvette11 corvette12 corvette123 corvette123! corvette1234 corvette12345 corvette123456
        corvette2015 corvette2016 corvette2017 corvette2018 corvette2019 corvette2020 corvette2021 corvette2022 corvette2023 corvette2024 corvette2025
        corvette2026 corvette69 corvette77 corvette88 corvette99 corvette? corvette@123 corvettecorvette cvbnmyxc cvbnmyxcv cvbnmyxcvb cvbnmyxcvbn
        cvbnmyxcvbnm cvbnmzxc cvbnmzxcv cvbnmzxcvb cvbnmzxcvbn cvbnmzxcvbnm cvbnwxcv cvbnwxcvb cvbnwxcvbn dallas#1 dallas00 dallas007 dallas01 dallas1!
        dallas11 dallas12 dallas123 dallas123! dallas1234 dallas12345 dallas123456 dallas2015 dallas2016 dallas2017 dallas2018 dallas2019 dallas2020
        dallas2021 dallas2022 dallas2023 dallas2024 dallas2025 dallas2026 dallas69 dallas77 dallas88 dallas99 dallas@123 dallasdallas daniel#1 daniel00
        daniel007 daniel01 daniel1! daniel11 daniel12 daniel123 daniel123! daniel1234 daniel12345 daniel123456 daniel2015 daniel2016 daniel2017 daniel2018
        daniel2019 daniel2020 daniel2021 daniel2022 daniel2023 daniel2024 daniel2025 daniel2026 daniel69 daniel77 daniel88 daniel99 daniel@123 danieldaniel
        database database! database#1 database* database. database00 database007 database01 database1 database1! database11 database12 database123
        database123! database1234 database12345 database123456 database2015 database2016 database2017 database2018 database2019 database2020 database2021
        database2022 database2023 database2024 database2025 database2026 database69 database77 database88 database99 database? database@123 databasedatabase
        david007 david123 david123! david1234 david12345 david123456 david2015 david2016 david2017 david2018 david2019 david2020 david2021 david2022 david2023
        david2024 david2025 david2026 david@123 daviddavid december december! december#1 december* december. december00 december007 december01 december1
        december1! december11 december12 december123 december123! december1234 december12345 december123456 december2015 december2016 december2017
        december2018 december2019 december2020 december2021 december2022 december2023 december2024 december2025 december2026 december69 december77 december88
        december99 december? december@123 decemberdecember default! default#1 default* default. default00 default007 default01 default1 default1! default11
        default12 default123 default123! default1234 default12345 default123456 default2015 default2016 default2017 default2018 default2019 default2020
        default2021 default2022 default2023 default2024 default2025 default2026 default69 default77 default88 default99 default? default@123 defaultdefault
        deutschland deutschland! deutschland#1 deutschland* deutschland. deutschland00 deutschland007 deutschland01 deutschland1 deutschland1! deutschland11
        deutschland12 deutschland123 deutschland123! deutschland1234 deutschland12345 deutschland123456 deutschland2015 deutschland2016 deutschland2017
        deutschland2018 deutschland2019 deutschland2020 deutschland2021 deutschland2022 deutschland2023 deutschland2024 deutschland2025 deutschland2026
        deutschland69 deutschland77 deutschland88 deutschland99 deutschland? deutschland@123 deutschlanddeutschland dfghjkla dfghjklas dfghjklasd dfghjklasdf
        dfghjklasdfg dfghjklasdfgh dfghjklasdfghj dfghjklm dfghjklmq dfghjklmqs dfghjklmqsd dfghjklmqsdf dfghjklmqsdfg dfghjklmqsdfgh diamond! diamond#1
        diamond* diamond. diamond00 diamond007 diamond01 diamond1 diamond1! diamond11 diamond12 diamond123 diamond123! diamond1234 diamond12345 diamond123456
        diamond2015 diamond2016 diamond2017 diamond2018 diamond2019 diamond2020 diamond2021 diamond2022 diamond2023 diamond2024 diamond2025 diamond2026
        diamond69 diamond77 diamond88 diamond99 diamond? diamond@123 diamonddiamond diario#1 diario00 diario007 diario01 diario1! diario11 diario12 diario123
        diario123! diario1234 diario12345 diario123456 diario2015 diario2016 diario2017 diario2018 diario2019 diario2020 diario2021 diario2022 diario2023
        diario2024 diario2025 diario2026 diario69 diario77 diario88 diario99 diario@123 diariodiario diary007 diary123 diary123! diary1234 diary12345
        diary123456 diary2015 diary2016 diary2017 diary2018 diary2019 diary2020 diary2021 diary2022 diary2023 diary2024 diary2025 diary2026 diary@123
        diarydiary dolphin! dolphin#1 dolphin* dolphin. dolphin00 dolphin007 dolphin01 dolphin1 dolphin1! dolphin11 dolphin12 dolphin123 dolphin123!
        dolphin1234 dolphin12345 dolphin123456 dolphin2015 dolphin2016 dolphin2017 dolphin2018 dolphin2019 dolphin2020 dolphin2021 dolphin2022 dolphin2023
        dolphin2024 dolphin2025 dolphin2026 dolphin69 dolphin77 dolphin88 dolphin99 dolphin? dolphin@123 dolphindolphin dragon#1 dragon00 dragon007 dragon01
        dragon1! dragon11 dragon12 dragon123 dragon123! dragon1234 dragon12345 dragon123456 dragon2015 dragon2016 dragon2017 dragon2018 dragon2019 dragon2020
        dragon2021 dragon2022 dragon2023 dragon2024 dragon2025 dragon2026 dragon69 dragon77 dragon88 dragon99 dragon@123 dragondragon eagle007 eagle123
        eagle123! eagle1234 eagle12345 eagle123456 eagle2015 eagle2016 eagle2017 eagle2018 eagle2019 eagle2020 eagle2021 eagle2022 eagle2023 eagle2024
        eagle2025 eagle2026 eagle@123 eagleeagle england! england#1 england* england. england00 england007 england01 england1 england1! england11 england12
        england123 england123! england1234 england12345 england123456 england2015 england2016 england2017 england2018 england2019 england2020 england2021
        england2022 england2023 england2024 england2025 england2026 england69 england77 england88 england99 england? england@123 englandengland ertyuiop
        ertyuiopa ertyuiopaz ertyuiopaze ertyuiopazer ertyuiopazert ertyuiopazerty ertyuiopq ertyuiopqw ertyuiopqwe ertyuiopqwer ertyuiopqwert ertyuiopqwerty
        ertzuiop ertzuiopq ertzuiopqw ertzuiopqwe ertzuiopqwer ertzuiopqwert ertzuiopqwertz espana#1 espana00 espana007 espana01 espana1! espana11 espana12
        espana123 espana123! espana1234 espana12345 espana123456 espana2015 espana2016 espana2017 espana2018 espana2019 espana2020 espana2021 espana2022
        espana2023 espana2024 espana2025 espana2026 espana69 espana77 espana88 espana99 espana@123 espanaespana facebook facebook! facebook#1 facebook*
        facebook. facebook00 facebook007 facebook01 facebook1 facebook1! facebook11 facebook12 facebook123 facebook123! facebook1234 facebook12345
        facebook123456 facebook2015 facebook2016 facebook2017 facebook2018 facebook2019 facebook2020 facebook2021 facebook2022 facebook2023 facebook2024
        facebook2025 facebook2026 facebook69 facebook77 facebook88 facebook99 facebook? facebook@123 facebookfacebook falcon#1 falcon00 falcon007 falcon01
        falcon1! falcon11 falcon12 falcon123 falcon123! falcon1234 falcon12345 falcon123456 falcon2015 falcon2016 falcon2017 falcon2018 falcon2019 falcon2020
        falcon2021 falcon2022 falcon2023 falcon2024 falcon2025 falcon2026 falcon69 falcon77 falcon88 falcon99 falcon@123 falconfalcon family#1 family00
        family007 family01 family1! family11 family12 family123 family123! family1234 family12345 family123456 family2015 family2016 family2017 family2018
        family2019 family2020 family2021 family2022 family2023 family2024 family2025 family2026 family69 family77 family88 family99 family@123 familyfamily
        february february! february#1 february* february. february00 february007 february01 february1 february1! february11 february12 february123
        february123! february1234 february12345 february123456 february2015 february2016 february2017 february2018 february2019 february2020 february2021
        february2022 february2023 february2024 february2025 february2026 february69 february77 february88 february99 february? february@123 februaryfebruary
        ferrari! ferrari#1 ferrari* ferrari. ferrari00 ferrari007 ferrari01 ferrari1 ferrari1! ferrari11 ferrari12 ferrari123 ferrari123! ferrari1234
        ferrari12345 ferrari123456 ferrari2015 ferrari2016 ferrari2017 ferrari2018 ferrari2019 ferrari2020 ferrari2021 ferrari2022 ferrari2023 ferrari2024
        ferrari2025 ferrari2026 ferrari69 ferrari77 ferrari88 ferrari99 ferrari? ferrari@123 ferrariferrari fghjklas fghjklasd fghjklasdf fghjklasdfg
        fghjklasdfgh fghjklasdfghj fghjklasdfghjk fghjklmq fghjklmqs fghjklmqsd fghjklmqsdf fghjklmqsdfg fghjklmqsdfgh fghjklmqsdfghj flower#1 flower00
        flower007 flower01 flower1! flower11 flower12 flower123 flower123! flower1234 flower12345 flower123456 flower2015 flower2016 flower2017 flower2018
        flower2019 flower2020 flower2021 flower2022 flower2023 flower2024 flower2025 flower2026 flower69 flower77 flower88 flower99 flower@123 flowerflower
        football football! football#1 football* football. football00 football007 football01 football1 football1! football11 football12 football123
        football123! football1234 football12345 football123456 football2015 football2016 football2017 football2018 football2019 football2020 football2021
        football2022 football2023 football2024 football2025 football2026 football69 football77 football88 football99 football? football@123 footballfootball
        forever! forever#1 forever* forever. forever00 forever007 forever01 forever1 forever1! forever11 forever12 forever123 forever123! forever1234
        forever12345 forever123456 forever2015 forever2016 forever2017 forever2018 forever2019 forever2020 forever2021 forever2022 forever2023 forever2024
        forever2025 forever2026 forever69 forever77 forever88 forever99 forever? forever@123 foreverforever fortnite fortnite! fortnite#1 fortnite* fortnite.
        fortnite00 fortnite007 fortnite01 fortnite1 fortnite1! fortnite11 fortnite12 fortnite123 fortnite123! fortnite1234 fortnite12345 fortnite123456
        fortnite2015 fortnite2016 fortnite2017 fortnite2018 fortnite2019 fortnite2020 fortnite2021 fortnite2022 fortnite2023 fortnite2024 fortnite2025
        fortnite2026 fortnite69 fortnite77 fortnite88 fortnite99 fortnite? fortnite@123 fortnitefortnite france#1 france00 france007 france01 france1!
        france11 france12 france123 france123! france1234 france12345 france123456 france2015 france2016 france2017 france2018 france2019 france2020
        france2021 france2022 france2023 france2024 france2025 france2026 france69 france77 france88 france99 france@123 francefrance freedom! freedom#1
        freedom* freedom. freedom00 freedom007 freedom01 freedom1 freedom1! freedom11 freedom12 freedom123 freedom123! freedom1234 freedom12345 freedom123456
        freedom2015 freedom2016 freedom2017 freedom2018 freedom2019 freedom2020 freedom2021 freedom2022 freedom2023 freedom2024 freedom2025 freedom2026
        freedom69 freedom77 freedom88 freedom99 freedom? freedom@123 freedomfreedom friday#1 friday00 friday007 friday01 friday1! friday11 friday12 friday123
        friday123! friday1234 friday12345 friday123456 friday2015 friday2016 friday2017 friday2018 friday2019 friday2020 friday2021 friday2022 friday2023
        friday2024 friday2025 friday2026 friday69 friday77 friday88 friday99 friday@123 fridayfriday friends! friends#1 friends* friends. friends00 friends007
        friends01 friends1 friends1! friends11 friends12 friends123 friends123! friends1234 friends12345 friends123456 friends2015 friends2016 friends2017
        friends2018 friends2019 friends2020 friends2021 friends2022 friends2023 friends2024 friends2025 friends2026 friends69 friends77 friends88 friends99
        friends? friends@123 friendsfriends geheim#1 geheim00 geheim007 geheim01 geheim1! geheim11 geheim12 geheim123 geheim123! geheim1234 geheim12345
        geheim123456 geheim2015 geheim2016 geheim2017 geheim2018 geheim2019 geheim2020 geheim2021 geheim2022 geheim2023 geheim2024 geheim2025 geheim2026
        geheim69 geheim77 geheim88 geheim99 geheim@123 geheimgeheim george#1 george00 george007 george01 george1! george11 george12 george123 george123!
        george1234 george12345 george123456 george2015 george2016 george2017 george2018 george2019 george2020 george2021 george2022 george2023 george2024
        george2025 george2026 george69 george77 george88 george99 george@123 georgegeorge germany! germany#1 germany* germany. germany00 germany007 germany01
        germany1 germany1! germany11 germany12 germany123 germany123! germany1234 germany12345 germany123456 germany2015 germany2016 germany2017 germany2018
        germany2019 germany2020 germany2021 germany2022 germany2023 germany2024 germany2025 germany2026 germany69 germany77 germany88 germany99 germany?
        germany@123 germanygermany ghjklasd ghjklasdf ghjklasdfg ghjklasdfgh ghjklasdfghj ghjklasdfghjk ghjklasdfghjkl ghjklmqs ghjklmqsd ghjklmqsdf
        ghjklmqsdfg ghjklmqsdfgh ghjklmqsdfghj ghjklmqsdfghjk ginger#1 ginger00 ginger007 ginger01 ginger1! ginger11 ginger12 ginger123 ginger123! ginger1234
        ginger12345 ginger123456 ginger2015 ginger2016 ginger2017 ginger2018 ginger2019 ginger2020 ginger2021 ginger2022 ginger2023 ginger2024 ginger2025
        ginger2026 ginger69 ginger77 ginger88 ginger99 ginger@123 gingerginger golden#1 golden00 golden007 golden01 golden1! golden11 golden12 golden123
        golden123! golden1234 golden12345 golden123456 golden2015 golden2016 golden2017 golden2018 golden2019 golden2020 golden2021 golden2022 golden2023
        golden2024 golden2025 golden2026 golden69 golden77 golden88 golden99 golden@123 goldengolden golf123! golf1234 golf12345 golf123456 golf2015 golf2016
        golf2017 golf2018 golf2019 golf2020 golf2021 golf2022 golf2023 golf2024 golf2025 golf2026 golf@123 golfgolf google#1 google00 google007 google01
        google1! google11 google12 google123 google123! google1234 google12345 google123456 google2015 google2016 google2017 google2018 google2019 google2020
        google2021 google2022 google2023 google2024 google2025 google2026 google69 google77 google88 google99 google@123 googlegoogle guest007 guest123
        guest123! guest1234 guest12345 guest123456 guest2015 guest2016 guest2017 guest2018 guest2019 guest2020 guest2021 guest2022 guest2023 guest2024
        guest2025 guest2026 guest@123 guestguest hallo007 hallo123 hallo123! hallo1234 hallo12345 hallo123456 hallo2015 hallo2016 hallo2017 hallo2018
        hallo2019 hallo2020 hallo2021 hallo2022 hallo2023 hallo2024 hallo2025 hallo2026 hallo@123 hallohallo hannah#1 hannah00 hannah007 hannah01 hannah1!
        hannah11 hannah12 hannah123 hannah123! hannah1234 hannah12345 hannah123456 hannah2015 hannah2016 hannah2017 hannah2018 hannah2019 hannah2020
        hannah2021 hannah2022 hannah2023 hannah2024 hannah2025 hannah2026 hannah69 hannah77 hannah88 hannah99 hannah@123 hannahhannah happy007 happy123
        happy123! happy1234 happy12345 happy123456 happy2015 happy2016 happy2017 happy2018 happy2019 happy2020 happy2021 happy2022 happy2023 happy2024
        happy2025 happy2026 happy@123 happyhappy harley#1 harley00 harley007 harley01 harley1! harley11 harley12 harley123 harley123! harley1234 harley12345
        harley123456 harley2015 harley2016 harley2017 harley2018 harley2019 harley2020 harley2021 harley2022 harley2023 harley2024 harley2025 harley2026
        harley69 harley77 harley88 harley99 harley@123 harleyharley haslo007 haslo123 haslo123! haslo1234 haslo12345 haslo123456 haslo2015 haslo2016 haslo2017
        haslo2018 haslo2019 haslo2020 haslo2021 haslo2022 haslo2023 haslo2024 haslo2025 haslo2026 haslo@123 haslohaslo heaven#1 heaven00 heaven007 heaven01
        heaven1! heaven11 heaven12 heaven123 heaven123! heaven1234 heaven12345 heaven123456 heaven2015 heaven2016 heaven2017 heaven2018 heaven2019 heaven2020
        heaven2021 heaven2022 heaven2023 heaven2024 heaven2025 heaven2026 heaven69 heaven77 heaven88 heaven99 heaven@123 heavenheaven hello007 hello123
        hello123! hello1234 hello12345 hello123456 hello2015 hello2016 hello2017 hello2018 hello2019 hello2020 hello2021 hello2022 hello2023 hello2024
        hello2025 hello2026 hello@123 hellohello herbst#1 herbst00 herbst007 herbst01 herbst1! herbst11 herbst12 herbst123 herbst123! herbst1234 herbst12345
        herbst123456 herbst2015 herbst2016 herbst2017 herbst2018 herbst2019 herbst2020 herbst2021 herbst2022 herbst2023 herbst2024 herbst2025 herbst2026
        herbst69 herbst77 herbst88 herbst99 herbst@123 herbstherbst heslo007 heslo123 heslo123! heslo1234 heslo12345 heslo123456 heslo2015 heslo2016 heslo2017
        heslo2018 heslo2019 heslo2020 heslo2021 heslo2022 heslo2023 heslo2024 heslo2025 heslo2026 heslo@123 hesloheslo hjklasdf hjklasdfg hjklasdfgh
        hjklasdfghj hjklasdfghjk hjklasdfghjkl hjklmqsd hjklmqsdf hjklmqsdfg hjklmqsdfgh hjklmqsdfghj hjklmqsdfghjk hjklmqsdfghjkl hockey#1 hockey00 hockey007
        hockey01 hockey1! hockey11 hockey12 hockey123 hockey123! hockey1234 hockey12345 hockey123456 hockey2015 hockey2016 hockey2017 hockey2018 hockey2019
        hockey2020 hockey2021 hockey2022 hockey2023 hockey2024 hockey2025 hockey2026 hockey69 hockey77 hockey88 hockey99 hockey@123 hockeyhockey hola123!
        hola1234 hola12345 hola123456 hola2015 hola2016 hola2017 hola2018 hola2019 hola2020 hola2021 hola2022 hola2023 hola2024 hola2025 hola2026 hola@123
        holahola horse007 horse123 horse123! horse1234 horse12345 horse123456 horse2015 horse2016 horse2017 horse2018 horse2019 horse2020 horse2021 horse2022
        horse2023 horse2024 horse2025 horse2026 horse@123 horsehorse hunter#1 hunter00 hunter007 hunter01 hunter1! hunter11 hunter12 hunter123 hunter123!
        hunter1234 hunter12345 hunter123456 hunter2015 hunter2016 hunter2017 hunter2018 hunter2019 hunter2020 hunter2021 hunter2022 hunter2023 hunter2024
        hunter2025 hunter2026 hunter69 hunter77 hunter88 hunter99 hunter@123 hunterhunter ilove007 ilove123 ilove123! ilove1234 ilove12345 ilove123456
        ilove2015 ilove2016 ilove2017 ilove2018 ilove2019 ilove2020 ilove2021 ilove2022 ilove2023 ilove2024 ilove2025 ilove2026 ilove@123 iloveilove iloveyou
        iloveyou! iloveyou#1 iloveyou* iloveyou. iloveyou00 iloveyou007 iloveyou01 iloveyou1 iloveyou1! iloveyou11 iloveyou12 iloveyou123 iloveyou123!
        iloveyou1234 iloveyou12345 iloveyou123456 iloveyou2015 iloveyou2016 iloveyou2017 iloveyou2018 iloveyou2019 iloveyou2020 iloveyou2021 iloveyou2022
        iloveyou2023 iloveyou2024 iloveyou2025 iloveyou2026 iloveyou69 iloveyou77 iloveyou88 iloveyou99 iloveyou? iloveyou@123 iloveyouiloveyou internet
        internet! internet#1 internet* internet. internet00 internet007 internet01 internet1 internet1! internet11 internet12 internet123 internet123!
        internet1234 internet12345 internet123456 internet2015 internet2016 internet2017 internet2018 internet2019 internet2020 internet2021 internet2022
        internet2023 internet2024 internet2025 internet2026 internet69 internet77 internet88 internet99 internet? internet@123 internetinternet iopazert
        iopazerty iopazertyu iopazertyui iopazertyuio iopazertyuiop iopqwert iopqwerty iopqwertyu iopqwertyui iopqwertyuio iopqwertyuiop iopqwertz iopqwertzu
        iopqwertzui iopqwertzuio iopqwertzuiop iphone#1 iphone00 iphone007 iphone01 iphone1! iphone11 iphone12 iphone123 iphone123! iphone1234 iphone12345
        iphone123456 iphone2015 iphone2016 iphone2017 iphone2018 iphone2019 iphone2020 iphone2021 iphone2022 iphone2023 iphone2024 iphone2025 iphone2026
        iphone69 iphone77 iphone88 iphone99 iphone@123 iphoneiphone iuytrewq iuytreza iuztrewq james007 james123 james123! james1234 james12345 james123456
        james2015 james2016 james2017 james2018 james2019 james2020 james2021 james2022 james2023 james2024 james2025 james2026 james@123 jamesjames january!
        january#1 january* january. january00 january007 january01 january1 january1! january11 january12 january123 january123! january1234 january12345
        january123456 january2015 january2016 january2017 january2018 january2019 january2020 january2021 january2022 january2023 january2024 january2025
        january2026 january69 january77 january88 january99 january? january@123 januaryjanuary jennifer jennifer! jennifer#1 jennifer* jennifer. jennifer00
        jennifer007 jennifer01 jennifer1 jennifer1! jennifer11 jennifer12 jennifer123 jennifer123! jennifer1234 jennifer12345 jennifer123456 jennifer2015
        jennifer2016 jennifer2017 jennifer2018 jennifer2019 jennifer2020 jennifer2021 jennifer2022 jennifer2023 jennifer2024 jennifer2025 jennifer2026
        jennifer69 jennifer77 jennifer88 jennifer99 jennifer? jennifer@123 jenniferjennifer jessica! jessica#1 jessica* jessica. jessica00 jessica007
        jessica01 jessica1 jessica1! jessica11 jessica12 jessica123 jessica123! jessica1234 jessica12345 jessica123456 jessica2015 jessica2016 jessica2017
        jessica2018 jessica2019 jessica2020 jessica2021 jessica2022 jessica2023 jessica2024 jessica2025 jessica2026 jessica69 jessica77 jessica88 jessica99
        jessica? jessica@123 jessicajessica jklasdfg jklasdfgh jklasdfghj jklasdfghjk jklasdfghjkl jklmqsdf jklmqsdfg jklmqsdfgh jklmqsdfghj jklmqsdfghjk
        jklmqsdfghjkl jklmqsdfghjklm jordan#1 jordan00 jordan007 jordan01 jordan1! jordan11 jordan12 jordan123 jordan123! jordan1234 jordan12345 jordan123456
        jordan2015 jordan2016 jordan2017 jordan2018 jordan2019 jordan2020 jordan2021 jordan2022 jordan2023 jordan2024 jordan2025 jordan2026 jordan69 jordan77
        jordan88 jordan99 jordan@123 jordanjordan joshua#1 joshua00 joshua007 joshua01 joshua1! joshua11 joshua12 joshua123 joshua123! joshua1234 joshua12345
        joshua123456 joshua2015 joshua2016 joshua2017 joshua2018 joshua2019 joshua2020 joshua2021 joshua2022 joshua2023 joshua2024 joshua2025 joshua2026
        joshua69 joshua77 joshua88 joshua99 joshua@123 joshuajoshua journal! journal#1 journal* journal. journal00 journal007 journal01 journal1 journal1!
        journal11 journal12 journal123 journal123! journal1234 journal12345 journal123456 journal2015 journal2016 journal2017 journal2018 journal2019
        journal2020 journal2021 journal2022 journal2023 journal2024 journal2025 journal2026 journal69 journal77 journal88 journal99 journal? journal@123
        journald journald! journald#1 journald* journald. journald00 journald007 journald01 journald1 journald1! journald11 journald12 journald123
        journald123! journald1234 journald12345 journald123456 journald2015 journald2016 journald2017 journald2018 journald2019 journald2020 journald2021
        journald2022 journald2023 journald2024 journald2025 journald2026 journald69 journald77 journald88 journald99 journald? journald@123 journaldjournald
        journaljournal julia007 julia123 julia123! julia1234 julia12345 julia123456 julia2015 julia2016 julia2017 julia2018 julia2019 julia2020 julia2021
        julia2022 julia2023 julia2024 julia2025 julia2026 julia@123 juliajulia july123! july1234 july12345 july123456 july2015 july2016 july2017 july2018
        july2019 july2020 july2021 july2022 july2023 july2024 july2025 july2026 july@123 julyjuly june123! june1234 june12345 june123456 june2015 june2016
        june2017 june2018 june2019 june2020 june2021 june2022 june2023 june2024 june2025 june2026 june@123 junejune juventus juventus! juventus#1 juventus*
        juventus. juventus00 juventus007 juventus01 juventus1 juventus1! juventus11 juventus12 juventus123 juventus123! juventus1234 juventus12345
        juventus123456 juventus2015 juventus2016 juventus2017 juventus2018 juventus2019 juventus2020 juventus2021 juventus2022 juventus2023 juventus2024
        juventus2025 juventus2026 juventus69 juventus77 juventus88 juventus99 juventus? juventus@123 juventusjuventus killer#1 killer00 killer007 killer01
        killer1! killer11 killer12 killer123 killer123! killer1234 killer12345 killer123456 killer2015 killer2016 killer2017 killer2018 killer2019 killer2020
        killer2021 killer2022 killer2023 killer2024 killer2025 killer2026 killer69 killer77 killer88 killer99 killer@123 killerkiller kitten#1 kitten00
        kitten007 kitten01 kitten1! kitten11 kitten12 kitten123 kitten123! kitten1234 kitten12345 kitten123456 kitten2015 kitten2016 kitten2017 kitten2018
        kitten2019 kitten2020 kitten2021 kitten2022 kitten2023 kitten2024 kitten2025 kitten2026 kitten69 kitten77 kitten88 kitten99 kitten@123 kittenkitten
        kjhgfdsa kjhgfdsq klasdfgh klasdfghj klasdfghjk klasdfghjkl klmqsdfg klmqsdfgh klmqsdfghj klmqsdfghjk klmqsdfghjkl klmqsdfghjklm lasdfghj lasdfghjk
        lasdfghjkl laura007 laura123 laura123! laura1234 laura12345 laura123456 laura2015 laura2016 laura2017 laura2018 laura2019 laura2020 laura2021
        laura2022 laura2023 laura2024 laura2025 laura2026 laura@123 lauralaura letmein! letmein#1 letmein* letmein. letmein00 letmein007 letmein01 letmein1
        letmein1! letmein11 letmein12 letmein123 letmein123! letmein1234 letmein12345 letmein123456 letmein2015 letmein2016 letmein2017 letmein2018
        letmein2019 letmein2020 letmein2021 letmein2022 letmein2023 letmein2024 letmein2025 letmein2026 letmein69 letmein77 letmein88 letmein99 letmein?
        letmein@123 letmeinletmein linkedin linkedin! linkedin#1 linkedin* linkedin. linkedin00 linkedin007 linkedin01 linkedin1 linkedin1! linkedin11
        linkedin12 linkedin123 linkedin123! linkedin1234 linkedin12345 linkedin123456 linkedin2015 linkedin2016 linkedin2017 linkedin2018 linkedin2019
        linkedin2020 linkedin2021 linkedin2022 linkedin2023 linkedin2024 linkedin2025 linkedin2026 linkedin69 linkedin77 linkedin88 linkedin99 linkedin?
        linkedin@123 linkedinlinkedin lion123! lion1234 lion12345 lion123456 lion2015 lion2016 lion2017 lion2018 lion2019 lion2020 lion2021 lion2022 lion2023
        lion2024 lion2025 lion2026 lion@123 lionlion liverpool liverpool! liverpool#1 liverpool* liverpool. liverpool00 liverpool007 liverpool01 liverpool1
        liverpool1! liverpool11 liverpool12 liverpool123 liverpool123! liverpool1234 liverpool12345 liverpool123456 liverpool2015 liverpool2016 liverpool2017
        liverpool2018 liverpool2019 liverpool2020 liverpool2021 liverpool2022 liverpool2023 liverpool2024 liverpool2025 liverpool2026 liverpool69 liverpool77
        liverpool88 liverpool99 liverpool? liverpool@123 liverpoolliverpool lkjhgfds lkjhgfdsa lkjhgfdsq lmqsdfgh lmqsdfghj lmqsdfghjk lmqsdfghjkl
        lmqsdfghjklm login007 login123 login123! login1234 login12345 login123456 login2015 login2016 login2017 login2018 login2019 login2020 login2021
        login2022 login2023 login2024 login2025 login2026 login@123 loginlogin london#1 london00 london007 london01 london1! london11 london12 london123
        london123! london1234 london12345 london123456 london2015 london2016 london2017 london2018 london2019 london2020 london2021 london2022 london2023
        london2024 london2025 london2026 london69 london77 london88 london99 london@123 londonlondon love123! love1234 love12345 love123456 love2015 love2016
        love2017 love2018 love2019 love2020 love2021 love2022 love2023 love2024 love2025 love2026 love@123 lovelove lovely#1 lovely00 lovely007 lovely01
        lovely1! lovely11 lovely12 lovely123 lovely123! lovely1234 lovely12345 lovely123456 lovely2015 lovely2016 lovely2017 lovely2018 lovely2019 lovely2020
        lovely2021 lovely2022 lovely2023 lovely2024 lovely2025 lovely2026 lovely69 lovely77 lovely88 lovely99 lovely@123 lovelylovely lucky007 lucky123
        lucky123! lucky1234 lucky12345 lucky123456 lucky2015 lucky2016 lucky2017 lucky2018 lucky2019 lucky2020 lucky2021 lucky2022 lucky2023 lucky2024
        lucky2025 lucky2026 lucky@123 luckylucky madrid#1 madrid00 madrid007 madrid01 madrid1! madrid11 madrid12 madrid123 madrid123! madrid1234 madrid12345
        madrid123456 madrid2015 madrid2016 madrid2017 madrid2018 madrid2019 madrid2020 madrid2021 madrid2022 madrid2023 madrid2024 madrid2025 madrid2026
        madrid69 madrid77 madrid88 madrid99 madrid@123 madridmadrid maggie#1 maggie00 maggie007 maggie01 maggie1! maggie11 maggie12 maggie123 maggie123!
        maggie1234 maggie12345 maggie123456 maggie2015 maggie2016 maggie2017 maggie2018 maggie2019 maggie2020 maggie2021 maggie2022 maggie2023 maggie2024
        maggie2025 maggie2026 maggie69 maggie77 maggie88 maggie99 maggie@123 maggiemaggie manager! manager#1 manager* manager. manager00 manager007 manager01
        manager1 manager1! manager11 manager12 manager123 manager123! manager1234 manager12345 manager123456 manager2015 manager2016 manager2017 manager2018
        manager2019 manager2020 manager2021 manager2022 manager2023 manager2024 manager2025 manager2026 manager69 manager77 manager88 manager99 manager?
        manager@123 managermanager march007 march123 march123! march1234 march12345 march123456 march2015 march2016 march2017 march2018 march2019 march2020
        march2021 march2022 march2023 march2024 march2025 march2026 march@123 marchmarch maria007 maria123 maria123! maria1234 maria12345 maria123456
        maria2015 maria2016 maria2017 maria2018 maria2019 maria2020 maria2021 maria2022 maria2023 maria2024 maria2025 maria2026 maria@123 mariamaria marine#1
        marine00 marine007 marine01 marine1! marine11 marine12 marine123 marine123! marine1234 marine12345 marine123456 marine2015 marine2016 marine2017
        marine2018 marine2019 marine2020 marine2021 marine2022 marine2023 marine2024 marine2025 marine2026 marine69 marine77 marine88 marine99 marine@123
        marinemarine martin#1 martin00 martin007 martin01 martin1! martin11 martin12 martin123 martin123! martin1234 martin12345 martin123456 martin2015
        martin2016 martin2017 martin2018 martin2019 martin2020 martin2021 martin2022 martin2023 martin2024 martin2025 martin2026 martin69 martin77 martin88
        martin99 martin@123 martinmartin master#1 master00 master007 master01 master1! master11 master12 master123 master123! master1234 master12345
        master123456 master2015 master2016 master2017 master2018 master2019 master2020 master2021 master2022 master2023 master2024 master2025 master2026
        master69 master77 master88 master99 master@123 mastermaster matthew! matthew#1 matthew* matthew. matthew00 matthew007 matthew01 matthew1 matthew1!
        matthew11 matthew12 matthew123 matthew123! matthew1234 matthew12345 matthew123456 matthew2015 matthew2016 matthew2017 matthew2018 matthew2019
        matthew2020 matthew2021 matthew2022 matthew2023 matthew2024 matthew2025 matthew2026 matthew69 matthew77 matthew88 matthew99 matthew? matthew@123
        matthewmatthew memory#1 memory00 memory007 memory01 memory1! memory11 memory12 memory123 memory123! memory1234 memory12345 memory123456 memory2015
        memory2016 memory2017 memory2018 memory2019 memory2020 memory2021 memory2022 memory2023 memory2024 memory2025 memory2026 memory69 memory77 memory88
        memory99 memory@123 memorymemory mercedes mercedes! mercedes#1 mercedes* mercedes. mercedes00 mercedes007 mercedes01 mercedes1 mercedes1! mercedes11
        mercedes12 mercedes123 mercedes123! mercedes1234 mercedes12345 mercedes123456 mercedes2015 mercedes2016 mercedes2017 mercedes2018 mercedes2019
        mercedes2020 mercedes2021 mercedes2022 mercedes2023 mercedes2024 mercedes2025 mercedes2026 mercedes69 mercedes77 mercedes88 mercedes99 mercedes?
        mercedes@123 mercedesmercedes michael! michael#1 michael* michael. michael00 michael007 michael01 michael1 michael1! michael11 michael12 michael123
        michael123! michael1234 michael12345 michael123456 michael2015 michael2016 michael2017 michael2018 michael2019 michael2020 michael2021 michael2022
        michael2023 michael2024 michael2025 michael2026 michael69 michael77 michael88 michael99 michael? michael@123 michaelmichael michelle michelle!
        michelle#1 michelle* michelle. michelle00 michelle007 michelle01 michelle1 michelle1! michelle11 michelle12 michelle123 michelle123! michelle1234
        michelle12345 michelle123456 michelle2015 michelle2016 michelle2017 michelle2018 michelle2019 michelle2020 michelle2021 michelle2022 michelle2023
        michelle2024 michelle2025 michelle2026 michelle69 michelle77 michelle88 michelle99 michelle? michelle@123 michellemichelle microsoft microsoft!
        microsoft#1 microsoft* microsoft. microsoft00 microsoft007 microsoft01 microsoft1 microsoft1! microsoft11 microsoft12 microsoft123 microsoft123!
        microsoft1234 microsoft12345 microsoft123456 microsoft2015 microsoft2016 microsoft2017 microsoft2018 microsoft2019 microsoft2020 microsoft2021
        microsoft2022 microsoft2023 microsoft2024 microsoft2025 microsoft2026 microsoft69 microsoft77 microsoft88 microsoft99 microsoft? microsoft@123
        microsoftmicrosoft minecraft minecraft! minecraft#1 minecraft* minecraft. minecraft00 minecraft007 minecraft01 minecraft1 minecraft1! minecraft11
        minecraft12 minecraft123 minecraft123! minecraft1234 minecraft12345 minecraft123456 minecraft2015 minecraft2016 minecraft2017 minecraft2018
        minecraft2019 minecraft2020 minecraft2021 minecraft2022 minecraft2023 minecraft2024 minecraft2025 minecraft2026 minecraft69 minecraft77 minecraft88
        minecraft99 minecraft? minecraft@123 minecraftminecraft mlkjhgfd mlkjhgfds mlkjhgfdsq monday#1 monday00 monday007 monday01 monday1! monday11 monday12
        monday123 monday123! monday1234 monday12345 monday123456 monday2015 monday2016 monday2017 monday2018 monday2019 monday2020 monday2021 monday2022
        monday2023 monday2024 monday2025 monday2026 monday69 monday77 monday88 monday99 monday@123 mondaymonday monkey#1 monkey00 monkey007 monkey01 monkey1!
        monkey11 monkey12 monkey123 monkey123! monkey1234 monkey12345 monkey123456 monkey2015 monkey2016 monkey2017 monkey2018 monkey2019 monkey2020
        monkey2021 monkey2022 monkey2023 monkey2024 monkey2025 monkey2026 monkey69 monkey77 monkey88 monkey99 monkey@123 monkeymonkey motdepasse motdepasse!
        motdepasse#1 motdepasse* motdepasse. motdepasse00 motdepasse007 motdepasse01 motdepasse1 motdepasse1! motdepasse11 motdepasse12 motdepasse123
        motdepasse123! motdepasse1234 motdepasse12345 motdepasse123456 motdepasse2015 motdepasse2016 motdepasse2017 motdepasse2018 motdepasse2019
        motdepasse2020 motdepasse2021 motdepasse2022 motdepasse2023 motdepasse2024 motdepasse2025 motdepasse2026 motdepasse69 motdepasse77 motdepasse88
        motdepasse99 motdepasse? motdepasse@123 motdepassemotdepasse mqsdfghj mqsdfghjk mqsdfghjkl mqsdfghjklm mustang! mustang#1 mustang* mustang. mustang00
        mustang007 mustang01 mustang1 mustang1! mustang11 mustang12 mustang123 mustang123! mustang1234 mustang12345 mustang123456 mustang2015 mustang2016
        mustang2017 mustang2018 mustang2019 mustang2020 mustang2021 mustang2022 mustang2023 mustang2024 mustang2025 mustang2026 mustang69 mustang77 mustang88
        mustang99 mustang? mustang@123 mustangmustang myabcdef myaccess myadministrator myalexander myamanda myamerica myandrea myandrew myandroid myanthony
        myarsenal myasdfgh myashley myaugust myautumn myazerty mybailey mybanana mybarcelona mybaseball mybasketball mybatman mybayern mybenjamin myberlin
        mybienvenue mybonjour mybuster mybutterfly mycanada mychange mychangeme mycharlie mycheese mychelsea mychicago mychocolate mychristian mycoffee
        mycompany mycomputer mycontrasena mycookie mycorvette mydallas mydaniel mydatabase mydecember mydefault mydeutschland mydiamond mydiario mydolphin
        mydragon myengland myespana myfacebook myfalcon myfamily myfebruary myferrari myflower myfootball myforever myfortnite myfrance myfreedom myfriday
        myfriends mygeheim mygeorge mygermany myginger mygolden mygoogle myhannah myharley myheaven myherbst myhockey myhunter myiloveyou myinternet myiphone
        myjanuary myjennifer myjessica myjordan myjoshua myjournal myjournald myjuventus mykiller mykitten myletmein mylinkedin myliverpool mylondon mylovely
        mymadrid mymaggie mymanager mymarine mymartin mymaster mymatthew mymemory mymercedes mymichael mymichelle mymicrosoft myminecraft mymonday mymonkey
        mymotdepasse mymustang mynaruto mynetwork mynewyork mynicole mynovember myoctober myoffice myoracle myorange myp@ssw0rd myp@ssword mypa55word
        mypanther myparola mypassw0rd mypassword mypasswort mypepper myphoenix mypokemon myporsche myprincess mypurple myqwerty myqwertz myranger myrealmadrid
        myrobert myrouter mysalasana mysamantha mysamsung mysecret mysecurity myseptember myserver myshadow mysilver mysoccer mysoldier mysommer mysophie
        myspiderman myspring mystarwars mysummer mysunshine mysuperman mysystem mytagebuch mytemppass mytennis mytester mytesting mythomas mythunder
        mytrustno1 mytwitter mywarrior mywelcome mywhatever mywilliam mywillkommen mywindows mywinter myxcvbnm myyamaha myyellow myzxcvbn mzxcvbnm naruto#1
        naruto00 naruto007 naruto01 naruto1! naruto11 naruto12 naruto123 naruto123! naruto1234 naruto12345 naruto123456 naruto2015 naruto2016 naruto2017
        naruto2018 naruto2019 naruto2020 naruto2021 naruto2022 naruto2023 naruto2024 naruto2025 naruto2026 naruto69 naruto77 naruto88 naruto99 naruto@123
        narutonaruto network! network#1 network* network. network00 network007 network01 network1 network1! network11 network12 network123 network123!
        network1234 network12345 network123456 network2015 network2016 network2017 network2018 network2019 network2020 network2021 network2022 network2023
        network2024 network2025 network2026 network69 network77 network88 network99 network? network@123 networknetwork newyork! newyork#1 newyork* newyork.
        newyork00 newyork007 newyork01 newyork1 newyork1! newyork11 newyork12 newyork123 newyork123! newyork1234 newyork12345 newyork123456 newyork2015
        newyork2016 newyork2017 newyork2018 newyork2019 newyork2020 newyork2021 newyork2022 newyork2023 newyork2024 newyork2025 newyork2026 newyork69
        newyork77 newyork88 newyork99 newyork? newyork@123 newyorknewyork nicole#1 nicole00 nicole007 nicole01 nicole1! nicole11 nicole12 nicole123 nicole123!
        nicole1234 nicole12345 nicole123456 nicole2015 nicole2016 nicole2017 nicole2018 nicole2019 nicole2020 nicole2021 nicole2022 nicole2023 nicole2024
        nicole2025 nicole2026 nicole69 nicole77 nicole88 nicole99 nicole@123 nicolenicole nmyxcvbn nmyxcvbnm nmzxcvbn nmzxcvbnm nokia007 nokia123 nokia123!
        nokia1234 nokia12345 nokia123456 nokia2015 nokia2016 nokia2017 nokia2018 nokia2019 nokia2020 nokia2021 nokia2022 nokia2023 nokia2024 nokia2025
        nokia2026 nokia@123 nokianokia notes007 notes123 notes123! notes1234 notes12345 notes123456 notes2015 notes2016 notes2017 notes2018 notes2019
        notes2020 notes2021 notes2022 notes2023 notes2024 notes2025 notes2026 notes@123 notesnotes november november! november#1 november* november.
        november00 november007 november01 november1 november1! november11 november12 november123 november123! november1234 november12345 november123456
        november2015 november2016 november2017 november2018 november2019 november2020 november2021 november2022 november2023 november2024 november2025
        november2026 november69 november77 november88 november99 november? november@123 novembernovember october! october#1 october* october. october00
        october007 october01 october1 october1! october11 october12 october123 october123! october1234 october12345 october123456 october2015 october2016
        october2017 october2018 october2019 october2020 october2021 october2022 october2023 october2024 october2025 october2026 october69 october77 october88
        october99 october? october@123 octoberoctober office#1 office00 office007 office01 office1! office11 office12 office123 office123! office1234
        office12345 office123456 office2015 office2016 office2017 office2018 office2019 office2020 office2021 office2022 office2023 office2024 office2025
        office2026 office69 office77 office88 office99 office@123 officeoffice oiuytrew oiuytrewq oiuytrez oiuytreza oiuztrew oiuztrewq opazerty opazertyu
        opazertyui opazertyuio opazertyuiop opqwerty opqwertyu opqwertyui opqwertyuio opqwertyuiop opqwertz opqwertzu opqwertzui opqwertzuio opqwertzuiop
        oracle#1 oracle00 oracle007 oracle01 oracle1! oracle11 oracle12 oracle123 oracle123! oracle1234 oracle12345 oracle123456 oracle2015 oracle2016
        oracle2017 oracle2018 oracle2019 oracle2020 oracle2021 oracle2022 oracle2023 oracle2024 oracle2025 oracle2026 oracle69 oracle77 oracle88 oracle99
        oracle@123 oracleoracle orange#1 orange00 orange007 orange01 orange1! orange11 orange12 orange123 orange123! orange1234 orange12345 orange123456
        orange2015 orange2016 orange2017 orange2018 orange2019 orange2020 orange2021 orange2022 orange2023 orange2024 orange2025 orange2026 orange69 orange77
        orange88 orange99 orange@123 orangeorange p@ssw0rd p@ssw0rd! p@ssw0rd#1 p@ssw0rd* p@ssw0rd. p@ssw0rd00 p@ssw0rd007 p@ssw0rd01 p@ssw0rd1 p@ssw0rd1!
        p@ssw0rd11 p@ssw0rd12 p@ssw0rd123 p@ssw0rd123! p@ssw0rd1234 p@ssw0rd12345 p@ssw0rd123456 p@ssw0rd2015 p@ssw0rd2016 p@ssw0rd2017 p@ssw0rd2018
        p@ssw0rd2019 p@ssw0rd2020 p@ssw0rd2021 p@ssw0rd2022 p@ssw0rd2023 p@ssw0rd2024 p@ssw0rd2025 p@ssw0rd2026 p@ssw0rd69 p@ssw0rd77 p@ssw0rd88 p@ssw0rd99
        p@ssw0rd? p@ssw0rd@123 p@ssw0rdp@ssw0rd p@ssword p@ssword! p@ssword#1 p@ssword* p@ssword. p@ssword00 p@ssword007 p@ssword01 p@ssword1 p@ssword1!
        p@ssword11 p@ssword12 p@ssword123 p@ssword123! p@ssword1234 p@ssword12345 p@ssword123456 p@ssword2015 p@ssword2016 p@ssword2017 p@ssword2018
        p@ssword2019 p@ssword2020 p@ssword2021 p@ssword2022 p@ssword2023 p@ssword2024 p@ssword2025 p@ssword2026 p@ssword69 p@ssword77 p@ssword88 p@ssword99
        p@ssword? p@ssword@123 p@sswordp@ssword pa55word pa55word! pa55word#1 pa55word* pa55word. pa55word00 pa55word007 pa55word01 pa55word1 pa55word1!
        pa55word11 pa55word12 pa55word123 pa55word123! pa55word1234 pa55word12345 pa55word123456 pa55word2015 pa55word2016 pa55word2017 pa55word2018
        pa55word2019 pa55word2020 pa55word2021 pa55word2022 pa55word2023 pa55word2024 pa55word2025 pa55word2026 pa55word69 pa55word77 pa55word88 pa55word99
        pa55word? pa55word@123 pa55wordpa55word panther! panther#1 panther* panther. panther00 panther007 panther01 panther1 panther1! panther11 panther12
        panther123 panther123! panther1234 panther12345 panther123456 panther2015 panther2016 panther2017 panther2018 panther2019 panther2020 panther2021
        panther2022 panther2023 panther2024 panther2025 panther2026 panther69 panther77 panther88 panther99 panther? panther@123 pantherpanther paris007
        paris123 paris123! paris1234 paris12345 paris123456 paris2015 paris2016 paris2017 paris2018 paris2019 paris2020 paris2021 paris2022 paris2023
        paris2024 paris2025 paris2026 paris@123 parisparis parola#1 parola00 parola007 parola01 parola1! parola11 parola12 parola123 parola123! parola1234
        parola12345 parola123456 parola2015 parola2016 parola2017 parola2018 parola2019 parola2020 parola2021 parola2022 parola2023 parola2024 parola2025
        parola2026 parola69 parola77 parola88 parola99 parola@123 parolaparola pass123! pass1234 pass12345 pass123456 pass2015 pass2016 pass2017 pass2018
        pass2019 pass2020 pass2021 pass2022 pass2023 pass2024 pass2025 pass2026 pass@123 passpass passw0rd passw0rd! passw0rd#1 passw0rd* passw0rd. passw0rd00
        passw0rd007 passw0rd01 passw0rd1 passw0rd1! passw0rd11 passw0rd12 passw0rd123 passw0rd123! passw0rd1234 passw0rd12345 passw0rd123456 passw0rd2015
        passw0rd2016 passw0rd2017 passw0rd2018 passw0rd2019 passw0rd2020 passw0rd2021 passw0rd2022 passw0rd2023 passw0rd2024 passw0rd2025 passw0rd2026
        passw0rd69 passw0rd77 passw0rd88 passw0rd99 passw0rd? passw0rd@123 passw0rdpassw0rd password password! password#1 password* password. password00
        password007 password01 password1 password1! password11 password12 password123 password123! password1234 password12345 password123456 password2015
        password2016 password2017 password2018 password2019 password2020 password2021 password2022 password2023 password2024 password2025 password2026
        password69 password77 password88 password99 password? password@123 passwordpassword passwort passwort! passwort#1 passwort* passwort. passwort00
        passwort007 passwort01 passwort1 passwort1! passwort11 passwort12 passwort123 passwort123! passwort1234 passwort12345 passwort123456 passwort2015
        passwort2016 passwort2017 passwort2018 passwort2019 passwort2020 passwort2021 passwort2022 passwort2023 passwort2024 passwort2025 passwort2026
        passwort69 passwort77 passwort88 passwort99 passwort? passwort@123 passwortpasswort pazertyu pazertyui pazertyuio pazertyuiop peace007 peace123
        peace123! peace1234 peace12345 peace123456 peace2015 peace2016 peace2017 peace2018 peace2019 peace2020 peace2021 peace2022 peace2023 peace2024
        peace2025 peace2026 peace@123 peacepeace pepper#1 pepper00 pepper007 pepper01 pepper1! pepper11 pepper12 pepper123 pepper123! pepper1234 pepper12345
        pepper123456 pepper2015 pepper2016 pepper2017 pepper2018 pepper2019 pepper2020 pepper2021 pepper2022 pepper2023 pepper2024 pepper2025 pepper2026
        pepper69 pepper77 pepper88 pepper99 pepper@123 pepperpepper phoenix! phoenix#1 phoenix* phoenix. phoenix00 phoenix007 phoenix01 phoenix1 phoenix1!
        phoenix11 phoenix12 phoenix123 phoenix123! phoenix1234 phoenix12345 phoenix123456 phoenix2015 phoenix2016 phoenix2017 phoenix2018 phoenix2019
        phoenix2020 phoenix2021 phoenix2022 phoenix2023 phoenix2024 phoenix2025 phoenix2026 phoenix69 phoenix77 phoenix88 phoenix99 phoenix? phoenix@123
        phoenixphoenix poiuytre poiuytrew poiuytrewq poiuytrez poiuytreza poiuztre poiuztrew poiuztrewq pokemon! pokemon#1 pokemon* pokemon. pokemon00
        pokemon007 pokemon01 pokemon1 pokemon1! pokemon11 pokemon12 pokemon123 pokemon123! pokemon1234 pokemon12345 pokemon123456 pokemon2015 pokemon2016
        pokemon2017 pokemon2018 pokemon2019 pokemon2020 pokemon2021 pokemon2022 pokemon2023 pokemon2024 pokemon2025 pokemon2026 pokemon69 pokemon77 pokemon88
        pokemon99 pokemon? pokemon@123 pokemonpokemon porsche! porsche#1 porsche* porsche. porsche00 porsche007 porsche01 porsche1 porsche1! porsche11
        porsche12 porsche123 porsche123! porsche1234 porsche12345 porsche123456 porsche2015 porsche2016 porsche2017 porsche2018 porsche2019 porsche2020
        porsche2021 porsche2022 porsche2023 porsche2024 porsche2025 porsche2026 porsche69 porsche77 porsche88 porsche99 porsche? porsche@123 porscheporsche
        pqwertyu pqwertyui pqwertyuio pqwertyuiop pqwertzu pqwertzui pqwertzuio pqwertzuiop princess princess! princess#1 princess* princess. princess00
        princess007 princess01 princess1 princess1! princess11 princess12 princess123 princess123! princess1234 princess12345 princess123456 princess2015
        princess2016 princess2017 princess2018 princess2019 princess2020 princess2021 princess2022 princess2023 princess2024 princess2025 princess2026
        princess69 princess77 princess88 princess99 princess? princess@123 princessprincess puppy007 puppy123 puppy123! puppy1234 puppy12345 puppy123456
        puppy2015 puppy2016 puppy2017 puppy2018 puppy2019 puppy2020 puppy2021 puppy2022 puppy2023 puppy2024 puppy2025 puppy2026 puppy@123 puppypuppy purple#1
        purple00 purple007 purple01 purple1! purple11 purple12 purple123 purple123! purple1234 purple12345 purple123456 purple2015 purple2016 purple2017
        purple2018 purple2019 purple2020 purple2021 purple2022 purple2023 purple2024 purple2025 purple2026 purple69 purple77 purple88 purple99 purple@123
        purplepurple q1w2e3r4 q1w2e3r4t5 qazwsxedc qsdfg123 qsdfg1234 qsdfg12345 qsdfgh12 qsdfgh123 qsdfgh1234 qsdfgh12345 qsdfghjk qsdfghjkl qsdfghjklm
        qsdfghjklmq qsdfghjklmqs qsdfghjklmqsd qsdfghjklmqsdf qweasdzxc qwer1234 qwert123 qwert1234 qwert12345 qwerty#1 qwerty00 qwerty007 qwerty01 qwerty1!
        qwerty11 qwerty12 qwerty123 qwerty123! qwerty1234 qwerty12345 qwerty123456 qwerty2015 qwerty2016 qwerty2017 qwerty2018 qwerty2019 qwerty2020
        qwerty2021 qwerty2022 qwerty2023 qwerty2024 qwerty2025 qwerty2026 qwerty69 qwerty77 qwerty88 qwerty99 qwerty@123 qwertyqwerty qwertyui qwertyuio
        qwertyuiop qwertyuiopq qwertyuiopqw qwertyuiopqwe qwertyuiopqwer qwertz#1 qwertz00 qwertz007 qwertz01 qwertz1! qwertz11 qwertz12 qwertz123 qwertz123!
        qwertz1234 qwertz12345 qwertz123456 qwertz2015 qwertz2016 qwertz2017 qwertz2018 qwertz2019 qwertz2020 qwertz2021 qwertz2022 qwertz2023 qwertz2024
        qwertz2025 qwertz2026 qwertz69 qwertz77 qwertz88 qwertz99 qwertz@123 qwertzqwertz qwertzui qwertzuio qwertzuiop qwertzuiopq qwertzuiopqw qwertzuiopqwe
        qwertzuiopqwer ranger#1 ranger00 ranger007 ranger01 ranger1! ranger11 ranger12 ranger123 ranger123! ranger1234 ranger12345 ranger123456 ranger2015
        ranger2016 ranger2017 ranger2018 ranger2019 ranger2020 ranger2021 ranger2022 ranger2023 ranger2024 ranger2025 ranger2026 ranger69 ranger77 ranger88
        ranger99 ranger@123 rangerranger realmadrid realmadrid! realmadrid#1 realmadrid* realmadrid. realmadrid00 realmadrid007 realmadrid01 realmadrid1
        realmadrid1! realmadrid11 realmadrid12 realmadrid123 realmadrid123! realmadrid1234 realmadrid12345 realmadrid123456 realmadrid2015 realmadrid2016
        realmadrid2017 realmadrid2018 realmadrid2019 realmadrid2020 realmadrid2021 realmadrid2022 realmadrid2023 realmadrid2024 realmadrid2025 realmadrid2026
        realmadrid69 realmadrid77 realmadrid88 realmadrid99 realmadrid? realmadrid@123 realmadridrealmadrid robert#1 robert00 robert007 robert01 robert1!
        robert11 robert12 robert123 robert123! robert1234 robert12345 robert123456 robert2015 robert2016 robert2017 robert2018 robert2019 robert2020
        robert2021 robert2022 robert2023 robert2024 robert2025 robert2026 robert69 robert77 robert88 robert99 robert@123 robertrobert root123! root1234
        root12345 root123456 root2015 root2016 root2017 root2018 root2019 root2020 root2021 root2022 root2023 root2024 root2025 root2026 root@123 rootroot
        router#1 router00 router007 router01 router1! router11 router12 router123 router123! router1234 router12345 router123456 router2015 router2016
        router2017 router2018 router2019 router2020 router2021 router2022 router2023 router2024 router2025 router2026 router69 router77 router88 router99
        router@123 routerrouter rtyuiopa rtyuiopaz rtyuiopaze rtyuiopazer rtyuiopazert rtyuiopazerty rtyuiopazertyu rtyuiopq rtyuiopqw rtyuiopqwe rtyuiopqwer
        rtyuiopqwert rtyuiopqwerty rtyuiopqwertyu rtzuiopq rtzuiopqw rtzuiopqwe rtzuiopqwer rtzuiopqwert rtzuiopqwertz rtzuiopqwertzu salasana salasana!
        salasana#1 salasana* salasana. salasana00 salasana007 salasana01 salasana1 salasana1! salasana11 salasana12 salasana123 salasana123! salasana1234
        salasana12345 salasana123456 salasana2015 salasana2016 salasana2017 salasana2018 salasana2019 salasana2020 salasana2021 salasana2022 salasana2023
        salasana2024 salasana2025 salasana2026 salasana69 salasana77 salasana88 salasana99 salasana? salasana@123 salasanasalasana samantha samantha!
        samantha#1 samantha* samantha. samantha00 samantha007 samantha01 samantha1 samantha1! samantha11 samantha12 samantha123 samantha123! samantha1234
        samantha12345 samantha123456 samantha2015 samantha2016 samantha2017 samantha2018 samantha2019 samantha2020 samantha2021 samantha2022 samantha2023
        samantha2024 samantha2025 samantha2026 samantha69 samantha77 samantha88 samantha99 samantha? samantha@123 samanthasamantha samsung! samsung#1 samsung*
        samsung. samsung00 samsung007 samsung01 samsung1 samsung1! samsung11 samsung12 samsung123 samsung123! samsung1234 samsung12345 samsung123456
        samsung2015 samsung2016 samsung2017 samsung2018 samsung2019 samsung2020 samsung2021 samsung2022 samsung2023 samsung2024 samsung2025 samsung2026
        samsung69 samsung77 samsung88 samsung99 samsung? samsung@123 samsungsamsung sdfghjkl sdfghjkla sdfghjklas sdfghjklasd sdfghjklasdf sdfghjklasdfg
        sdfghjklasdfgh sdfghjklm sdfghjklmq sdfghjklmqs sdfghjklmqsd sdfghjklmqsdf sdfghjklmqsdfg secret#1 secret00 secret007 secret01 secret1! secret11
        secret12 secret123 secret123! secret1234 secret12345 secret123456 secret2015 secret2016 secret2017 secret2018 secret2019 secret2020 secret2021
        secret2022 secret2023 secret2024 secret2025 secret2026 secret69 secret77 secret88 secret99 secret@123 secretsecret security security! security#1
        security* security. security00 security007 security01 security1 security1! security11 security12 security123 security123! security1234 security12345
        security123456 security2015 security2016 security2017 security2018 security2019 security2020 security2021 security2022 security2023 security2024
        security2025 security2026 security69 security77 security88 security99 security? security@123 securitysecurity senha007 senha123 senha123! senha1234
        senha12345 senha123456 senha2015 senha2016 senha2017 senha2018 senha2019 senha2020 senha2021 senha2022 senha2023 senha2024 senha2025 senha2026
        senha@123 senhasenha september september! september#1 september* september. september00 september007 september01 september1 september1! september11
        september12 september123 september123! september1234 september12345 september123456 september2015 september2016 september2017 september2018
        september2019 september2020 september2021 september2022 september2023 september2024 september2025 september2026 september69 september77 september88
        september99 september? september@123 septemberseptember server#1 server00 server007 server01 server1! server11 server12 server123 server123!
        server1234 server12345 server123456 server2015 server2016 server2017 server2018 server2019 server2020 server2021 server2022 server2023 server2024
        server2025 server2026 server69 server77 server88 server99 server@123 serverserver shadow#1 shadow00 shadow007 shadow01 shadow1! shadow11 shadow12
        shadow123 shadow123! shadow1234 shadow12345 shadow123456 shadow2015 shadow2016 shadow2017 shadow2018 shadow2019 shadow2020 shadow2021 shadow2022
        shadow2023 shadow2024 shadow2025 shadow2026 shadow69 shadow77 shadow88 shadow99 shadow@123 shadowshadow silver#1 silver00 silver007 silver01 silver1!
        silver11 silver12 silver123 silver123! silver1234 silver12345 silver123456 silver2015 silver2016 silver2017 silver2018 silver2019 silver2020
        silver2021 silver2022 silver2023 silver2024 silver2025 silver2026 silver69 silver77 silver88 silver99 silver@123 silversilver smile007 smile123
        smile123! smile1234 smile12345 smile123456 smile2015 smile2016 smile2017 smile2018 smile2019 smile2020 smile2021 smile2022 smile2023 smile2024
        smile2025 smile2026 smile@123 smilesmile soccer#1 soccer00 soccer007 soccer01 soccer1! soccer11 soccer12 soccer123 soccer123! soccer1234 soccer12345
        soccer123456 soccer2015 soccer2016 soccer2017 soccer2018 soccer2019 soccer2020 soccer2021 soccer2022 soccer2023 soccer2024 soccer2025 soccer2026
        soccer69 soccer77 soccer88 soccer99 soccer@123 soccersoccer soldier! soldier#1 soldier* soldier. soldier00 soldier007 soldier01 soldier1 soldier1!
        soldier11 soldier12 soldier123 soldier123! soldier1234 soldier12345 soldier123456 soldier2015 soldier2016 soldier2017 soldier2018 soldier2019
        soldier2020 soldier2021 soldier2022 soldier2023 soldier2024 soldier2025 soldier2026 soldier69 soldier77 soldier88 soldier99 soldier? soldier@123
        soldiersoldier sommer#1 sommer00 sommer007 sommer01 sommer1! sommer11 sommer12 sommer123 sommer123! sommer1234 sommer12345 sommer123456 sommer2015
        sommer2016 sommer2017 sommer2018 sommer2019 sommer2020 sommer2021 sommer2022 sommer2023 sommer2024 sommer2025 sommer2026 sommer69 sommer77 sommer88
        sommer99 sommer@123 sommersommer sophie#1 sophie00 sophie007 sophie01 sophie1! sophie11 sophie12 sophie123 sophie123! sophie1234 sophie12345
        sophie123456 sophie2015 sophie2016 sophie2017 sophie2018 sophie2019 sophie2020 sophie2021 sophie2022 sophie2023 sophie2024 sophie2025 sophie2026
        sophie69 sophie77 sophie88 sophie99 sophie@123 sophiesophie spiderman spiderman! spiderman#1 spiderman* spiderman. spiderman00 spiderman007
        spiderman01 spiderman1 spiderman1! spiderman11 spiderman12 spiderman123 spiderman123! spiderman1234 spiderman12345 spiderman123456 spiderman2015
        spiderman2016 spiderman2017 spiderman2018 spiderman2019 spiderman2020 spiderman2021 spiderman2022 spiderman2023 spiderman2024 spiderman2025
        spiderman2026 spiderman69 spiderman77 spiderman88 spiderman99 spiderman? spiderman@123 spidermanspiderman spring#1 spring00 spring007 spring01
        spring1! spring11 spring12 spring123 spring123! spring1234 spring12345 spring123456 spring2015 spring2016 spring2017 spring2018 spring2019 spring2020
        spring2021 spring2022 spring2023 spring2024 spring2025 spring2026 spring69 spring77 spring88 spring99 spring@123 springspring starwars starwars!
        starwars#1 starwars* starwars. starwars00 starwars007 starwars01 starwars1 starwars1! starwars11 starwars12 starwars123 starwars123! starwars1234
        starwars12345 starwars123456 starwars2015 starwars2016 starwars2017 starwars2018 starwars2019 starwars2020 starwars2021 starwars2022 starwars2023
        starwars2024 starwars2025 starwars2026 starwars69 starwars77 starwars88 starwars99 starwars? starwars@123 starwarsstarwars summer#1 summer00 summer007
        summer01 summer1! summer11 summer12 summer123 summer123! summer1234 summer12345 summer123456 summer2015 summer2016 summer2017 summer2018 summer2019
        summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 summer2026 summer69 summer77 summer88 summer99 summer@123 summersummer sunshine
        sunshine! sunshine#1 sunshine* sunshine. sunshine00 sunshine007 sunshine01 sunshine1 sunshine1! sunshine11 sunshine12 sunshine123 sunshine123!
        sunshine1234 sunshine12345 sunshine123456 sunshine2015 sunshine2016 sunshine2017 sunshine2018 sunshine2019 sunshine2020 sunshine2021 sunshine2022
        sunshine2023 sunshine2024 sunshine2025 sunshine2026 sunshine69 sunshine77 sunshine88 sunshine99 sunshine? sunshine@123 sunshinesunshine superman
        superman! superman#1 superman* superman. superman00 superman007 superman01 superman1 superman1! superman11 superman12 superman123 superman123!
        superman1234 superman12345 superman123456 superman2015 superman2016 superman2017 superman2018 superman2019 superman2020 superman2021 superman2022
        superman2023 superman2024 superman2025 superman2026 superman69 superman77 superman88 superman99 superman? superman@123 supermansuperman system#1
        system00 system007 system01 system1! system11 system12 system123 system123! system1234 system12345 system123456 system2015 system2016 system2017
        system2018 system2019 system2020 system2021 system2022 system2023 system2024 system2025 system2026 system69 system77 system88 system99 system@123
        systemsystem tagebuch tagebuch! tagebuch#1 tagebuch* tagebuch. tagebuch00 tagebuch007 tagebuch01 tagebuch1 tagebuch1! tagebuch11 tagebuch12
        tagebuch123 tagebuch123! tagebuch1234 tagebuch12345 tagebuch123456 tagebuch2015 tagebuch2016 tagebuch2017 tagebuch2018 tagebuch2019 tagebuch2020
        tagebuch2021 tagebuch2022 tagebuch2023 tagebuch2024 tagebuch2025 tagebuch2026 tagebuch69 tagebuch77 tagebuch88 tagebuch99 tagebuch? tagebuch@123
        tagebuchtagebuch temp123! temp1234 temp12345 temp123456 temp2015 temp2016 temp2017 temp2018 temp2019 temp2020 temp2021 temp2022 temp2023 temp2024
        temp2025 temp2026 temp@123 temppass temppass! temppass#1 temppass* temppass. temppass00 temppass007 temppass01 temppass1 temppass1! temppass11
        temppass12 temppass123 temppass123! temppass1234 temppass12345 temppass123456 temppass2015 temppass2016 temppass2017 temppass2018 temppass2019
        temppass2020 temppass2021 temppass2022 temppass2023 temppass2024 temppass2025 temppass2026 temppass69 temppass77 temppass88 temppass99 temppass?
        temppass@123 temppasstemppass temptemp tennis#1 tennis00 tennis007 tennis01 tennis1! tennis11 tennis12 tennis123 tennis123! tennis1234 tennis12345
        tennis123456 tennis2015 tennis2016 tennis2017 tennis2018 tennis2019 tennis2020 tennis2021 tennis2022 tennis2023 tennis2024 tennis2025 tennis2026
        tennis69 tennis77 tennis88 tennis99 tennis@123 tennistennis test123! test1234 test12345 test123456 test2015 test2016 test2017 test2018 test2019
        test2020 test2021 test2022 test2023 test2024 test2025 test2026 test@123 tester#1 tester00 tester007 tester01 tester1! tester11 tester12 tester123
        tester123! tester1234 tester12345 tester123456 tester2015 tester2016 tester2017 tester2018 tester2019 tester2020 tester2021 tester2022 tester2023
        tester2024 tester2025 tester2026 tester69 tester77 tester88 tester99 tester@123 testertester testing! testing#1 testing* testing. testing00 testing007
        testing01 testing1 testing1! testing11 testing12 testing123 testing123! testing1234 testing12345 testing123456 testing2015 testing2016 testing2017
        testing2018 testing2019 testing2020 testing2021 testing2022 testing2023 testing2024 testing2025 testing2026 testing69 testing77 testing88 testing99
        testing? testing@123 testingtesting testtest texas007 texas123 texas123! texas1234 texas12345 texas123456 texas2015 texas2016 texas2017 texas2018
        texas2019 texas2020 texas2021 texas2022 texas2023 texas2024 texas2025 texas2026 texas@123 texastexas theabcdef theaccess theadmin theadministrator
        thealexander theamanda theamerica theandrea theandrew theandroid theangel theanthony theapple theapril thearsenal theasdfgh theashley theaugust
        theautumn theazerty thebailey thebanana thebarcelona thebaseball thebasketball thebatman thebayern thebenjamin theberlin thebienvenue thebonjour
        thebuster thebutterfly thecanada thechange thechangeme thecharlie thecheese thechelsea thechicago thechocolate thechristian thecisco thecoffee
        thecompany thecomputer thecontrasena thecookie thecorvette thedallas thedaniel thedatabase thedavid thedecember thedefault thedeutschland thediamond
        thediario thediary thedolphin thedragon theeagle theengland theespana thefacebook thefalcon thefamily thefebruary theferrari theflower thefootball
        theforever thefortnite thefrance thefreedom thefriday thefriends thegeheim thegeorge thegermany theginger thegolden thegoogle theguest thehallo
        thehannah thehappy theharley thehaslo theheaven thehello theherbst theheslo thehockey thehorse thehunter theilove theiloveyou theinternet theiphone
        thejames thejanuary thejennifer thejessica thejordan thejoshua thejournal thejournald thejulia thejuventus thekiller thekitten thelaura theletmein
        thelinkedin theliverpool thelogin thelondon thelovely thelucky themadrid themaggie themanager themarch themaria themarine themartin themaster
        thematthew thememory themercedes themichael themichelle themicrosoft theminecraft themonday themonkey themotdepasse themustang thenaruto thenetwork
        thenewyork thenicole thenokia thenotes thenovember theoctober theoffice theoracle theorange thep@ssw0rd thep@ssword thepa55word thepanther theparis
        theparola thepassw0rd thepassword thepasswort thepeace thepepper thephoenix thepokemon theporsche theprincess thepuppy thepurple theqwerty theqwertz
        theranger therealmadrid therobert therouter thesalasana thesamantha thesamsung thesecret thesecurity thesenha theseptember theserver theshadow
        thesilver thesmile thesoccer thesoldier thesommer thesophie thespiderman thespring thestarwars thesummer thesunshine thesuperman thesystem thetagebuch
        thetemppass thetennis thetester thetesting thetexas thethomas thethunder thetiger thetrustno1 thetwitter thewarrior thewelcome thewhatever thewilliam
        thewillkommen thewindows thewinter theyamaha theyellow thezxcvbn thomas#1 thomas00 thomas007 thomas01 thomas1! thomas11 thomas12 thomas123 thomas123!
        thomas1234 thomas12345 thomas123456 thomas2015 thomas2016 thomas2017 thomas2018 thomas2019 thomas2020 thomas2021 thomas2022 thomas2023 thomas2024
        thomas2025 thomas2026 thomas69 thomas77 thomas88 thomas99 thomas@123 thomasthomas thunder! thunder#1 thunder* thunder. thunder00 thunder007 thunder01
        thunder1 thunder1! thunder11 thunder12 thunder123 thunder123! thunder1234 thunder12345 thunder123456 thunder2015 thunder2016 thunder2017 thunder2018
        thunder2019 thunder2020 thunder2021 thunder2022 thunder2023 thunder2024 thunder2025 thunder2026 thunder69 thunder77 thunder88 thunder99 thunder?
        thunder@123 thunderthunder tiger007 tiger123 tiger123! tiger1234 tiger12345 tiger123456 tiger2015 tiger2016 tiger2017 tiger2018 tiger2019 tiger2020
        tiger2021 tiger2022 tiger2023 tiger2024 tiger2025 tiger2026 tiger@123 tigertiger trustno1 trustno1! trustno1#1 trustno1* trustno1. trustno100
        trustno1007 trustno101 trustno11 trustno11! trustno111 trustno112 trustno1123 trustno1123! trustno11234 trustno112345 trustno1123456 trustno12015
        trustno12016 trustno12017 trustno12018 trustno12019 trustno12020 trustno12021 trustno12022 trustno12023 trustno12024 trustno12025 trustno12026
        trustno169 trustno177 trustno188 trustno199 trustno1? trustno1@123 trustno1trustno1 twitter! twitter#1 twitter* twitter. twitter00 twitter007
        twitter01 twitter1 twitter1! twitter11 twitter12 twitter123 twitter123! twitter1234 twitter12345 twitter123456 twitter2015 twitter2016 twitter2017
        twitter2018 twitter2019 twitter2020 twitter2021 twitter2022 twitter2023 twitter2024 twitter2025 twitter2026 twitter69 twitter77 twitter88 twitter99
        twitter? twitter@123 twittertwitter tyuiopaz tyuiopaze tyuiopazer tyuiopazert tyuiopazerty tyuiopazertyu tyuiopazertyui tyuiopqw tyuiopqwe tyuiopqwer
        tyuiopqwert tyuiopqwerty tyuiopqwertyu tyuiopqwertyui tzuiopqw tzuiopqwe tzuiopqwer tzuiopqwert tzuiopqwertz tzuiopqwertzu tzuiopqwertzui uiopazer
        uiopazert uiopazerty uiopazertyu uiopazertyui uiopazertyuio uiopazertyuiop uiopqwer uiopqwert uiopqwerty uiopqwertyu uiopqwertyui uiopqwertyuio
        uiopqwertyuiop uiopqwertz uiopqwertzu uiopqwertzui uiopqwertzuio uiopqwertzuiop user123! user1234 user12345 user123456 user2015 user2016 user2017
        user2018 user2019 user2020 user2021 user2022 user2023 user2024 user2025 user2026 user@123 useruser vbnmyxcv vbnmyxcvb vbnmyxcvbn vbnmyxcvbnm vbnmzxcv
        vbnmzxcvb vbnmzxcvbn vbnmzxcvbnm vbnwxcvb vbnwxcvbn warrior! warrior#1 warrior* warrior. warrior00 warrior007 warrior01 warrior1 warrior1! warrior11
        warrior12 warrior123 warrior123! warrior1234 warrior12345 warrior123456 warrior2015 warrior2016 warrior2017 warrior2018 warrior2019 warrior2020
        warrior2021 warrior2022 warrior2023 warrior2024 warrior2025 warrior2026 warrior69 warrior77 warrior88 warrior99 warrior? warrior@123 warriorwarrior
        welcome! welcome#1 welcome* welcome. welcome00 welcome007 welcome01 welcome1 welcome1! welcome11 welcome12 welcome123 welcome123! welcome1234
        welcome12345 welcome123456 welcome2015 welcome2016 welcome2017 welcome2018 welcome2019 welcome2020 welcome2021 welcome2022 welcome2023 welcome2024
        welcome2025 welcome2026 welcome69 welcome77 welcome88 welcome99 welcome? welcome@123 welcomewelcome wertyuio wertyuiop wertyuiopq wertyuiopqw
        wertyuiopqwe wertyuiopqwer wertyuiopqwert wertzuio wertzuiop wertzuiopq wertzuiopqw wertzuiopqwe wertzuiopqwer wertzuiopqwert whatever whatever!
        whatever#1 whatever* whatever. whatever00 whatever007 whatever01 whatever1 whatever1! whatever11 whatever12 whatever123 whatever123! whatever1234
        whatever12345 whatever123456 whatever2015 whatever2016 whatever2017 whatever2018 whatever2019 whatever2020 whatever2021 whatever2022 whatever2023
        whatever2024 whatever2025 whatever2026 whatever69 whatever77 whatever88 whatever99 whatever? whatever@123 whateverwhatever william! william#1 william*
        william. william00 william007 william01 william1 william1! william11 william12 william123 william123! william1234 william12345 william123456
        william2015 william2016 william2017 william2018 william2019 william2020 william2021 william2022 william2023 william2024 william2025 william2026
        william69 william77 william88 william99 william? william@123 williamwilliam willkommen willkommen! willkommen#1 willkommen* willkommen. willkommen00
        willkommen007 willkommen01 willkommen1 willkommen1! willkommen11 willkommen12 willkommen123 willkommen123! willkommen1234 willkommen12345
        willkommen123456 willkommen2015 willkommen2016 willkommen2017 willkommen2018 willkommen2019 willkommen2020 willkommen2021 willkommen2022
        willkommen2023 willkommen2024 willkommen2025 willkommen2026 willkommen69 willkommen77 willkommen88 willkommen99 willkommen? willkommen@123
        willkommenwillkommen windows! windows#1 windows* windows. windows00 windows007 windows01 windows1 windows1! windows11 windows12 windows123 windows123!
        windows1234 windows12345 windows123456 windows2015 windows2016 windows2017 windows2018 windows2019 windows2020 windows2021 windows2022 windows2023
        windows2024 windows2025 windows2026 windows69 windows77 windows88 windows99 windows? windows@123 windowswindows winter#1 winter00 winter007 winter01
        winter1! winter11 winter12 winter123 winter123! winter1234 winter12345 winter123456 winter2015 winter2016 winter2017 winter2018 winter2019 winter2020
        winter2021 winter2022 winter2023 winter2024 winter2025 winter2026 winter69 winter77 winter88 winter99 winter@123 winterwinter wolf123! wolf1234
        wolf12345 wolf123456 wolf2015 wolf2016 wolf2017 wolf2018 wolf2019 wolf2020 wolf2021 wolf2022 wolf2023 wolf2024 wolf2025 wolf2026 wolf@123 wolfwolf
        word123! word1234 word12345 word123456 word2015 word2016 word2017 word2018 word2019 word2020 word2021 word2022 word2023 word2024 word2025 word2026
        word@123 wordword wxcvb123 wxcvb1234 wxcvb12345 wxcvbn12 wxcvbn123 wxcvbn1234 wxcvbn12345 wxcvbnwx wxcvbnwxc wxcvbnwxcv wxcvbnwxcvb wxcvbnwxcvbn
        xcvbnmyx xcvbnmyxc xcvbnmyxcv xcvbnmyxcvb xcvbnmyxcvbn xcvbnmyxcvbnm xcvbnmzx xcvbnmzxc xcvbnmzxcv xcvbnmzxcvb xcvbnmzxcvbn xcvbnmzxcvbnm xcvbnwxc
        xcvbnwxcv xcvbnwxcvb xcvbnwxcvbn yamaha#1 yamaha00 yamaha007 yamaha01 yamaha1! yamaha11 yamaha12 yamaha123 yamaha123! yamaha1234 yamaha12345
        yamaha123456 yamaha2015 yamaha2016 yamaha2017 yamaha2018 yamaha2019 yamaha2020 yamaha2021 yamaha2022 yamaha2023 yamaha2024 yamaha2025 yamaha2026
        yamaha69 yamaha77 yamaha88 yamaha99 yamaha@123 yamahayamaha yellow#1 yellow00 yellow007 yellow01 yellow1! yellow11 yellow12 yellow123 yellow123!
        yellow1234 yellow12345 yellow123456 yellow2015 yellow2016 yellow2017 yellow2018 yellow2019 yellow2020 yellow2021 yellow2022 yellow2023 yellow2024
        yellow2025 yellow2026 yellow69 yellow77 yellow88 yellow99 yellow@123 yellowyellow yuiopaze yuiopazer yuiopazert yuiopazerty yuiopazertyu yuiopazertyui
        yuiopazertyuio yuiopqwe yuiopqwer yuiopqwert yuiopqwerty yuiopqwertyu yuiopqwertyui yuiopqwertyuio yxcvb123 yxcvb1234 yxcvb12345 yxcvbn12 yxcvbn123
        yxcvbn1234 yxcvbn12345 yxcvbnmy yxcvbnmyx yxcvbnmyxc yxcvbnmyxcv yxcvbnmyxcvb yxcvbnmyxcvbn yxcvbnmyxcvbnm zaq12wsx zaq1xsw2 zertyuio zertyuiop
        zertyuiopa zertyuiopaz zertyuiopaze zertyuiopazer zertyuiopazert zuiopqwe zuiopqwer zuiopqwert zuiopqwertz zuiopqwertzu zuiopqwertzui zuiopqwertzuio
        zxcvb123 zxcvb1234 zxcvb12345 zxcvbn#1 zxcvbn00 zxcvbn007 zxcvbn01 zxcvbn1! zxcvbn11 zxcvbn12 zxcvbn123 zxcvbn123! zxcvbn1234 zxcvbn12345 zxcvbn123456
        zxcvbn2015 zxcvbn2016 zxcvbn2017 zxcvbn2018 zxcvbn2019 zxcvbn2020 zxcvbn2021 zxcvbn2022 zxcvbn2023 zxcvbn2024 zxcvbn2025 zxcvbn2026 zxcvbn69 zxcvbn77
        zxcvbn88 zxcvbn99 zxcvbn@123 zxcvbnmz zxcvbnmzx zxcvbnmzxc zxcvbnmzxcv zxcvbnmzxcvb zxcvbnmzxcvbn zxcvbnmzxcvbnm zxcvbnzxcvbn
        """#
}
