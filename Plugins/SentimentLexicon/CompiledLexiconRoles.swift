// Made by scripts/build-lexicon from the files in Lexicon/. Do not edit.

extension CompiledLexicon {
    /// A role, a tab, a strength, a tab, words and phrases parted by bars.
    static let roles: StaticString = #"""
        booster	-0.293	a bit|a little|a little bit|allegedly|almost|arguably|bit|fairly|just enough|kind of|kind-of|kinda|kindof|less
        booster	-0.293	little|marginally|maybe|mildly|moderately|nearly|occasionally|partially|partly|perhaps|possibly|practically
        booster	-0.293	reasonably|relatively|semi|slightly|sometimes|somewhat|sort of|sort-of|sorta|sortof|supposedly|virtually
        booster	0.293	a lot of|absolutely|always|amazingly|as fuck|as hell|awfully|badly|bloody|certainly|completely|considerably
        booster	0.293	constantly|crazy|damn|decidedly|deep|deeply|definitely|effing|enormously|entirely|especially|every|exceedingly
        booster	0.293	exceptionally|extra|extraordinarily|extremely|fabulously|freakin|freaking|frickin|fricking|friggin|frigging
        booster	0.293	fuckin|fucking|full of|fully|genuinely|goddamn|greatly|heavily|hella|highly|hugely|immensely|incredibly|insanely
        booster	0.293	intensely|legit|lots of|lowkey|mad|madly|majorly|massively|mega|more|most|much|overly|overwhelmingly
        booster	0.293	particularly|perfectly|pretty|profoundly|purely|quite|really|remarkably|ridiculously|rly|seriously|severely|so
        booster	0.293	so many|so much|soo|sooo|soooo|strongly|substantially|such|super|terribly|thoroughly|too|totally|tremendously
        booster	0.293	truly|uber|ultra|unbelievably|uncommonly|undeniably|unusually|utterly|very|vry|wildly
        context	0	kind|like|mean|pretty|well
        contrast	0	but|however|nevertheless|nonetheless|yet
        foreign	0	aber|att|auch|auf|avec|bardzo|bir|bu|bugün|c'est|che|dans|das|del|della|der|det|dich|dzisiaj|een|ein|eine|einen
        foreign	0	est|estou|estoy|está|eu|für|habe|haben|heel|het|heute|hoje|hoy|ich|ik|ikke|il|inte|ist|j'ai|jag|je|jeg|jest
        foreign	0	jestem|les|mais|mam|mich|mijn|mir|molto|muito|muy|nicht|nie|niet|não|och|og|oggi|para|pas|perché|pero|på|que
        foreign	0	questo|sangat|saya|sehr|sind|się|sono|suis|tidak|très|uma|una|und|une|voor|wie|wir|yang|är|çok
        irony	0	as if|big surprise|good for you|how nice|just great|just what i needed|lucky me|oh great|oh joy|thanks a lot
        irony	0	thanks for nothing|what a surprise|yeah right
        negator	0	absence of|ain't|aint|anything but|aren't|arent|barely|can't|cannot|cant|couldn't|couldnt|daren't|devoid of
        negator	0	didn't|didnt|doesn't|doesnt|don't|dont|fail to|failed to|failing to|fails to|far from|far too little|free from
        negator	0	hadn't|hadnt|hardly|hasn't|hasnt|haven't|havent|instead of|isn't|isnt|lack of|mightn't|mustn't|needn't|neither
        negator	0	neither of|never|no|no longer|no more|no one|no-one|nobody|none|none of|nonexistent|noone|nope|nor|not
        negator	0	not at all|not enough|nothing|nowhere|rarely|rather than|scarcely|seldom|shan't|shouldn't|shouldnt|too little
        negator	0	unable to|wasn't|wasnt|weren't|werent|without|won't|wont|wouldn't|wouldnt
        past	0	used to
        raising	0	always|any|anyone|anything|believe|consider|even|ever|expect|feel|feeling|felt|find|know|made|make|really|say
        raising	0	seem|suppose|think|thought|want|wanted
        wish	0	if only|wish|wished|wishing
        """#
}
