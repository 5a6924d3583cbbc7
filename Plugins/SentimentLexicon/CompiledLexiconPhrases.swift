// Made by scripts/build-lexicon from the files in Lexicon/. Do not edit.

extension CompiledLexicon {
    /// A rating, a tab, phrases parted by bars.
    static let phrases: StaticString = #"""
        -3	anxiety attack|anxiety attacks|can not stand|can't stand|can't take it anymore|cannot stand|could not stand
        -3	couldn't stand|cut myself|don't want to live|end my life|ending my life|go to hell|harm myself|hate my life
        -3	heart attack|hurt myself|hurting myself|kill myself|killing myself|lost her job|lost his job|lost my dad
        -3	lost my father|lost my job|lost my mom|lost my mother|lost their jobs|made me sick|makes me sick
        -3	no reason to live|panic attack|panic attacks|pass away|passed away|passes away|passing away|piece of crap
        -3	piece of shit|scared to death|sexual assault|sexually assaulted|son of a bitch|sons of bitches|want to die
        -3	wanted to die|worst day|worst ever
        -2.5	afraid of|against my will|ass kicked|at death's door|at my wit's end|at my wits end|at risk|at wit's end
        -2.5	avoid this|bad luck|behind bars|bored to death|bored to tears|break down|break up|breaking down
        -2.5	breaking my heart|breaking up|breaks down|breaks my heart|broke down|broke my heart|broke up|broken heart
        -2.5	broken up|burn out|burned out|burnt out|burst into tears|can't recommend|cannot recommend|cut off|cut short
        -2.5	dead end|died of|do not buy|do not recommend|don't buy|don't recommend|don't waste|fall apart|falling apart
        -2.5	falls apart|fed up|fell apart|freak out|freaked out|freaking out|fuck off|fuck that|fuck this|fuck up|fuck you
        -2.5	fucked up|gave up|give up|given up|giving up|giving up hope|had enough of|hard time|hard times|ill at ease
        -2.5	in pain|in tears|in trouble|isn't fair|isn't funny|isn't worth|kicked out|left out|let down|let me down
        -2.5	lets down|letting down|letting me down|life threatening|lose hope|lose my job|lose my mind|losing hope
        -2.5	losing my job|losing my mind|lost cause|lost hope|lost interest|melt down|mental breakdown|messed up
        -2.5	miss her so much|miss him so much|miss my dad|miss my family|miss my friends|miss my mom|miss you so much
        -2.5	nervous breakdown|never again|no fun|no future|no good|no hope|no point|no thanks|no use|no way out|not again
        -2.5	not fair|not funny|not good|not good enough|not happy|not ok|not okay|not worth|not worth it|nothing to live for
        -2.5	out of control|pain in the ass|pain in the neck|piece of garbage|piece of junk|piece of trash|piss off
        -2.5	pissed off|pisses me off|rip off|ripped off|rough patch|rough time|scared of|screw up|screw you|screwed up
        -2.5	self doubt|self harm|self pity|shit show|shut up|sick and tired|sick of|stab in the back|stabbed in the back
        -2.5	stay away from|steer clear|stressed out|stressing out|taken advantage of|threw up|throw up|throwing up
        -2.5	thrown under the bus|thrown up|tired of|to blame|took advantage of|tough time|under attack|wasn't worth|waste of
        -2.5	waste of money|waste of time|wasted money|wasted my|wasted time|what the fuck|what the hell|would not recommend
        -2.5	wouldn't recommend
        -2	broke my|by the numbers|didn't make sense|doesn't make sense|down in the dumps|fall flat|fall short|falling flat
        -2	falling short|falls flat|falls short|feel down|feel low|feeling blue|feeling down|feeling low|fell flat
        -2	fell short|felt down|felt low|gets on my nerves|going through the motions|got on my nerves|made no sense
        -2	make no sense|makes no sense|no sense|nothing more than|nothing new|nothing special|on edge|on my nerves
        -2	out of breath|out of date|out of hand|out of order|out of place|out of touch|out of work|paint by numbers
        -2	run out of steam|runs out of steam|short of|so long ago|too bad|too hard|too late|too long|too loud|too many
        -2	too much|too slow|too tired|under the weather|wear thin|wearing thin|wears thin|wore thin
        -1.5	all over the place|at odds|at stake|at war|back and forth|bad news|behind schedule|blew it|blow up|blowing up
        -1.5	blown up|calls into question|can't concentrate|can't focus|can't sleep|conspiracy theories|conspiracy theory
        -1.5	could care less|couldn't care less|couldn't concentrate|couldn't sleep|did not work|didn't care|didn't work
        -1.5	do not care|does not work|doesn't care|doesn't fit|doesn't work|don't care|drag on|dragged on|drags on
        -1.5	drives me crazy|drives me nuts|driving me crazy|driving me nuts|drop out|dropped out|drove me crazy|fall off
        -1.5	falls off|fell off|get over|get rid of|gets old|getting old|goes nowhere|going nowhere|got old|got rid of
        -1.5	hard to|hit or miss|isn't working|knocked out|laid off|lay off|leaves a lot to be desired
        -1.5	leaves much to be desired|left a lot to be desired|let go|locked up|low point|miss the mark|missed the mark
        -1.5	misses the mark|more of the same|my bad|no idea|no one cares|nobody cares|not sleeping|not working|over budget
        -1.5	over priced|over rated|passed out|quit working|red flag|red flags|returned it|returning it|running late
        -1.5	send it back|sent it back|shut down|shuts down|shutting down|sold out|stopped working|stops working|stuck in
        -1.5	took it back|turn off|turned down|turned off|turns off|used to be|went nowhere|who cares|wiped out|wish i could
        -1.5	won't work|worked up|worn out|wouldn't work|wound up|yeah right
        0	a kind of|a patient|a well|act like|acted like|acting like|acts like|all kinds|all kinds of|all right then
        0	and the like|any kind|are like|as well|as well as|at best|bad guy|bad guys|best buy|best interest|best interests
        0	care less|child care|civil war|cold war|conservative party|cool down|cool it|cool off|critical care
        0	dark chocolate|day care|dead sea|death star|democratic party|does it mean|does that mean|dying to|dying to see
        0	fair share|feel like|feeling like|feels like|felt like|fine line|fine print|fire department|fire drill
        0	fire place|fire wire|fire works|for no reason|for what it's worth|free agency|free agent|free agents|free throw
        0	good and evil|good bye|good friday|great britain|great deal|great grandfather|great grandmother|hard disk
        0	hard drive|hard drives|he's like|health care|high school|hit man|home page|homeland security|horror film
        0	horror films|horror genre|horror movie|horror movies|hot dog|hot dogs|hot water|i mean|i'm like|in light of
        0	in the light|intensive care|interest rate|interest rates|interested party|is like|it mean|it's like|just like
        0	kill time|killer app|killing time|kind of like|labor party|labour party|left wing|light bulb|like a|like an
        0	like it is|like it was|like so many|like that|like this|likes of|look like|looked like|looking like|looks like
        0	lot like|low key|make up artist|may as well|might as well|more like|my patient|national security|new orleans
        0	new york|no big deal|no brainer|no longer|no matter|no matter what|no more|no need|no need to|no one|no strings
        0	no wonder|not just|not only|not to mention|nothing but|oh well|ok so|party leaders|party line|party members
        0	people like|play a role|play station|playing a role|political party|pop culture|pretty much|primary care
        0	prime minister|republican party|right away|right here|right now|right wing|san francisco|security council
        0	security guard|security system|seem like|seemed like|seems like|she's like|smart phone|smart phones|smell like
        0	smells like|social security|some kind of|something like|sort of like|sound like|sounded like|sounds like
        0	special effects|special forces|state fair|stuff like|super bowl|super market|supreme court|taste like
        0	tastes like|that kind of|the fair|the like|the patient|the well|these kinds|things like|third party|this kind of
        0	to mean|war film|war movie|war on|was like|well after|well before|well into|well over|well then|were like
        0	what kind|world war|would mean|yes or no|you mean
        1	a little better|a lot better|all right|at least|bit better|get along|gets along|getting along|give it a try
        1	got a job|got along|got the job|long walk|looks good|made up|make up|moved on|much better|new baby|new friend
        1	new friends|new job|nice walk|of course|oh my|oh my god|played games|so far so good|sounds good|went for a walk
        1	win win
        1.5	feels lighter
        2	all is well|back on track|better mood|birthday party|breath of fresh air|bright side|calm down|calmed down
        2	can not go wrong|can't beat|can't complain|can't go wrong|catch up with|catching up with|caught up|cheer up
        2	cheered me up|cheers me up|crack me up|cracked me up|cracks me up|date night|day off|days off|dead on|did well
        2	do not worry|do well|doing well|don't worry|down to earth|family dinner|feel light|feel lighter|feel well
        2	feeling light|feeling lighter|feeling well|felt light|felt lighter|fist bump|fresh air|full of energy|game night
        2	get well|goes well|going well|good company|good enough|good mood|good night's sleep|good sleep|good thing
        2	great mood|hang out|hanging out|hard to beat|hats off|high five|high hopes|hit the spot|hung out|ice cream
        2	in control|in good spirits|isn't bad|keep it up|keeps you guessing|kept me|kudos to|light as a feather
        2	light at the end of the tunnel|lucky to have|made me laugh|made me smile|made sense|make me laugh|make me smile
        2	make sense|makes me laugh|makes me smile|makes sense|movie night|my favorite|my favourite|no complaints|no doubt
        2	no issues|no longer afraid|no longer sad|no pain|no problem|no problems|no regrets|no trouble|no worries
        2	not a problem|not bad|not half bad|not so bad|not to worry|not too bad|on the bright side|on the mend|on track
        2	paid off|pay off|pays off|peace and quiet|pick me up|props to|quality time|right direction|right on|right track
        2	sense of accomplishment|shout out|silver lining|sleep well|slept great|slept well|so lucky|spent time with
        2	spot on|stay safe|stay strong|step forward|take care|take care of|taken care of|taking care of|time off
        2	time with family|time with my|turned out well|under control|wasn't bad|week off|weight lifted off|well balanced
        2	well behaved|well being|well deserved|well known|well rounded|well spent|went well|worked out well
        2.5	a blast|a gem|a joy|a lot of fun|a must|a pleasure|a treat|at ease|at peace|big fan|big heart|bless you
        2.5	blew me away|blown away|blows me away|damn good|definitely recommend|easy to use|edge of my seat
        2.5	edge of your seat|feel better|feel good|feel so light|feeling better|feeling good|felt better|felt good
        2.5	felt so light|fuck yeah|fuck yes|full of life|get better|gets better|getting better|god bless|good hearted
        2.5	good job|good luck|good news|good time|good times|got better|great job|great news|great time|had a blast
        2.5	heart of gold|heart warming|hell yeah|hell yes|high quality|highly recommend|highly recommended|huge fan
        2.5	kick ass|kicked ass|kicks ass|kind hearted|laugh out loud|laughed out loud|laughing out loud|laughs out loud
        2.5	load off my mind|look forward|looked forward|looking forward|lots of fun|my pleasure|nail biter|nice job
        2.5	page turner|peace of mind|pretty good|sense of humor|so good|so much fun|stand out|stands out|state of the art
        2.5	stood out|strongly recommend|takes your breath away|thank god|thank goodness|thank u|thank you|thanks to
        2.5	the bomb|the shit|thought provoking|thumbs up|tour de force|user friendly|way to go|weight off my chest
        2.5	weight off my mind|weight off my shoulders|well acted|well crafted|well directed|well done|well made|well worth
        2.5	well worth it|well written|work well|worked great|worked well|works fine|works great|works perfectly|works well
        2.5	worth every|worth it|worth seeing|worth the|worth watching|would recommend
        3	5 stars|best day|best ever|best friend|best friends|can't get enough|can't wait|cannot wait|could not be happier
        3	could not wait|couldn't ask for more|couldn't be better|couldn't be happier|couldn't wait|dream come true
        3	dreams come true|fall in love|falling in love|fell in love|first rate|five stars|happy anniversary
        3	happy birthday|happy new year|head over heels|in love|knocked it out of the park|love her|love him|love it
        3	love of my life|love this|love you|loved it|made my day|make my day|makes my day|merry christmas|must buy
        3	must have|must read|must see|never been better|never been happier|never been so happy|never better
        3	never felt better|on cloud nine|on top of the world|out of this world|over the moon|proud of|proud of myself
        3	second to none|time of my life|top notch|two thumbs up|walking on air|world class
        """#
}
