// Made by scripts/build-lexicon from the files in Lexicon/. Do not edit.

extension CompiledLexicon {
    /// A rating, a tab, words parted by spaces.
    static let words: StaticString = #"""
        -3.5	agonize agonized agonizes agonizing agony assassinate assassinated assassinating assassination assassins
        -3.5	despaired despairing despairs despise despised despises despising devastate devastated devastates devastating
        -3.5	devastatingly devastation evils genocidal genocide hate hated hateful hater haters hates hating hatred
        -3.5	heart-breaking heart-broken heartbreak heartbreakingly heartbreaks heartbroken hellish holocaust horrific
        -3.5	horrifically horrified horrifies horrify horrifying horror lynch lynched lynching massacre massacred massacres
        -3.5	molest molestation molested molester murderers murdering murderous nightmare nightmares nightmarish pedophile
        -3.5	pedophiles pedophilia rape raped rapes raping rapist rapists slaughter slaughtered slaughtering suicidal suicide
        -3.5	suicides terrified terrifies terrify terrifying terrorism terrorist terrorists torture tortured tortures
        -3.5	torturing torturous tragic tragically
        -3	abhor abhorred abhorrent abhors abuse abused abuser abusers abuses abusing abusive abysmal abysmally anguish
        -3	anguished appalled appalling appallingly asshole assholes atrocious atrociously atrocities atrocity awful
        -3	awfully awfulness bastard bastards bereaved bereavement betray betrayal betrayed betraying betrays bigot bigoted
        -3	bigotry bigots bitch bitches bitchy bloodshed bombings brutal brutality brutalize brutalized brutally bullshit
        -3	cancer cancers carnage catastrophic corpse crap crappiest crappy crises crisis cruel crueler cruelest cruelly
        -3	cruelty cunt cunts depress depressed depresses depressing depressingly depression depressions depressive despair
        -3	desperate desperately despicable destroy destroyed destroying destroys destruction destructive detest detestable
        -3	detested detesting detests dictator dictators dictatorship died disgrace disgraced disgraceful disgracefully
        -3	disgust disgusted disgusting disgustingly disgusts dismember dismembered doom doomed doomsday douchebag
        -3	douchebags dreadful dreadfully dreck drivel enslaved evil excruciating excruciatingly execrable extremism
        -3	extremist fascism fascist fascists garbage god-awful godawful grief grief-stricken griefstricken grieve grieved
        -3	grieves grieving grievous grievously homophobia homophobic hopeless hopelessly hopelessness horrendous
        -3	horrendously horrible horribly horrid humiliate humiliated humiliates humiliating humiliation inconsolable
        -3	insufferable insufferably intolerable killed killing killings leukemia loathe loathed loathes loathing loathsome
        -3	malignancy malignant miscarriage miscarriages miserable miserably misery misogynist misogynistic misogyny
        -3	motherfucker motherfuckers motherfucking mourn mourned mournful mournfully mourning murder murdered murderer
        -3	murders nauseating nazi oppress oppressed oppression oppressive oppressor oppressors overdose overdosed
        -3	overdosing panic panicked panicking panicky persecute persecuted persecuting persecution putrid racism racist
        -3	racists repellent repugnant repulsive revolting rotten rubbish sadistic savage scum scumbag scumbags self-harm
        -3	self-harmed self-harming self-hatred self-loathing selfharm selfloathing sexism sexist sexists shame shamed
        -3	shameful shit shite shittiest shitty sickening sickeningly slave slavery slaves stillbirth stillborn sufferings
        -3	suicidality terrible terribly terror terrorised terrorized torment tormented tormenting torments tragedies
        -3	tragedy trash trauma traumas traumatic traumatically traumatised traumatized traumatizing tumor tumors tumour
        -3	tumours tyrannical tyranny tyrant tyrants unbearable unbearably unwatchable vicious viciously viciousness vile
        -3	violently vomit-inducing worst worthlessness wretched wretchedly
        -2.5	abandon abandoned abandoning abandonment abandons abhorrence abominable abomination accursed ache aches aching
        -2.5	achy acrimonious acrimoniously acrimony afraid aggrieved agonising agonizingly alarm alarmed alarming
        -2.5	alzheimer's alzheimers anger angered angering angers angrier angriest angrily angry anorexia anorexic anxieties
        -2.5	anxiety anxious anxiously apocalyptic arson arsonist ashamed assault assaulted assaulting assaults assclown
        -2.5	asshat asshats assulted attack attacked attacker attackers attacking attacks bad badly baneful batshit beating
        -2.5	beatings belittle belittled belittling belligerence belligerent bereft bitching bitter bitterly bitterness
        -2.5	blasphemous blasphemy bloodbath bloodthirsty bloody-awful bludgeon bomb bombed bombing bombs break-up break-ups
        -2.5	breakdown breakdowns breakup breakups brutish bulimia bulimic bullcrap bullied bullies bully bullying burned-out
        -2.5	burnout burnt-out butcher butchery calamities calamitous calamity callous cancerous cataclysm cataclysmic
        -2.5	catastrophe catastrophes cheaply cheat cheated cheater cheaters cheating cheats chemo chemotherapy cocksucker
        -2.5	contempt contemptible contemptuous contemptuously corrupt corrupted corruption cried cries crime crime-ridden
        -2.5	crimes criminal crippled crippling cry crybaby crying damnable damnation danger dangerous dangerously dangers
        -2.5	dastardly death deathly deaths debacle debase debased debasement debasing deceased deceit deceitful deceive
        -2.5	deceived deceives deceiving deception deceptive defamation defamatory defame defamed defective defile defiled
        -2.5	defilement degrade degraded degrading dehumanising dehumanize dehumanized dehumanizing dejected demeaned
        -2.5	demeaning dementia demonic deranged desecrate desecrated desecration desolated despoiled despondency despondent
        -2.5	despondently destitute destitution diabolic diabolical die dies dirtbag dirtbags disapointed disapointing
        -2.5	disapointment disappoint disappointed disappointing disappointingly disappointment disappointments disappoints
        -2.5	disaster disasters disastrous disastrously discriminated discriminating discrimination discriminatory disdain
        -2.5	disdainful disembowel disemboweled disfigured disfigurement disgruntled disgustedly dishonest dishonesty
        -2.5	dishonor dishonored dishonour dismal dismally disreputable disrespect disrespected disrespectful disrespecting
        -2.5	dissapointed dissapointing dissapointment distraught distress distressed distressful distressfully distressing
        -2.5	disturb disturbed disturbing disturbingly divorce divorced divorces divorcing dogshit dread dreaded dreadfulness
        -2.5	dreading dreads dud dumb dumbass dumber dumbest dying dystopian eating-disorder egomaniacal embarassed
        -2.5	embarassing embarassment embarrased embarrasing embarrasment embarrass embarrassed embarrassing embarrassingly
        -2.5	embarrassment endanger endangered endangering endangers enrage enraged enraging envied envious envy estrangement
        -2.5	evildoer evildoers exasperated exasperating exasperation exhaust exhausted exhausting exterminate exterminated
        -2.5	extermination fag faggot faggots fags fail failed failing fails failure failures faulty fear feared fearful
        -2.5	fearfully fearing fears fed-up ferociously fiasco fiend fiendish filth flimsy flop flopped flops forlorn
        -2.5	foul-mouthed fraud frauds fraudulent fright frighten frightened frightener frightening frightens frightful
        -2.5	frightfully frustrate frustrated frustrates frustrating frustratingly frustration frustrations fuck fucked
        -2.5	fucker fuckers fucks fuckup fuckups fuckwit funeral funerals furious furiously fury gaslight gaslighted
        -2.5	gaslighting gaslit ghastly ghoulish gloom gloomier gloomy gruesome gruesomely guilt guiltily guilty
        -2.5	gut-wrenching harass harassed harassing harassment harm harmed harmful harming harms hatefully heart-rending
        -2.5	heart-wrenching heartache heartaches heartbreaker heartbreaking heartless heartlessly heartrending heartsick
        -2.5	heartwrenching hellhole hideousness homesickness homicidal homicide homicides horrors hospitalisation
        -2.5	hospitalised hospitalization hospitalized hostile hostility hurt hurtful hurtfully hurtfulness hurting hurts
        -2.5	hypocrisy hypocrite hypocrites hypocritical idiocy idiot idiotic idiots ignominious ignominy ignored imbecile
        -2.5	imbeciles impoverishment incompetence incompetent incompetently inept ineptitude ineptly inferior infernal
        -2.5	infest infestation infested infidelity infuriate infuriated infuriates infuriating infuriatingly inhuman
        -2.5	inhumane iniquitous iniquity injure injured injuries injuring injurious injury injustice injustices insidious
        -2.5	insidiously insolence insolent insomnia insult insulted insulting insultingly insults intolerably irate
        -2.5	irredeemable irredeemably jealously jeer jeered jeering jeers jilted junk junky kike kikes kill kill-joy killjoy
        -2.5	killjoys kills laceration lacerations lame lamest let-down letdown liar liars lied life-threatening livid
        -2.5	loneliness lonesome lose loser losers losing loss losses lousy lying maim maimed maiming malefic malevolence
        -2.5	malevolent malfunction malfunctioned malfunctioning malfunctions malice malicious maliciously maligned
        -2.5	malnourished malnutrition maltreat maltreated maltreatment maniac maniacs manipulator manslaughter mean-spirited
        -2.5	meaningless meaninglessly mediocre mediocrity melancholic melancholy meltdown meltdowns merciless mercilessly
        -2.5	mistreat mistreated mistreating mistreatment mocked mockery monster monstrous moron moronic morons mortified
        -2.5	mortifying mutilate mutilated mutilating mutilation narcissist narcissistic nastier nastiest nastiness nasty
        -2.5	nefarious neglect neglected neglectful neglecting neglects neo-nazi neo-nazis nigger niggers noxious obscene
        -2.5	obscenities obscenity odious offend offended offending offends offensive offensively onslaught onslaughts
        -2.5	oppressively ordeal ordeals orphaned outrage outraged outrageous outrageously outraging overwhelm overwhelmed
        -2.5	pain pained painful painfully pains pandemonium paralysed paralysis paralyzed paralyzing paranoia paranoid
        -2.5	pathetic pathetically perverse perversion pervert perverted perverts pestilence petrified pillage pillaged
        -2.5	pitiless pitilessly plunder pointless pointlessly poor poorer poorest poorly poorly-made predator predatory ptsd
        -2.5	putrefying quagmire rage raging rampage rampaged rampageing ransack ransacked ravage ravaged ravages recoil
        -2.5	regret regretful regrets regrettable regrettably regretted regretting reject rejected rejecting rejection
        -2.5	rejections rejects relapse relapsed relapsing remorse remorseful remorseless remorselessly repugnance resent
        -2.5	resented resentful resenting resentment resents ridiculing ruthless ruthlessly sad sadden saddened saddening
        -2.5	saddens sadder saddest sadism sadist sadists sadly sadness savagely scared scathingly scorn scorned scornful
        -2.5	shambles shell-shocked shitheads shithole shits shitshow shitstorm shitting shoddy sinister slander slandered
        -2.5	slapdash sloppy sob sob-story sobbed sobbing sobs sordid sorrow sorrowful sorrowfully sorrows soul-crushing
        -2.5	soul-destroying spic spics spite spiteful spitefully strangle strangled strangulation stressed stressful
        -2.5	stressing stupid stupidest stupidity stupidly subjugated subjugation suffer suffered suffering suffers tearful
        -2.5	tearfully teary terminally threat threaten threatened threatening threatens threats tormentor tormentors toxic
        -2.5	toxicity train-wreck trainwreck traitor traitors tranny traumatising treacherous treachery treason tumult
        -2.5	underwhelmed underwhelming unfair unfairly unfairness unfaithful ungrateful ungratefully unhappily unhappiness
        -2.5	unhappy unjust unjustified unjustly unlovable unloveable unloved unreliable unresponsive unspeakable unspeakably
        -2.5	unusable unwanted useless uselessly vendetta vendettas vengeance vengeful vengefully victim victimized villain
        -2.5	vindictive vindictively violators violence violent virulent vitriol vitriolic waste wasted wasteful wastes
        -2.5	wasting weep weeping weepy wept wicked woe woeful woefully woes worrisome worse worsen worsened worsening
        -2.5	worsens worthless wound wounded wounds wrath wrathful wretch
        -2	accident accusation accusations accuse accused accuses accusing addict addiction addictions addicts aggravate
        -2	aggravated aggravates aggravating aggravation agitated agitation ailing ailment ailments aimless aimlessly
        -2	airhead alcoholic alcoholics alcoholism alienate alienated alienating alienation allegation allegations alleged
        -2	amateurish annoy annoyance annoyances annoyed annoying annoyingly annoys anti-semitic anti-semitism antisemitic
        -2	antisemitism apartheid apathetic apathy apprehension apprehensive arguing argument arguments arrest arrested
        -2	arrogance arrogant arrogantly arse arsehole arseholes arthritis authoritarian authoritarianism autocrat baffled
        -2	baffles baffling banal banality bankrupt bankruptcy behead beheaded beheading bewildered bewildering
        -2	bewilderment bickered bickering bimbo binge-eating biopsy blackmail blackmailed blame blamed blames blaming
        -2	bland blast bleak bled bleed bleeding blunder blunders boo-hoo bore bored boredom bores boring boringly botched
        -2	bozo brain-dead brat brats bratty bribe bribed bribery bribes bribing bronchitis bruise bruised bruises bs
        -2	buffoon buffoons burden burdened burdens burdensome burglar burglary burgled by-the-numbers careless carelessly
        -2	carelessness cartel casualties casualty censor censored chaos chaotic charmless choked chokes chronic
        -2	chronically clash clashed cliche cliched cliches clown clownish cloying clueless clumsily clumsy clunker cocaine
        -2	collapse collapsed collapses conceited concussion condemn condemnation condemned condemning condemns
        -2	condescending condescendingly condolences conflicted confuse confused confuses confusingly confusion congested
        -2	contagious contaminated contamination contrivance contrivances contrived convict convicted convoluted corny
        -2	cover-up coward cowardice cowardly cowards crabby crackdown cramp cramping cramps cranky crass crassly creep
        -2	creeped creeps creepy crestfallen criticised criticising criticism criticisms criticize criticized criticizes
        -2	criticizing cronyism crook crooked crooks crud crude crudely crush crushed culprit culprits cynical cynicism
        -2	damage damaged damages damaging dammit damn damned damnit dead deadly debt decay decayed decaying deficiencies
        -2	deficiency deficient defraud defrauded demagogue demagoguery demagogues demoralised demoralized demoralizing
        -2	demotivated demotivating denounce denounced denounces denouncing deport deportation deportations deported
        -2	derivative desolate desolation desperation despot despotic despots deteriorate deteriorated deteriorates
        -2	deteriorating deterioration diarrhea diarrhoea dick dickhead dickheads difficult difficulties difficulty dimwit
        -2	dipshit disagree disagreeable disagreed disagreement disagreements disagrees discourage discouraged
        -2	discouragement discourages discouraging disease diseased diseases disenchanted dishearten disheartened
        -2	disheartening disillusioned disillusionment disjointed dislike disliked dislikes disliking dismay dismayed
        -2	disrupt disrupted disruption disruptive dissatisfaction dissatisfied dissatisfying dissociated dissociating
        -2	distrust distrusted distrustful dizziness dolt dolts dork doubts douche douches douchey downcast downside
        -2	downsides drab draggy drained drawback drawbacks drawn-out dreary drought droughts drown drowned drowning drug
        -2	drunk dull duller dullest dullness dweeb earthquake earthquakes embezzled embezzlement embezzling emergency
        -2	emptiness error errors estranged evicted eviction ew eww ewww excessive excessively exile exploitation
        -2	exploitative exploited explosion explosions explosive extort extorted extortion fainted fainting famine famines
        -2	far-fetched fatal fatalities fatality fatally fatigue fatigued fatso fault felon felonies felons felony fever
        -2	feverish ffs flaccid flavorless flaw flawed flaws flood flooded flunk flunked fml fool foolish foolishly
        -2	foolishness fools foreclosed foreclosure forgettable formulaic fracture fractured fractures freak freaky fret
        -2	fretful fretted fretting fuckboy fuming furlough furloughed gang gangster garish gloominess glum goddam goddamn
        -2	goddamned goddamnit grating gratingly gratuitous gratuitously greed greedy grim gross grossed grotesque
        -2	grotesquely grouchy grumpy gtfo guilt-ridden gunfire gunman gunmen hackneyed half-baked half-hearted halfwit
        -2	hangover hangovers hardship hardships haughty havoc headache headaches heartburn hell helpless helplessly
        -2	helplessness heroin hideous hideously hijack hijacked hijacker hijackers hijacking hinder hindered hindrance
        -2	hoes hogwash hokey hollow homeless homelessness horseshit hostage humorless humourless hungover hurricane
        -2	hurricanes ick icky ignorance ignorant ill illegitimate illness illnesses illogical immature impeach impeached
        -2	implausibility implausible implausibly impoverished imprison imprisoned inadequacy inadequate inadequately incel
        -2	incels incoherence incoherent incoherently incomprehensible indict indicted indictment indictments inedible
        -2	inert infected infection infections infectious inferiority inflamed inflammation influenza insecure insecurities
        -2	insecurity insipid insufficient insufficiently insurgent insurgents interminable interminably invade invaded
        -2	invader invaders invading irresponsibility irresponsible irresponsibly irritability irritable irritate irritated
        -2	irritates irritating irritatingly irritation isolated isolation itch itching jackass jackasses jail jealous
        -2	jealousy jerk jerks jobless joblessness joyless judgemental judgmental junta kidnap kidnapped kidnapper
        -2	kidnapping killer killers labored laborious laboriously lack lacked lacking lackluster lacklustre lacks laid-off
        -2	larceny laughable laughably lawless lawlessness layoff layoffs lazily laziness lazy leaden leech leeches lethal
        -2	lethargic lethargy lifeless listless lonely long-winded longwinded looted looter looters looting ludicrous
        -2	ludicrously lumbering lunatic lunatics mafia malfeasance manipulative marred maudlin mawkish mawkishly mayhem
        -2	meandering meanderingly meaninglessness melodramatic menace menaces menacing mess messed messes messy
        -2	micromanaged micromanagement micromanager micromanaging migraine migraines militant militia mind-numbing
        -2	mindless mindlessly misconduct misfire misfired misfires misguided mishap mishaps missile mistake mistaken
        -2	mistakenly mistakes mistrust mob monotonous monotony moodiness moody muddled mugged mugging nausea nauseated
        -2	nauseous needless needlessly negligence negligent nepotism nerve-racking nerve-wracking nervous nervously
        -2	nervousness nincompoop nitwit nonsense nonsensical nuisance nuisances nuke numb nutcase nutjob obnoxious
        -2	obnoxiously obstacle obstacles outcast outcasts over-hyped over-priced over-rated over-worked overblown
        -2	overcooked overdone overdoses overeating overhyped overloaded overlong overpriced overrated overweight
        -2	overworked overwrought paint-by-numbers pandemic pandemics paper-thin parasite parasites passionless patronising
        -2	patronizing penniless perfunctory perish perjury perpetrated perpetrator perpetrators perplexed perplexing pesky
        -2	pessimism pessimist pessimistic pest pests petty pig piss pissed pissing pissy plague plagued plodding pneumonia
        -2	pointlessness poison poisoned poisoning poisonous poisons polluted polluting pollution pompous pompously
        -2	ponderous ponderously poverty poverty-stricken powerless powerlessness preachy predictability predictable
        -2	predictably preposterous preposterously pretension pretensions pretentious pretentiously prick pricks problem
        -2	problematic problems propaganda psycho puke puked puking punish punished punishing punishment quarantine quarrel
        -2	quarreled quarreling quarrelled quarrelling quarrels racketeering rambling rancid rebel recession reckless
        -2	recklessly refugee rehash rehashed repetitious repetitive repression repressive restless retard retarded retards
        -2	retread ridiculed ridiculous ridiculously ridiculousness riot rioting riots robbed robber robberies robbers
        -2	robbery robbing ruin ruined ruining ruinous ruins saccharine sacked sanction sappy scandal scandalous scandals
        -2	scar scarred schmaltzy scold scolded scolding scoundrel scoundrels scourge scream screamed screaming screwed
        -2	seedy seethed seething segregated segregation seizure seizures self-conscious self-doubt self-important
        -2	self-indulgent self-pity selfish selfishly selfishness selfpity setback setbacks shallow shatter shattered
        -2	shithead shooter shortcoming shortcomings shrill sick sickly sickness simp skank skanky skimpy sleazebag
        -2	sleazeball sleazy sleep-deprived sleepdeprived sleepless sleeplessness sluggish sluggishly slut sluts slutty
        -2	smear smeared smothered smug smuggled smuggler smugglers smuggling smugly snob snobbish snobby snobs snooze
        -2	snoozefest snubbed soggy soporific sore sores soulless spaz spoil spoiled spoiling sprain sprained stab stabbed
        -2	stabbing stabs stagnate stagnating stagnation stale starvation starve starved starving stfu stilted stodgy stole
        -2	stolen strain strained stress stressor stressors stung suck suckage sucked sucker suckers sucks sucky suffocate
        -2	suffocated suffocating suffocation sullen superficial superficiality superficially supremacist supremacists
        -2	supremacy surgery surly suspicion suspicious suspiciously sux swamped swindle swindled swindler swindling
        -2	symptom syrupy tacky tarnish tarnished tasteless tedious tediously tedium tense tensely tension tensions theft
        -2	thefts thief thieves threadbare thug thuggish thugs toothache tosser totalitarian trafficker traffickers
        -2	trafficking trapped trashy trite trouble troubled troubles troublesome tsunami tsunamis turbulence turd turds
        -2	turmoil twat twats ugh ughh ughhh uglier ugliest ugliness ugly ulcer ulcers unappetizing unappreciated
        -2	unattractive unconstitutional unconvincing unconvincingly undemocratic underappreciated undercooked underpaid
        -2	undervalued unease uneasily uneasy unemployed unemployment unengaging unfocused unfulfilled unfulfilling unfunny
        -2	unhealthy unheard unimaginative uninspired uninspiring unintelligible uninteresting uninvolving unmotivated
        -2	unnecessarily unnecessary unnerved unnerving unoriginal unpleasant unpleasantly unpleasantness unpopular
        -2	unrealistic unremarkable unsafe unsatisfactory unsatisfied unsatisfying unsettled unstable unsupported unwelcome
        -2	unwell upheaval upset upsets upsetting vandal vandalism vandalized vandals vapid vermin vomit vomited vomiting
        -2	vomitting vulgar vulgarity vulnerable wacko wanker wankers war wars weakling wearily weariness weary weasel
        -2	weirdo weirdos wheezing whore whores wildfire wildfires witless wooden worn-out worried worrier worries worry
        -2	worrying worryingly worrys wreck wrecked wrecking wrongdoing wtaf wtf xenophobia xenophobic yawn yawning yawns
        -2	yell yelled yuck yucky
        -1.5	abject abrasive absurdly acrid adversarial adversaries adversary afflict afflicted affliction aggression
        -1.5	aggressive aggressively aggressor aggressors aghast alarmingly alas aloof ambush amoral anarchists angst
        -1.5	annihilate annihilated antagonism antagonistic antagonize antagonized anti-climactic anti-social anticlimactic
        -1.5	antipathy antisocial arduous argh arghh argumentative atrophied atrophy austerity averse aversion awkward
        -1.5	awkwardly awkwardness backbiting backfire backfired backfires backhanded backstab backstabbed backstabber
        -1.5	backstabbing bad-tempered badger badmouth bah bailout ban bankruptcies banned banning bans barbarian barbaric
        -1.5	barbarism barbarity baseless battle battles bedbug bedbugs befuddled befuddling beg begging begrudge begrudging
        -1.5	begrudgingly bemoan bemoaned bemoaning bemoans berate berated berates besieged bills blatant bleakly blemish
        -1.5	blemished blemishes blindsided bloated boastful bogus boohoo boondoggle botch boycott brazen broke broken
        -1.5	brusque bug buggy bulky bum bummed bummer bungle bungled bungling burial buried burnt bury cancel canceled
        -1.5	canceling cancellation cancelled cancelling cantankerous captive captives captivity carcinogen carcinogenic
        -1.5	carcinogens caricature chafe chagrin charade chastise chastised chauvinism chauvinist chauvinistic cheesy chide
        -1.5	chided chintzy clamorous claustrophobia claustrophobic clingy clutter cluttered cockroach cockroaches coerce
        -1.5	coerced coercion coercive collude colluded complacency complacent complain complained complaining complains
        -1.5	complaint complaints complicity confiscate confiscated conflict conflicts confound confounded confounding
        -1.5	confrontation confrontations confusing congestion conspiracy contentious corroded corrosion corrosive cough
        -1.5	coughed coughing counterfeit covet covetous crash crashed crashes crashing craved crazed creepiness cringe
        -1.5	cringed cringey cringing cringy crumble crumbled cumbersome cutback daunting deadlock deadlocked dearth
        -1.5	debauchery debilitated debilitating decadence decadent deceitfully decrepit deface defaced default defect
        -1.5	defects defensively deficit deficits deforestation dejection delinquency delinquent delinquents delude deluded
        -1.5	deluding delusion delusional delusions demonize demonized demonizing denigrate denigrated denigrating dented
        -1.5	deplorable deplore deplored depraved depravity depreciate depreciated deprive deprives dereliction derision
        -1.5	derisive derp derpy detain detained detainees devoid dire dirtier dirty disaccord disadvantage disadvantaged
        -1.5	disadvantageous disadvantages disaffected disaffection disapproval disapprove disapproved disapproves
        -1.5	disapproving disapprovingly disarray discomforting disconcerted disconcerting disconsolate discontent
        -1.5	discontented discontentment discord discordant discredit discredited disenfranchise disenfranchised disgruntle
        -1.5	disinformation disinterest disinterested disloyal disloyalty dismissive dismissively disobedience disobedient
        -1.5	disobey disobeyed disorder disordered disorderly disorganised disorganized disorient disoriented disorienting
        -1.5	disparage disparaged disparaging disparagingly disparities disparity displease displeased displeasing
        -1.5	displeasure dispute disquiet disquieting disregard disregarded disregarding disrepute disservice dissonance
        -1.5	dissonant distaste distasteful distastefully distort distorted distortion distortions distorts distracted
        -1.5	doubtful downer downhearted downtrodden downturn drags drearily dreariness dubious dubiously dump dumped
        -1.5	dwindled dwindling dysfunction dysfunctional egoism egoistic egotist egotistical egregious egregiously embattled
        -1.5	embitter embittered embroiled empty encroaching endless enemies enemy enfeebled ensnared entangled entrapped
        -1.5	erode eroded eroding erosion evade evasion evasive exacerbate exacerbated exacerbates exacerbating
        -1.5	exasperatingly exclude excluded excruciated execution expelled extinct extinction eyesore fabricated fake faked
        -1.5	fakes false falsely falter faltered faltering falters famished fanatical fanaticism fanatics farce farcical
        -1.5	fault-finding faults faux-pas fearmongering feeble feebly feud feuds fickle fidget fight fighting fights filthy
        -1.5	flail flailing flare-up flare-ups flat fleeced flimsily flinch flounder floundered floundering flu flustered foe
        -1.5	foes foible foreboding forgetful forgot forgotten forsake forsaken foul-up foul-ups frantic frantically frazzled
        -1.5	friction frivolous fruitless fruitlessly frustratedly fuckin fucking fugly fumble fumbled futile futility
        -1.5	gimmick gimmicks gimmicky glare glaring glitch glitches glitchy gloat gloated gloating gnaw grave gridlock
        -1.5	grimmest grimy gripe griped gripes griping groggy grouch grovel grr grrr grrrr grudge grudges grudging
        -1.5	grudgingly grueling gruelling gruff grumble grumbled grumbling guilt-trip guilt-tripped gutless gutted
        -1.5	ham-fisted hamper hampered hampering hampers hamstrung handicap hard-hearted hard-hit hardheaded harried harsh
        -1.5	harshly harshness haunt hazard hazardous hazards heavy-handed heedless heinous hoard hoax hoaxes hokum
        -1.5	hostilities hound humbug hype hypochondriac ideologue ideologues ignoble ill-conceived ill-fated ill-informed
        -1.5	ill-mannered ill-tempered ill-treated ill-will illogically imbalance immoral immorality impasse impede impeded
        -1.5	impedes impediment impediments imperfect imperialism imperialist imperil imperiled imperiling impersonal
        -1.5	impertinence impertinent impolite impolitely impotence impotent impractical imprudent imprudently impulsive
        -1.5	inaction inadequacies inane inanely inanity inarticulate inattentive incensed incessant incessantly incite
        -1.5	incited incitement inciting inconsequential inconsiderate inconsiderately inconvenience inconvenienced
        -1.5	inconveniences inconvenient indecency indecent indecision indecisive indefensible indignant indignantly
        -1.5	indignation indignities indignity indiscreet indiscriminate indiscriminately indolence indolent ineffectual
        -1.5	ineffectually inequalities inequality inequitable inexcusable inexpert inexplicable infamous infirm infirmity
        -1.5	inflammatory inflexible infringe infringed infringement inhibit inhibited inhibition inhospitable inmate
        -1.5	innuendo inoperable inquisition insane insanity insensitive insensitively insensitivity insincere insincerity
        -1.5	insolvent instigate instigated insubordinate insubordination insurmountable insurrection interrupts intimidates
        -1.5	intolerance intolerant intractable intransigence intransigent intrude intruder intruders intruding invective irk
        -1.5	irked irks irksome irreparable irreparably irreversible irritant irritants jaded jails janky jeopardise
        -1.5	jeopardised jeopardising jeopardize jeopardized jeopardizes jeopardizing jeopardy jinx jinxed junkie junkies
        -1.5	lackadaisical lag lagged lagging laggy lambasted lame-duck lament lamentable lamented lamenting laments languish
        -1.5	languished languishing lapse lapsed lawsuit lawsuits leak leaked leaking leaky lecher lecherous left-out lewd
        -1.5	liability lice lies limp listlessly lonelier loneliest loses lost lousily lurk lurking mad maddening maddeningly
        -1.5	madman madness malaise malcontent mangle mangled mar marginalize marginalized marring mean meddle meddled
        -1.5	meddlesome meddling menacingly mess-up mess-ups misanthrope misanthropic misbehave misbehaved misbehaving
        -1.5	misbehavior misconception misconceptions misconstrued misdeed misdeeds misdiagnosed misfit misfortune
        -1.5	misfortunes misgiving misgivings misguide mishandled mishandling mishmash misinform misinformation misinformed
        -1.5	misinterpret misinterpretation misinterpreted misjudge misjudged misjudgment mislead misleads mismanage
        -1.5	mismanaged mismanagement mismatch misrepresent misrepresentation misrepresented misrule miss-sold missed misses
        -1.5	misstep missteps mistrustful misuse misused misusing moan moaned moaning mold mope moped mopey moping morbid
        -1.5	morbidly morose muck mud-slinging mudslinging murky naively nebulous needy neurosis neurotic niggle niggling
        -1.5	nitpick nitpicking nitpicky notorious notoriously oaf oafish obese obesity obscured obsessing obsessively
        -1.5	obsolete obstruct obstructed obstructing obstruction obstructionist obtuse odd-smelling ominous ominously
        -1.5	one-dimensional one-sided onerous opponent oppose opposes opposing ostracised ostracized outburst outbursts
        -1.5	outcry outdated over-acted over-long overact overacted overacting overanalyze overanalyzing overbear overburden
        -1.5	overburdened overcharge overcharged overcharging overcrowded overdo overkill overpaid overpopulated
        -1.5	overprotective overreach overslept overspend overspending overstuffed overtaxed overthink overthinking
        -1.5	overthought overweening overzealous pain-racked palpitations pandering pansy pariah partisan passive-aggressive
        -1.5	peeve peeved peeves peevish penalize perplex pessimistically phobia phony piffle pig-headed pitiable pitied
        -1.5	pitiful pitifully pity plight plummet plummeted plummeting plunge polarization polarized polarizing pollutant
        -1.5	pollutants pollute polluter polluters pout pouted pouting pouty precarious precariously predicament predicaments
        -1.5	prejudice prejudiced prejudices prejudicial prison prisoner prisoners prisons problematical procrastinator
        -1.5	profane profligate protest provocation provocations pugnacious punitive questionable questionably quibble
        -1.5	quibbles quitter quitters ramshackle rancor rant ranted ranting rants rebuff rebuffed rebuke rebuked rebukes
        -1.5	recrimination recriminations redundant reek refund regression regressive relentless remorsefully reprehensible
        -1.5	reprimand reprimanded reproach reproached reproachful repulsed repulsion revile reviled revulsion rift rifts
        -1.5	rigid rip-off ripoff ripped-off riskier risky rival rivals rot rotting rough rougher rowdy ruckus rude rudely
        -1.5	rudeness rue ruffian ruffians ruinously ruminate ruminating rumination rupture ruptured rushed sabotage
        -1.5	sabotaged sabotaging sag saggy savagery scam scammed scammer scammers scams scapegoat scapegoated scapegoats
        -1.5	scare scaredy scares scarier scariest scaring scarring scary schlock scowl scowled scowling scrap scrawny
        -1.5	screw-up screw-ups scummy seamy seized self-absorbed self-centered self-centred self-defeating self-destruct
        -1.5	self-destructive self-righteous self-serving senile senseless senselessly shabby shaken shaky shallowness sham
        -1.5	shameless shamelessly shocking shockingly shooting shootings short-changed short-tempered shouting sickly-sweet
        -1.5	sigh sighed sighing sighs sin sketchy skimped skimping skittish slanderous slash sleaze slime slimy slipshod
        -1.5	slothful slovenly sludge slum smelly smog snag snags snare snarl snarled snarling sneaky sneer sneered sneering
        -1.5	sneers sneezed sneezing snide sniffles snivelling snub snubs soiled soreness sorry sour soured sourly spiritless
        -1.5	spook squabble squabbled squabbles squabbling squalid squalor stain stained stalemate stalk stalked stalker
        -1.5	stalking stank startled static-y stench stereotyped stereotypes stereotypical stifle stifled stifling stigma
        -1.5	stigmatize stigmatized stingy stink stinking stinks stinky stonewall stonewalled stonewalling strident strife
        -1.5	struggle struggled struggles struggling stubborn stubbornly stubbornness stuck stumble stumbled sub-par
        -1.5	sub-standard subpar substandard sued suffocatingly sulk sulked sulking sulky suppressed suppressing suppression
        -1.5	surrender sweltering tainted tattered taunt taunted taunting taunts tear teary-eyed tepid thankless thot
        -1.5	thoughtless thoughtlessly thoughtlessness threateningly thwart thwarted thwarts tire-some tired tiredness
        -1.5	tiresome tiring tough tougher toxin toxins traitorous travesty treacherously trepidation trivialize troublemaker
        -1.5	troublemakers troubling troublingly tumble tumultuous turbulent two-dimensional unacceptable unacceptably
        -1.5	unaccountable unaffordable unappealing unappreciative uncaring uncivil uncomfortable uncomfortably
        -1.5	unconscionable uncooperative uncouth undependable under-developed underachiever underdeveloped underfed
        -1.5	underfunded underfunding underhanded understaffed undeveloped undignified undoing uneasiness unendurable unequal
        -1.5	unethical unfeeling unfit unfortunate unfortunately unfriendly ungracious unhappier unhelpful unhelpfully
        -1.5	unhygienic unimpressed unimpressive unintelligent uninviting unjustifiable unjustifiably unkempt unkind unkindly
        -1.5	unkindness unlawful unlawfully unlikable unlikeable unneighborly unprincipled unprofessional unprofessionally
        -1.5	unqualified unravel unreasonable unreasonably unresolved unrested unruly unsavory unscrupulous unseemly
        -1.5	unsettling unsettlingly unsightly unsupportive unsustainable unsympathetic untenable untidy untimely untrue
        -1.5	untrustworthy unwarranted unwieldy unwilling unwillingly unwillingness unwise unwisely unworkable upsettingly
        -1.5	usurp usurped vacuous vanity venom venomous veto vex vexation vexed vexing vilified vilify wail wailed wailing
        -1.5	wails wannabe war-torn warmonger warmongers weak weaken weakened weakening weakens weaker weakest weaklings
        -1.5	weakly weakness weaknesses weird weirdly whimper whimpered whimpering whine whined whiner whiners whines whining
        -1.5	whiny wimp wimps wimpy wince winced wincing wishy-washy wither withered wonky worrywart worthlessly wrong
        -1.5	wrongful wrongfully wrongs wuss yelling zit
        -1	alone ass avoid avoided avoiding backlash barrier barriers bill bizarre blah blech bleh block blocked bloody
        -1	blurry bother bothered bothering bothersome caution chore chores cold colder compromised concerning condolence
        -1	contradict contradiction contradictions contradictory contradicts controversial coronavirus covid crowded dang
        -1	darker darkness darn darned debt-ridden delayed delays denial denies deny deprivation deprived derail detached
        -1	detriment disabilities disability disabled disappear discard discarded discomfort disputed disputes divided
        -1	divisive dizzy downbeat drain draining drains drat dropout dropouts drugs eek emergencies epidemic epidemics
        -1	erratic exaggerated exaggerating exaggeration excuse excuses expensively fad fade faint fallen fear-mongering
        -1	fire force forced forcing frown frowned frowning frowns fuss geez generic gone gullible gun guns hack hacked
        -1	hard hardest hassle hectic hesitant hesitate hesitation hmph homesick hunger hungry ignore ignoring illegal
        -1	illegally impaired impairment impatience impatient impatiently impossible impossibly improbable improper
        -1	inaccuracy inaccurate inappropriate inappropriately incapable incomplete inconsistency inconsistent incorrect
        -1	indifference indifferent ineffective inefficiency inefficient infraction insignificant instability interfere
        -1	interfered interference interfering interrupt interrupted interruption interruptions intimidate intimidated
        -1	intimidating intrusion intrusive invasion irrational irrelevant jeez lesser lie lockdown lockdowns loud low lows
        -1	manipulate manipulated manipulating manipulation meh misleading misled miss missing misunderstanding
        -1	misunderstandings misunderstood n00b nag nah naw negative negatively negatives negativity nerf no noise noisy
        -1	noob nope obsessed obsession obsessive odd oddly oof oops outbreak outbreaks overbearing overdue overload
        -1	oversight overwork penalties penalty peril perilous perilously pester pff pfft prank pranks pressure pressured
        -1	pressures pretend pretended pretending pretends procrastinate procrastinated procrastinating procrastination
        -1	provoke provoked quarantined quit rainy refusal refuse refused refuses refusing reluctance reluctant reluctantly
        -1	repress repressed restrict restricted restriction restrictions retaliate retaliation risk risks rumor rush
        -1	rushing scarcity serious shadow shady sheesh shivered shock shocked short-sighted shortage shortages
        -1	shortsighted shun shy skeptical skepticism slam slow slower slump smh sneak spam spill squander steal stealing
        -1	steals stereotype sue superstition superstitious sus suspect swear sweat sweaty swollen tangle tantrum tantrums
        -1	tears thin tire torn trap tremble trembling tricky troll trolls tryhard tsk uh-oh uhoh unable unavailable
        -1	unaware uncertain uncertainties uncertainty undermine undermined undermines undermining undesirable uneven
        -1	unforgiving unimportant unlikely unpaid unprepared unproductive unsuccessful unsure unworthy vague vaguely
        -1	violate violated violation violations virus viruses volatile volatility war-time warn warned warning warnings
        -1	wary weapon weapons whoops withdraw withdrawal wth yikes zealot
        -0.5	against ain't allegedly apologise apologize apologized aren't average blind bruh busy can't cannot cant cheap
        -0.5	cheaper closed complicated concern concerned concerns cost costly couldn't crazy critic dark deadline delay
        -0.5	demand demanding didn't distract distracting distraction doesn't don't dont doubt drop dunno eh ehh exam exams
        -0.5	expense expenses expensive fall forget hadn't hasn't haven't hiding hm hmm hmmm hmmmm homework hospital huh idk
        -0.5	isn't issue issues limit limited military minor mundane neither never nobody none not nothing politician
        -0.5	politicians politics question quitting rain rained removed sarcasm seriously shouldn't shut so-called soldier
        -0.5	stop stopped strange strangely stranger supposedly tax taxes test traffic trial trials uh um unclear unusual
        -0.5	wait wasn't welp weren't won't workload wouldn't
        0.5	absolutely advanced affirmative affirmed art artist babies baby bae bake baked baking brand-new breakfast brunch
        0.5	camping christmas coffee community complete completed connected connection constructive contribute contributed
        0.5	contributing contribution contributions cook cooked cooking create creating creation creations culture dad dance
        0.5	danced definitely detailed develop dinner distinctive dog dogs education enormous equipped experienced fam
        0.5	families family faster fishing freely friday grandfather grandma grandmother grandparents grow growing grows
        0.5	heart home hot indeed initiative invitation invite invited inviting join kid-friendly lake learn learned
        0.5	learning learnt life lunch master modern mom moonlight moral mum music nature new normal ocean open organised
        0.5	organized overcame overcome peacemaker performance performances pet pets pizza planned play played playing plays
        0.5	please portrait professional professionally quality quick quicker quickly quiet rare reform reforms regain
        0.5	regained rest resting sacred sang savings sensitivity sharp simple simpler song songs spring streamlined summer
        0.5	sun surpass surpassed sustain sweet-natured swim swimming team teams together touched travel traveling
        0.5	travelling trip truly unlimited unwind up-to-date upgraded upright vibe vibing weekend weekends wonder yeah
        1	abilities ability able accord accountability active adequate adequately aid alive ally alright alrighty answered
        1	artistically aspirations aspire aspired aspires assist assistance assisted assisting assists aye beaches
        1	bipartisan bonus bonuses boom boyfriend bright-eyed cake cakes candlelit candy capabilities capability captured
        1	captures certainty chance child-like chill civil cleaned clear-headed commitment commitments committed concert
        1	constitutional content cookie dancing deal dear dearest decently delicate deliver delivers dessert desserts
        1	dinner-date discover discovered diverse diversity educated exercise expert expertise experts faith fan favor
        1	favorable favored favors favour favourable favours feature-rich fest fiance fiancee fireplace fireworks fit
        1	fitter flexibility flexible fluffy focused foodie friend fulfil fulfill game-changer garden girlfriend giving
        1	gnight golden good-natured goodmorning goodnight graduate graduated graduates graduation grand greetings
        1	guaranteed halo heaven hello heritage hero-like historic hiya hobbies hobby homemade homie homies honeymoon
        1	honorary hoping ice-cream icon icons immune independence independent innocence innocent intellect interests
        1	jackpot jewel jewels jog jogged joke joked jokes joking jokingly kinda-cool landmark landmarks lawfully leader
        1	logical lover lovers lullaby mastered meaning meaningful meaningfully medal medals merit merits modest moved nap
        1	natural naturally oasis ok okay okey oki okie okie-dokie ooh oooh open-hearted openness outgoing pancakes
        1	parties party perk perks positive positively positivity pray prayer prayers praying prize prizes promise
        1	promised promises promoted promotion promotions puppy-love quieter quietly rational ready reborn rebuild refresh
        1	refreshment relevant resolution resolve resolved resolving rightly roses saint saintly salute save saving score
        1	sensitive share sharing silky skill skills soft softer solution solve solved solves solving soul soulful
        1	souvenir souvenirs spirit spirits spiritual spirituality star sun-drenched sunlit super supporter supporters
        1	sure-footed surplus surprise surprised surprises surprising surprisingly survival survive survived surviving
        1	survivor sweetie teamwork tempting tidy treaty tribute tributes trophies trophy united upscale valid valor vibes
        1	visceral warm warmer warmest warming warmly willing willingly willingness win-win woah works worth-while xmas xo
        1	xx xxx yah yea yep yes yess yessir yesss yesssss yesyes youth yup zen
        1.5	able-bodied abundance abundant abundantly accept acceptable acceptance accepted accepting accessible acclamation
        1.5	accolade accolades accommodating accountable accuracy accurate accurately admiringly adulation advance advantage
        1.5	advantageous advantages adventurer adventures adventurous affecting affectingly agree agreeable agreed agreement
        1.5	agreements agrees airy alliance allies ambition ambitions ambitious amity ample angel angelic angels anniversary
        1.5	appeal appealing appeals appreciate appreciated appreciates appreciating appreciation appreciative approval
        1.5	approve approved approves approving aromatic articulate artistic atmospheric attract attracted attraction
        1.5	attracts auspicious authentic authenticity award-winner awe-struck balanced balmy barbecue bbq bday beach
        1.5	believable belonging belongingness best-selling bettered betterment birthday birthdays bless blessedly blesses
        1.5	blest bloom blooming blossom blossomed blossoming blossoms bold boldly boldness booming bountiful bountifully
        1.5	bounty brainy breakthrough breakthroughs brotherhood bubbly bunny buoyancy camaraderie candid candidly catchy
        1.5	catharsis cathartic cease-fire ceasefire cherubic chipper chirpy chivalry chocolate cinematic civilized clarity
        1.5	classic classics clear clearheaded cogent cogently coherent coherently cohesive collaboration collaborative
        1.5	colorful colourful commend commendable commendably commendation commendations commended commodious common-sense
        1.5	commonsense compact compliment complimentary complimented complimenting compliments conciliation conciliatory
        1.5	congenial conscientious conscientiously consensus consistently convincing convincingly cookies coolest coolness
        1.5	cooperate cooperated cooperating cooperation cooperative cordial cordially correct correctly cost-effective
        1.5	crave-worthy credibility credible credibly crystal-clear cultured curative cure cured cures curing curiosity
        1.5	curious cushy danceable dances dapper daring debonair debt-free decluttered delicately democracies democracy
        1.5	deserve deserved deserves deserving desirable desire desired desires determination determined diligence diligent
        1.5	diligently discerning disciplined dividend doggo donate donated donating donation donations donor dream dreamed
        1.5	dreaming dreams dreamt dulcet earned earnest earnestly easy-to-use eco-friendly educational endorse endorsed
        1.5	endorsement enduring energise enhance enhanced enhancement enhances enhancing enrich enriches enrichment enthuse
        1.5	enthused enthusing equality equitable ergonomic error-free erudite esteem esteemed euphonic euphonious
        1.5	even-handed evenhanded exemplary exercising exonerated exoneration exotic expectant fail-safe failsafe fair
        1.5	fair-minded fairer fairness fairy-tale fairytale fancy faultless faultlessly favorably favourably fearlessness
        1.5	feast fellowship fervently festival festivals festive festivities fine finesse fitness flair flatter flattered
        1.5	flattering flavorful flavourful flirt flirted flirting flirty flower flowers fondest foolproof fragrant free
        1.5	fresh-baked friends fruitful fruitfully funky gainful gainfully gainfully-employed gardening gentlemanly genuine
        1.5	genuinely getaway getaways gift-giving gleam gleamed gleaming gleams glimmer glimmers glitter glittering godsend
        1.5	good-will goodwill gorgeousness gourmet grandchildren groovy growth guilt-free gusto hallowed hard-working
        1.5	hardworking harmless harmlessly hassle-free healthful heart-felt hearten heartened heartening heaven-sent
        1.5	high-performing high-quality highest-quality highest-rated hike hiked hikes hiking holiday holidays homage
        1.5	home-cooked hoped hopefuls humanitarianism humanity hydrating hypnotically icecream impartial impassioned
        1.5	importance important importantly incisive incisively incorruptible indispensable informative injury-free
        1.5	instructive interested interesting interestingly intimacy intimate invaluable jaunty judicious judiciously
        1.5	justice kinship kitten kittens kitty laudable law-abiding lawful level-headed levelheaded liberator liberators
        1.5	life-saver life-saving lifesaver lifesaving like liked likes liking listenable lovebird lovebirds lucid lucidity
        1.5	lucrative luscious luster lustre marveled marvelled marvelling mature maturity medalist medalists mellow
        1.5	mellowed melodic melodious melodiously meritorious milestone milestones momentous money-making moneymaker
        1.5	monumental motivatational motivate motivated motivates motivating motivation musical neat neatly newborn
        1.5	newlywed newlyweds nifty nirvana nom noms non-violent nonviolence nonviolent nostalgia nostalgic notable notably
        1.5	nourish nourished nourishes nourishing nourishment nutritious opportunities opportunity optimists ovation
        1.5	painless painlessly panache paradisiacal partying patience patient patiently patriot patriotic patriotism
        1.5	peace-loving peacekeepers peacekeeping perfected perky perseverance persevere persevered persevering persuasive
        1.5	persuasively philanthropist philanthropists picnic picnics picture-perfect pizzazz plaudits plausible playable
        1.5	plentiful plenty plush popular posh potent pragmatic precise precisely precision preferred presents prettier
        1.5	prettiest principled privilege privileged privileges prize-winning prizewinning problem-free professionalism
        1.5	profit profitable profits prolific promising prompt promptly proper properly propitious prudence prudent
        1.5	prudently punctual pupper puppies puppy purr purring quick-thinking rainbow rainbows rapport rationality
        1.5	ravishing readable realistic reasonable reasonably reassurance reassure reassured reassures reassuring rebound
        1.5	rebounded rebuilding recommend recommendation recommendations recommended recommending recommends recover
        1.5	recovered recovering recovers recovery recuperate recuperated recuperating recuperation redeem redeemed
        1.5	redeeming redemption redemptive refined refinement reformer rejuvenation relatable relish relished remedies
        1.5	remedy renaissance renew renewal renewed replenish replenished reputable responsible responsibly responsive
        1.5	restoration restorative restore restored restoring resurgence resuscitated revere reverently revitalise
        1.5	revitalised revitalize revitalized revitalizing revival risk-free rock-solid role-model safeguard safeguarded
        1.5	safeguards sagacious sagely salubrious sane sanity sassy satisfactory savor savored savoring savory scholar
        1.5	scholarly scholarship scholarships scrupulously seminal sensible sensibly sensual sensuous serendipitous
        1.5	serendipity sharp-eyed shimmer shimmering shimmery significance silken simplicity singing sisterhood
        1.5	sophisticated sophistication soul-stirring sound-minded spacious special specially speedy spiritedly spontaneity
        1.5	spontaneous spotless spotlessly sprightliness spunk stabilization stabilize stabilized stabilizing
        1.5	standing-ovation statesman storybook straightforward stress-free stroll strolled strolls stylistic suave subtle
        1.5	subtlety subtly succulent sunset sunsets support supported sustainable swift swiftly tactful tactfully tasteful
        1.5	tastefully tastefulness tastier tasty temperate thanked thanking thanksgiving therapeutic thnx thorough
        1.5	thoroughly thrifty tidied time-tested timeless timely tolerance tolerant top-rated top-tier toprated
        1.5	transparency treat treats trendy tried-and-true trouble-free truce true trusty truth truthful truthfully
        1.5	truthfulness truths tuneful twinkle twinkling twinkly ty tysm unblemished uncompromising uncorrupted understated
        1.5	unerring unerringly unfailing unfailingly unharmed unhurt unique uniquely uniqueness unmatched unparalleled
        1.5	unpretentious unrivaled unscathed unsurpassed untarnished upgrade upliftment upstanding upswing utopian velvety
        1.5	venerable veneration verve vindicate vindicated vindication vital volunteer volunteers watchable wedding
        1.5	weddings well well-respected well-slept wholehearted windfall wish wished wishes wonderland wonderment workouts
        1.5	worry-free worthily yoga yum yummm zen-like zesty
        2	acclaim acclaimed accomplish accomplishes accomplishing accomplishment accomplishments aced achieve achieved
        2	achievement achievements achieves achieving acing adorbs affordable altruism altruistic amiable amicable applaud
        2	applauded applauding applauds applause astute astutely aw award award-winning awarded awards awe awe-inspiring
        2	awed awh aww awww awwww bargain bargains beloveds beneficial benefit benefited benefiting benefits bestfriend
        2	bestie besties bff bffs blessup bond bonded bonding boo-yah boost boosted boosting boosts booyah bright brighten
        2	brightened brighter brightest brightly brightness bubble-bath buddies buddy bwahaha calmed calmer calmly
        2	calmness calms capable care cared carefree caring centered charisma charismatic charitable charity cheer cheered
        2	cheerily cheering cheers cheery chic chillax chillin chuckle chuckled chuckles chuckling classy clean cleaner
        2	cleanest cleanliness comfort comfortable comfortably comforted comforting comforts comfy companion companions
        2	companionship competence competent competently considerate considerately convenience convenient conveniently
        2	cool cosy courteous courteously courtesy coziness cozy crisp cutie cutiepie cuties date-night daww decency
        2	decent dedicated dedication delightfulness deluxe dependable devoted devotedly devotion distinguished dope
        2	down-to-earth durability durable dynamic eager eagerly eagerness ease easier easiest easily easy easy-going
        2	easygoing effective effectively effectiveness efficiency efficient efficiently effortless effortlessly eloquence
        2	eloquent eloquently empathetic empathize empathy encourage encouraged encouragement encourages encouraging
        2	encouragingly endearing endearingly energetic energetically energising energized energizing energy enlightened
        2	enlightening enlightenment enthusiasm enthusiast enthusiastic enthusiastically enthusiasts ethical ethically
        2	exercised faithful faithfully fond fondly fondness forgive forgiven forgiveness forgives forgiving fresh fresher
        2	freshly freshness friendlier friendliness friendly friendship friendships fulfilled fulfilling fulfillment
        2	fulfilment gain gained gaining gains gentle gentleness gentler gentlest gently gift gifts giggle giggled giggles
        2	giggling giggly glamorous glamour glistening glow glowing glows gorg grin grinned grinning grins hah haha hahaha
        2	hahahaha hahahahaha handy hangout harmonious harmoniously harmony haven healthier healthy heck-yeah hehe hehehe
        2	hellyeah help helped helpful helpfully helpfulness helping helps hi-five high-five highfive hired hope hopes
        2	hospitable hospitably hospitality hottie hotties huggles hugz humane humanitarian iconic ideal ideally ideals
        2	idyllic illuminating immaculate immaculately improve improved improvement improvements improves improving
        2	inexpensive intelligence intelligent intelligently intuitive intuitively jolly jovial keen keenly kind kinder
        2	kindest kindly knowledgeable laid-back laugh laughed laughing laughs lavish lavishly light-hearted lighthearted
        2	likability likable like-minded likeable liveliness lively lmao lol lolz lulz lush luxurious luxuriously luxury
        2	majestic majestically majesty marvel marvels massages meditate meditated meditating meditation meditative
        2	memorable memorably merciful mercifully mercy mindful mindfulness nicee noteworthy nurture nurtured nurtures
        2	nurturing optimal pal pals payday peace peaceable peppy philanthropic philanthropy picturesque playful playfully
        2	playfulness polished polite politely politeness popularity praise praised praises praiseworthy praising premium
        2	prestigious pretty pristine productive productively productivity progress progressed progressing props protect
        2	protected protecting protects pure purity purposeful rad reconcile reconciled reconciliation reconciling
        2	reconnect reconnected reconnecting relax relaxation relaxed relaxes reliability reliable reliably relief relieve
        2	relieved relieves relieving remarkable remarkably renowned rested restful reunion reunite reunited reuniting
        2	reward rewarded rewards rich richer richest richly richness robust rocked rocks safe safely safer safest safety
        2	sanctuary savvy scenic seamless seamlessly secure secured securely selfless selflessly selflessness shine shines
        2	shining shiny shrewd shrewdly sleek smart smarter smartest smartly smile smiled smiles smiley smiling smooth
        2	smoother smoothly smoothness snug solid solidarity solidly soothe soothed soothes soothing soothingly soulmate
        2	soulmates sparkle sparkled sparkles sparkling sparkly spellbound spirited stable sturdy stylish stylishly
        2	sun-kissed sunny sunshine sunshiny superior superiority supporting supportive supportively supports swag swagger
        2	sweeet sympathetic teehee tender tenderly tenderness thank thanks thankyou thoughtful thoughtfully
        2	thoughtfulness thumbs-up thx togetherness tremendous tremendously unity upbeat useful usefully usefulness
        2	user-friendly valuable valued versatile versatility vibrancy vibrant vibrantly vigor vigorous vigorously vigour
        2	virtue virtues virtuous vitality vivid vividly volunteered volunteering welcome welcomed welcomes welcoming
        2	well-acted well-being well-crafted well-deserved well-done well-fed well-made well-written wellbeing wellness
        2	whimsical whimsically whimsy wholesomeness wisdom wise wisely wiser wisest woo workout worth worthwhile worthy
        2	wow wowed xd xp yumm zest zestful
        2.5	5-star absorbing accomplished adept adeptly admirable admirably admiration admire admired admirer admirers
        2.5	admires admiring adorer adorers adroit adroitly adventure affection affectionate affectionately agile agility
        2.5	alluring alluringly amorous amped amused amusement amusements amusing amusingly ardent ardently ardor ardour
        2.5	artful artfully artistry assured attractive attractively attractiveness badass beneficence beneficent
        2.5	benevolence benevolent besotted bestest better bewitched bewitchingly big-hearted bighearted binge-worthy
        2.5	bomb-ass brave bravely braver bravery bravest breezy brotherly calm calming cancer-free captivatingly charm
        2.5	charmed charmer charming charmingly chichi chivalrous clever cleverly cleverness comedic comely compassion
        2.5	compassionate compassionately compelling compellingly confidence confident confidently consummate contented
        2.5	contentedly contentment courage courageous courageously creative creatively creatives creativity crowd-pleasing
        2.5	cuddle cuddled cuddles cuddling cuddly cute cuteness cuter cutest darling darlings dauntless deft deftly
        2.5	dexterous dignified dignity ebullience ebullient elegance elegant elegantly embrace embraced embraces embracing
        2.5	eminent eminently empower empowered empowering empowerment empowers enamored enamoured energised engaging
        2.5	engagingly engrossed engrossing enraptured enrapturing enriched enriching entertain entertained entertaining
        2.5	entertainingly entertainment entertains enthralled enthralling enticing entranced entrancing evocative
        2.5	evocatively expertly fascinate fascinated fascinates fascinating fascinatingly fascination fav fave faves
        2.5	favorite favorites favourite favourites favs fearless fearlessly feel-good feelgood feisty first-class five-star
        2.5	flourish flourished flourishes flourishing fortunate fortunately fortune freed freedom freedoms freeing ftw fun
        2.5	fun-loving funnier funniest funny gaiety gallant gallantly gallantry generosity generous generously gifted glad
        2.5	gladdened gladly gladness gleefulness golden-hearted good good-hearted gr8 grace graceful gracefully gracious
        2.5	graciously graciousness gratifying grats gratz gripping ground-breaking groundbreaking hale handsome hauntingly
        2.5	heal healed healing heals healthiest healthily heart-warming heartfelt heartily heartwarming hearty high-class
        2.5	honest honesty honey honor honorable honorably honored honors honour honourable honoured honours hopeful
        2.5	hopefully hopefulness hug hugged hugging hugs humble humbly humility humor humorous humorously humour hyped
        2.5	hysterical hysterically illustrious imaginative imaginatively impress impressed impresses impressing indomitable
        2.5	infatuated ingenious ingeniously ingenuity innovation innovations innovative insight insightful insightfully
        2.5	insights inspiration inspirational inspirations inspire inspired inspires inspiring integrity intrepid
        2.5	intriguing intriguingly inventive inventively inventiveness invigorate invigorated invigorating invincible
        2.5	irresistible irresistibly jazzed jocular joviality kick-ass kickass kind-hearted kindhearted kindliness kindness
        2.5	kiss kissed kisses kissing laugh-out-loud liberate liberated liberating liberation liberties liberty lithe lmfao
        2.5	love-struck loverly loyal loyalty luck luckier luckiest luckily lucky luminary lustrous lyrical lyrically
        2.5	maestro magnanimity magnanimous massage masterly matchless merrily merriment mesmerised mesmerising mirth
        2.5	mirthful modesty moving must-buy must-have must-read must-watch neighborly nice nicely niceness nicer nicest
        2.5	nimble nobility noble noice nonpareil nuanced offbeat openhearted optimism optimist optimistic optimistically
        2.5	opulence opulent original originality page-turner pamper pampered pampering passion passionate passionately
        2.5	passions peaceful peacefully peacefulness peerless perceptive perceptively pleasant pleasantly pleasantness
        2.5	pleased pleaser pleasing pleasingly pleasurable pleasure pleasures plucky poetic poetically poignancy poignant
        2.5	poignantly powerful powerfully pride prodigious prodigy proficiency proficient proficiently profound profoundly
        2.5	prosper prospered prospering prosperity prosperous proud prouder proudest proudly psyched pumped quick-witted
        2.5	quirky rapturous rapturously recharge recharged recharging reenergized refreshed refreshing refreshingly rejoice
        2.5	rejoiced rejoices rejoicing rejuvenate rejuvenated rejuvenating relaxing remission rescue rescued rescuer
        2.5	rescuers rescues rescuing resilience resilient resonance resonant respect respected respectful respectfully
        2.5	respects resplendent revered revived rewarding rhapsodic rhapsody ritzy riveting robustly rockstar rofl roflmao
        2.5	rollicking romance romances romantic romantically satisfaction satisfied satisfies satisfy satisfying
        2.5	satisfyingly saved saves savior saviour self-confidence self-confident self-esteem self-worth serene serenely
        2.5	serenity sexy sharp-witted side-splitting sincere sincerely sincerity sisterly skilful skilfully skilled
        2.5	skillful skillfully smitten snuggle snuggled snuggles snuggling snuggly sobriety softhearted spot-on sprightly
        2.5	spry spunky stalwart state-of-the-art steadfast steadfastly stimulating stoked strength strengthen strengthened
        2.5	strengthening strengthens strengths strong stronger strongest strongly succeed succeeded succeeding succeeds
        2.5	success successes successful successfully sumptuously sunniness superhero superheroes superstar superstars
        2.5	suspenseful swanky sweet sweeter sweetest sweetheart sweethearts sweetly sweetness talent talented talents
        2.5	tantalizing taut tenacious tenacity tenderhearted thought-provoking thrive thrived thrives thriving tickled
        2.5	tip-top tiptop top-quality touching touchingly tranquil tranquility tranquilly transfixed transfixing trust
        2.5	trusted trusting trustworthy tyvm un-put-downable unassuming unbeatable unbroken undaunted undefeated
        2.5	unputdownable unstoppable unwavering unwinding uplift uplifted uplifting uplifts uproarious uproariously
        2.5	vacation vacations valiant valiantly vim virtuosic virtuosity virtuoso visionary w00t warm-hearted warmhearted
        2.5	warmth wealth wealthier wealthy well-balanced well-behaved well-built well-designed well-executed
        2.5	well-intentioned well-liked well-loved well-mannered well-meaning well-organized well-paced well-prepared
        2.5	well-rested well-rounded well-thought-out wholeheartedly whoop win winningly wins wit wits wittily witty won
        2.5	woop wry wryly yas yass yasss zany zeal zippy
        3	adorable adorably astonishing astonishingly astounding astoundingly awesomesauce beauties beautiful beautifully
        3	beauty beguiling beloved bewitching blessed blessing blessings bravo buoyant captivate captivated captivates
        3	captivating celebrate celebrated celebrates celebrating celebration celebrations celebratory champ champion
        3	champions championship champs cheerful cheerfully cheerfulness cherish cherished cherishes cherishing congrats
        3	congratulate congratulated congratulates congratulating congratulations congratulatory congratz dazzle dazzled
        3	dazzles dazzling delectable delicious deliciously dreamy edge-of-your-seat effervescent enchanted enchanting
        3	enchantingly enchantment enjoy enjoyable enjoyably enjoyed enjoying enjoyment enjoys epic excited excitedly
        3	excitement exciting excitingly exuberance exuberant exuberantly fab fantabulous finest first-rate fun-filled gem
        3	gems genius geniuses glee gleeful gleefully goated gorgeous gorgeously grateful gratefully gratitude great
        3	greater greatest greatly greatness happier happiest happily happiness happy hero heroes heroic heroine heroism
        3	hilarious hilariously hilarity hooray hurrah hurray hypnotic iloveyou ily ilysm impressive impressively
        3	jaw-dropping joy joyful joyfully joyfulness joyous joyously joys knockout kudos laughter legend legendary
        3	legends lovable love loveable loved loveliness lovely loves lovey loving lovingly luminous luv luved luvin luvs
        3	magical magically merry mesmerized mesmerizes mesmerizing mind-blowing miracle miracles miraculous miraculously
        3	mouthwatering muah must-see mwah pog poggers radiance radiant rousing scrumptious soaring soul-mate spellbinding
        3	squee stellar stirring sumptuous terrifically thankful thankfully thankfulness thrill thrilled thrilling
        3	thrillingly thrills top-notch tour-de-force transcendence transcendent transcendental transcends treasure
        3	treasured treasures unforgettable unmissable victories victorious victory wholesome winner winners winning
        3	winnings wondrous woo-hoo woohoo woohooo woot world-class xoxo yaaay yay yayyy yippee yummy
        3.5	adoration adore adored adores adoring amazeballs amazed amazes amazing amazingly awesome awesomely awesomeness
        3.5	best bliss blissful blissfully breathtaking breathtakingly brilliance brilliant brilliantly delight delighted
        3.5	delightful delightfully delighting delights ecstatic elated elation euphoria euphoric excellence excellent
        3.5	excellently exceptional exceptionally exhilarated exhilarating exhilaration exquisite exquisitely
        3.5	extraordinarily extraordinary fabulous fabulously fantastic fantastically flawless flawlessly glorious
        3.5	gloriously heavenly impeccable impeccably incredible incredibly jubilant jubilation marvellous marvellously
        3.5	marvelous marvelously masterful masterfully masterpiece masterpieces overjoyed paradise perfect perfection
        3.5	perfectly phenomenal phenomenally priceless rapture spectacular spectacularly splendid splendidly splendor
        3.5	splendour stunning stunningly sublime sublimely superb superbly superlative terrific triumph triumphant
        3.5	triumphantly triumphed triumphing triumphs wonderful wonderfully
        4	magnificent magnificently outstanding
        """#
}
