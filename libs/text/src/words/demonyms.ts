/** Words that say where a person is from, folded and without their gender or number endings: peruan- is peruano, peruana, peruanas. */
const DEMONYMS = `
argentin bolivian brasilen brasileir brazilian bresilien canadien canadian chilen chilean chilien colombian colombien costarricens
costarriquen cuban cubain dominican dominicain dominiquais ecuatorian equatorian equatorien ecuadorian ecuadorean guyanais guyanes
guyanens guatemaltec guatemalteque guatemalan honduren hondurenh hondurien honduran haitian haitien jamaiquin jamaican jamaicain
jamaiquain mexican mexicain nicaraguens nicaraguen nicaraguan nicaraguayen panamen panamenh panamanian panameen peruan peruvian
peruvien paraguay paraguai paraguayan paraguayen surinames surinamien surinamese salvadoren salvadorenh salvadoran salvadorien
trinitari trinidadian trinitens trinidadien uruguay uruguayan uruguai uruguayen venezolan venezuelan venezueliano venezuelien
estadounidens norteamerican american americain americane frances francais espanol espanh portugues portugais chin chinois
chinese nigerian nigerien senegales senegalais congoles congolais angolan angolais antilles antillais saintluci luciens lucian
barbadian bajan grenadian vincentian kittitian belizean beliceñ belicen guianens guineens guyanese
mapuche quechua aymara guarani garifuna warao wayuu nahua maya zapotec mixtec miskit embera kichwa shipibo ashaninka yanomami
ticuna tikuna innu inuit cree mohawk ojibw navajo wayana lokono kalina arawak emberá kaingang terena tupinamba pataxo otomi mazahua
tzotzil tzeltal quiche kaqchikel mam qeqchi purepech tarahumar raramuri rom romani gitan zingar cigan
afgan afghan afegao afegan albanes albanais albanian aleman alemao allemand german alger algerien algerian argelin andorran austriac autrichien austrian
azerbaiyan bangladesi bangladeshi bengali bengalais bielorrus bielorusso bielorusse belarusian belga belge belgian beninese beninois benines bosni bosnien bosnian
botsuan bulgar bulgare bulgarian burkinabe burkines birman birmanes birmanien burmese burundes burundais caboverdian caboverdean capverdien camboyan cambojan cambodgien cambodian
camerunes camarones camerounais cameroonian chadian tchadien chipriot checo checa tcheco tcheque czech corean coreen korean coreano comorien croat croate croatian
danes dinamarques danois danish egipci egipcio egyptien egyptian egipciaco emirati eritre erythreen eritrean eslovac eslovaque esloven slovaque slovak eston etiop ethiopien ethiopian
fidjien fiyian filipin filipino philippin finlandes finlandais finnish gabones gabonais gambian gambien georgian georgien ghanes ghaneen ghanaian ganes grieg grego grec greek
guineo guineenn holandes hollandais neerlandes neerlandais dutch hungar hungaro hongrois hungarian indi indio indonesi indonesien indonesian ingles anglais inglesa irani iranien iranian iraqui irakien iraqi irlandes irlandais irish
israeli italian italien japones japonais japanese jordan jordanien kazaj kazakh kenian kenyan quenian kirguis kosovar kuwaiti laosian laotien letton liban libanes libanais lebanese liberian liberien libi libyen libyan
lituan lituanien macedoni malasi malaio malaisien malaysian malgache maliens malienne marfilen ivoirien ivoirienn marroqui marroquin marocain moroccan mauritan mauricien moldav moldave moldovan mongol mozambican mocambican
namibi nepali nepales nepalais nepalese nigerin norueg noruegues norvegien norwegian pakistani paquistani pakistanais palestin palestino palestinien palestinian polac polaco polones polonais polish puertorriquen portorriquenh portoricain
ruand ruandes rwandais rwandan ruman roumain rumeno romen romanian rus russ russo russe russian serbi serbe serbian sierraleones singapur siri sirio syrien syrian somali somalien srilanqu srilank sinhala tamil tamoul
sudafrican sudanes soudanais sudanese suec sueco suedois swedish suiz suico suisse swiss tailandes thailandais thai tayik togoles togolais tunecin tunisien tunisian turc turco turque turkish ucranian ukrainien ukrainian ugandes ougandais
uzbek uzbec vietnamit vietnamien vietnamese yemeni yemenit zambian zimbabuens zimbabweano zimbabwean basque vasc gallego catalan
costarriquenn hondurenn salvadorenn nicaragueyen porteno portena limeno limena habanero bahamian bahames bahamien antiguan
afroecuatorian afrocolombian afroperuan afrobolivian afrobrasileir afrohonduren afromexican afrocuban afrodominican afrodescendent afrodescendiente indigena
amapaens paraens maranhens cearens baian pernambucan amazonens acrean rondoniens roraimens mineir gauch paulista carioca capixaba potiguar piauiens sergipan alagoan
paisa costen seran serrano oaxaquen chiapanec guerrerens poblan michoacan yucatec veracruzan sinaloens tabasquen zulian maracuch guajir llanero pastus tolimens opita
tacan moset chiman yuracar guaray guaranay leco yaminahu araon cavinen esse ejja sirion weenhayek mataco chorote nivacl nivacle chulup chamacoc ishir tomarah ache mbya ava paitavytera kaiowa nandeva xukuru pankararu potiguara
tupiniquim tremembe guajajar kamayura xokleng kariri fulnio xerent kraho gaviao surui cintalarga karipuna galibi palikur waiapi apalai tiriyo yekwana sanema piaroa jivi hiwi pume yaruro bari yukpa karina baniva curripaco
puinave cubeo desano tucano siona cofan secoya kofan inga kamentsa awa pasto nasa guambiano misak yanacona coconuco zenu kankuamo wiwa chimila uitoto huitoto bora ocaina yagua kokama cocama kukama kukamiria shiwilu urarina kandozi achuar wampis awajun
matses kakataibo cashibo konibo conibo sharanahua nahua harakmbut machiguenga nomatsiguenga jaqaru kakchiquel cakchiquel kekchi qanjobal kanjobal chuj jakaltek popti akateko mopan itza chol lacandon tojolabal chontal popoluca
triqui trique amuzgo tlapanec mephaa mepha chatin chinantec cuicatec huave ikoots cora tepehuan odam guarijio yoreme pima papago kumiai kiliwa cochimi tlaxcaltec
hazara pastun pashtun tayiko kurd kurdo kurde yazidi rohingya hmong karen tibetan sherpa tamang gurung magar newar dalit tharu punjabi penyabi panyabi punyabi sij sikh gujarati igbo ibo yoruba hausa fulani peul wolof bambara akan ashanti ewe fon
bamileke bantu tutsi hutu oromo tigrin amhara zulu xhosa kimbundu ovimbundu makua mandinga mandingue soninke malinke dioula bete
gitano gitana gypsy roma romani rrom sinti lovari ludar boyash manouche
nisga gitxsan tsimshian haisla heiltsuk kwakwaka secwepemc syilx stolo squamish musqueam salish dakota lakota nakota blackfoot siksika cree ojibwe ojibway anishinaabe anishinabe algonquin mikmaq mikmaw maliseet wolastoqey naskapi innue huron wendat abenaki oneida onondaga cayuga seneca
chipewyan dene gwichin tlingit tahltan inuvialuit nunavik sioux apache hopi zuni cherokee choctaw creek seminole
guadeloupeen martiniquais guyanais reunionnais saintlucian arubian aruban curacaoan curacaoen bonairean surinaams javanais javanes javanese hindustani kalinya wayampi teko emerillon pahikweneh boni paramaka kwinti matawai
patamona akawaio arecuna macushi wapishana waiwai carib garifun garinagu miskitu kriol ulwa kuna dule emberawounaan naso bokota terraba teribe brunca huetar maleku malecu chorotega nahoa sutiaba
`

const ENDINGS = [
  '',
  ...'o a os as e es ne nes ns s ens ese eses u us te tes ians ienne ena eno ha ho hos has ca co ana ano an ien'.split(
    ' ',
  ),
]
/** Shorter stems are words of other kinds with most endings. */
const SHORT = 4

/** Whole words, folded. */
const FORMS = `
innue innus innues antiguan barbudan montserratian anguillian caymanian bermudian arubano arubana curazoleno martinican surinamais nevisian kittitian grenadian jamaican filipino filipina filipinos philippin philippine vietnamita thai indian hindu bengali pakistani nepali nepalese ghanaian ghaneen camerounais cameroonian ivoirien ivoirienne malien malienne ukrainian ucraniana rusa russo russe rumana romena roumaine moldava syrian siria sirio afghan eritrean ethiopian somali guinean guineenne kenyan ugandan rwandan surinamer surinamese guyanese trini bajan belizean lucian saint-lucian uruguayo paraguayo nicaraguense costarricense guatemalteco guatemalteca salvadoreno salvadorena hondureno hondurena panameno panamena brasileno brasilena estadounidense chino china cubano cubana peruano bolivianos ecuatoriano canadiense haitiano haitiana quebecois martiniquais guadeloupeen guyanais saramaka maroon bushinengue aluku ndyuka djuka boni bribri cabecar guna kuna ngabe ngobe emberas wounaan nasa misak paez arhuaco kogui wayuu pemon yekuana warao kambeba baniwa tukano tikuna macuxi makuxi wapichana munduruku kayapo xavante krenak guajajara tupi huni kuin ashaninka awajun matsigenka asheninka yine uru chiquitano mojeno ayoreo toba qom wichi mocovi pilaga tehuelche rapanui aimara aymara quechua quichua kichwa shuar achuar waorani tsachila chachi otavalo saraguro miskito mayangna sumo rama lenca tolupan pech chorti maya mam ixil achi tzutujil poqomchi zoque mixe mixteca zapoteca nahuatl huichol wixarika tarahumara yaqui seri mayo purepecha huasteco totonaca lacandon afrodescendiente afrocolombiana raizal palenquera quilombola innu atikamekw inuk metis dene lakota anishinaabe eqchi haida coast-salish mestiza
chines chinesa chineses chinesas chinas chinos indio india indios indias indien indienne indiens indiennes indiano indiana indianos indianas indians guyanien guyanienne guyaniens guyaniennes
marfinense marfinenses marfinoise marfilena marfileno ioruba iorubas ewondo yorubas santomense sao-tomense saotomense africano africana africanos africanas africain africaine africains africaines african africans
latino latina latinos latinas asiatico asiatica asiaticos asiaticas asiatique asiatiques asian asians europeo europea europeen europeenne european arabe arabes arabic
japones japonesa japoneses japonaise japonaises coreana coreano coreanos coreanas sul-coreana norcoreano surcoreano surcoreana nordestino nordestina laotiano laosiano lao laociano khmer khmers shan kachin akha lisu lahu
tailandesa tailandes taiwanes taiwanesa taiwanais taiwanese hongkones mongola mongoles butanes bhutanese nepali nepalis nepalesa nepaleses maldivo maldivian cingales cingalesa cinghalais srilankes srilankesa srilankais srilankaise lankan lankans
bengales bengalesa bengaleses bangladesa bangladais bangladaise bangladeshis bengalí paquistanes paquistanesa paquistaneses pakistanaise pakistanes iraquiana iraquiano iraniana iraniano irani iranies iraqies irakiana irakienne
sirios sirias syriens syriennes libanesa libaneses libanaise saudita saoudien saudi saudis kuwaitiano catari qatari yemenita yemenite omani israelense israelita israelienne palestina palestinos turca turcos turcas turque turques turks curdo curda curdos curdas kurda kurdes kurds armenio armenia armenien armenienne armenian armenio georgiana georgiano azeri azeris
russa russos russas rusos rusas russe russes russians ucraniano ucraniana ucranianos ukrainienne ukrainians bielorrussa bielorrusso moldavo moldava moldavos moldave moldovan roumaine roumains romeno romena romenos romenas rumano rumanos romanians bulgaro bulgara bulgares hungara hungaros hongroise polaca polacos polonesa polonaise tcheca checa eslovaca eslovena croata croatas serbio serbia servio servia bosnia bosnio albanesa albanais albanaise kosovares griega gregos grega grecque
inglesa ingleses anglaise irlandesa escocesa escoces galesa gales alema alemas alemana alemaes allemande holandesa neerlandesa belgas belges sueca suecas suiza suizas noruega dinamarquesa finlandesa islandesa
marroquina marroquinos marroqui marroquies marocaine marocains algerienne tunisienne egipcia egipcios egipcias egyptienne libia libio sudanesa etiope etiopes ethiopienne eritreia eritreo somalis somalienne somalienses queniana queniano keniana keniano kenyane ugandesa ugandese tanzano tanzana tanzanien tanzanian tanzaniana ruandesa ruandese burundesa congoles congolesa congoleses congolaise congolaises camaronesa camarones camerunesa camerunesas camerounaise gabonesa gabonaise centrafricain centrafricaine chadiana chadiano tchadienne nigeriana nigeriano nigerianos nigerianas nigeriane nigerienne nigerino nigeriens togolesa togolaise beninesa beninoise ghanesa ganesa ganes ghanense ghaneens ivoiriens ivoriano ivoriana ivoirians liberiana liberiano sierraleonesa serra-leonesa guineana guineano guineenses guineense guineen guineens malinesa malienses maliana maliano senegalesa senegaleses senegalaise gambiana gambiano mauritana mauritano mauritanien mauritanienne mauricienne mauriciana cabo-verdiana cabo-verdiano caboverdiana caboverdiano capverdienne cap-verdien cap-verdienne angolana angolanos angolaise mocambicana mocambicano mozambiqueno mozambiquena zambiana zimbabuana zimbabueana sul-africana sudafricana sudafricano malgaxe comoriana comorienne seychellois seychelloise namibiana swazi basotho
cubanas cubaines jamaiquino jamaiquina jamaicana jamaicano jamaicaine jamaicains haitianos haitianas haitiens haitienne haitiennes ayisyen ayisyenn dominicanos dominicanas dominicaine dominicaines quisqueyana portorriquenha puertorriquena boricua boricuas trinitario trinitaria trinitense trinidadiana trinidadienne granadina granadino barbadense barbadiense guianesa guianes guianense guyanesa guyanaise guyanaises surinamesa surinamaise belicena belizense belizenha bahamense bahamiana bahameno curazolena arubiano
mexicanos mexicanas mexicaine mexicaines hondurenha hondurenho hondurienne guatemaltecos guatemaltecas guatemalteque salvadorenha salvadorienne nicaraguenses nica nicas tico tica ticos ticas catracho catracha catrachos chapin chapina chapines guanaco pinolero costa-riquenha costaricain costaricaine panamenha panameenne colombianos colombianas colombienne colombiennes venezolanos venezolanas venezuelana venezuelano venezuelanos venezuelienne venezueliennes veneco ecuatorianos equatoriana equatoriano equatorienne peruanos peruanas peruvienne peruviennes bolivianas bolivienne boliviennes chilenos chilenas chilienne argentinos argentinas argentine argentins uruguaia uruguaio uruguayenne paraguaia paraguaio paraguaios paraguayas paraguayenne bresilienne bresiliennes brasileira brasileiros brasileiras gauchos cearense cearenses maranhense maranhenses paraense paraenses baiana baianos pernambucana pernambucano piauiense piauienses alagoana alagoano sergipana mineira mineiro amazonense amapaense rondoniense goiana goiano carioca paulistana
canadiense canadienses canadense canadenses canadienne canadians australiana australiano australienne australian neozelandesa fijiano fijiana papu papua papuan samoan tongan vanuatuan micronesian marshallese
filipinas philippine philippines indonesia indonesio indonesios indonesias indonesienne indonesians malaya malayo malaia malaio malasia malaisienne singapurense timorense timorais timorese birmano birmana birmanesa birmane birmans camboyana camboyano cambojana cambojano vietnamitas vietnamienne
uigur uyghur ouighour hui miao zhuang tibetano tibetana tibetaine kazajo kazaja kazaque kirguisa kirghiz uzbeka uzbeko ouzbek turcomano turkmen tayika tadjik afgana afgano afganos afegana afegaos afghane afghans
saraiki baloch baluch sindhi pashto pastun kashmiri punjabi panjabi bihari marathi telugu malayali tamil tamiles tamoule tamouls sinhalese cingala madhesi limbu rai chhetri bahun tharu dalit santal chakma marma garo khasi naga mizo meitei assamese
tagalo tagala visaya visayan bisaya ilocano ilocana cebuano cebuana ilonggo ilongga bicolano bicolana waray maranao tausug badjao aeta igorot lumad moro sundanes sundanese minang batak bugis madurese dayak
kanuri tiv edo ijaw ibibio efik urhobo itsekiri bini twi fante dagomba mossi songhai touareg tuareg berber bereber berbere kabyle sara luba mongo shona ndebele tswana sotho kikuyu luo luhya kamba masai acholi baganda chewa yao lomwe merina betsileo sakalava antandroy fang bulu bassa beti kongo bakongo lari teke punu serere sereer diola jola balanta manjaco manjak papel pepel fula fulas peule toucouleur lobi senoufo baoule agni guere gio mende temne kru vai
amerindian amerindians amerindien amerindienne amerindiens amerindiennes amerindio amerindia amerindios kekchis yucateco yucateca ixiles jakalteko poqomam
triquis mazateco mazateca yaquis tepehuano tepehuana tlapaneco chinanteco nahuas lencas tawahka misquito miskita miskitos garifunas kunas waunana katio kogi coreguaje muinane
sikuani guahibo piapoco huaorani otavalena otavaleno moxeno tacana tsimane yuracare mapuches huilliche pehuenche kolla diaguita charrua enxet sanapana yanesha aguaruna huambisa shawi
candoshi achual mundurucu xerente xakriaba tenetehara wapixana ingariko taurepang kalina kalinago makushi maroons bushinenge bushinenguee bushinenguees bushininge bushininguee
quilombolas kalunga raizales palenquero palenquera mestizo afrodescendente afrocolombiano afrohondurena afroecuatoriana maxakali karaja javae tapirape pareci nambikwara enawene parakana
asurini arawete yudja kuikuro kalapalo mehinako kulina kaxinawa yawanawa katukina puyanawa nukini jaminawa manchineri apurina paumari hixkaryana marubo mayoruna korubo kanamari
miranha tariano wanano piratapuya arapaso barasana hupda
kalderash ursari gabor ciganos ciganas gitanos gitanas tsigane tsiganes gypsies roms
`

const wordsOf = (list: string): string[] => list.split(/\s+/).filter(word => word !== '')

/** Every form in which the lists tell a people or a nation. */
export const PEOPLES: ReadonlySet<string> = new Set([
  ...wordsOf(DEMONYMS).flatMap(stem => (stem.length <= SHORT ? [stem] : ENDINGS.map(ending => stem + ending))),
  ...wordsOf(FORMS),
])
