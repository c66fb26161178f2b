/** Lower-case words outside every marked entity, seen twice or more in the Text Anonymization Benchmark (MIT) and wikigold (CC BY 4.0); folded. See NOTICE. */
export const DERIVED = `
abetting ability able abolished abroad absence abutments academic academy accept accepting access accident accompanied
accomplished accordance accordingly accredited accused accusing achieve achieved achievement acknowledged acquired
acquitted acres across acting action actions active activities activity actor acts actually adamant adding addition
additional addressed adduce adduced adequate adhered adjacent adjourned administration administrative administrators
admissibility admissible admission admit admitted adopted advance advanced advantage advertising advised affairs
affiliated affiliation afford aforementioned aggravated ago agreement ahead aid aiding aim aimed air airborne aircraft
album albums alia alienation aliens allegation allegations alleged allegedly alleging alliance allied allocated allow
allowance allows along alongside altered alternative amateur ambiguous ambit ambitious amended amendment amendments
amnesty among amongst amount amounted amounting amounts an analogue ancestry anchors ancient angle animal animals
anniversary announced annual annually annuity annul annulled annulment annum answers anthem anti anticipated antiques
apartment apparently appeal appealed appealing appeals appear appearances appeared appears appellant appellate
applicable applicant applicants application applications applied applies apply applying appointed appointment
appreciation approaching appropriate approximately arch area areas argue argued arguing argument arguments arise armed
arms army around arrangements arrived articles artillery artist artists arts aside aspect aspects assembly asserted
assessed assessment assets assigned assistance assisted assists associated association assumed asylum attack attacked
attacks attempt attempted attempts attendees attention attesting attraction attracts audience audiences audio
authorisation automatic auxiliary avail available average avoid avoided awaiting award awarded awarding awards aware
backed background backing bacteria bad badly badminton baggage bail balance ball balls band bands bankrupt bankruptcy
banned bard barrel barrels base baseball based basic basis basketball battle bear bearing bears beautiful became
become becoming bedrooms behalf behaviour believed bell belong belonged belonging bench bend benefit benefits best
beyond bicycles bill biologist biology block boards bodies body bodyboarding boiler bomb bombers bonus books borders
bottom bound boundaries boundary boxer boxing brain brains branch brand brands breach breached break bridges briefly
brigade bringing broad broadcast broadcasting broadcasts broke build built bullet bunker burden buses bush businesses
busy button buttons ca cabinet cable calculated calculating calculation calendar camp campaign campus cancer candidate
candidates cannot capacity captain capture career careful carnival carrying cars cassation cast caused causing cave
ceased ceasefire celebrated cells cemetery central century cerebrum ceremonies ceremony certificates certified
certifying chain challenge challenged challenging champion champions championship chance chances change changed
changes channel channels character characterised charges charging check chemotherapy chief choice chorus chosen
circuit circular circumstances cited citizen citizens citizenship civil civilian claim claimed claiming claims class
classical classification classified classroom clause clauses clear closely closure clumsy co coach coached coaches
coaching coal coast collaborated collaborating collected collection collective college collision collusion column
combat combination combined command commemorate commemorated commemoration commenced comment commentary commentator
comments commercial commit committed committee common commonly commune communicate communicated communication
communist companies companion company comparable compared comparisons compartment compatible compensation compete
competent competing competition competitive competitors compilation complained completed completely complex complexity
compliance complied comply composed composer composition compounds comprehensive comprised comprises comprising
compulsion compulsory concern concerned concerning concerns concert concluded conclusion condensation condition
conditions conduct conducted conference confidentiality confined confirming conflict conformity confrontation confused
confusion conjunction connected connection conscription consecutive consensus consent consequence consequences
consequently consider considerable consideration considerations considered considering consisted consisting consists
constant constantly constitute constituted constitution constitutional constitutionality constructed construed
consulted consulting consumer contact contacted contain contained contains contemporary contended content contest
contested continue continued continues continuing continuously contrary contravened contributed contribution
contributions controlled controversial controversy conventions convert converted convicted conviction cooperated
coordinated core coroner corporate correct correctly corresponded correspondence corresponding costs costume
councillor councillors counsel counter countless countries country countryside counts county couple course courses
courts cover covered covering crash create created creating creation crew criminal criteria critically criticized
crossing crowds cultural culture custody custom customer damage damaged damages dance dangerous dart data dated deacon
dead deal dealing dealt debut debuted dec decide decided decides deciding decision decisions decisive declaration
declare declared declined decrees dedicated deeds deemed deep defamation default defeated defence defend defendant
defendants defended defense defensive defiance defined degrading degree degrees delay delivered delivery demand
demanded demanding demo demolished demonstration demonstrators denied departement departure depending deployed
deprived der descendants described describes description design designate designated designed designer designers
despite destroyed detainee detainees detention determination determine determined developed development developments
diagnosed different differential difficulties digital dimensions diploma diplomas direct directed directly directors
disability disabled disappeared discharge discharged disciplinary disclose disclosed disclosing discontinue
discontinued discounted discovered discriminated discrimination discussed dismiss dismissal dismissed dismisses
dismissing dispersed display disproportionate dispute disputed disputes disrupting disseminating distance distinct
distinctive distinguished distributing distribution ditch divided divorce dnia doctors documented domain dominance
donated doubleheader doubts drafted drafting drawn dream dressed drew driven driving drug drugs drum drummer drumming
dual due duly dunes duties duty duzeltme dynamics earlier earliest early earmarked earned earnings ears earthen easily
eastern eastward economic ecosystem edition education educational effect effective effector effects effort efforts
elected election elections electrical electricity electro electronic elegant elements eleventh eligible elite else em
embarked emeritus emphasis emphasised employed employment encourage ended ends enemy energy enforce enforceable
enforced enforcement engaged engaging engine engineer enginehouse enjoying enjoyment enlisted enough enrolled
enshrined ensure entail entailed enter entered entering entertain entertaining entertainment entire entirely entirety
entitled entitlement entry envelope envelopes episode equal equality equally equipment equivalent era erected error
escape especially establish established establishing establishment estate etc evaded event events eventually evidence
evolution evolutionary ex exact examination examinations examine examined exceed exceeded exceeding excellent
exception exceptional exceptionally exchange exchanged excitons exclusion exclusive exclusively excursion excuse
executed execution executive exempted exemption exercise exercised exercising exhaustively exist existence existing
expand expanded expansion expectation expectations expected expel expelled expelling expenses experience experienced
experimentation experiments experts expired explanation explicitly exploded exposed express expressed expression
expropriated expropriation expulsion extend extended extending extension extensions extensive extent extra extracted
eye eyes face facilities facility facing fact factors facts faculties faculty failed failing failure fair faith fall
falling falls famed families famous fans fare fares farming fast fatal fault favour favourite feature featured
features feet fell fellow fellows fenced ferry festival fetus fibreboard fictional fifth fight fighter fights figure
filed fills film filmed films final finalist finally financial finding findings fined finished fire firstly fiscal fit
fitness fitted fixed flag flags flank flat flawless fled flew float floors focus focusing followers follows fonts foot
football footballer force forces foreign formal format formed former formerly forms forward forwarded fought founded
founder founding fourth frame franchise fraud fraudulent freely freight freshman friendly front fueled fulfill
fulfilled full fully function functions fund fundamental funds furnished further future gain gained gainful gallon
game gamemode gameplay games garage garden gas gather gathered gathering gauge gay geared generally generated
generation genetics geometry gift gig gigs giving goal goals gold good goods governing government gradually graduate
graduates grain granite grant granted granting gravity grazing great greatest greatly grew ground grounds grow growing
growth guardianship guidance guilt guilty guitar guitarist guitarists guitars gun gunfire gym half halt hamlet hand
handed hands handwritten harboured hard harm harp head headed headman headphones healthy hearing hearings heavily
heavy heavyweight helping hence herding hereafter hereinafter hiding higher highly hillock hindrance historic history
hockey holders holding holiday honor honored honors horizontal hospitals host hosted hostilities hosting household
however huge human hurried ice ideal identical identity illegal imaginable immediately immemorial immigrants impact
impartial impartiality implement implementation implicate importance important impose imposed imposition impoverished
imprisoned imprisonment improved impugned inactivity inadequate inadmissible inaugurated inbound incapacity inches
incident include included includes including income incompatible incorporated incorrect increase increased incriminate
incrimination incurred indeed independence independent index indicate indicates indicating indication indicted
indictment indigenous individual indoor induce inducted industrial industry infamous influenced influences information
informed infringed infringement inhabitants inherent initial initially initiated injuring inning innings innocence
insects inspired instalments instance instances instead instituted institution institutions instructed instrument
insufficient insurance integrity intellectual intelligent intended intention intentional intentions inter interaction
interest interests interfere interfered interference interim interlocutory internal international interpreted
intervene intervener intervention introduced introduction invalid invalidity invasion investigated investigating
investigations invited invoke invoked involuntary involved involvement involving irreducible island issue issued
issues items jackpot jazz join joined joint jointly judges judgment judgments judicial jumping junior jurisdiction
jury justice justified justify karar keeping keyboard killed killing kind kinds km knee knocked knockout knowledge lab
label laboratory lack lacked laid land landmark landowners lands lapsed larger largest lasted late latest latter
launch launched launching laureate lawful lawfully lawsuit lawyers laying layout lead leader leaders leadership
leading leads league leagues leaked learned learning led legal legality legally legend legislation legislature
legitimate length lengthy lepers level levels liability liable lifetime lifted light like likelihood likely limestone
limit limited limits linebacker lineman lines link linked links listed listened listeners literary literature
litigation loaded locality localized locomotive locomotives lodge lodged lodging logo longer losing loss lot lots love
lover lower lowest lub lump lustration luthier lyrical lyrics magazine magazines maiden main mainly maintain
maintained maintaining maintenance major majority mall managed manifestly manner manor manufacturer marchar marching
margin mark marketing marks marriage masonry mass master match matches matching material materialized mathematician
mathematics matter matters meaning meaningful meant meantime measure measures media medical medieval medium meeting
meetings melody member members membership memorial memory mention mentioned mentoring merely merged merits metal
method mid mild military mineral minimum minority minute minutes misconduct mission missions mix mixed mode model
models modern modified molecular moments monarchy monetary monitored monsoon moral motion motorway motto mountains
move moved movement movements moving multiple municipality murder muscular music musical musician musicians named
namely narrow narrowcast nation nationals nations native natives nature naval nearby nearest nearly necessitated nee
negligence networking newest newly news nightlife nineties nominated nominees non normal normally northbound northeast
northern nos notable notably noted notice noticed notification notified noting notion notwithstanding novel nuisance
null nullity numerous oath object objected objection objectively obligation obliged observations observed obtain
obtained obtaining obvious occasion occasions occupied occupying occurred octave of offend offensive officers offices
official officials oil older omission once online opening operated operating operations opined opinion opinions
opportunities opportunity opposed oppression options oral ordered ordering orders ordinary ordre organic organisation
organisations organised organisers organization organizations organized organizing organs original originally
originated os otherwise outbound outcome outdoor outstanding overall overseas overturned owing owned owners ownership
owns packaging paddled paddy pages painters pair panel paragraph parallel parcel parents parishes parking parliament
partial partially participants participate participated participating participation particular particularly parties
partition partitions partly partnership party passages passenger passengers passing passion passionate past path
patron pattern payments peace peaceful peak pecuniary pedal penal penalty pencil pencils pension peoples pepper
perfect perform performance performances performed period periods permanent permanently permission personal persons
pertaining pertinent petition philosopher photographs physical physician physicians pianist piano pilgrimage pitched
pitcher placard placed placement placing plains plaintiff plaintiffs plan planned planning plans plant plasma plate
play played players playfield playing plays plea pleadings plot plots plus poem poems poet point pointed points poker
policies policy political politics pool poor pop popular popularity population position positions possessions
possibility post posted posting posts potential poverty power powerful practice practise practising pre preacher
precluded predecessors prehistoric preliminary premiered premises preparation preparatory prepared prescribed
preseason presence present presented presenting preserved president press pressure presumption pretty prevented
preventive previously priest primarily principal principle principles printer prior priority prison prisoners privacy
privilege prize prizes pro probability probably procedural procedure proceed proceedings process processes produce
produced producer produces producing product production productive products profession professional professionally
professionals professor profiling profits programmes programming programs prohibited prohibition project projects
prolonged prominent promissory promote promotion proof propaganda proper properly properties property proportionality
proposed pros prosecuting prosecution prosecutors prospects protect protected protecting protest protested protests
proved provide provided provides provincial provision provisions psychiatric publicly published pulled puncher punk
purchased purpose purposes pursuant pursue putting qualify quality quarters quashed quashing quickly quo quoted quotes
race races racing radar radiation radio rail railroad rails railway raise raised raising rally range rank ranked
ranking rare rate rated rather rating reached reaching reading real realised realist really reasonable reasoned
reasoning reasons reassess reassessment rebellion rebuilt recalled receipt receiver receiving recent recently
recognition reconsider reconstructed recorded recording recruiting rectification rectified rectify reduced reference
referendum referring refined reflects refugees refusal refusals refusing regard regarded regardless regards regime
regiment regions register registered registers registration registry regular regularly regulated regulation
regulations rehabilitation reimbursed reimbursement reinstated reinstatement reiterated rejected rejection relate
related relating relation relationship relatively release released releases releasing relevant relied religion
religious relocated reluctance rely relying remain remainder remained remaining remains remand remanded remission
remitted remixed removal removed removing renamed render rendered renew renewed renumbered reorganized repair repairs
repeated repeatedly replace replaced replacing replied represent representative represented representing represents
republican reputation request requesting requests require required requirement requirements research reserved
reservoir reside resident resides residing resigned resistance respect respective respectively respite respond
responded respondent response responsible rest restitution restrict result resulted resulting results resumed retained
retired retirement retrospectively returning reunification revealed reversed review reviewed revised revoke revolt
revolution revolutionary ride riders riding ring rink rise robberies rock role roll rolled rolling roster roughly
round route routes rule ruled rules ruling running rustics safely salaries sale sales sample sampling sanitary sat
satisfaction save scan scene scheduled scheme schools science sciences scientific scientist scientists scope score
scored scrapped screen script search season seasons seat seats secondary secret secure security seeking seemed
selected selection self selling senior sensitive sentence sentenced sentences separate separated separation serial
series serious seriously seriousness servant serve served serves services serving set sets setting settled settlement
several severance severe severely severity shallow share shared shareholder shareholders shares shifted shopping
shorter shortly shot shown shut sides siding siege sight signal signals significance signs silence similar simply sine
singer singles sites sitting situated situation situations size skill skills skulls slightly smaller smoking soccer
social societies society sojourn soldiers sole solely solo solution song songs songwriter sought sound soundtrack
source southbound southern space spacious span speakers speaking specialised specializes species specific specifically
specified speech speed spelling spent split splitting sponsor sponsored sponsors sport sports spot spray spread spring
spur spurs squadrons stable staff stage stages stamp stand standard standards standing stands star starter starters
starting starts stating station stations status statutory steel steps stipulated stock stolen stop stopped storage
stored stories story streak strength stress stressed stringer strip strong strongly struck struggle students studied
studies studio study style styles subject subjected subjects submission submissions submit submitted submitting
subsequent subsequently substantiate substantive suburb succeed succeeded success successful successor sued suffered
suffering sufficient sufficiently suggested suit sum summarised summary summer summoned superior supervision
supplementary supplemented supplied supplier supply supported supporting surf surface surfer surfing surgery surrender
surrounded surrounding survival survive survived suspected suspects suspended suspension suspensive suspicion
sustained swell switched synthpop system systems tables tackle tactical talent talents talkback tall tamper tank
target taught teaching team teams technical technologies technology telephone telescoped televised television temple
term terminated terminating termination terms territories territory terrorism terrorist test testified testify
testimony th the theatre theme theoretical theory thereafter therefore thick thin thorough thousands threatening threw
throughout throwing thrown thus tickets tie till timber title titled titles toilet top topics total totally touch tour
toured tourist tournament tournaments tower towns track tracks traded trades trading tradition traditionally traffic
train trained training trains transcript transferring transitional translated transmitted transport trap trapped
travelling treated tremendous trestle trial tries trips troops trophy true trying turn turned turntable twice types
typical uber ultimately umbrella unable uncertain unclaimed unclear uncommon unconstitutional undergo underground
underlying undermine understanding undisputed unfair unfit unfitness union unique united units university
unjustifiably unjustified unkn unknown unlawful unlawfully unlawfulness unlike unlikely unlimited unnecessary
unreasonable unreleased unspecified unsuccessful unsuccessfully upheld uphold upholding upon upper upset urged urging
uses using usually uyma vacate valid value variance variety various vegetable vehement ventilation venue versa version
versions vertical veteran vice vicinity victory video view views villagers villages violate violated violation
violations virtue vis visit visited visiting visitors vital vocal vocational voice void voluntarily volunteered von
vote voted votes voting wading waiting war warrant waters wave waves weapon website websites weekday weekend weight
weighting wells western whereas whether whole wide widely wild win windows wing winner winners winning wins winter
wiry wished withdrawal withdrawn withdrew within wooden wording wounded writer writers writing wrongly wyrok yards
young younger youngest yrs
`
