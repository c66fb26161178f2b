/** Ordinary words of this field, chosen by hand; folded (no accents, lower case). */
export const COMMON = `
about above abuse accepted accepts accommodation according account accounts act ad add added address ads adult adults
advert advertisement afraid after afternoon again against age aged agent agents agree agreed agricultural ain alias
all allowed almost alone already alright also although always am and anonymous another answer answered any anybody
anyone anything april are aren arranged arrest arrested article as ask asked asking asks assault at ate attached
attended attorney august aunt auntie authorised authorities authority authorized away baby back bag bank bar bathroom
be beach beat beaten because bed beds been before began begin beginning begun behind being believe believes below
beside better between big bike birth birthday black blue boat book boots border born boss both bought box boy
boyfriend boys bread bridge bring brings broker brother brothers brought building bus business but buy by bye call
called caller calling calls calm came camera cameras can car card care cared carer cares caretaker carried carry case
cases cash cat cause cell center centre certain certificate chair charge charged charity child children church city
clean cleaned cleaner cleaning climb clinic close closed clothes club code coin cold colleague colleagues come comes
coming commission community complainant complaint complaints complete confidential confirmed constable construction
consul consulate contract contractor contracts control convention cook cooked copies copy corner corporal cost cough
could couldn council counsellor counselor court cousin cousins creole cried crime crimes cross crossed cry crying
current currently customs cut cuts dad daddy daily danger dash date dates daughter daughters day days death debt debts
december deception decree deduction deductions dental department deposit detained detective diary did didn die died
difficult director district division do dob dock doctor document documents does doesn dog doing dollars domestic don
done door doors dot double down dr drank drawer drink drive driver drives drove during each east easy eat eaten eats
eight eighteen eighty either eleven email embassy employee employees employer employers enclosed end english entrance
escorted euros even evening ever every everyone everything example exit expert explain explained exploitation ext
factory faint fake false family far farm farmer farms father fear fears february fee feel feels fees felt female fever
feverish few field fields fifteen fifty file files find finds fine first fish fisherman fishing five flight floor
flour flowers folks follow followed following food for forbidden forced foreman forename forest form forty found four
fourteen free freedom french friday friend friends from fruit gardener gave gender general gentleman get gets getting
girl girlfriend girls give given gives glasses go godfather godmother goes going gone gonna got granddaughter
grandfather grandma grandmother grandpa grandson granny gray green grey groceries group guard guardian guest had hadn
happen happened harvest has hasn have haven having he headache headaches headquarters health hear heard heat held
hello help helped helper helpline helps her here hers herself hey hi hid hidden hide high hill him himself his hit
hold holds home homes horse hospital hostel hot hotel hotline hour hours house houses housing how hrs hundred hunger
hungry hurt husband i id idea identified idk if ill illness immediate immigration impossible in indicated injured
injuries injury inside inspection inspector institute internet interpreter interview interviewed interviews into
investigation is isn it its itself january job jobs judge july june just keep keeps kept key keys kid kids kilometre
kin kitchen knew know known knows labor labour labourer lady landlady landline landlord lane language languages large
last later laugh laughed laughs laundry law laws lawyer least leave leaves leaving left less let lets letter letters
licence license lie lies life line list listen listens little live lived lives livestock living ll loan local located
lock locked locks lol long look looked looking looks lose lost low machine machines madam made magistrate maid mail
make makes making male man manager many march market married may me meal meals mean means meat medication medicine
meet memo men mental message messages met midnight might mightn mile miles milk million mind minding mine mining
ministry minor mirror miss mobile mom moment mommy monday money month monthly months more morning most mother mountain
mr mrs ms much mum municipal must mustn my myself name names nanny national nationality near necessary need needed
needs neighbor neighbors neighbour neighbours neither nephew network never new next nickname niece night nights nine
nineteen ninety no nobody none noon nor north not note notebook notes nothing november now number numbers nurse
nursery occupation october off offence offences offer offered offers office officer often oh ok okay old ombudsman on
one only onto open opened opens operation operator or order origin other others our ours ourselves out outside over
owe owed owes own owner page paid pain paper papers parish park part partner parts pass passed passport passports
password pay paying payment pays pending people per permit permits person phone phones photo photograph photos pick
picked place places plane please pls pm police port portuguese possible pounds pray prefers pregnancy pregnant
prescription previous price private problem problems program programme promise promised promises prosecutor protection
protocol province provisional psychological psychologist public pupil put puts quarry question questions quiet raid
ran re read reads reason receive received recognised recognized record records recruiter recruiters red ref referred
refuge refuse refused regarding region regional relative relatives remittance repatriation reply report reported
reporting reports republic requested requires rescue residence restaurant return returned returns rice right rights
risk risks river road roof room rooms run runs sad safe safety said salary salon same saturday saw say saying says
scared schedule school sea seamstress second section sections see seem seems seen sees sell sells send sends sent
september sergeant service servitude seven seventeen seventy sew sewed sewing sex shall shan she sheet shelter shift
shifts ship shoes shop shops short should shouldn show showed shows sick side sign signature signed since single sir
sister sisters site six sixteen sixty sleep sleeps slept small smile smiled smuggling so sold some somebody someone
something sometimes son sons soon sorry south spanish speak speaks special spell spelled spells spoke spoken square
stall start started state stated statement statements states stay stayed stays stepfather stepmother still store
stores street student such suitcase sunday supervisor support surname surveillance survivor table take taken takes
taking talk talked talking talks taxi teacher teenager teeth tel tell telling tells temporary ten tenant tenants text
texts than thank thanks that their theirs them themselves then therapy there these they thing things think thinks
third thirsty thirteen thirty this those though thought thousand threat threaten threatened threats three through
thursday time times tired to today together told tomorrow tonight too took tools toward towards town trade trafficker
traffickers trafficking transfer transferred translator travel traveled travelled treatment treaty tribunal tried
triple truck truth try tuesday twelve twenty two type uncle under understand understands understood uniform unit
unless until up urgent us use used vaccine van ve very vessel via victim victims village violence visa wage wages wait
waited waitress waits walk walked walks wanna want wanted wants warehouse warn warned was wash washed wasn watch
watched water way ways we wednesday week weekly weeks well went were weren west wharf what when where which while
white who whom whose why widow wife will window wishes with withheld withhold without witness witnesses woman women
won word words work worked worker workers working works workshop world worse would wouldn wound wounds write writes
written wrote yard year years yellow yes yesterday yet you your yours yourself youth zero
`
